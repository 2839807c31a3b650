//! Lists the parts of the file, and what refers to what.

use std::fmt::Write;

use super::chart;
use super::place::{HIGH, UNITS, WIDE};
use super::slide::Slide;
use super::theme::{Layout, NAMES, master, theme};
use crate::export::error::Error;
use crate::export::package::{DECLARATION, Properties, core, tag};
use crate::export::text::NO_DATE;
use crate::report::Report;

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const KINDS: &str = "application/vnd.openxmlformats-officedocument";
/// The namespace of the list of table styles, and the style of new tables.
const TABLE_STYLES: &str = "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    def=\"{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}\"";

type Part = (String, Vec<u8>);

/// Returns all parts; the first says what kinds the others are of.
///
/// # Errors
/// If the chart's workbook can't be made; not seen so far.
pub fn parts(report: &Report, title: &str, slides: Vec<Slide>) -> Result<Vec<Part>, Error> {
    let count = slides.len();
    let mut parts = fixed(report, title, count);
    for layout in Layout::ALL {
        let name = format!("ppt/slideLayouts/slideLayout{}.xml", layout.number());
        let master = [("slideMaster", "../slideMasters/slideMaster1.xml".to_owned())];
        parts.push((related(&name), relations(&master)));
        parts.push((name, layout.xml().into_bytes()));
    }
    for (number, slide) in (1..).zip(slides) {
        let name = format!("ppt/slides/slide{number}.xml");
        let layout = format!("../slideLayouts/slideLayout{}.xml", slide.layout.number());
        let mut to = vec![("slideLayout", layout)];
        if slide.has_chart {
            to.push(("chart", "../charts/chart1.xml".to_owned()));
        }
        parts.push((related(&name), relations(&to)));
        parts.push((name, slide.finish(report, number).into_bytes()));
    }
    let sheet = [("package", "../embeddings/Microsoft_Excel_Sheet1.xlsx".to_owned())];
    parts.extend([
        (related("ppt/charts/chart1.xml"), relations(&sheet)),
        ("ppt/charts/chart1.xml".to_owned(), chart::chart(report).into_bytes()),
        ("ppt/embeddings/Microsoft_Excel_Sheet1.xlsx".to_owned(), chart::workbook(report)?),
    ]);
    Ok(parts)
}

/// The parts that don't depend on what is on the slides.
fn fixed(report: &Report, title: &str, slides: usize) -> Vec<Part> {
    let t = &report.language.texts().phrases;
    let about = Properties {
        title,
        creator: t.site_name,
        date: if report.made_on.is_empty() { NO_DATE } else { &report.made_on },
        language: tag(report.language),
    };
    let [main, of_presentation, of_master] = fixed_relations(slides);
    [
        ("[Content_Types].xml", kinds(slides)),
        ("_rels/.rels", main),
        ("docProps/app.xml", app(slides)),
        ("docProps/core.xml", core(&about).into_bytes()),
        ("ppt/_rels/presentation.xml.rels", of_presentation),
        ("ppt/presentation.xml", presentation(slides, tag(report.language))),
        ("ppt/presProps.xml", empty("p:presentationPr", NAMES)),
        ("ppt/viewProps.xml", empty("p:viewPr", NAMES)),
        ("ppt/tableStyles.xml", empty("a:tblStyleLst", TABLE_STYLES)),
        ("ppt/theme/theme1.xml", theme().into_bytes()),
        ("ppt/slideMasters/_rels/slideMaster1.xml.rels", of_master),
        ("ppt/slideMasters/slideMaster1.xml", master().into_bytes()),
    ]
    .map(|(name, part)| (name.to_owned(), part))
    .into()
}

/// What the file, the presentation and the master refer to.
fn fixed_relations(slides: usize) -> [Vec<u8>; 3] {
    let main = [
        ("officeDocument", "ppt/presentation.xml"),
        ("core", "docProps/core.xml"),
        ("extended-properties", "docProps/app.xml"),
    ]
    .map(|(kind, target)| (kind, target.to_owned()));
    let of_presentation = [("slideMaster", "slideMasters/slideMaster1.xml".to_owned())]
        .into_iter()
        .chain((1..=slides).map(|number| ("slide", format!("slides/slide{number}.xml"))))
        .chain([
            ("presProps", "presProps.xml".to_owned()),
            ("viewProps", "viewProps.xml".to_owned()),
            ("tableStyles", "tableStyles.xml".to_owned()),
            ("theme", "theme/theme1.xml".to_owned()),
        ]);
    let of_master = (1..=Layout::ALL.len())
        .map(|number| ("slideLayout", format!("../slideLayouts/slideLayout{number}.xml")))
        .chain([("theme", "../theme/theme1.xml".to_owned())]);
    [
        relations(&main),
        relations(&of_presentation.collect::<Vec<_>>()),
        relations(&of_master.collect::<Vec<_>>()),
    ]
}

