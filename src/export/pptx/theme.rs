//! The look of the slides: the theme with the colours of the page, the master and its layouts.

use std::fmt::Write;

use super::place::{self, Place};
use crate::export::package::DECLARATION;
use crate::export::palette::{ACCENT, DANGER, EARLIER, GOOD, INK, MUTED, SUNKEN, TARGET, WARN};

/// The namespaces of slides.
pub const NAMES: &str = "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"";
/// What the shapes of a slide begin with.
pub const TREE: &str = "<p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>\
    <a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/><a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"0\" cy=\"0\"/></a:xfrm></p:grpSpPr>";
/// The font: every system has it, or one with the same metrics.
const FONT: &str = "Arial";

/// The field with the number of the slide.
const NUMBER: &str = "<a:fld id=\"{6B1F3A52-42C0-4D01-9A11-420010000001}\" type=\"slidenum\"><a:rPr/><a:t>‹#›</a:t></a:fld>";

/// A layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// A title and text beside a filled area.
    Verdict,
    /// A title, and what the slide shows.
    Title,
    /// A title, a sentence or two, and what the slide shows.
    Lead,
    /// A title and two texts beside each other.
    Columns,
}

impl Layout {
    /// All layouts, in the order of their parts.
    pub const ALL: [Self; 4] = [Self::Verdict, Self::Title, Self::Lead, Self::Columns];

    /// The number of its part, from 1.
    pub fn number(self) -> usize {
        Self::ALL.iter().position(|layout| *layout == self).unwrap_or(0) + 1
    }

    /// Returns its part.
    pub fn xml(self) -> String {
        let (kind, name, shapes) = match self {
            Self::Verdict => ("", "Verdict", verdict()),
            Self::Title => (" type=\"titleOnly\"", "Title only", title(place::TITLE, "")),
            Self::Lead => {
                ("", "Title and lead", title(place::TITLE, "") + &body(3, 13, place::LEAD))
            }
            Self::Columns => (
                "",
                "Two texts",
                title(place::TITLE, "") + &body(3, 1, place::LEFT) + &body(4, 2, place::RIGHT),
            ),
        };
        let footers = match self {
            Self::Verdict => footers(20, place::SHORT_FOOTER, "bg1"),
            _ => bar() + &footers(20, place::FOOTER, "tx2"),
        };
        format!(
            "{DECLARATION}<p:sldLayout {NAMES}{kind} preserve=\"1\"><p:cSld name=\"{name}\"><p:spTree>{TREE}{shapes}{footers}</p:spTree>\
             </p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
        )
    }
}

/// A placeholder. That of the number holds the field, which some programs take from here.
fn placeholder(id: u32, kind: &str, place: Place, style: &str, anchor: &str) -> String {
    let field = if kind.contains("sldNum") { NUMBER } else { "" };
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"Placeholder {id}\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr>\
         <p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr>{}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr><p:txBody>\
         <a:bodyPr lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" anchor=\"{anchor}\"><a:noAutofit/></a:bodyPr><a:lstStyle>{style}</a:lstStyle>\
         <a:p>{field}<a:endParaRPr/></a:p></p:txBody></p:sp>",
        place.xml("a")
    )
}

fn title(place: Place, style: &str) -> String {
    placeholder(2, "type=\"title\"", place, style, if style.is_empty() { "ctr" } else { "b" })
}

/// A text without bullets.
fn body(id: u32, number: u32, place: Place) -> String {
    let style = "<a:lvl1pPr marL=\"0\" indent=\"0\"><a:buNone/></a:lvl1pPr>";
    placeholder(id, &format!("type=\"body\" idx=\"{number}\""), place, style, "t")
}

fn filled(id: u32, place: Place) -> String {
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"Area {id}\"/><p:cNvSpPr/><p:nvPr userDrawn=\"1\"/></p:nvSpPr><p:spPr>{}\
         <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val=\"accent1\"/></a:solidFill><a:ln><a:noFill/></a:ln>\
         </p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr/></a:p></p:txBody></p:sp>",
        place.xml("a")
    )
}

fn bar() -> String {
    filled(30, place::BAR)
}

fn verdict() -> String {
    let large = "<a:lvl1pPr><a:defRPr sz=\"3600\" b=\"1\"/></a:lvl1pPr>";
    filled(31, place::PANEL)
        + &title(place::VERDICT, large)
        + &body(3, 13, place::KICKER)
        + &body(4, 14, place::SENTENCES)
        + &body(5, 15, place::ON_PANEL)
}

