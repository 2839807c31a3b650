//! What is built: the page by Trunk, its module in chunks, the start that stands in the page, the module that makes files.

pub mod chunks;
pub mod exports;
pub mod glue;
pub mod prerender;
pub mod split;
pub mod trunk;
