//! The page's state machine: turns events from the visitor, other tabs and the storage into changes
//! of the assessment, writes to the storage, and notices.
//!
//! It runs without a browser: what it needs of one is behind [`Environment`]. Every change of an
//! answer is stored before the next event.

mod aids;
mod answering;
mod assessments;
mod changes;
mod environment;
mod loading;
mod opening;
mod plan;
mod statement;
mod storage_mode;
mod storing;

pub use aids::Aids;
pub use changes::{Preview, Session};
pub use environment::{Cell, Environment, Kept};
pub use loading::Storage;
pub use storage_mode::library_in_use;
