//! A question: its five levels, the two other answers, and a note.

use maud::{Markup, html};

use crate::assessment::answers::{Assessment, Choice, Level};
use crate::content::questionnaire::ISO42001;
use crate::language::text::printed;
use crate::language::{Language, fill};
use crate::report::place_in_standard;

pub use super::answer_state::{AnswerState, InPlace, LevelThree, QuestionDisplay};
use super::patch::Patch;
use super::suggestion;

/// Maximum length of a typed note, in UTF-16 units: several pages. In Latin script 42 of them fit
/// into one file; the page warns if a file gets too large.
const MOST_NOTE: u32 = 10_000;

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
    patches.extend(answering_option_patches(code, look));
    patches.push(Patch::attribute(
        within(".clear"),
        "class",
        Some(look.clear_classes().to_owned()),
    ));
    patches.push(Patch::attribute(
        within(".to-next"),
        "class",
        Some(look.next_classes().to_owned()),
    ));
    patches.push(Patch::text(within(".to-next"), look.next_words(language)));
    patches.push(Patch::text(within(".level-name"), look.level_name(language)));
    if may_be_asked_for {
        let invalid = look.lacks_reason.then(|| "true".to_owned());
        patches.push(Patch::flag(within(".reason"), "hidden", !look.asks_reason()));
        patches.push(Patch::attribute(within(".reason textarea"), "aria-invalid", invalid));
        patches.push(Patch::text(within(".needed"), look.needed(language)));
        patches.push(Patch::text(within("[data-condition]"), look.condition(language, question)));
        patches.push(suggestion::patch(code, look.suggests()));
    }
    patches
}

/// The patches for what depends on the way of answering.
fn answering_option_patches(code: &str, look: AnswerState) -> Vec<Patch> {
    let within = |part: &str| format!("#{code} {part}");
    let later = within(".later");
    let mut patches = vec![
        Patch::attribute(format!("#{code}"), "class", Some(look.question_classes())),
        Patch::attribute(later.as_str(), "class", Some(look.later_classes().to_owned())),
        Patch::attribute(later, "aria-pressed", Some(look.showing.is_later.to_string())),
        Patch::flag(within(".in-place"), "hidden", look.showing.level_3 == LevelThree::Off),
    ];
    patches.extend(InPlace::ALL.map(|answer| {
        let button = within(&format!("[data-in-place={}]", answer.id()));
        Patch::attribute(button, "aria-pressed", Some(look.is_in_place(answer).to_string()))
    }));
    patches
}

/// The patches for the row of one answer, with its radio button.
fn row_patches(code: &str, look: AnswerState, value: Choice) -> [Patch; 3] {
    let input = format!("#{code} [value='{}']", value.id());
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

/// A question as a group of native radio buttons.
pub fn question(language: Language, assessment: &Assessment, question: usize) -> Markup {
    let texts = language.texts();
    let (t, text) = (&texts.phrases, &texts.questions[question]);
    let code = ISO42001.questions[question].code;
    let look = AnswerState::of(assessment, question);
    let row = |value: Choice, label: Markup| answer(code, look, value, &label);
    html! {
        fieldset class=(look.question_classes()) id=(code) tabindex="-1" {
            legend {
                span.eyebrow { (code) " " (text.title) span.refers-to { (place_in_standard(&ISO42001, question)) } }
                (text.text)
            }
            details.help {
                summary { (t.question_help) }
                p { (text.help) }
            }
            @if text.not_applicable_if.is_some() { (suggestion::suggestion(language, look.suggests())) }
            div.levels {
                @for level in Level::ALL {
                    (row(Choice::Level(level), level_label(language, question, level)))
                }
            }
            (in_place(language, look))
            div.others {
                (row(Choice::Unknown, html! { span { (t.question_unknown) span.hint { (t.question_unknown_hint) } } }))
                @if text.not_applicable_if.is_some() {
                    (row(Choice::NotApplicable, html! {
                        span { (t.question_not_applicable) span.hint data-condition { (look.condition(language, question)) } }
                    }))
                    (reason(language, code, look, &assessment.entries[question].reason))
                }
            }
            (extras(language, code, look, &assessment.entries[question].note))
        }
    }
}

/// The question whether level 3 is in place, for those who read that first.
fn in_place(language: Language, look: AnswerState) -> Markup {
    let t = &language.texts().phrases;
    let words = |answer: InPlace| match answer {
        InPlace::Fully => t.in_place_fully,
        InPlace::Partly => t.in_place_partly,
        InPlace::No => t.in_place_no,
    };
    html! {
        div.in-place hidden[look.showing.level_3 == LevelThree::Off] {
            p { (t.in_place_ask) }
            @for answer in InPlace::ALL {
                button type="button" data-action="in-place" data-in-place=(answer.id()) aria-pressed=(look.is_in_place(answer)) {
                    (words(answer))
                }
            }
        }
    }
}

/// The note, folded while it is empty, and the buttons to take the answer back and to go on.
fn extras(language: Language, code: &str, look: AnswerState, note: &str) -> Markup {
    let t = &language.texts().phrases;
    html! {
        div.extras {
            details.note open[!note.is_empty()] {
                summary { "+ " (t.document_note) }
                label.text {
                    span.hidden { (t.question_note) }
                    (text_area(&format!("{code}-note"), "1", note, None))
                }
            }
            span.either {
                button class=(look.later_classes()) type="button" data-action="later" aria-pressed=(look.showing.is_later) { (t.question_later) }
                button class=(look.clear_classes()) type="button" data-action="clear" aria-label=(t.question_clear) {
                    (t.question_clear_short)
                }
            }
            span.level-name aria-hidden="true" { (look.level_name(language)) }
            button class=(look.next_classes()) type="button" data-action="on" { (look.next_words(language)) }
        }
    }
}

/// A level's number, and what it says of this question.
fn level_label(language: Language, question: usize, level: Level) -> Markup {
    let texts = language.texts();
    let number = [("level", Choice::Level(level).id())];
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
            input type="radio" name=(code) value=(value.id()) autocomplete="off" checked[look.is_chosen(value)] disabled[look.is_disabled(value)];
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
