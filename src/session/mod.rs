//! The page's state machine: turns events from the visitor, other tabs and the storage into changes
//! of the assessment, writes to the storage, and notices.
//!
//! Every change of an answer is stored before the next event.
//!
//! Uses `content`, `assessment`, `scoring`, `language`, `storage` and `view`. Knows no browser, no
//! clock and no Leptos: what it needs of them is behind [`Environment`], so that it also runs in
//! tests.

mod answering;
mod answering_state;
mod assessments;
mod changes;
mod environment;
mod loading;
mod opening;
mod plan;
mod statement;
mod storage_mode;
mod storing;

pub use answering_state::AnsweringState;
pub use changes::{Preview, Session};
pub use environment::{Cell, Environment, Kept};
pub use loading::Storage;
pub use storage_mode::library_in_use;
