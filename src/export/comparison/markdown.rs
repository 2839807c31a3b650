//! The comparison as Markdown.

use crate::export::markdown::text::Text;
use crate::export::marks::{inline, plain};
use crate::language::fill;
use crate::report::comparison::ComparisonReport;
use crate::scoring::comparison::Change;

/// Returns the Markdown text.
pub fn write(report: &ComparisonReport) -> String {
    let mut out = Text(String::new());
    front(report, &mut out);
    scores(report, &mut out);
    gaps(report, &mut out);
    answers(report, &mut out);
    out.0
}

fn front(report: &ComparisonReport, out: &mut Text) {
    let t = &report.language.texts().phrases;
    out.line(&format!("# {}\n", inline(t.compare_title)));
    out.list(report.sides.into_iter().zip(&report.labels).map(|(side, label)| {
        plain(&fill(t.references_about, &[("place", side), ("about", label)]))
    }));
    for sentence in report.verdict.iter().chain(&report.warnings) {
        out.paragraph(sentence);
    }
}

fn scores(report: &ComparisonReport, out: &mut Text) {
    let t = &report.language.texts().phrases;
    out.head(&[t.results_domain, report.sides[0], report.sides[1], t.compare_change]);
    for row in report.domains.iter().chain([&report.overall]) {
        let [before, after, change] = &row.shown;
        out.row(&[&row.name, before, after, change]);
    }
}

fn gaps(report: &ComparisonReport, out: &mut Text) {
    let t = &report.language.texts().phrases;
    out.title(2, t.compare_gaps_title);
    for group in &report.gaps {
        out.title(3, &group.title);
        out.list(group.gaps.iter().map(|gap| {
            let [before, after] = &gap.answers;
            let remark = gap.remark.map(|remark| format!("; {remark}")).unwrap_or_default();
            let about = format!("{before} → {after} ({}{remark})", gap.class_name);
            format!("**{}** {} – {}", gap.named.code, plain(gap.named.title), plain(&about))
        }));
    }
}

fn answers(report: &ComparisonReport, out: &mut Text) {
    let t = &report.language.texts().phrases;
    out.title(2, t.compare_questions_title);
    for group in &report.changes {
        out.title(3, &group.title);
        if group.change == Change::Same {
            continue;
        }
        out.head(&[t.report_question, report.sides[0], report.sides[1]]);
        for answer in &group.answers {
            let [before, after] = &answer.answers;
            out.row(&[&answer.named.to_string(), before, after]);
        }
    }
}
