//! Two states side by side: assessments as they are now, or their snapshots.

use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::Relaxed;

use leptos::prelude::*;

use super::assessments::time_of;
use super::effect::{rebuild_on_change, throttle_to_frames};
use super::html::static_html;
use super::picture::RadarPicture;
use super::state::State;
use crate::browser::events::DomEvent;
use crate::content::questionnaire::ISO42001;
use crate::language::{Language, fill};
use crate::report::comparison::{ComparisonReport, Sources, State as Compared};
use crate::report::format::ComparisonFormat;
use crate::storage::Snapshot;
use crate::storage::summary::{self, Summary};
use crate::view::comparison;
use crate::view::route::Route;

/// The number of the assessment that the screen begins to compare with when it is shown next; 0 for
/// none.
static BEGIN_WITH: AtomicU32 = AtomicU32::new(0);

/// Preselects this assessment and the one in use, for when the screen is shown next.
pub fn begin_with(number: u32) {
    BEGIN_WITH.store(number, Relaxed);
}

/// An assessment or snapshot that can be compared.
#[derive(Clone, PartialEq)]
pub struct Entry {
    /// `2` for an assessment, or `2/` and the snapshot's id.
    pub id: String,
    /// Its label in a list.
    pub label: String,
    /// Its summary.
    pub summary: Summary,
}

impl Entry {
    /// The number of its assessment.
    pub fn number(&self) -> Option<u32> {
        self.id.split('/').next()?.parse().ok()
    }
}

/// The two states that are compared.
#[derive(Clone, PartialEq)]
struct Pair {
    earlier: Entry,
    later: Entry,
}

impl Pair {
    fn report(&self, language: Language) -> ComparisonReport {
        let [earlier, later] = [&self.earlier, &self.later].map(|Entry { summary, .. }| Compared {
            assessment: &summary.assessment,
            saved_at: summary.saved_at.as_deref(),
        });
        ComparisonReport::new(Sources {
            questionnaire: &ISO42001,
            earlier,
            later,
            language,
            made_on: "",
        })
    }
}

/// The screen of the comparison.
#[component]
pub fn Compare(language: Language) -> impl IntoView {
    let state = State::here();
    let t = &language.texts().phrases;
    let changes = changes(state);
    let entries = Memo::new(move |_| {
        changes.track();
        untrack(|| entries(state, language))
    });
    let beside = BEGIN_WITH.swap(0, Relaxed);
    let chosen = RwSignal::new([None::<String>, None]);
    let pair = Memo::new(move |_| {
        let number = state.number.get();
        entries.with(|entries| chosen.with(|chosen| pair(entries, chosen, [number, beside])))
    });
    let can_compare = Memo::new(move |_| entries.with(|entries| entries.len() > 1));
    let choice = move |index: usize, words| view! { <Choose entries index words chosen pair /> };
    view! {
        <div class="several compare">
            <h1 tabindex="-1">{t.compare_title}</h1>
            {rebuild_on_change(move || can_compare.get(), move |can_compare| if *can_compare {
                view! {
                    <p class="lead">{t.compare_lead}</p>
                    <div class="choose">{choice(0, t.compare_earlier)} {choice(1, t.compare_later)}</div>
                    {rebuild_on_change(move || pair.get(), move |pair| pair.clone().map(|pair| view! { <Sides language pair /> }).into_any())}
                }
                .into_any()
            } else {
                view! { <Nothing language /> }.into_any()
            })}
        </div>
    }
}

/// Changes when anything that can be compared does. Throttled, as another tab may report many
/// changes in a row, and each time everything is read.
pub fn changes(state: State) -> Signal<u32> {
    throttle_to_frames(move || {
        state.storage_revision.track();
        state.number.track();
        state.assessment.track();
    })
}

/// Everything that can be compared: each assessment, followed by its snapshots.
pub fn entries(state: State, language: Language) -> Vec<Entry> {
    let of_one = |number| {
        let summary = state.summary(number);
        let name = name_of(language, number, summary.as_ref());
        let snapshots = state.snapshots(number).into_iter();
        let kept: Vec<_> =
            snapshots.filter_map(|snapshot| kept(state, language, &name, &snapshot)).collect();
        summary.map(|summary| now(language, &name, number, summary)).into_iter().chain(kept)
    };
    state.numbers().into_iter().flat_map(of_one).collect()
}

/// The entry with this id; nothing else is read.
pub fn entry(state: State, language: Language, id: &str) -> Option<Entry> {
    let (number, snapshot) =
        id.split_once('/').map_or((id, None), |(number, snapshot)| (number, Some(snapshot)));
    let number = number.parse().ok()?;
    let summary = state.summary(number);
    let name = name_of(language, number, summary.as_ref());
    match snapshot {
        Some(id) => kept(state, language, &name, &Snapshot { number, id: id.to_owned() }),
        None => Some(now(language, &name, number, summary?)),
    }
}

fn name_of(language: Language, number: u32, summary: Option<&Summary>) -> String {
    let organisation =
        summary.map(|summary| summary.assessment.organisation.as_str()).unwrap_or_default();
    summary::short_name(&summary::name(language, organisation, number))
}

/// The entry of an assessment in its present state.
fn now(language: Language, name: &str, number: u32, summary: Summary) -> Entry {
    let label = fill(language.texts().phrases.compare_now, &[("name", name)]);
    Entry { id: number.to_string(), label, summary }
}

