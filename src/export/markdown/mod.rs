//! Writes the report as Markdown, readable as plain text and wherever Markdown is displayed. User
//! text is escaped (`marks`).

mod overview;
mod plan;
pub(super) mod text;

use super::marks::{inline, plain};
use crate::language::fill;
use crate::report::content::{Content, Section};
use crate::report::named::listed;
use crate::report::{GapReport, Report};
use text::Text;

/// Returns the Markdown text.
pub fn write(report: &Report, content: Content) -> String {
    let mut out = Text(String::new());
    if !content.sections().any(|part| part == Section::Cover) {
        cover(report, &mut out);
    }
    for part in content.sections() {
        section(report, part, &mut out);
    }
    if content == Content::Brief {
        report.disclaimer.iter().take(1).for_each(|sentence| out.paragraph(sentence));
    }
    out.0
}

fn section(report: &Report, section: Section, out: &mut Text) {
    match section {
        Section::Cover => cover(report, out),
        Section::Overview => overview::overview(report, out),
        Section::Gaps => overview::gap_table(report, out),
        Section::Plan => plan::plan(report, out),
        Section::Domains => {
            headline(report, out);
            domains(report, out);
        }
        Section::Limits => overview::limits(report, out),
        Section::GapSheets => {
            gaps(report, out);
            plan::opportunities(report, out);
        }
        Section::Statement => soa(report, out),
        Section::Answers => answers(report, out),
        Section::Arithmetic => arithmetic(report, out),
        Section::Audit => plan::audit(report, out),
        Section::References => references(report, out),
        Section::Method => method(report, out),
    }
}

/// The title, and whose results these are.
fn cover(report: &Report, out: &mut Text) {
    out.line(&format!("# {}\n", inline(report.language.texts().phrases.report_title)));
    if !report.organisation.is_empty() {
        out.line(&format!("**{}**\n", inline(&report.organisation)));
    }
    out.paragraph(&report.date);
}

/// The headline in a row; without a score where only key requirements are answered.
fn figures(report: &Report, out: &mut Text) {
    let t = &report.language.texts().phrases;
    let head = &report.headline;
    let words = [t.results_readiness, t.results_completeness];
    if let Some(overall) = &head.overall {
        let level = overall.level.as_deref().unwrap_or("–");
        out.head(&[t.results_overall, t.results_level_head, words[0], words[1]]);
        out.row(&[&overall.score, level, head.readiness, head.completeness]);
    } else {
        out.head(&words);
        out.row(&[head.readiness, head.completeness]);
    }
    out.line("");
}

fn headline(report: &Report, out: &mut Text) {
    let t = &report.language.texts().phrases;
    let headline = &report.headline;
    out.title(2, t.document_scores);
    figures(report, out);
    out.paragraph(&headline.readiness_text);
    out.paragraph(&headline.key.line);
    out.paragraph(headline.key.alone.unwrap_or_default());
    if let Some(known) = headline.overall.as_ref().and_then(|overall| overall.known_only.as_ref()) {
        out.paragraph(&fill(t.results_known_only, &[("score", known)]));
    }
    out.paragraph(&format!("{}. {}", headline.progress, headline.completeness_text));
    if let Some(text) = headline.provisional {
        out.paragraph(text);
    }
    if let Some(lowest) = &headline.lowest {
        let names = report.language.after_colon(&lowest.names());
        let about = format!("{names} ({})", lowest.score);
        out.paragraph(&fill(t.references_about, &[("place", lowest.title), ("about", &about)]));
    }
}

fn domains(report: &Report, out: &mut Text) {
    let t = &report.language.texts().phrases;
    out.head(&[
        t.results_domain,
        t.results_score,
        t.results_level_head,
        t.results_answered,
        t.results_target,
    ]);
    for domain in &report.domains {
        let tally = &domain.figure.tally;
        let answered = format!("{}/{}", tally.answered, tally.questions);
        let level = domain.figure.level.as_deref().unwrap_or("–");
        out.row(&[
            &domain.name,
            &domain.figure.score,
            level,
            &answered,
            &domain.target.to_string(),
        ]);
    }
    out.line("");
}

/// The stages, and how each domain's score is made.
fn arithmetic(report: &Report, out: &mut Text) {
    let t = &report.language.texts().phrases;
    if !report.stages.is_empty() {
        out.title(2, t.report_stages_title);
        out.head(&[t.results_domain, t.results_score]);
    }
    for stage in &report.stages {
        out.row(&[&format!("{} – {}", stage.name, stage.text), &stage.figure.score]);
    }
    out.title(2, t.report_arithmetic_title);
    for domain in &report.domains {
        let sum = domain.sum.as_deref().unwrap_or("–");
        let held = if domain.held_down_by.is_empty() {
            String::new()
        } else {
            format!(". {} {}", t.report_held_down, listed(&domain.held_down_by))
        };
        let told = fill(
            t.references_about,
            &[("place", &domain.name), ("about", &format!("{sum}{held}"))],
        );
        out.line(&format!("- {}", plain(&told)));
    }
}

fn gaps(report: &Report, out: &mut Text) {
    let t = &report.language.texts().phrases;
    if !report.has_answers() {
        return;
    }
    out.title(2, t.results_gaps_title);
    out.paragraph(if report.gaps.is_empty() { t.results_gaps_none } else { t.report_advice_note });
    if !report.gaps.is_empty() {
        gap_table(report, out);
    }
    for gap in &report.gaps {
        one_gap(report, gap, out);
    }
}

