//! The page as text: report and state to HTML, patches of it, routes, shortcuts, notices, the embedding protocol.
//!
//! Everything goes through `maud`, which escapes whatever it is given. Each view is written from words and answers,
//! and is the same text for the same answers; no figure is made here, and no browser is known.

pub mod embed;
pub mod file_panels;
pub mod frame;
pub mod notice;
pub mod notices;
pub mod patch;
pub mod question;
pub mod report_html;
pub mod results;
pub mod route;
pub mod section;
pub mod sections;
pub mod shortcuts;
pub mod standalone_page;
pub mod start;
