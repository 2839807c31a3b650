//! The page as text: report and state to HTML, patches of it, routes, shortcuts, notices, the
//! embedding protocol.
//!
//! All HTML goes through `maud`, which escapes what it is given. Each view is a pure function of
//! words and answers.
//!
//! Uses `content`, `assessment`, `scoring`, `language`, `report`, `brand` and `storage`. Computes
//! no figure, and knows no browser.

pub mod answer_state;
pub mod answering_options;
pub mod assessment_label;
pub mod comparison;
pub mod embed;
pub mod ending;
pub mod file_panels;
pub mod notice;
pub mod notices;
pub mod page_shell;
pub mod patch;
pub mod plan;
pub mod question;
pub mod report_html;
pub mod results;
pub mod route;
pub mod section;
pub mod sections;
pub mod shortcuts;
pub mod standalone_page;
pub mod start;
pub mod suggestion;
