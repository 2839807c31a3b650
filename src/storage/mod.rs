//! What lies in the browser's storage, and under which keys: schema 3.
//!
//! ```text
//! aims-assessment/schema              3
//! aims-assessment/current             the assessment that a new tab opens
//! aims-assessment/answers/1           an assessment, as `together` writes it; 1, 2, …
//! aims-assessment/before/1            what an opened file replaced in it
//! aims-assessment/opened-file/1       it is a file that was opened, and unchanged since
//! aims-assessment/snapshot/1/<time>   a snapshot of it
//! aims-assessment/deleted/<id>        the assessment with this identity was deleted, or moved into a page's memory
//! aims-assessment/era                 another one after each *Delete everything*, and the last number that was given before it
//! aims-assessment/language            the language that was chosen
//! aims-assessment/shown-inside        which answers in a saved page the visitor was shown
//! aims-assessment/keep-here           left by an older version of the page as one file; it decides nothing, as any file can write it
//! aims-assessment/damaged/1/1         what of it could not be read, untouched
//! aims-assessment/damaged-1           the same, as versions before this schema kept it
//! aims-assessment/shared-computer     in a tab's own storage alone: nothing else is stored
//! ```
//!
//! There is no list of assessments that could get out of step: it is made from the keys. Texts are kept as they are; what they
//! hold is for [`crate::assessment::file`] to say, but for the identity (`identity`).
//!
//! It works on any [`Store`], and knows no browser and no clock: times are given to it.

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

pub use keys::{CURRENT, LANGUAGE, SHARED_COMPUTER, is_mark, is_ours, tells_of_deletion};
pub use library::{Library, SCHEMA, Stored};
pub use snapshots::{NotBack, Removed, Snapshot};
pub use store::{Failure, Store, remove_ours};
pub use transfer::Moved;
