//! A question: its five levels, the two other answers, and a note.

use maud::{Markup, html};

use crate::assessment::answers::{Assessment, Choice, Level};
use crate::content::questionnaire::ISO42001;
use crate::language::text::printed;
use crate::language::{Language, fill};
use crate::report::place_in_standard;

use super::patch::Patch;
use super::suggestion;

/// Maximum length of a typed note, in UTF-16 units: several pages. In Latin script 42 of them fit
/// into one file; the page warns if a file gets too large.
const MOST_NOTE: u32 = 10_000;

/// The part of a question's appearance that depends on its answer and on the profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnswerState {
    /// The chosen answer.
    pub choice: Option<Choice>,
    /// Whether *not applicable* is chosen without its reason.
    pub lacks_reason: bool,
    /// Whether the profile lets the question be left out.
    pub may_leave_out: bool,
    /// Whether the profile suggests leaving it out.
    pub suggests: bool,
}

impl AnswerState {
    /// Returns the state of a question in an assessment.
    pub fn of(assessment: &Assessment, question: usize) -> Self {
        let entry = &assessment.entries[question];
        Self {
            choice: entry.choice,
            lacks_reason: entry.choice == Some(Choice::NotApplicable) && entry.answer().is_none(),
            may_leave_out: assessment.profile.may_leave_out(&ISO42001.questions[question]),
            suggests: suggestion::is_shown(assessment, question),
        }
    }

    /// Whether `value` is the chosen answer.
    pub fn is_chosen(self, value: Choice) -> bool {
        self.choice == Some(value)
    }

    /// Whether `value` is a level below the chosen one.
    pub fn is_climbed(self, value: Choice) -> bool {
        matches!((self.choice, value), (Some(Choice::Level(chosen)), Choice::Level(own)) if own < chosen)
    }

    /// Whether `value` can't be chosen. *Not applicable* is disabled if the profile contradicts it,
    /// unless it was chosen before: then it stays, with a remark.
    pub fn is_disabled(self, value: Choice) -> bool {
        value == Choice::NotApplicable && !self.may_leave_out && !self.is_chosen(value)
    }

    /// Whether the field for the reason is shown.
    pub fn asks_reason(self) -> bool {
        self.is_chosen(Choice::NotApplicable)
    }

    /// The classes of an answer's row.
    pub fn classes(self, value: Choice) -> String {
        let [chosen, climbed, disabled] = [
            (self.is_chosen(value), " chosen"),
            (self.is_climbed(value), " climbed"),
            (self.is_disabled(value), " disabled"),
        ]
        .map(|(is_so, class)| if is_so { class } else { "" });
        ["answer", chosen, climbed, disabled].concat()
    }

    /// The classes of the button that clears the answer. The button always takes its space, so that
    /// answering causes no new layout.
    pub fn clear_classes(self) -> &'static str {
        if self.choice.is_none() { "quiet clear off" } else { "quiet clear" }
    }

    /// The condition for choosing *not applicable*, or that the profile excludes it.
    pub fn condition(self, language: Language, question: usize) -> &'static str {
        let texts = language.texts();
        let condition = texts.questions[question].not_applicable_if.unwrap_or_default();
        if self.may_leave_out { condition } else { texts.phrases.question_not_by_profile }
    }

    /// The remark that the reason is missing; empty if it isn't.
    pub fn needed(self, language: Language) -> &'static str {
        if self.lacks_reason { language.texts().phrases.question_reason_needed } else { "" }
    }
}

/// The patches for the current state of a question: for one question always the same number, in the
/// same order.
pub fn patches(language: Language, question: usize, look: AnswerState) -> Vec<Patch> {
    let code = ISO42001.questions[question].code;
    let may_be_asked_for = language.texts().questions[question].not_applicable_if.is_some();
    let levels = Level::ALL.map(Choice::Level).into_iter().chain([Choice::Unknown]);
    let choices = levels.chain(may_be_asked_for.then_some(Choice::NotApplicable));
    let mut patches: Vec<Patch> =
        choices.flat_map(|value| row_patches(code, look, value)).collect();
    let within = |part: &str| format!("#{code} {part}");
    patches.push(Patch::attribute(
        within(".clear"),
        "class",
        Some(look.clear_classes().to_owned()),
    ));
    if may_be_asked_for {
        let invalid = look.lacks_reason.then(|| "true".to_owned());
        patches.push(Patch::flag(within(".reason"), "hidden", !look.asks_reason()));
        patches.push(Patch::attribute(within(".reason textarea"), "aria-invalid", invalid));
        patches.push(Patch::text(within(".needed"), look.needed(language)));
        patches.push(Patch::text(within("[data-condition]"), look.condition(language, question)));
        patches.push(suggestion::patch(code, look.suggests));
    }
    patches
}

