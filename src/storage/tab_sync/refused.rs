//! Remembers what the store refused.

/// Whether the store refused changes of this tab.
#[derive(Debug, Clone, Default)]
pub(super) enum Refused {
    #[default]
    No,
    /// It refused the last write.
    Last,
    /// It accepts writes again, and nothing was changed here since; other tabs may have written
    /// meanwhile. The text is the last that this tab had seen before the first refusal.
    Before(String),
}

impl Refused {
    /// Notes that the store took a write of this tab, which had seen this text.
    pub(super) fn taken(&mut self, seen: Option<String>) {
        if matches!(self, Self::Last) {
            *self = Self::Before(seen.unwrap_or_default());
        }
    }

    /// Notes that this tab knows what the others stored in that moment.
    pub(super) fn end(&mut self) {
        if matches!(self, Self::Before(_)) {
            *self = Self::No;
        }
    }
}
