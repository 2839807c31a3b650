//! The changes in words and figures: by domain, by gap, by question.

use leptos::prelude::*;

use crate::content::questionnaire::ISO42001;
use crate::language::{Language, Phrases, fill};
use crate::report::{answer_name, domain_label, readiness_name};
use crate::scoring::Readiness;
use crate::scoring::comparison::{Change, Comparison, ScoreChange};
use crate::view::route::Route;

/// The scores by domain and overall, and the readiness.
pub fn domains(language: Language, comparison: &Comparison) -> impl IntoView + use<> {
    let texts = language.texts();
    let t = &texts.phrases;
    let rows = comparison.domains.iter().enumerate().map(|(domain, change)| {
        let name = view! { <span class="small">{domain_label(language, &ISO42001, domain)}</span>" "{texts.domains[domain].title} };
        row(language, ISO42001.domains[domain].id, name.into_any(), *change)
    });
    let overall = view! { <strong>{t.results_overall}</strong> }.into_any();
    let [before, after] = comparison.readiness;
    let name = |readiness: Readiness| view! { <span data-readiness=readiness.id()>{readiness_name(t, readiness)}</span> };
    let change = (before != after).then(|| view! { {name(before)}" → " });
    view! {
        <table data-table="compare">
            <thead>
                <tr>
                    <th scope="col">{t.results_domain}</th>
                    <th scope="col" class="number">{t.compare_earlier}</th>
                    <th scope="col" class="number">{t.compare_later}</th>
                    <th scope="col" class="number">{t.compare_change}</th>
                </tr>
            </thead>
            <tbody>
                {rows.collect::<Vec<_>>()}
                {row(language, "overall", overall, comparison.overall)}
            </tbody>
        </table>
        <p class="readiness-change"><strong>{t.results_readiness}</strong> {change} {name(after)}</p>
    }
}

fn row(language: Language, id: &'static str, name: AnyView, change: ScoreChange) -> impl IntoView {
    let tenths = change.tenths();
    let direction = match tenths {
        Some(1..) => "better",
        Some(..=-1) => "worse",
        Some(0) | None => "same",
    };
    view! {
        <tr data-compare-domain=id>
            <th scope="row">{name}</th>
            <td class="number">{language.score(change.before)}</td>
            <td class="number">{language.score(change.after)}</td>
            <td class="number change" data-direction=direction>{language.signed(tenths)}</td>
        </tr>
    }
}

/// The closed gaps and the new ones.
pub fn gaps(language: Language, comparison: &Comparison) -> impl IntoView + use<> {
    let t = &language.texts().phrases;
    let lists = [
        (
            "closed",
            language.counted(
                comparison.closed_gaps.len(),
                t.compare_closed_one,
                t.compare_closed_other,
            ),
            &comparison.closed_gaps,
        ),
        (
            "new",
            language.counted(
                comparison.new_gaps.len(),
                t.compare_opened_one,
                t.compare_opened_other,
            ),
            &comparison.new_gaps,
        ),
    ];
    let lists = lists.map(|(id, title, questions)| {
        let questions: Vec<_> = questions
            .iter()
            .map(|question| view! { <li>{question_link(language, *question)}</li> })
            .collect();
        view! {
            <section data-gaps=id>
                <h2>{title}</h2>
                {(!questions.is_empty()).then(|| view! { <ul>{questions}</ul> })}
            </section>
        }
    });
    view! { <div class="gap-changes">{lists.into_iter().collect::<Vec<_>>()}</div> }
}

/// All questions, grouped by change; the unchanged ones are collapsed.
pub fn questions(language: Language, comparison: &Comparison) -> impl IntoView + use<> {
    let t = &language.texts().phrases;
    let groups = Change::ALL.into_iter().filter_map(|change| {
        let questions = comparison.questions_that_are(change);
        if questions.is_empty() {
            return None;
        }
        let (one, other) = change_words(t, change);
        let title = language.counted(questions.len(), one, other);
        let rows: Vec<_> = questions
            .into_iter()
            .map(|question| question_row(language, comparison, question))
            .collect();
        // Readers come for what got better or worse, so only these are open.
        let is_open = matches!(change, Change::Better | Change::Worse);
        Some(view! {
            <details class="list" data-changes=change.id() open=is_open>
                <summary>{title}</summary>
                <ul>{rows}</ul>
            </details>
        })
    });
    view! {
        <section class="changes">
            <h2>{t.compare_questions_title}</h2>
            {groups.collect::<Vec<_>>()}
        </section>
    }
}

fn question_row(
    language: Language,
    comparison: &Comparison,
    question: usize,
) -> impl IntoView + use<> {
    let change = comparison.questions[question];
    let [before, after] = [change.before, change.after].map(|answer| answer_name(language, answer));
    let from_to =
        fill(language.texts().phrases.compare_from_to, &[("before", &before), ("after", &after)]);
    view! {
        <li data-compare=ISO42001.questions[question].code data-change=change.change.id()>
            {question_link(language, question)}
            <span class="from-to">{if before == after { after } else { from_to }}</span>
        </li>
    }
}

fn question_link(language: Language, question: usize) -> impl IntoView {
    let code = ISO42001.questions[question].code;
    view! { <a href=Route::Question(question).address(&ISO42001)>{code}</a>" "{language.texts().questions[question].text} }
}

fn change_words(t: &Phrases, change: Change) -> (&'static str, &'static str) {
    match change {
        Change::Better => (t.compare_better_one, t.compare_better_other),
        Change::Worse => (t.compare_worse_one, t.compare_worse_other),
        Change::New => (t.compare_new_one, t.compare_new_other),
        Change::Gone => (t.compare_gone_one, t.compare_gone_other),
        Change::Applicability => (t.compare_applicability_one, t.compare_applicability_other),
        Change::Same => (t.compare_same_one, t.compare_same_other),
    }
}
