//! The only modules that call the browser. They hold no rule: each function does one thing that only a browser can do.

pub mod canvas;
pub mod confirming;
pub mod files;
pub mod focusing;
pub mod host;
pub mod keys;
pub mod leaving;
pub mod page;
pub mod parts;
pub mod printing;
pub mod scrolling;
pub mod start_script;
pub mod storage;
