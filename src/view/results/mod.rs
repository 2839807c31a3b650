//! The results: the navigation of their parts and of the tools, the overview, the scores with their
//! targets, and the print and download buttons. Everything else of them is in
//! [`super::report_html`].

mod document;
mod heat_map;
mod navigation;
mod overview;
mod scale;
mod scores;
mod take_away;

pub use document::in_a_file;
pub use navigation::{heading, navigation, navigation_patches, part_name};
pub use overview::{chart, chart_patches, findings, map, no_answers, title, verdict};
pub use scores::{earlier_choice, scores_patches, table, table_patch, targets};
pub use take_away::{exports, print_button};
