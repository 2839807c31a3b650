//! The only modules that call the browser. They contain no rules: each function does one thing that
//! only a browser can do.
//!
//! Uses patches and shortcuts of `view`, keys and the trait `Store` of `storage`, and the drawing
//! of the radar in `report`. Knows no words and no screens.

pub mod canvas;
pub mod clock;
pub mod confirming;
pub mod dom;
pub mod downloads;
pub mod events;
pub mod focus;
pub mod host;
pub mod iframe_focus;
pub mod keyboard;
pub mod leaving;
pub mod menu;
pub mod page;
pub mod printing;
pub mod scrolling;
pub mod start_script;
pub mod status_region;
pub mod storage;
