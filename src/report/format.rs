//! The export formats of a report. The module `export`, which the page loads on demand, makes them.

use super::file_name::FileKind;

/// A format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Word.
    Docx,
    /// Excel.
    Xlsx,
    /// PowerPoint: six slides.
    Pptx,
    /// A self-contained page without scripts.
    Html,
    /// Flat tables, packed, with the separators usual in the language.
    Csv,
    /// Plain text with Markdown markup.
    Markdown,
    /// The scores file, for other programs.
    Json,
    /// The radar as a vector drawing.
    Svg,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 8] = [
        Self::Docx,
        Self::Xlsx,
        Self::Pptx,
        Self::Html,
        Self::Csv,
        Self::Markdown,
        Self::Json,
        Self::Svg,
    ];

    /// `html`, `csv`, …: the name on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Pptx => "pptx",
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

    /// The file extension.
    pub fn ending(self) -> &'static str {
        if self == Self::Csv { "zip" } else { self.id() }
    }

    /// The media type of the file.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Pptx => {
                "application/vnd.openxmlformats-officedocument.presentationml.presentation"
            }
            Self::Html => "text/html",
            Self::Csv => "application/zip",
            Self::Markdown => "text/markdown",
            Self::Json => "application/json",
            Self::Svg => "image/svg+xml",
        }
    }

    /// The content of the file, for its name.
    pub fn kind(self) -> FileKind {
        match self {
            Self::Json => FileKind::Scores,
            Self::Svg => FileKind::Radar,
            Self::Csv => FileKind::Tables,
            _ => FileKind::Report,
        }
    }

    /// The `data-action` of its button.
    pub fn action(self) -> &'static str {
        match self {
            Self::Docx => "export-docx",
            Self::Xlsx => "export-xlsx",
            Self::Pptx => "export-pptx",
            Self::Html => "export-html",
            Self::Csv => "export-csv",
            Self::Markdown => "export-markdown",
            Self::Json => "export-scores",
            Self::Svg => "export-svg",
        }
    }
}

/// A format of the comparison of two states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ComparisonFormat {
    /// Word.
    Docx,
    /// Excel.
    Xlsx,
    /// Plain text with Markdown markup.
    Markdown,
}

impl ComparisonFormat {
    /// All formats.
    pub const ALL: [Self; 3] = [Self::Docx, Self::Xlsx, Self::Markdown];

    /// The name by which the module `exports` knows it: `compare-docx`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Docx => "compare-docx",
            Self::Xlsx => "compare-xlsx",
            Self::Markdown => "compare-md",
        }
    }

    /// The format with this name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.id() == id)
    }

    /// The format of the report whose files are of the same type.
    pub fn of_report(self) -> Format {
        match self {
            Self::Docx => Format::Docx,
            Self::Xlsx => Format::Xlsx,
            Self::Markdown => Format::Markdown,
        }
    }
}
