//! Writes the report as one self-contained HTML page: no script, no font, no picture from
//! elsewhere. It can be opened, printed and sent.

use maud::{DOCTYPE, PreEscaped, html};

use super::error::Error;
use super::svg;
use crate::report::Report;
use crate::view::report_html::{self, Medium};

/// The page's own style sheet, so that file and screen look alike.
const STYLE: [&str; 2] = [
    include_str!(concat!(env!("OUT_DIR"), "/style.css")),
    include_str!(concat!(env!("OUT_DIR"), "/later.css")),
];
/// The content security policy: nothing may run or be loaded, not even by markup that slipped
/// through.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// Writes the page.
///
/// # Errors
/// If the radar can't be drawn.
pub fn write(report: &Report) -> Result<String, Error> {
    let t = &report.language.texts().phrases;
    let place = Medium::File;
    let radar = svg::picture(report)?;
    let title = if report.organisation.trim().is_empty() {
        t.report_title.to_owned()
    } else {
        format!("{} – {}", report.organisation, t.report_title)
    };
    let foot = report_html::foot_of_page(report.language, &report.organisation, &report.made_on);
    let page = html! {
        (DOCTYPE)
        html lang=(report.language.code()) data-on-paper=(foot) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) }
                // Our own style sheet; a test checks that it has no "</style>".
                style { @for part in STYLE { (PreEscaped(part)) } }
            }
            body.file {
                main.results {
                    (report_html::cover(report))
                    h1 { (t.report_title) }
                    (report_html::headline(report, place))
                    (report_html::critical_banner(report, place))
                    (report_html::hints(report))
                    section.chart {
                        h2 { (t.results_radar_title) }
                        figure {
                            // Drawn by plotters, which escapes its texts.
                            (PreEscaped(radar))
                            figcaption {
                                span.key.score { (t.results_radar_score) }
                                span.key.target { (t.results_radar_target) }
                                @if let Some(name) = &report.earlier { span.key.earlier { (name) } }
                            }
                        }
                        (report_html::domain_table(report))
                    }
                    (report_html::stages(report))
                    (report_html::arithmetic(report, place))
                    (report_html::gap_list(report, place))
                    (report_html::horizon(report, place))
                    (report_html::plan(report, place))
                    (report_html::audit(report, place))
                    (report_html::left_out(report, place))
                    (report_html::answers(report, place))
                    (report_html::soa_table(report, place))
                    (report_html::references(report))
                    (report_html::method(report, place, None))
                }
            }
        }
    };
    Ok(page.into_string() + "\n")
}