/// The gaps at a glance.
fn gap_table(report: &Report, out: &mut Text) {
    let t = &report.language.texts().phrases;
    out.head(&[
        t.document_rank,
        t.document_code,
        t.document_title,
        t.document_class,
        t.results_level_head,
        t.results_target,
        t.document_effort,
        t.document_waits_for,
    ]);
    for gap in &report.gaps {
        let (level, quick) = (gap.level.to_string(), t.results_quick_win);
        let effort = if gap.quick_win {
            format!("{} · {quick}", gap.effort_name)
        } else {
            gap.effort_name.to_owned()
        };
        let waits_for: Vec<&str> = gap.waits_for.iter().map(|gap| gap.code).collect();
        out.row(&[
            &gap.rank.to_string(),
            gap.code,
            gap.title,
            gap.class_name,
            if gap.unknown { t.results_unknown } else { &level },
            &gap.target.to_string(),
            &effort,
            &waits_for.join(", "),
        ]);
    }
    out.line("");
}

fn one_gap(report: &Report, gap: &GapReport, out: &mut Text) {
    let t = &report.language.texts().phrases;
    out.title(3, &format!("{}. {} {} – {}", gap.rank, gap.code, gap.title, gap.class_name));
    let quick_win =
        if gap.quick_win { format!(" · {}", t.results_quick_win) } else { String::new() };
    out.paragraph(&format!("{}{quick_win}", gap.now));
    let expected = gap.expected.iter().map(|level| (&*level.title, level.statement));
    for (title, statement) in [(t.report_now, gap.found)].into_iter().chain(expected) {
        out.line(&format!("**{}** – {}\n", plain(title), plain(statement)));
    }
    if !gap.note.is_empty() {
        out.paragraph(t.report_your_note);
        out.quote(&gap.note);
    }
    out.paragraph(&format!("{} {}", gap.class_reason, gap.why));
    out.line(&format!(
        "**{}**. {} {}\n",
        plain(&gap.start),
        plain(t.report_effort),
        plain(&report.language.after_colon(gap.effort_name))
    ));
    for (step, number) in gap.steps.iter().zip(1..) {
        out.line(&format!("{number}. {}", plain(step)));
    }
    out.line("");
    if let Some(beyond) = gap.beyond {
        let beyond = report.language.after_colon(beyond);
        out.paragraph(&format!("{} {beyond}", t.report_beyond));
    }
    if !gap.waits_for.is_empty() {
        out.paragraph(&format!("{} {}", t.report_waits_for, listed(&gap.waits_for)));
    }
    evidence(report, gap, out);
}

/// What an auditor asks to see, what can be reused, and related topics elsewhere.
fn evidence(report: &Report, gap: &GapReport, out: &mut Text) {
    let t = &report.language.texts().phrases;
    out.line(&format!("{}\n", plain(t.report_evidence)));
    out.list(gap.evidence.iter().map(|piece| plain(piece)));
    for reuse in &gap.reuse {
        out.paragraph(&format!(
            "{} {}",
            fill(t.report_reuse, &[("standard", reuse.standard)]),
            report.language.after_colon(reuse.text)
        ));
    }
    if !gap.references.is_empty() {
        out.line(&format!("{}\n", plain(t.references_title)));
        out.list(gap.references.iter().map(|citation| {
            format!("**{}** {}", plain(citation.framework), plain(&citation.parts.join(" · ")))
        }));
    }
}

fn answers(report: &Report, out: &mut Text) {
    let t = &report.language.texts().phrases;
    out.title(2, t.report_answers_title);
    for answer in &report.answers {
        out.line(&format!(
            "**{}** {} ({})\n",
            answer.code,
            plain(answer.text),
            plain(&answer.place)
        ));
        out.paragraph(&format!(
            "{}{}",
            answer.short,
            answer.statement.map(|text| format!(" – {text}")).unwrap_or_default()
        ));
        for (label, text) in [(t.document_reason, &answer.reason), (t.document_note, &answer.note)]
        {
            if !text.is_empty() {
                out.paragraph(label);
                out.quote(text);
            }
        }
    }
}

fn soa(report: &Report, out: &mut Text) {
    let t = &report.language.texts().phrases;
    out.title(2, t.soa_title);
    out.paragraph(t.soa_text);
    out.head(&[t.soa_control, t.report_answer, t.soa_applies, t.soa_justification, t.soa_status]);
    for row in &report.soa {
        let marked = |text: &str, is_proposed: bool| {
            let mark = if is_proposed { t.soa_proposed } else { "" };
            format!("{text} {mark}").trim_end().to_owned()
        };
        let (control, answer) =
            (format!("{} {}", row.id, row.title), format!("{} – {}", row.asked_by, row.answer));
        out.row(&[
            &control,
            &answer,
            row.applies,
            &marked(&row.justification, row.is_proposal),
            &marked(row.status, row.is_status_proposed),
        ]);
    }
}

fn references(report: &Report, out: &mut Text) {
    let t = &report.language.texts().phrases;
    out.title(2, t.references_title);
    out.paragraph(t.references_text);
    out.list(report.frameworks.iter().map(|law| {
        format!("**{}** ({}) {}", plain(law.title), plain(&law.as_of), plain(law.note))
    }));
    if let Some(note) = report.sector_note {
        out.paragraph(note);
    }
}

fn method(report: &Report, out: &mut Text) {
    out.title(2, report.language.texts().phrases.results_method_title);
    out.list(report.method.iter().map(|sentence| plain(sentence)));
}
