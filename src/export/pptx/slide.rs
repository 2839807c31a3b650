//! Builds a slide: its placeholders, tables and the chart.

use super::fit;
use super::place::{self, Place};
use super::table::Table;
use super::theme::Layout;
use super::words::{Ink, Look, Paragraph};
use crate::export::package::{DECLARATION, tag};
use crate::export::text::{clean, escaped};
use crate::language::Language;
use crate::report::Report;

/// The size of what stands in the footer.
const FOOTER: u32 = 12;
/// The sizes that a title may have.
const TITLES: [u32; 4] = [28, 24, 20, 18];

/// A slide under construction.
#[derive(Debug)]
pub struct Slide {
    /// Its layout.
    pub layout: Layout,
    /// Whether it has the chart.
    pub has_chart: bool,
    language: Language,
    shapes: Vec<String>,
}

impl Slide {
    /// A slide without anything.
    pub fn new(layout: Layout, language: Language) -> Self {
        Self { layout, has_chart: false, language, shapes: Vec::new() }
    }

    /// A slide with a title.
    pub fn titled(layout: Layout, language: Language, title: &str) -> Self {
        let mut slide = Self::new(layout, language);
        slide.title(title, place::TITLE, &TITLES);
        slide
    }

    /// The number of the next shape; that of the tree itself is 1.
    fn next(&self) -> usize {
        self.shapes.len() + 2
    }

    /// Adds the title, in the largest of these sizes in which it fits.
    pub fn title(&mut self, text: &str, place: Place, sizes: &[u32]) {
        let room = (place.wide, place.high);
        let size = fit::size(&[text.to_owned()], sizes, room, 0);
        let most = (place.high / fit::height(1, size)).max(1);
        let text = fit::fitted(text, size, place.wide, most);
        self.placeholder("type=\"title\"", "Title", &[Paragraph::new(&text, Look::strong(size))]);
    }

    /// Adds text in the placeholder with this number.
    pub fn text(&mut self, number: u32, paragraphs: &[Paragraph]) {
        self.placeholder(&format!("type=\"body\" idx=\"{number}\""), "Text", paragraphs);
    }

    fn placeholder(&mut self, kind: &str, name: &str, paragraphs: &[Paragraph]) {
        let id = self.next();
        let text = self.xml_of(paragraphs);
        self.shapes.push(format!(
            "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{name} {id}\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr>\
             <p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>{text}</p:txBody></p:sp>"
        ));
    }

    /// Adds a text that has no placeholder.
    pub fn remark(&mut self, place: Place, paragraphs: &[Paragraph]) {
        let id = self.next();
        let text = self.xml_of(paragraphs);
        self.shapes.push(format!(
            "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"Text {id}\"/><p:cNvSpPr txBox=\"1\"/><p:nvPr/></p:nvSpPr><p:spPr>{}\
             <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody><a:bodyPr wrap=\"square\" lIns=\"0\" tIns=\"0\" \
             rIns=\"0\" bIns=\"0\"><a:noAutofit/></a:bodyPr><a:lstStyle/>{text}</p:txBody></p:sp>",
            place.xml("a"),
        ));
    }

    fn xml_of(&self, paragraphs: &[Paragraph]) -> String {
        paragraphs.iter().map(|paragraph| paragraph.xml(tag(self.language))).collect()
    }

    /// Adds a table, and says in words what it shows.
    pub fn table(&mut self, table: &Table, name: &str, words: &str, place: Place) {
        self.shapes.push(table.xml(self.next(), name, words, place, tag(self.language)));
    }

    /// Adds the chart.
    pub fn chart(&mut self, name: &str, words: &str, place: Place) {
        self.has_chart = true;
        self.shapes.push(format!(
            "<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id=\"{}\" name=\"{}\" descr=\"{}\"/><p:cNvGraphicFramePr>\
             <a:graphicFrameLocks noGrp=\"1\"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>{}<a:graphic>\
             <a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/chart\">\
             <c:chart xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" r:id=\"rId2\"/></a:graphicData></a:graphic>\
             </p:graphicFrame>",
            self.next(),
            escaped(name),
            escaped(words),
            place.xml("p"),
        ));
    }

    /// Adds organization, date and number, and returns the slide's part.
    pub fn finish(mut self, report: &Report, number: usize) -> String {
        let t = &report.language.texts().phrases;
        let look = Look::plain(FOOTER).in_ink(Ink::Muted);
        let organisation = clean(&report.organisation);
        // What it isn't stands on the first slide already, larger.
        let (place, remark) = match (self.layout, organisation.trim()) {
            (Layout::Verdict, _) => (place::SHORT_FOOTER[0], String::new()),
            (_, "") => (place::FOOTER[0], t.slides_not_audit.to_owned()),
            _ => (place::FOOTER[0], format!(" · {}", t.slides_not_audit)),
        };
        let room = place.wide.saturating_sub(fit::wide(&remark, FOOTER));
        let text = fit::fitted(organisation.trim(), FOOTER, room, 1) + &remark;
        self.placeholder(
            "type=\"ftr\" sz=\"quarter\" idx=\"11\"",
            "Footer",
            &[Paragraph::new(&text, look)],
        );
        if !report.date.is_empty() {
            let date = Paragraph::new(&report.date, look);
            self.placeholder("type=\"dt\" sz=\"half\" idx=\"10\"", "Date", &[date]);
        }
        let id = self.next();
        self.shapes.push(format!(
            "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"Number {id}\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr>\
             <p:ph type=\"sldNum\" sz=\"quarter\" idx=\"12\"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p>\
             <a:fld id=\"{{6B1F3A52-42C0-4D01-9A11-420010000001}}\" type=\"slidenum\"><a:rPr lang=\"{}\"/><a:t>{number}</a:t></a:fld></a:p>\
             </p:txBody></p:sp>",
            tag(self.language),
        ));
        format!(
            "{DECLARATION}<p:sld {}><p:cSld><p:spTree>{}{}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>",
            super::theme::NAMES,
            super::theme::TREE,
            self.shapes.concat(),
        )
    }
}
