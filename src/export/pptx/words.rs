//! Writes paragraphs: text in a size and a colour of the theme, in its language and direction.

use std::fmt::Write;

use crate::export::text::{Direction, direction, escaped};
use crate::language::text::on_one_line;

/// An item's sign, and its distance from the text.
const BULLET: &str = "<a:buFont typeface=\"Arial\"/><a:buChar char=\"•\"/>";
const INDENT: &str = " marL=\"228600\" indent=\"-228600\"";

/// The colour of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// That of its place.
    Plain,
    /// Less important.
    Muted,
    /// The accent.
    Accent,
    /// On the accent.
    OnAccent,
    /// Danger: critical gaps.
    Danger,
    /// Warning.
    Warn,
}

/// Size in points, weight and colour.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// The size in points.
    pub size: u32,
    /// Whether it is bold.
    pub bold: bool,
    /// The colour.
    pub ink: Ink,
}

impl Look {
    /// Plain text of this size.
    pub const fn plain(size: u32) -> Self {
        Self { size, bold: false, ink: Ink::Plain }
    }

    /// Bold text of this size.
    pub const fn strong(size: u32) -> Self {
        Self { size, bold: true, ink: Ink::Plain }
    }

    /// The same in this colour.
    pub const fn in_ink(self, ink: Ink) -> Self {
        Self { ink, ..self }
    }
}

/// A paragraph.
#[derive(Debug, Clone)]
pub struct Paragraph {
    text: String,
    look: Look,
    is_centred: bool,
    is_bulleted: bool,
    is_rtl: bool,
    after: u32,
}

impl Paragraph {
    /// Returns a paragraph; line breaks and control characters become spaces.
    pub fn new(text: &str, look: Look) -> Self {
        Self {
            text: on_one_line(text),
            look,
            is_centred: false,
            is_bulleted: false,
            is_rtl: false,
            after: 0,
        }
    }

    /// Returns a paragraph that somebody wrote, in its own direction.
    pub fn written(text: &str, look: Look) -> Self {
        let is_rtl = direction(text) == Direction::RightToLeft;
        Self { is_rtl, ..Self::new(text, look) }
    }

    /// In the middle of its place.
    pub fn centred(self) -> Self {
        Self { is_centred: true, ..self }
    }

    /// As an item of a list.
    pub fn bulleted(self) -> Self {
        Self { is_bulleted: true, ..self }
    }

    /// With a distance in points after it.
    pub fn after(self, after: u32) -> Self {
        Self { after, ..self }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its size in points.
    pub fn size(&self) -> u32 {
        self.look.size
    }

    /// Returns the element.
    pub fn xml(&self, language: &str) -> String {
        let align = match (self.is_centred, self.is_rtl) {
            (true, false) => " algn=\"ctr\"",
            (true, true) => " algn=\"ctr\" rtl=\"1\"",
            (false, true) => " algn=\"r\" rtl=\"1\"",
            (false, false) => "",
        };
        let bullet = if self.is_bulleted { BULLET } else { "<a:buNone/>" };
        let indent = if self.is_bulleted { INDENT } else { "" };
        let after = match self.after {
            0 => String::new(),
            after => format!("<a:spcAft><a:spcPts val=\"{}\"/></a:spcAft>", after * 100),
        };
        let run =
            if self.text.is_empty() { String::new() } else { run(&self.text, self.look, language) };
        // The size of an empty paragraph is that of its end.
        let end = format!("<a:endParaRPr lang=\"{language}\" sz=\"{}\"/>", self.look.size * 100);
        format!("<a:p><a:pPr{indent}{align}>{after}{bullet}</a:pPr>{run}{end}</a:p>")
    }
}

fn run(text: &str, look: Look, language: &str) -> String {
    let mut xml = format!("<a:r><a:rPr lang=\"{language}\" sz=\"{}\"", look.size * 100);
    if look.bold {
        xml += " b=\"1\"";
    }
    xml += ">";
    let theme = match look.ink {
        Ink::Plain => None,
        Ink::Muted => Some("tx2"),
        Ink::Accent => Some("accent1"),
        Ink::OnAccent => Some("bg1"),
        Ink::Danger => Some("accent3"),
        Ink::Warn => Some("accent5"),
    };
    if let Some(theme) = theme {
        let _ = write!(xml, "<a:solidFill><a:schemeClr val=\"{theme}\"/></a:solidFill>");
    }
    xml + "</a:rPr><a:t>" + &escaped(text) + "</a:t></a:r>"
}
