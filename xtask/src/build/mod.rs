//! Builds the page with Trunk, splits its module into chunks, prerenders the start, and builds the
//! export module.

pub mod chunks;
pub mod exports;
pub mod glue;
pub mod head;
pub mod method_pages;
pub mod prerender;
pub mod split;
pub mod trunk;
