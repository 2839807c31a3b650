//! Writes the report as six slides for PowerPoint: the verdict, the radar with the map of all
//! answers, the critical gaps, the plan, the decisions to take, method and limits.
//!
//! Every part is written here, as no crate does it well enough (docs/decisions/0044-powerpoint.md).

mod chart;
mod closing;
mod fit;
mod front;
mod gaps;
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
        front::verdict(report),
        front::map(report),
        gaps::gaps(report),
        plan::plan(report),
        closing::to_decide(report),
        closing::method(report),
    ];
    let title = report.language.texts().phrases.report_title;
    zipped("pptx", parts::parts(report, title, slides)?)
}
