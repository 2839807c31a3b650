//! The session in the browser: its values are Leptos' signals, and what it asks of the browser is asked of `browser`.

mod language;
mod listening;
mod own_page;
mod page;
mod reporting;

pub use language::open;
pub use page::{State, Storage};
