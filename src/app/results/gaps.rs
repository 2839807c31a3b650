//! The gaps by rank, each with its class, the reason for it, and why it matters.

use leptos::prelude::*;

use crate::language::{Language, Phrases, fill};
use crate::questionnaire::ISO42001;
use crate::route::Route;
use crate::scoring::{Gap, GapClass, Scores};

/// All gaps, most pressing first.
#[component]
pub fn GapList(language: Language, scores: Memo<Scores>) -> impl IntoView {
    let t = &language.texts().phrases;
    let gaps = Memo::new(move |_| scores.with(|scores| scores.gaps.clone()));
    let answered = Memo::new(move |_| scores.with(|scores| scores.overall.answered));
    view! {
        <section class="gaps">
            <h2>{t.results_gaps_title}</h2>
            {move || (gaps.with(Vec::is_empty) && answered.get() > 0).then(|| view! { <p>{t.results_gaps_none}</p> })}
            <ol>
                {move || gaps.get().into_iter().map(|gap| view! { <Row language gap /> }).collect::<Vec<_>>()}
            </ol>
        </section>
    }
}

#[component]
fn Row(language: Language, gap: Gap) -> impl IntoView {
    let texts = language.texts();
    let t = &texts.phrases;
    let text = &texts.questions[gap.question];
    let code = ISO42001.questions[gap.question].code;
    let class = class_name(t, gap.class);
    let reason = reason(t, &gap);
    let (level, target) = (gap.level.number().to_string(), gap.target.number().to_string());
    let now = if gap.unknown {
        fill(t.results_gap_unknown, &[("target", &target)])
    } else {
        fill(t.results_gap_now, &[("level", &level), ("target", &target)])
    };
    let quick_win = gap.quick_win.then(|| {
        view! { <span class="tag quick" title=t.results_quick_win_text>{t.results_quick_win}</span> }
    });
    view! {
        <li data-gap=code data-class=gap.class.id()>
            <p class="tags">
                <span class="tag">{class}</span>
                <a href=Route::Question(gap.question).address(&ISO42001)>{code}</a>
                <span class="small">{now}</span>
                {quick_win}
            </p>
            <p>{text.text}</p>
            <p class="small">{reason}" "{text.why}</p>
        </li>
    }
}

fn class_name(t: &Phrases, class: GapClass) -> &'static str {
    match class {
        GapClass::Critical => t.results_class_critical,
        GapClass::Major => t.results_class_major,
        GapClass::Moderate => t.results_class_moderate,
        GapClass::Minor => t.results_class_minor,
        GapClass::Opportunity => t.results_class_opportunity,
    }
}

/// Why the gap has its class.
fn reason(t: &Phrases, gap: &Gap) -> &'static str {
    let is_requirement = ISO42001.questions[gap.question].mandatory;
    match gap.class {
        GapClass::Critical => t.results_why_critical,
        GapClass::Major => t.results_why_requirement_absent,
        GapClass::Moderate if is_requirement => t.results_why_requirement_partial,
        GapClass::Moderate => t.results_why_control_absent,
        GapClass::Minor => t.results_why_control_partial,
        GapClass::Opportunity => t.results_why_opportunity,
    }
}
