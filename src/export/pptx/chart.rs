//! Writes the radar as a native chart, with its figures in a workbook inside the file, so that they
//! can be edited.

use std::fmt::Write;

use rust_xlsxwriter::{Workbook, XlsxError};

use crate::export::error::Error;
use crate::export::package::{DECLARATION, tag};
use crate::export::palette::{ACCENT, EARLIER, INK, LINE_STRONG, TARGET};
use crate::export::text::escaped;
use crate::export::xlsx::cell::{Cell, CellStyle};
use crate::export::xlsx::properties;
use crate::export::xlsx::sheet::Sheet;
use crate::language::text::on_one_line;
use crate::report::{Figure, Report};
use crate::scoring::Tenths;

/// The size of all texts, in hundredths of a point.
const SIZE: u32 = 1200;

/// A shape in the radar.
struct Series {
    name: String,
    values: Vec<Option<Tenths>>,
    color: &'static str,
    /// The kind of line: `solid`, `dash`, `sysDot`.
    dash: &'static str,
}

/// The names at the axes: `4 Context`, and the score below it.
fn axes(report: &Report) -> Vec<String> {
    let named = report.domains.iter().zip(&report.heat_map);
    named
        .map(|(domain, row)| format!("{} {}\n{}", domain.id, row.short, domain.figure.score))
        .collect()
}

fn series(report: &Report) -> Vec<Series> {
    let t = &report.language.texts().phrases;
    let domains = &report.domains;
    let mut all = vec![
        Series {
            name: t.results_target.to_owned(),
            values: domains.iter().map(|domain| Some(Tenths(10 * domain.target))).collect(),
            color: TARGET,
            dash: "dash",
        },
        Series {
            name: t.results_score.to_owned(),
            values: domains.iter().map(|domain| domain.figure.tenths()).collect(),
            color: ACCENT,
            dash: "solid",
        },
    ];
    if let Some(earlier) = &report.earlier {
        let score = |figure: &Option<Figure>| figure.as_ref().and_then(Figure::tenths);
        all.push(Series {
            name: super::fit::fitted(&on_one_line(earlier), 12, 200, 1),
            values: domains.iter().map(|domain| score(&domain.earlier)).collect(),
            color: EARLIER,
            dash: "sysDot",
        });
    }
    all
}

/// Returns the workbook with the chart's figures.
///
/// # Errors
/// If it can't be made; not seen so far.
pub fn workbook(report: &Report) -> Result<Vec<u8>, Error> {
    made(report).map_err(|error| Error::new("pptx", &error))
}

fn made(report: &Report) -> Result<Vec<u8>, XlsxError> {
    let t = &report.language.texts().phrases;
    let look = CellStyle::new("", "", "");
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(
        report.language,
        t.results_radar_title,
        "",
        &report.made_on,
    )?);
    let series = series(report);
    let names = series.iter().map(|series| (series.name.as_str(), 12));
    let columns: Vec<(&str, u16)> = std::iter::once((t.results_domain, 30)).chain(names).collect();
    let mut sheet = Sheet::new(&mut workbook, &look, t.document_sheet_domains, &columns, 0)?;
    for (number, axis) in axes(report).iter().enumerate() {
        let values = series.iter().map(|series| Cell::from(series.values[number]));
        let row: Vec<Cell> = std::iter::once(axis.as_str().into()).chain(values).collect();
        sheet.row(&row)?;
    }
    sheet.end()?;
    workbook.save_to_buffer()
}