/// The patches for the row of one answer, with its radio button.
fn row_patches(code: &str, look: AnswerState, value: Choice) -> [Patch; 3] {
    let input = format!("#{code} [value='{}']", id(value));
    let row = match value {
        Choice::Level(level) => format!("#{code} .levels>:nth-child({})", level.number()),
        Choice::Unknown => format!("#{code} .others>:nth-child(1)"),
        Choice::NotApplicable => format!("#{code} .others>:nth-child(2)"),
    };
    [
        Patch::attribute(row, "class", Some(look.classes(value))),
        Patch::flag(input.as_str(), "checked", look.is_chosen(value)),
        Patch::flag(input, "disabled", look.is_disabled(value)),
    ]
}

/// The `value` of an answer's radio button.
pub fn id(choice: Choice) -> &'static str {
    match choice {
        Choice::Level(level) => ["1", "2", "3", "4", "5"][level.index()],
        Choice::Unknown => "unknown",
        Choice::NotApplicable => "na",
    }
}

/// The answer whose radio button has this `value`.
pub fn choice(id: &str) -> Option<Choice> {
    match id {
        "unknown" => Some(Choice::Unknown),
        "na" => Some(Choice::NotApplicable),
        level => level.parse().ok().and_then(Level::new).map(Choice::Level),
    }
}

/// A question as a group of native radio buttons.
pub fn question(language: Language, assessment: &Assessment, question: usize) -> Markup {
    let texts = language.texts();
    let (t, text) = (&texts.phrases, &texts.questions[question]);
    let code = ISO42001.questions[question].code;
    let look = AnswerState::of(assessment, question);
    let row = |value: Choice, label: Markup| answer(code, look, value, &label);
    html! {
        fieldset.question id=(code) tabindex="-1" {
            legend {
                span.eyebrow { (code) " " (text.title) span.refers-to { (place_in_standard(&ISO42001, question)) } }
                (text.text)
            }
            details.help {
                summary { (t.question_help) }
                p { (text.help) }
            }
            @if text.not_applicable_if.is_some() { (suggestion::suggestion(language, look.suggests)) }
            div.levels {
                @for level in Level::ALL {
                    (row(Choice::Level(level), level_label(language, question, level)))
                }
            }
            div.others {
                (row(Choice::Unknown, html! { span { (t.question_unknown) span.hint { (t.question_unknown_hint) } } }))
                @if text.not_applicable_if.is_some() {
                    (row(Choice::NotApplicable, html! {
                        span { (t.question_not_applicable) span.hint data-condition { (look.condition(language, question)) } }
                    }))
                    (reason(language, code, look, &assessment.entries[question].reason))
                }
            }
            div.extras {
                label.text.note {
                    span { (t.question_note) }
                    (text_area(&format!("{code}-note"), "1", &assessment.entries[question].note, None))
                }
                button class=(look.clear_classes()) type="button" data-action="clear" { (t.question_clear) }
            }
        }
    }
}

/// A level's number, and what it says of this question.
fn level_label(language: Language, question: usize, level: Level) -> Markup {
    let texts = language.texts();
    let number = [("level", id(Choice::Level(level)))];
    html! {
        span.number aria-hidden="true" { (level.number()) }
        span {
            span.hidden { (fill(texts.phrases.question_level, &number)) " " }
            (texts.questions[question].levels[level.index()])
        }
    }
}

/// One radio button with its label; the whole row can be clicked.
fn answer(code: &str, look: AnswerState, value: Choice, label: &Markup) -> Markup {
    html! {
        label class=(look.classes(value)) {
            input type="radio" name=(code) value=(id(value)) autocomplete="off" checked[look.is_chosen(value)] disabled[look.is_disabled(value)];
            (label)
        }
    }
}

/// The field for the reason of *not applicable*, without which that is no answer.
fn reason(language: Language, code: &str, look: AnswerState, reason: &str) -> Markup {
    let needed = format!("{code}-needed");
    html! {
        label.text.reason hidden[!look.asks_reason()] {
            span { (language.texts().phrases.question_reason) }
            (text_area(&format!("{code}-reason"), "2", reason, Some((&needed, look.lacks_reason))))
            span.needed id=(needed) { (look.needed(language)) }
        }
    }
}

/// A multi-line text field. `needed` has the id of the remark about missing text, and whether it is
/// missing.
fn text_area(name: &str, rows: &str, text: &str, needed: Option<(&str, bool)>) -> Markup {
    let described_by = needed.map(|(id, _)| id);
    let invalid = needed.filter(|(_, is_missing)| *is_missing).map(|_| "true");
    html! {
        // Browsers drop a line break at the very beginning, so one is added to protect the
        // visitor's.
        textarea name=(name) rows=(rows) autocomplete="off" maxlength=(MOST_NOTE) aria-describedby=[described_by] aria-invalid=[invalid] { "\n" (printed(text)) }
    }
}
