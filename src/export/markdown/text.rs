//! The parts of a Markdown text: titles, paragraphs, lists, tables, quotations.

use std::fmt::Write;

use crate::export::marks::{indented, inline, plain};

/// A text that grows.
#[derive(Default)]
pub struct Text(pub String);

impl Text {
    pub fn title(&mut self, depth: usize, title: &str) {
        self.line(&format!("\n{} {}\n", "#".repeat(depth), inline(title)));
    }

    pub fn line(&mut self, line: &str) {
        // Writing into a String can't fail.
        let _ = writeln!(self.0, "{line}");
    }

    pub fn paragraph(&mut self, text: &str) {
        self.line(&format!("{}\n", plain(text)));
    }

    pub fn head(&mut self, cells: &[&str]) {
        self.row(cells);
        self.line(&format!("|{}", " --- |".repeat(cells.len())));
    }

    pub fn row(&mut self, cells: &[&str]) {
        let cells: Vec<String> = cells.iter().map(|cell| plain(cell)).collect();
        self.line(&format!("| {} |", cells.join(" | ")));
    }

    pub fn list(&mut self, items: impl IntoIterator<Item = String>) {
        for item in items {
            self.line(&format!("- {item}"));
        }
        self.line("");
    }

    /// Adds user text as a quotation that keeps its lines.
    pub fn quote(&mut self, text: &str) {
        for line in text.lines() {
            self.line(format!("> {}", indented(line)).trim_end());
            self.line(">");
        }
        self.line("");
    }
}
