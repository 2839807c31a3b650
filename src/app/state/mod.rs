//! What the page knows, and the few ways in which that changes. Every change of an answer is stored before the next event.

mod assessments;
mod loading;
mod opening;
mod own_page;
mod page;
mod reporting;
mod storage_mode;
mod storing;

pub use loading::{Storage, open};
pub use page::{Preview, State};
