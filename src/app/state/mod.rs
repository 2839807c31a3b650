//! The session in the browser: its values are Leptos' signals, and its calls of the browser go to
//! `browser`.

mod environment;
mod language;
mod listening;
mod own_page;
mod reporting;

pub use environment::{State, Storage};
pub use language::open;
