//! The formats that a report can leave in. What makes them is in the module `export`, which the page loads on demand.

/// A format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Word.
    Docx,
    /// Excel.
    Xlsx,
    /// One self-contained page without scripts.
    Html,
    /// Tables for a spreadsheet, by the language's separators.
    Csv,
    /// Plain text with marks.
    Markdown,
    /// The scores for other programs.
    Json,
    /// The radar as a picture of lines.
    Svg,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 7] = [Self::Docx, Self::Xlsx, Self::Html, Self::Csv, Self::Markdown, Self::Json, Self::Svg];

    /// `html`, `csv` …: the name on the command line, and the ending of the file.
    pub fn id(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Html => "html",
            Self::Csv => "csv",
            Self::Markdown => "md",
            Self::Json => "json",
            Self::Svg => "svg",
        }
    }

    /// The format with this name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.id() == id)
    }

    /// The type by which systems know the file.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Html => "text/html",
            Self::Csv => "text/csv",
            Self::Markdown => "text/markdown",
            Self::Json => "application/json",
            Self::Svg => "image/svg+xml",
        }
    }

    /// What the file holds, as the middle of its name.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Json => "scores",
            Self::Svg => "radar",
            _ => "report",
        }
    }

    /// The `data-action` of its button.
    pub fn action(self) -> &'static str {
        match self {
            Self::Docx => "export-docx",
            Self::Xlsx => "export-xlsx",
            Self::Html => "export-html",
            Self::Csv => "export-csv",
            Self::Markdown => "export-markdown",
            Self::Json => "export-scores",
            Self::Svg => "export-svg",
        }
    }
}
