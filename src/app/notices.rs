//! The notices above the screen.

use leptos::prelude::*;

use super::apart;
use super::state::State;
use crate::browser::{files, page, start_script};
use crate::language::Language;
use crate::messages;
use crate::notice::Notice;

/// All notices, announced to screen readers as they come.
#[component]
pub fn Notices(language: Language) -> impl IntoView {
    let state = State::here();
    let notices = move || {
        let list = state.notices.get().into_iter();
        list.map(|notice| apart(|| view! { <OneNotice language notice /> }.into_any())).collect::<Vec<_>>()
    };
    view! { <div class="notices" role="status">{notices}</div> }
}

#[component]
fn OneNotice(language: Language, notice: Notice) -> impl IntoView {
    let state = State::here();
    let t = &language.texts().phrases;
    let text = notice.text(language);
    let told = messages::problem_list(language, notice.problems());
    let list: Vec<_> = told.into_iter().map(|text| view! { <li>{text}</li> }).collect();
    let problems = (!list.is_empty()).then(|| {
        view! {
            <p>{t.file_left_out}</p>
            <ul>{list}</ul>
        }
    });
    let can_bring_back = matches!(notice, Notice::Opened { can_undo: true, .. } | Notice::Joined { .. });
    let can_put_back = matches!(notice, Notice::Removed { .. });
    let undo = (can_bring_back || can_put_back).then(|| {
        let notice = notice.clone();
        let undo = move |_| {
            if can_bring_back {
                state.bring_back();
            } else {
                state.put_back(&notice);
            }
            page::focus_on("#main");
        };
        view! { <button type="button" data-action="undo" on:click=undo>{t.site_undo}</button> }
    });
    let rescue = notice.damaged_text().map(str::to_owned).map(|damaged| {
        let save = move |_| {
            // The text stays in the notice, so trying again is possible.
            files::save("aims-damaged.txt", "text/plain", &damaged).ok();
        };
        view! { <button type="button" data-action="save-damaged" on:click=save>{t.storage_damaged_save}</button> }
    });
    let update = (notice == Notice::NewVersion).then(|| {
        view! { <button type="button" data-action="update" on:click=|_| start_script::take_new_version()>{t.offline_update}</button> }
    });
    let (is_trouble, is_event) = (notice.is_trouble(), notice.is_event());
    let close = move |_| {
        state.notices.update(|notices| notices.retain(|other| *other != notice));
        page::focus_on("#main");
    };
    view! {
        <div class="notice" class:trouble=is_trouble class:event=is_event data-notice>
            <p>{text}</p>
            <p class="actions">{undo} {rescue} {update} <button type="button" class="quiet" on:click=close>{t.site_close}</button></p>
            {problems}
        </div>
    }
}
