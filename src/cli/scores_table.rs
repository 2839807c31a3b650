//! The output of `aims score --format table`: the scores as text for a terminal.

use std::fmt::Write;

use crate::assessment::answers::Assessment;
use crate::content::questionnaire::{Phase, Questionnaire};
use crate::language::Language;
use crate::report::Verdict;
use crate::scoring::plan::{Plan, Span, Work};
use crate::scoring::{Key, Scores, Tally};

/// Writes the verdict, a summary, a table of domains, the gaps by rank, the roadmap and the plan.
/// In English, as everything on the command line.
pub fn write(questionnaire: &Questionnaire, assessment: &Assessment, scores: &Scores) -> String {
    let mut out = String::new();
    let plan = Plan::new(questionnaire, &scores.gaps, assessment.lanes());
    // Writing into a String can't fail.
    let _ = verdict(&mut out, questionnaire, assessment, scores);
    let _ = summary(&mut out, scores);
    let _ = domains(&mut out, questionnaire, assessment, scores);
    let _ = gaps(&mut out, questionnaire, scores);
    let _ = roadmap(&mut out, questionnaire, scores, &plan);
    out
}

/// The verdict, a sentence each line.
fn verdict(
    out: &mut String,
    questionnaire: &Questionnaire,
    assessment: &Assessment,
    scores: &Scores,
) -> std::fmt::Result {
    let verdict = Verdict::new(questionnaire, assessment, scores, Language::English);
    writeln!(out, "{}.", verdict.heading)?;
    verdict.sentences.iter().try_for_each(|sentence| writeln!(out, "{sentence}"))?;
    writeln!(out)
}

fn summary(out: &mut String, scores: &Scores) -> std::fmt::Result {
    let Tally { answered, questions, unknown, not_applicable, .. } = scores.overall;
    let provisional = if scores.provisional { " (provisional)" } else { "" };
    let Key { questions: all, answered: of_key, at_level_3 } = scores.key;
    if scores.has_only_key_answers() {
        writeln!(out, "Overall       – (only key requirements are answered)")?;
    } else {
        writeln!(out, "Overall       {}{provisional}", figure(&scores.overall))?;
    }
    writeln!(out, "Key           {at_level_3} of {all} at level 3 or above, {of_key} answered")?;
    writeln!(out, "Readiness     {}", scores.readiness.id())?;
    writeln!(out, "Completeness  {}", scores.completeness.id())?;
    writeln!(
        out,
        "Answered      {answered} of {questions} ({unknown} unknown, {not_applicable} not applicable)"
    )
}

/// Score, level name, and points / weight.
fn figure(tally: &Tally) -> String {
    let texts = Language::English.texts();
    let Some(level) = tally.level() else { return "–".to_owned() };
    let name = texts.levels[level.index()].name;
    format!(
        "{} {name} ({} / {})",
        Language::English.score(tally.score()),
        tally.points,
        tally.weight
    )
}

fn domains(
    out: &mut String,
    questionnaire: &Questionnaire,
    assessment: &Assessment,
    scores: &Scores,
) -> std::fmt::Result {
    let texts = Language::English.texts();
    writeln!(
        out,
        "\n{:<3} {:<29} {:>5} {:>6} {:>8}  Remarks",
        "Id", "Domain", "Score", "Target", "Answered"
    )?;
    for (index, domain) in questionnaire.domains.iter().enumerate() {
        let score = &scores.domains[index];
        let tally = &score.tally;
        let remarks = [
            (score.incomplete, "incomplete"),
            (score.systemic, "systemic"),
            (scores.lowest_domains().contains(&index), "lowest"),
        ];
        let remarks: Vec<&str> =
            remarks.iter().filter(|(holds, _)| *holds).map(|(_, remark)| *remark).collect();
        let row = format!(
            "{:<3} {:<29} {:>5} {:>6} {:>8}  {}",
            domain.id,
            texts.domains[index].title,
            Language::English.score(tally.score()),
            assessment.targets[index].number(),
            format!("{}/{}", tally.answered, tally.questions),
            remarks.join(", "),
        );
        writeln!(out, "{}", row.trim_end())?;
    }
    Ok(())
}

fn gaps(out: &mut String, questionnaire: &Questionnaire, scores: &Scores) -> std::fmt::Result {
    let gaps = scores.to_close().count();
    match scores.gaps.len() - gaps {
        0 => writeln!(out, "\nGaps: {gaps}")?,
        opportunities => writeln!(out, "\nGaps: {gaps}, opportunities: {opportunities}")?,
    }
    for (gap, rank) in scores.gaps.iter().zip(1..) {
        let level = if gap.unknown { "?".to_owned() } else { gap.level.number().to_string() };
        let code = questionnaire.questions[gap.question].code;
        let title = Language::English.texts().questions[gap.question].title;
        let quick = if gap.quick_win { " (quick win)" } else { "" };
        writeln!(
            out,
            "{rank:>4}  {code:<6} {:<12} level {level}, target {}  {title}{quick}",
            gap.class.id(),
            gap.target.number()
        )?;
    }
    Ok(())
}

fn roadmap(
    out: &mut String,
    questionnaire: &Questionnaire,
    scores: &Scores,
    plan: &Plan,
) -> std::fmt::Result {
    let code = |work: &Work| questionnaire.questions[work.question].code;
    let list = |codes: Vec<&'static str>| {
        if codes.is_empty() { "–".to_owned() } else { codes.join(", ") }
    };
    writeln!(out, "\nRoadmap")?;
    for phase in Phase::ALL {
        writeln!(
            out,
            "  Phase {}: {}",
            phase.number(),
            list(plan.phase(phase).map(code).collect())
        )?;
    }
    if scores.provisional {
        let open = scores.overall.open();
        let t = &Language::English.texts().phrases;
        let told = Language::English.counted(open, t.plan_too_early_one, t.plan_too_early_other);
        writeln!(out, "\nPlan: {told}")?;
        return writeln!(out, "  To begin with: {}", list(plan.next_30_days().map(code).collect()));
    }
    let (short, long) = plan.weeks();
    writeln!(
        out,
        "\nPlan: {short} to {long} weeks, audit included, with {} at a time (an estimate)",
        plan.lanes
    )?;
    writeln!(out, "  Next 30 days: {}", list(plan.next_30_days().map(code).collect()))?;
    writeln!(out, "  {:<6} {:<9} Long course (weeks)", "Code", "Short")?;
    for work in &plan.work {
        writeln!(out, "  {:<6} {:<9} {}", code(work), weeks(work.short), weeks(work.long))?;
    }
    writeln!(out, "  {:<6} {:<9} {}", "Audit", weeks(plan.short_audit), weeks(plan.long_audit))
}

/// Weeks as people count them: from the first to the last.
fn weeks(span: Span) -> String {
    format!("{}–{}", span.start + 1, span.end)
}
