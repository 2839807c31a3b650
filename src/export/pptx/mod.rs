//! Writes the report as six slides for PowerPoint: the verdict, the radar with the map of all
//! answers, the critical gaps, the plan, the decisions to take, method and limits.
//!
//! Every part is written here, as no crate does it well enough (docs/decisions/0044-powerpoint.md).

mod chart;
mod closing_slides;
mod fit;
mod gaps;
mod opening_slides;
mod parts;
mod place;
mod plan;
mod slide;
mod table;
mod theme;
mod words;

use super::error::Error;
use super::zipped::zipped;
use crate::report::Report;

/// Returns the report as a `.pptx` file.
///
/// # Errors
/// If the file can't be made; not seen so far.
pub fn write(report: &Report) -> Result<Vec<u8>, Error> {
    let slides = vec![
        opening_slides::verdict(report),
        opening_slides::map(report),
        gaps::gaps(report),
        plan::plan(report),
        closing_slides::to_decide(report),
        closing_slides::method(report),
    ];
    let title = report.language.texts().phrases.report_title;
    zipped("pptx", parts::parts(report, title, slides)?)
}
