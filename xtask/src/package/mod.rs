//! Packages the build's output: the hosted page, the single-file page, server configurations, a
//! release.

pub mod built_files;
mod bundle;
pub mod compression;
pub mod dist;
mod freshness;
mod hosting;
pub mod release;
mod single_file;