/// The entry of a snapshot; `None` if it can't be read.
fn kept(state: State, language: Language, name: &str, snapshot: &Snapshot) -> Option<Entry> {
    let summary = state.snapshot(snapshot)?;
    let label = fill(
        language.texts().phrases.compare_snapshot,
        &[("name", name), ("time", &time_of(language, snapshot))],
    );
    Some(Entry { id: format!("{}/{}", snapshot.number, snapshot.id), label, summary })
}

/// The chosen pair; by default the assessment `beside`, else the newest snapshot of the assessment
/// in use, else any other entry, and that assessment.
fn pair(
    entries: &[Entry],
    chosen: &[Option<String>; 2],
    [number, beside]: [u32; 2],
) -> Option<Pair> {
    let with_id = |id: &String| entries.iter().find(|entry| entry.id == *id);
    let here = number.to_string();
    let its_snapshots = format!("{number}/");
    let later =
        chosen[1].as_ref().and_then(with_id).or_else(|| with_id(&here)).or(entries.last())?;
    let asked = || with_id(&beside.to_string());
    let usual = || entries.iter().find(|entry| entry.id.starts_with(&its_snapshots));
    let other = || entries.iter().find(|entry| entry.id != later.id);
    let earlier =
        chosen[0].as_ref().and_then(with_id).or_else(asked).or_else(usual).or_else(other)?;
    // Which came first is known by the time; what the visitor chose stays where it was put.
    let [one, two] = [earlier, later].map(|entry| entry.summary.saved_at.as_ref());
    let is_turned = one.zip(two).is_some_and(|(one, two)| one > two);
    let (earlier, later) =
        if is_turned && *chosen == [None, None] { (later, earlier) } else { (earlier, later) };
    Some(Pair { earlier: earlier.clone(), later: later.clone() })
}

#[component]
fn Choose(
    entries: Memo<Vec<Entry>>,
    index: usize,
    words: &'static str,
    chosen: RwSignal<[Option<String>; 2]>,
    pair: Memo<Option<Pair>>,
) -> impl IntoView {
    let is_chosen = move |id: &str| {
        pair.with(|pair| {
            pair.as_ref().is_some_and(|pair| [&pair.earlier, &pair.later][index].id == id)
        })
    };
    let options = move || {
        let option = |Entry { id, label, .. }: Entry| {
            let is_chosen = is_chosen(&id);
            view! { <option value=id prop:selected=is_chosen prop:textContent=label></option> }
        };
        entries.get().into_iter().map(option).collect::<Vec<_>>()
    };
    let choose = move |id: String| {
        // The other side stays as it is shown.
        let shown = pair.with_untracked(|pair| {
            let shown = pair.as_ref().map(|pair| [&pair.earlier, &pair.later]);
            shown.map(|both| both.map(|entry| Some(entry.id.clone())))
        });
        let mut both = shown.unwrap_or_default();
        both[index] = Some(id);
        chosen.set(both);
    };
    view! {
        <label class="text">
            <span>{words}</span>
            <select autocomplete="off" name=["compare-earlier", "compare-later"][index] on:change:target=move |event| choose(event.target().value())>
                {options}
            </select>
        </label>
    }
}

#[component]
fn Nothing(language: Language) -> impl IntoView {
    let t = &language.texts().phrases;
    view! {
        <p class="notice" data-compare-nothing>{t.compare_nothing}</p>
        <p><a class="button" href=Route::Assessments.address(&ISO42001)>{t.assessments_title}</a></p>
    }
}

/// The comparison itself.
#[component]
fn Sides(language: Language, pair: Pair) -> impl IntoView {
    let t = &language.texts().phrases;
    let report = pair.report(language);
    let alike = (pair.earlier.id == pair.later.id)
        .then(|| view! { <p class="notice">{t.compare_alike}</p> });
    let radar = report.radar.clone();
    let radar = Memo::new(move |_| radar.clone());
    view! {
        {alike}
        {static_html(comparison::verdict(&report))}
        <Take language pair />
        {static_html(comparison::gaps(&report))}
        <section class="chart">
            <h2>{t.results_radar_title}</h2>
            <figure>
                <RadarPicture chart="compare" radar words=t.compare_radar_alt.to_owned() />
                <figcaption>
                    <span class="key earlier">{report.sides[0]}</span>
                    <span class="key score">{report.sides[1]}</span>
                </figcaption>
            </figure>
            {static_html(comparison::scores(&report))}
        </section>
        {static_html(comparison::answers(&report))}
    }
}

/// The comparison as a file. Beside the buttons stands what was saved.
#[component]
fn Take(language: Language, pair: Pair) -> impl IntoView {
    let state = State::here();
    let t = &language.texts().phrases;
    let sides = StoredValue::new([pair.earlier, pair.later]);
    let take = move |format: ComparisonFormat, event: &leptos::ev::MouseEvent| {
        let [earlier, later] = sides.get_value();
        let beside = DomEvent::of(event).map(|act| act.beside()).unwrap_or_default();
        state.export_comparison(format, &earlier, &later, beside);
    };
    let button = |format: ComparisonFormat, words: &'static str| {
        view! { <button type="button" data-action=format.id() on:click=move |event| take(format, &event)>{words}</button> }
    };
    view! {
        <section class="take-comparison" aria-label=t.compare_take>
            <p class="actions">
                <span>{t.compare_take}</span>
                {button(ComparisonFormat::Docx, t.out_docx)}
                {button(ComparisonFormat::Xlsx, t.out_xlsx)}
                {button(ComparisonFormat::Markdown, t.out_markdown)}
            </p>
            <p class="saved small" role="status" data-saved></p>
        </section>
    }
}
