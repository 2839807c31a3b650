//! The session in the browser: its values are Leptos' signals, and its calls of the browser go to
//! `browser`.

mod language;
mod listening;
mod own_page;
mod page;
mod reporting;

pub use language::open;
pub use page::{State, Storage};