/// The name of the part that says what a part refers to.
fn related(name: &str) -> String {
    let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
    format!("{folder}/_rels/{file}.rels")
}

fn relations(to: &[(&str, String)]) -> Vec<u8> {
    let mut xml = format!("{DECLARATION}<Relationships xmlns=\"{PACKAGE}/relationships\">");
    for (number, (kind, target)) in (1..).zip(to) {
        let kind = if *kind == "core" {
            format!("{PACKAGE}/relationships/metadata/core-properties")
        } else {
            format!("{OFFICE}/{kind}")
        };
        let _ =
            write!(xml, "<Relationship Id=\"rId{number}\" Type=\"{kind}\" Target=\"{target}\"/>");
    }
    (xml + "</Relationships>").into_bytes()
}

fn kinds(slides: usize) -> Vec<u8> {
    let mut xml = format!(
        "{DECLARATION}<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" \
         ContentType=\"application/xml\"/><Default Extension=\"xlsx\" ContentType=\"{KINDS}.spreadsheetml.sheet\"/>"
    );
    let numbered = |folder: &str, kind: &str, count: usize| -> Vec<(String, String)> {
        let part = |number| {
            (format!("ppt/{folder}s/{folder}{number}.xml"), format!("presentationml.{kind}"))
        };
        (1..=count).map(part).collect()
    };
    let others = [
        ("ppt/presentation.xml", "presentationml.presentation.main"),
        ("ppt/presProps.xml", "presentationml.presProps"),
        ("ppt/viewProps.xml", "presentationml.viewProps"),
        ("ppt/tableStyles.xml", "presentationml.tableStyles"),
        ("ppt/theme/theme1.xml", "theme"),
        ("ppt/charts/chart1.xml", "drawingml.chart"),
        ("docProps/app.xml", "extended-properties"),
    ];
    let all = numbered("slideMaster", "slideMaster", 1)
        .into_iter()
        .chain(numbered("slideLayout", "slideLayout", Layout::ALL.len()))
        .chain(numbered("slide", "slide", slides))
        .chain(others.map(|(name, kind)| (name.to_owned(), kind.to_owned())));
    for (name, kind) in all {
        let _ = write!(xml, "<Override PartName=\"/{name}\" ContentType=\"{KINDS}.{kind}+xml\"/>");
    }
    xml += "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>";
    xml.into_bytes()
}

fn app(slides: usize) -> Vec<u8> {
    format!(
        "{DECLARATION}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">\
         <Slides>{slides}</Slides><Application>AIMS Assessment</Application></Properties>"
    )
    .into_bytes()
}

fn empty(name: &str, attributes: &str) -> Vec<u8> {
    format!("{DECLARATION}<{name} {attributes}/>").into_bytes()
}

fn presentation(slides: usize, language: &str) -> Vec<u8> {
    let mut xml = format!(
        "{DECLARATION}<p:presentation {NAMES} saveSubsetFonts=\"1\"><p:sldMasterIdLst><p:sldMasterId id=\"2147483648\" r:id=\"rId1\"/>\
         </p:sldMasterIdLst><p:sldIdLst>"
    );
    for number in 1..=slides {
        let _ = write!(xml, "<p:sldId id=\"{}\" r:id=\"rId{}\"/>", 255 + number, number + 1);
    }
    let [wide, high] = [WIDE, HIGH].map(|length| length * UNITS);
    let _ = write!(
        xml,
        "</p:sldIdLst><p:sldSz cx=\"{wide}\" cy=\"{high}\"/><p:notesSz cx=\"{high}\" cy=\"{wide}\"/><p:defaultTextStyle><a:defPPr>\
         <a:defRPr lang=\"{language}\"/></a:defPPr></p:defaultTextStyle></p:presentation>"
    );
    xml.into_bytes()
}
