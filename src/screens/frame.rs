//! What stands around every screen: header and footer, with who shows the page.

use maud::{Markup, html};

use crate::brand::Brand;
use crate::language::{Language, fill};
use crate::offers::FittingOffer;
use crate::questionnaire::ISO42001;
use crate::route::Route;
use crate::scoring::METHOD;

/// In a frame of a page that may not show ours.
pub fn refused(language: Language) -> Markup {
    let t = &language.texts().phrases;
    html! {
        main {
            h1 { (t.site_name) }
            p { (t.site_refused) }
            p { a.button href=(format!("./?lang={}", language.code())) target="_blank" rel="noopener" { (t.site_alone) } }
        }
    }
}

/// To the screen, past what stands before it.
pub fn skip(language: Language) -> Markup {
    html! { a.skip href="#main" data-action="skip" { (language.texts().phrases.site_skip) } }
}

/// Who shows the page, its name, and the way to the other language.
pub fn header(language: Language, brand: &Brand) -> Markup {
    let t = &language.texts().phrases;
    let name = brand.name.as_deref().unwrap_or_default();
    html! {
        @if let Some(logo) = &brand.logo {
            img.logo data-brand="logo" src=(logo.to_string()) alt=(name);
        } @else if !name.is_empty() {
            span.brand data-brand="name" translate="no" { (name) }
        }
        a.name href=(Route::Start.address(&ISO42001)) { (t.site_name) }
        button.quiet type="button" lang=(language.other().code()) data-action="language" { (t.site_language) }
    }
}

/// Which of several assessments one is working on.
pub fn in_hand(language: Language, name: &str) -> Markup {
    html! {
        p.in-hand {
            span { (language.texts().phrases.assessments_working_on) } " "
            a href=(Route::Assessments.address(&ISO42001)) data-in-hand { bdi translate="no" { (name) } }
        }
    }
}

/// That a part of the program can't come, where that is so; the answers can be saved all the same. A screen can be tried again from there.
pub fn missing(language: Language, is_missing: bool, is_screen: bool) -> Markup {
    let t = &language.texts().phrases;
    html! {
        div data-missing {
            @if is_missing {
                div.notice.trouble.event role="alert" {
                    p { (t.offline_part_missing) }
                    p.actions {
                        @if is_screen { button type="button" data-action="try-again" { (t.offline_try_again) } " " }
                        button.quiet type="button" data-action="save-now" { (t.file_save) }
                    }
                }
            }
        }
    }
}

/// Disclaimer, version, and the way to who shows the page.
pub fn footer(language: Language, brand: &Brand) -> Markup {
    let t = &language.texts().phrases;
    let version = fill(t.site_version, &[("version", env!("CARGO_PKG_VERSION")), ("method", METHOD)]);
    let words = brand.name.as_deref().map_or_else(|| t.brand_contact_plain.to_owned(), |name| fill(t.brand_contact, &[("name", name)]));
    html! {
        p data-disclaimer { (t.results_disclaimer) }
        p { (version) }
        p {
            @if let Some(contact) = &brand.contact {
                // In a frame the way out leads to a tab of its own: the host's page stays.
                a data-brand="contact" href=(contact.to_string()) target="_blank" rel="noopener noreferrer" { (words) }
            }
        }
    }
}

/// What the brand offers that fits the result, with the reason; nothing where nothing fits.
pub fn offers(language: Language, brand: &Brand, fitting: &[FittingOffer]) -> Markup {
    let t = &language.texts().phrases;
    let heading = brand.name.as_deref().map_or_else(|| t.offer_heading_plain.to_owned(), |name| fill(t.offer_heading, &[("name", name)]));
    html! {
        @if !fitting.is_empty() {
            section.piece.offers.no-print {
                h2 { (heading) }
                ul {
                    @for offer in fitting {
                        li data-offer {
                            h3 { (offer.title) }
                            p.small { (offer.reason) }
                            p { (offer.text) }
                            p { a href=(offer.link.to_string()) target="_blank" rel="noopener noreferrer" { (offer.link.to_string()) } }
                        }
                    }
                }
                p.small { (t.offer_note) }
            }
        }
    }
}

/// How long the answers are kept, where that is worth a word between the first screen and the last.
pub fn tab_reminder(text: &str) -> Markup {
    html! { p.keeping.small data-keeping { (text) } }
}
