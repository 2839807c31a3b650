//! The texts around the radar where it stands alone.

use super::radar::Words;
use crate::language::Language;
use crate::language::text::on_one_line;

/// The texts in a language; `date` is in words, `earlier` the name of an earlier state.
pub fn picture_words(
    language: Language,
    organisation: &str,
    date: &str,
    earlier: Option<&str>,
) -> Words {
    let t = &language.texts().phrases;
    Words {
        title: format!("{} – ISO/IEC 42001:2023", t.results_radar_title),
        organisation: on_one_line(organisation),
        date: date.to_owned(),
        score: t.results_score.to_owned(),
        target: t.results_radar_target.to_owned(),
        earlier: earlier.map(on_one_line),
    }
}
