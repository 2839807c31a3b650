//! What becomes of what was built: the page that is hosted, the page as one file, the configurations of servers, a release.

pub mod built_files;
mod bundle;
pub mod compression;
pub mod dist;
mod hosting;
pub mod release;
mod single_file;
