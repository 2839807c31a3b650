//! Taking the report along: on paper, and as files. Nothing is sent; the files are made here.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::state::State;
use crate::browser::{canvas, page};
use crate::file_name::file_name;
use crate::format::Format;
use crate::language::{Language, Phrases};
use crate::notice::Notice;
use crate::report::Report;

/// The panel of all formats.
#[component]
pub fn Exports(language: Language, report: Memo<Report>) -> impl IntoView {
    let state = State::here();
    let t = &language.texts().phrases;
    let busy = RwSignal::new(false);
    let save = move |format: Format| {
        // A second click while a file is being made would make it twice.
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            state.export(format).await;
            busy.set(false);
        });
    };
    let button = move |format: Format| {
        view! { <button type="button" data-action=format.action() on:click=move |_| save(format)>{words(t, format)}</button> }
    };
    let buttons: Vec<_> = Format::ALL.into_iter().map(button).collect();
    let picture = move |_| {
        let name = report.with_untracked(|report| file_name("radar", &report.organisation, &report.made_on, "png"));
        if report.with_untracked(|report| canvas::save_picture(&report.radar, &name)).is_err() {
            state.tell(Notice::NotSaved);
        }
    };
    view! {
        <section class="piece exports no-print" id="exports">
            <h2>{t.out_heading}</h2>
            <p class="small">{t.out_text}</p>
            <p class="actions">
                <button type="button" class="button" data-action="print" on:click=move |_| page::print()>{t.out_print}</button>
                {buttons}
                <button type="button" data-action="export-png" on:click=picture>{t.out_png}</button>
            </p>
            <p class="small" role="status">{move || busy.get().then_some(t.out_busy)}</p>
        </section>
    }
}

fn words(t: &Phrases, format: Format) -> &'static str {
    match format {
        Format::Docx => t.out_docx,
        Format::Xlsx => t.out_xlsx,
        Format::Html => t.out_html,
        Format::Csv => t.out_csv,
        Format::Markdown => t.out_markdown,
        Format::Json => t.out_scores,
        Format::Svg => t.out_svg,
    }
}
