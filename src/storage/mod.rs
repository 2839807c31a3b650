//! The keys and texts in the browser's storage: schema 3.
//!
//! ```text
//! aims-assessment/schema              3
//! aims-assessment/current             the assessment that a new tab opens
//! aims-assessment/answers/1           an assessment, as `tab_sync` writes it; 1, 2, …
//! aims-assessment/before/1            the answers that an opened file replaced in it
//! aims-assessment/opened-file/1       set if it is an opened file, unchanged since
//! aims-assessment/snapshot/1/<time>   a snapshot of it
//! aims-assessment/deleted/<id>        the assessment with this identity was deleted, or
//!                                     moved into a page's memory
//! aims-assessment/era                 renewed by each *Delete everything*, with the last
//!                                     number given before it
//! aims-assessment/language            the chosen language
//! aims-assessment/answering           the chosen way of answering
//! aims-assessment/shown-inside        which answers in a saved page the visitor was shown
//! aims-assessment/keep-here           left by an older version of the page as one file;
//!                                     ignored, as any file can write it
//! aims-assessment/damaged/1/1         a text of it that could not be read, unchanged
//! aims-assessment/damaged-1           the same, as versions before this schema kept it
//! aims-assessment/shared-computer     in a tab's own storage only: nothing else is stored
//! ```
//!
//! There is no list of assessments that could get out of step: it is derived from the keys. Texts
//! are kept as they are; except for the identity (`identity`), their content is up to
//! [`crate::assessment::file`].
//!
//! Uses `content`, `assessment`, `scoring` and `language` (for a summary). Works on any [`Store`],
//! and knows no browser and no clock: times are passed in.

mod choices;
mod deletion;
pub mod identity;
mod keys;
mod library;
mod migration;
pub mod retention;
mod snapshots;
mod store;
pub mod summary;
pub mod tab_sync;
mod transfer;

pub use keys::{CURRENT, LANGUAGE, SHARED_COMPUTER, is_bookkeeping, is_ours, tells_of_deletion};
pub use library::{Library, SCHEMA, Stored};
pub use snapshots::{NotBack, Removed, Snapshot};
pub use store::{Failure, Store, remove_ours};
pub use transfer::Moved;
