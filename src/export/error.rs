//! Why a file could not be made.

use std::fmt;

/// Which part of the work failed, and what the library said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    part: &'static str,
    what: String,
}

impl Error {
    /// What failed while this part was made.
    pub(crate) fn new(part: &'static str, what: &impl fmt::Display) -> Self {
        Self { part, what: what.to_string() }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}: {}", self.part, self.what)
    }
}

impl std::error::Error for Error {}
