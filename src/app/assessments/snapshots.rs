//! The snapshots of an assessment.

use leptos::prelude::*;

use super::facts::{AnsweredAndScore, label_for};
use crate::app::state::State;
use crate::browser::{clock, focus};
use crate::language::{Language, fill};
use crate::storage::Snapshot;
use crate::storage::summary::Summary;

/// The list of snapshots, newest first; empty if there are none.
pub fn snapshots(language: Language, number: u32, name: &str) -> impl IntoView + use<> {
    let row = |snapshot| view! { <Row language snapshot name=name.to_owned() /> };
    let rows: Vec<_> = State::here().snapshots(number).into_iter().map(row).collect();
    (!rows.is_empty()).then(|| {
        view! {
            <div class="snapshots">
                <h3>{language.texts().phrases.assessments_snapshots}</h3>
                <ul>{rows}</ul>
            </div>
        }
    })
}

#[component]
fn Row(language: Language, snapshot: Snapshot, name: String) -> impl IntoView {
    let state = State::here();
    let t = &language.texts().phrases;
    let time = time_of(language, &snapshot);
    let title = fill(t.assessments_snapshot_of, &[("time", &time)]);
    let label = |action| label_for(language, action, &format!("{name}, {title}"));
    let (restore_label, delete_label) =
        (label(t.assessments_snapshot_restore), label(t.assessments_snapshot_delete));
    let id = snapshot.id.clone();
    let summary = state.snapshot(&snapshot);
    let figures = summary.map(|Summary { scores, .. }| (scores.overall, scores.shown_overall()));
    let restore =
        figures.is_some().then(|| restore_button(state, language, snapshot.clone(), restore_label));
    let delete = move |_| {
        state.delete_snapshot(&snapshot);
        request_animation_frame(|| focus::focus_on("[data-notice] [data-action=undo]"));
    };
    // A function, so that it is rebuilt when the list is updated in place
    // (`effect::rebuild_on_change`).
    let facts = move || {
        let facts =
            figures.map(|(overall, score)| view! { <AnsweredAndScore language overall score /> });
        let unreadable = facts.is_none().then_some(t.assessments_unreadable);
        view! { <p class="small facts-line"><strong>{time.clone()}</strong> {facts} {unreadable}</p> }
    };
    view! {
        <li data-snapshot=id>
            {facts}
            <p class="actions">
                {restore}
                <button type="button" class="quiet" data-action="snapshot-delete" aria-label=delete_label on:click=delete>
                    {t.assessments_snapshot_delete}
                </button>
            </p>
        </li>
    }
}

/// Puts the snapshot in the place of the answers; the focus stays on the button, in the list made
/// anew.
fn restore_button(
    state: State,
    language: Language,
    snapshot: Snapshot,
    label: String,
) -> impl IntoView {
    let restore = move |_| {
        state.restore(&snapshot);
        let Snapshot { number, id, .. } = &snapshot;
        let same = format!(
            "[data-assessment='{number}'] [data-snapshot='{id}'] [data-action='snapshot-restore']"
        );
        request_animation_frame(move || focus::go_to(&same));
    };
    view! {
        <button type="button" class="quiet" data-action="snapshot-restore" aria-label=label on:click=restore>
            {language.texts().phrases.assessments_snapshot_restore}
        </button>
    }
}

/// When the snapshot was taken, in the visitor's time zone.
pub fn time_of(language: Language, snapshot: &Snapshot) -> String {
    // A counter follows if two were taken in one second.
    let time = snapshot.id.split('+').next().unwrap_or_default();
    clock::local_time(time, language.code()).unwrap_or_else(|| snapshot.id.clone())
}
