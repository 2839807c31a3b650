//! The navigation: the eight sections and the results, with progress, on every screen.

use maud::{Markup, html};

use super::patch::Patch;
use crate::assessment::answers::Assessment;
use crate::content::questionnaire::ISO42001;
use crate::content::reading_time;
use crate::language::{Language, fill};
use crate::report::domain_name;
use crate::view::route::Route;

/// The navigation list; `screen` is the one shown beside it.
pub fn sections(
    language: Language,
    assessment: &Assessment,
    screen: Route,
    pace: Option<usize>,
) -> Markup {
    let t = &language.texts().phrases;
    let is_here = (screen == Route::Results).then_some("page");
    html! {
        nav.sections aria-label=(t.site_sections) {
            (overall(language, assessment, pace))
            ol {
                @for domain in 0..ISO42001.domains.len() {
                    li data-section=(ISO42001.domains[domain].id) { (link(language, assessment, screen, domain)) }
                }
            }
            a.to-results href=(Route::Results.address(&ISO42001)) aria-current=[is_here] { (t.site_results) }
        }
    }
}

/// The patches for the list when an answer changes. `pace` is the visitor's own, in seconds a
/// question.
pub fn parts(language: Language, assessment: &Assessment, pace: Option<usize>) -> Vec<Patch> {
    let mut parts = overall_patches(language, assessment, pace);
    for domain in 0..ISO42001.domains.len() {
        let within =
            |inside: &str| format!("[data-section='{}'] {inside}", ISO42001.domains[domain].id);
        let progress = Progress::of_section(language, assessment, domain);
        parts.push(Patch::attribute(within("a"), "class", Some(progress.class().to_owned())));
        parts.push(Patch::text(within(".count"), progress.count()));
        parts.extend(progress.bar_patches(&within("progress")));
    }
    parts
}

/// How many of some questions are answered.
pub(super) struct Progress {
    pub(super) answered: usize,
    pub(super) questions: usize,
    /// The same in words.
    words: String,
}

impl Progress {
    pub(super) fn of_section(language: Language, assessment: &Assessment, domain: usize) -> Self {
        let questions = ISO42001.questions_of(domain);
        let (count, answered) = (questions.len(), assessment.answered(questions));
        let name = domain_name(language, &ISO42001, domain);
        let figures = [
            ("name", name.as_str()),
            ("answered", &answered.to_string()),
            ("questions", &count.to_string()),
        ];
        Self {
            answered,
            questions: count,
            words: fill(language.texts().phrases.progress_section, &figures),
        }
    }

    fn of_all(language: Language, assessment: &Assessment) -> Self {
        let questions = ISO42001.questions.len();
        let answered = assessment.answered(0..questions);
        let figures = [("answered", &*answered.to_string()), ("questions", &questions.to_string())];
        Self {
            answered,
            questions,
            words: fill(language.texts().phrases.progress_overall, &figures),
        }
    }

    /// The class of its state: `done`, `begun`, none before the first answer.
    pub(super) fn class(&self) -> &'static str {
        match self.answered {
            0 => "",
            all if all == self.questions => "done",
            _ => "begun",
        }
    }

    fn count(&self) -> String {
        format!("{}/{}", self.answered, self.questions)
    }

    /// The estimated time for the open questions; empty if none is open.
    fn left(&self, language: Language, pace: Option<usize>) -> String {
        let t = &language.texts().phrases;
        let (least, most) = reading_time::range(self.questions - self.answered, pace);
        if most == 0 {
            return String::new();
        }
        let [least, most] = [least, most].map(|minutes| minutes.to_string());
        if least == most {
            fill(t.progress_left, &[("minutes", &most)])
        } else {
            fill(t.progress_left_between, &[("least", &least), ("most", &most)])
        }
    }

    fn bar(&self, id: &str) -> Markup {
        html! { progress data-progress=(id) max=(self.questions) value=(self.answered) aria-label=(self.words) {} }
    }

    /// The patches that update a progress bar without replacing it.
    fn bar_patches(&self, place: &str) -> [Patch; 2] {
        [
            Patch::attribute(place, "value", Some(self.answered.to_string())),
            Patch::attribute(place, "aria-label", Some(self.words.clone())),
        ]
    }
}

/// The number of answered questions in all, as a bar and in words, with the time for the others.
/// `pace` is the visitor's own, in seconds a question.
pub fn overall(language: Language, assessment: &Assessment, pace: Option<usize>) -> Markup {
    let progress = Progress::of_all(language, assessment);
    html! {
        p.overall {
            span {
                span.said { (progress.words) }
                span.left { (progress.left(language, pace)) }
            }
            (progress.bar("overall"))
        }
    }
}

fn overall_patches(language: Language, assessment: &Assessment, pace: Option<usize>) -> Vec<Patch> {
    let progress = Progress::of_all(language, assessment);
    let [value, label] = progress.bar_patches(".overall progress");
    vec![
        Patch::text(".overall .said", progress.words.as_str()),
        Patch::text(".overall .left", progress.left(language, pace)),
        value,
        label,
    ]
}

fn link(language: Language, assessment: &Assessment, screen: Route, domain: usize) -> Markup {
    let progress = Progress::of_section(language, assessment, domain);
    let is_here = (screen == Route::Section(domain)).then_some("step");
    let id = ISO42001.domains[domain].id;
    html! {
        a class=(progress.class()) href=(Route::Section(domain).address(&ISO42001)) aria-current=[is_here] {
            span.id { (id) }
            span.short { (language.texts().domains[domain].short) }
            span.title { (language.texts().domains[domain].title) }
            span.count aria-hidden="true" { (progress.count()) }
            (progress.bar(id))
        }
    }
}