/// Returns the chart's part.
pub fn chart(report: &Report) -> String {
    let t = &report.language.texts().phrases;
    let axes = axes(report);
    let mut xml = format!(
        "{DECLARATION}<c:chartSpace xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" \
         xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
         <c:date1904 val=\"0\"/><c:lang val=\"{}\"/><c:roundedCorners val=\"0\"/><c:chart><c:autoTitleDeleted val=\"1\"/>\
         <c:plotArea><c:layout><c:manualLayout><c:layoutTarget val=\"inner\"/><c:xMode val=\"edge\"/><c:yMode val=\"edge\"/>\
         <c:x val=\"0.21\"/><c:y val=\"0.11\"/><c:w val=\"0.57\"/><c:h val=\"0.67\"/></c:manualLayout></c:layout><c:radarChart><c:radarStyle val=\"marker\"/><c:varyColors val=\"0\"/>",
        tag(report.language)
    );
    for (number, series) in series(report).iter().enumerate() {
        xml += &shape(number, series, &axes, t.document_sheet_domains);
    }
    xml += "<c:axId val=\"1\"/><c:axId val=\"2\"/></c:radarChart>";
    let _ = write!(
        xml,
        "<c:catAx><c:axId val=\"1\"/><c:scaling><c:orientation val=\"minMax\"/></c:scaling><c:delete val=\"0\"/><c:axPos val=\"b\"/>\
         <c:majorGridlines>{0}</c:majorGridlines><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/>\
         <c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/>{0}{1}<c:crossAx val=\"2\"/><c:crosses val=\"autoZero\"/>\
         <c:auto val=\"1\"/><c:lblAlgn val=\"ctr\"/><c:lblOffset val=\"100\"/><c:noMultiLvlLbl val=\"0\"/></c:catAx>\
         <c:valAx><c:axId val=\"2\"/><c:scaling><c:orientation val=\"minMax\"/><c:max val=\"5\"/><c:min val=\"0\"/></c:scaling>\
         <c:delete val=\"0\"/><c:axPos val=\"l\"/><c:majorGridlines>{0}</c:majorGridlines>\
         <c:numFmt formatCode=\"[=0]&quot;&quot;;0\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/>\
         <c:tickLblPos val=\"nextTo\"/>{0}{1}<c:crossAx val=\"1\"/><c:crosses val=\"autoZero\"/><c:crossBetween val=\"between\"/>\
         <c:majorUnit val=\"1\"/></c:valAx></c:plotArea><c:legend><c:legendPos val=\"b\"/><c:overlay val=\"0\"/>{1}</c:legend>\
         <c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/></c:chart>{1}\
         <c:externalData r:id=\"rId1\"><c:autoUpdate val=\"0\"/></c:externalData></c:chartSpace>",
        line(LINE_STRONG, 9_525, "solid"),
        text(),
    );
    xml
}

fn text() -> String {
    format!(
        "<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz=\"{SIZE}\"><a:solidFill>{}</a:solidFill></a:defRPr></a:pPr>\
         <a:endParaRPr/></a:p></c:txPr>",
        color(INK)
    )
}

/// A colour; those of the theme by their place in it.
fn color(value: &str) -> String {
    let place = match value {
        INK => "tx1",
        ACCENT => "accent1",
        TARGET => "accent2",
        EARLIER => "accent6",
        _ => return format!("<a:srgbClr val=\"{value}\"/>"),
    };
    format!("<a:schemeClr val=\"{place}\"/>")
}

fn line(value: &str, width: u32, dash: &str) -> String {
    format!(
        "<c:spPr><a:ln w=\"{width}\"><a:solidFill>{}</a:solidFill><a:prstDash val=\"{dash}\"/></a:ln></c:spPr>",
        color(value)
    )
}

fn shape(number: usize, series: &Series, axes: &[String], sheet: &str) -> String {
    let column = ["B", "C", "D"].get(number).unwrap_or(&"B");
    let last = axes.len() + 1;
    let marker = if series.dash == "solid" {
        format!(
            "<c:marker><c:symbol val=\"circle\"/><c:size val=\"7\"/><c:spPr><a:solidFill>{}</a:solidFill></c:spPr></c:marker>",
            color(series.color)
        )
    } else {
        "<c:marker><c:symbol val=\"none\"/></c:marker>".to_owned()
    };
    let mut xml = format!(
        "<c:ser><c:idx val=\"{number}\"/><c:order val=\"{number}\"/><c:tx><c:strRef><c:f>{sheet}!${column}$1</c:f><c:strCache>\
         <c:ptCount val=\"1\"/><c:pt idx=\"0\"><c:v>{}</c:v></c:pt></c:strCache></c:strRef></c:tx>{}{marker}\
         <c:cat><c:strRef><c:f>{sheet}!$A$2:$A${last}</c:f><c:strCache><c:ptCount val=\"{}\"/>",
        escaped(&series.name),
        line(series.color, if series.dash == "solid" { 34_925 } else { 22_225 }, series.dash),
        axes.len(),
    );
    for (place, axis) in axes.iter().enumerate() {
        let _ = write!(xml, "<c:pt idx=\"{place}\"><c:v>{}</c:v></c:pt>", escaped(axis));
    }
    let _ = write!(
        xml,
        "</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>{sheet}!${column}$2:${column}${last}</c:f><c:numCache>\
         <c:formatCode>0.0</c:formatCode><c:ptCount val=\"{}\"/>",
        axes.len()
    );
    for (place, value) in series.values.iter().enumerate() {
        if let Some(value) = value {
            let _ = write!(xml, "<c:pt idx=\"{place}\"><c:v>{value}</c:v></c:pt>");
        }
    }
    xml + "</c:numCache></c:numRef></c:val></c:ser>"
}
