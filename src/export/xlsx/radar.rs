//! The radar as a chart of Excel, in the colours of the page.

use rust_xlsxwriter::{
    Chart, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartLineDashType, ChartMarker,
    ChartMarkerType, ChartSeries, ChartSolidFill, ChartType, XlsxError,
};

use super::cell::rgb;
use super::scores::EARLIER;
use super::sheet::Sheet;
use crate::export::palette;
use crate::report::Report;

/// The size of the chart in pixels, and the rows that it takes with some room below: together with
/// the verdict and the map it fills a page, and isn't cut.
const SIZE: (u32, u32) = (1060, 320);
const ROWS: u32 = 18;

/// A line on the radar: its name, its colour, and where its values stand.
struct Line<'a> {
    name: &'a str,
    color: &'static str,
    is_dashed: bool,
    values: (&'a str, u32, u16),
}

/// Inserts the radar below the map of all answers. From its `first` row on, that holds the names of
/// the domains, their scores and their targets.
pub fn insert(sheet: &mut Sheet, report: &Report, first: u32) -> Result<(), XlsxError> {
    let t = &report.language.texts().phrases;
    let page = t.overview_title;
    let count = u32::try_from(report.domains.len()).unwrap_or_default();
    let names = (page, first, 0, (first + count).saturating_sub(1), 0);
    let mut chart = Chart::new(ChartType::RadarWithMarkers);
    let line = |name, color, is_dashed, values| Line { name, color, is_dashed, values };
    let mut lines = vec![
        line(t.results_radar_score, palette::ACCENT, false, (page, first, 1)),
        line(t.results_target, palette::TARGET, true, (page, first, 2)),
    ];
    if report.earlier.is_some() {
        let values = (t.parts_scores, 1, EARLIER);
        lines.push(line(t.document_earlier, palette::EARLIER, true, values));
    }
    for line in &lines {
        let (sheet, row, column) = line.values;
        let mut series = drawn(line);
        series.set_categories(names).set_values((
            sheet,
            row,
            column,
            (row + count).saturating_sub(1),
            column,
        ));
        chart.push_series(&series);
    }
    describe(&mut chart, report);
    chart.set_width(SIZE.0).set_height(SIZE.1);
    sheet.page.insert_chart(sheet.row, 0, &chart)?;
    sheet.row += ROWS;
    Ok(())
}

/// A series in its colour, without values.
fn drawn(line: &Line) -> ChartSeries {
    let color = rgb(line.color);
    let mut stroke = ChartLine::new();
    stroke.set_color(color).set_width(if line.is_dashed { 1.5 } else { 2.5 });
    if line.is_dashed {
        stroke.set_dash_type(ChartLineDashType::Dash);
    }
    let mut marker = ChartMarker::new();
    if line.is_dashed {
        marker.set_none();
    } else {
        let mut fill = ChartFormat::new();
        fill.set_solid_fill(ChartSolidFill::new().set_color(color));
        marker.set_type(ChartMarkerType::Circle).set_size(6).set_format(&mut fill);
    }
    let mut series = ChartSeries::new();
    series.set_name(line.name).set_format(&mut stroke).set_marker(&marker);
    series
}

/// Title, axis from 1 to 5, legend, and what those hear who don't see it.
fn describe(chart: &mut Chart, report: &Report) {
    let t = &report.language.texts().phrases;
    let mut head = ChartFont::new();
    head.set_color(rgb(palette::ACCENT)).set_size(13).set_bold();
    let mut font = ChartFont::new();
    font.set_color(rgb(palette::MUTED)).set_size(10);
    chart.set_name(t.results_radar_title).set_alt_text(t.results_radar_alt);
    chart.title().set_name(t.results_radar_title).set_font(&head);
    chart.legend().set_position(ChartLegendPosition::Right).set_font(&font);
    chart.x_axis().set_font(&font);
    let mut grid = ChartLine::new();
    grid.set_color(rgb(palette::LINE_STRONG)).set_width(0.75);
    let axis = chart.y_axis();
    axis.set_min(1).set_max(5).set_major_unit(1).set_num_format("0").set_font(&font);
    axis.set_major_gridlines(true).set_major_gridlines_line(&grid);
}