/// Date, footer and number; the number in this colour.
fn footers(id: u32, [footer, date]: [Place; 2], color: &str) -> String {
    let style = |align: &str, color: &str| {
        format!(
            "<a:lvl1pPr algn=\"{align}\"><a:defRPr sz=\"1200\"><a:solidFill><a:schemeClr val=\"{color}\"/></a:solidFill>\
             <a:latin typeface=\"+mn-lt\"/></a:defRPr></a:lvl1pPr>"
        )
    };
    placeholder(id, "type=\"dt\" sz=\"half\" idx=\"10\"", date, &style("r", "tx2"), "ctr")
        + &placeholder(
            id + 1,
            "type=\"ftr\" sz=\"quarter\" idx=\"11\"",
            footer,
            &style("l", "tx2"),
            "ctr",
        )
        + &placeholder(
            id + 2,
            "type=\"sldNum\" sz=\"quarter\" idx=\"12\"",
            place::NUMBER,
            &style("r", color),
            "ctr",
        )
}

/// Returns the part of the master.
pub fn master() -> String {
    let mut layouts = String::new();
    for number in 1..=Layout::ALL.len() {
        let _ = write!(
            layouts,
            "<p:sldLayoutId id=\"{}\" r:id=\"rId{number}\"/>",
            2_147_483_648 + number
        );
    }
    let text = |size: u32, color: &str, bold: &str| {
        format!(
            "<a:lvl1pPr algn=\"l\"><a:spcBef><a:spcPts val=\"0\"/></a:spcBef><a:buNone/><a:defRPr sz=\"{size}\"{bold}><a:solidFill>\
             <a:schemeClr val=\"{color}\"/></a:solidFill><a:latin typeface=\"+mn-lt\"/><a:ea typeface=\"+mn-ea\"/><a:cs typeface=\"+mn-cs\"/>\
             </a:defRPr></a:lvl1pPr>"
        )
    };
    format!(
        "{DECLARATION}<p:sldMaster {NAMES}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val=\"bg1\"/></a:solidFill><a:effectLst/></p:bgPr>\
         </p:bg><p:spTree>{TREE}{}{}{}</p:spTree></p:cSld><p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" \
         accent2=\"accent2\" accent3=\"accent3\" accent4=\"accent4\" accent5=\"accent5\" accent6=\"accent6\" hlink=\"hlink\" \
         folHlink=\"folHlink\"/><p:sldLayoutIdLst>{layouts}</p:sldLayoutIdLst><p:txStyles><p:titleStyle>{}</p:titleStyle><p:bodyStyle>{}\
         </p:bodyStyle><p:otherStyle>{}</p:otherStyle></p:txStyles></p:sldMaster>",
        title(place::TITLE, ""),
        placeholder(3, "type=\"body\" idx=\"1\"", place::CONTENT, "", "t"),
        footers(4, place::FOOTER, "tx2"),
        text(2800, "accent1", " b=\"1\""),
        text(1600, "tx1", ""),
        text(1400, "tx1", ""),
    )
}

/// Returns the part of the theme.
pub fn theme() -> String {
    let colors = [
        ("dk2", MUTED),
        ("lt2", SUNKEN),
        ("accent1", ACCENT),
        ("accent2", TARGET),
        ("accent3", DANGER),
        ("accent4", GOOD),
        ("accent5", WARN),
        ("accent6", EARLIER),
        ("hlink", ACCENT),
        ("folHlink", MUTED),
    ];
    let mut xml = format!(
        "{DECLARATION}<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" name=\"AIMS\"><a:themeElements>\
         <a:clrScheme name=\"AIMS\"><a:dk1><a:srgbClr val=\"{INK}\"/></a:dk1><a:lt1><a:srgbClr val=\"FFFFFF\"/></a:lt1>"
    );
    for (name, color) in colors {
        let _ = write!(xml, "<a:{name}><a:srgbClr val=\"{color}\"/></a:{name}>");
    }
    let font = format!("<a:latin typeface=\"{FONT}\"/><a:ea typeface=\"\"/><a:cs typeface=\"\"/>");
    let fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>".repeat(3);
    let line =
        "<a:ln w=\"9525\"><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill></a:ln>".repeat(3);
    let effect = "<a:effectStyle><a:effectLst/></a:effectStyle>".repeat(3);
    let _ = write!(
        xml,
        "</a:clrScheme><a:fontScheme name=\"AIMS\"><a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme>\
         <a:fmtScheme name=\"AIMS\"><a:fillStyleLst>{fill}</a:fillStyleLst><a:lnStyleLst>{line}</a:lnStyleLst><a:effectStyleLst>{effect}\
         </a:effectStyleLst><a:bgFillStyleLst>{fill}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    );
    xml
}
