//! The error of a file that couldn't be made.

use std::fmt;

/// The part of the work that failed, and the library's message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    part: &'static str,
    what: String,
}

impl Error {
    /// Creates the error for a failure while this part was made.
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
