//! Who shows the page: logo or name, the way to them, what they offer.

use leptos::prelude::*;

use super::apart;
use super::around::Around;
use super::state::State;
use crate::brand::Brand;
use crate::language::{Language, fill};
use crate::offers;
use crate::questionnaire::ISO42001;
use crate::scoring;

/// Logo or name of who shows the page.
#[component]
pub fn Shown() -> impl IntoView {
    let brand = Around::here().brand;
    move || {
        let Brand { name, logo, .. } = brand.get();
        let name = name.unwrap_or_default();
        match logo {
            Some(logo) => apart(|| view! { <img class="logo" data-brand="logo" src=logo.to_string() alt=name /> }.into_any()),
            None if !name.is_empty() => apart(|| view! { <span class="brand" data-brand="name">{name}</span> }.into_any()),
            None => ().into_any(),
        }
    }
}

/// The way to who shows the page.
#[component]
pub fn Contact(language: Language) -> impl IntoView {
    let brand = Around::here().brand;
    let t = &language.texts().phrases;
    move || {
        let Brand { name, contact, .. } = brand.get();
        let words = name.map_or_else(|| t.brand_contact_plain.to_owned(), |name| fill(t.brand_contact, &[("name", &name)]));
        contact.map(|contact| {
            // In a frame the way out leads to a tab of its own: the host's page stays.
            let link = || {
                view! { <a data-brand="contact" href=contact.to_string() target="_blank" rel="noopener noreferrer">{words}</a> }.into_any()
            };
            apart(link)
        })
    }
}

/// What the brand offers that fits the result, with the reason. It stands after the results, and nothing waits for it.
#[component]
pub fn Offers(language: Language) -> impl IntoView {
    let (state, around) = (State::here(), Around::here());
    let t = &language.texts().phrases;
    move || {
        let brand = around.brand.get();
        let fitting = state.assessment.with(|assessment| {
            let scores = scoring::score(&ISO42001, assessment);
            offers::fitting(&brand, &ISO42001, assessment, &scores, language)
        });
        let heading = brand.name.map_or_else(|| t.offer_heading_plain.to_owned(), |name| fill(t.offer_heading, &[("name", &name)]));
        let list: Vec<_> = fitting
            .into_iter()
            .map(|offer| {
                let link = offer.link.to_string();
                view! {
                    <li data-offer>
                        <h3>{offer.title}</h3>
                        <p class="small">{offer.reason}</p>
                        <p>{offer.text}</p>
                        <p><a href=link.clone() target="_blank" rel="noopener noreferrer">{link.clone()}</a></p>
                    </li>
                }
            })
            .collect();
        (!list.is_empty()).then(|| {
            apart(|| {
                view! {
                    <section class="piece offers no-print">
                        <h2>{heading}</h2>
                        <ul>{list}</ul>
                        <p class="small">{t.offer_note}</p>
                    </section>
                }
                .into_any()
            })
        })
    }
}
