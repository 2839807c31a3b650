//! The page's frame around every screen: header and footer, with the brand.

use maud::{Markup, html};

use crate::brand::Brand;
use crate::brand::offers::FittingOffer;
use crate::content::questionnaire::ISO42001;
use crate::language::{Language, fill};
use crate::scoring::METHOD;
use crate::view::route::Route;

/// The page shown in the frame of a host that may not embed it.
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

/// The skip link to the screen's main content.
pub fn skip(language: Language) -> Markup {
    html! { a.skip href="#main" data-action="skip" { (language.texts().phrases.site_skip) } }
}

/// The header: the brand, the page's name, and the button for the other language.
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

/// The line that names the assessment in use, if there are several.
pub fn in_hand(language: Language, name: &str) -> Markup {
    html! {
        p.in-hand {
            span { (language.texts().phrases.assessments_working_on) } " "
            a href=(Route::Assessments.address(&ISO42001)) data-in-hand { bdi translate="no" { (name) } }
        }
    }
}

/// The message that a chunk of the program can't be loaded, where that is so. The answers can be
/// saved nevertheless; a missing screen can be tried again from there. `is_too_large`: the file
/// that was saved can't be opened again.
pub fn missing(
    language: Language,
    is_missing: bool,
    is_screen: bool,
    is_too_large: bool,
) -> Markup {
    let t = &language.texts().phrases;
    html! {
        div data-missing {
            @if is_missing {
                div.notice.trouble.event role="alert" {
                    p { (t.offline_part_missing) }
                    @if is_too_large { p data-too-large { (t.file_saved_large) } }
                    p.actions {
                        @if is_screen { button type="button" data-action="try-again" { (t.offline_try_again) } " " }
                        button.quiet type="button" data-action="save-now" { (t.file_save) }
                    }
                }
            }
        }
    }
}

/// The footer: disclaimer, version, and the contact link of the brand.
pub fn footer(language: Language, brand: &Brand) -> Markup {
    let t = &language.texts().phrases;
    let version =
        fill(t.site_version, &[("version", env!("CARGO_PKG_VERSION")), ("method", METHOD)]);
    let words = brand.name.as_deref().map_or_else(
        || t.brand_contact_plain.to_owned(),
        |name| fill(t.brand_contact, &[("name", name)]),
    );
    html! {
        p data-disclaimer { (t.results_disclaimer) }
        p { (version) }
        p {
            @if let Some(contact) = &brand.contact {
                // From a frame the contact opens in a tab of its own, so that the host's page
                // stays.
                a data-brand="contact" href=(contact.to_string()) target="_blank" rel="noopener noreferrer" { (words) }
            }
        }
    }
}

/// The brand's offers that fit the result, each with its reason; empty if none fits.
pub fn offers(language: Language, brand: &Brand, fitting: &[FittingOffer]) -> Markup {
    let t = &language.texts().phrases;
    let heading = brand.name.as_deref().map_or_else(
        || t.offer_heading_plain.to_owned(),
        |name| fill(t.offer_heading, &[("name", name)]),
    );
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

/// The reminder of how long the answers are kept, below a screen.
pub fn tab_reminder(text: &str) -> Markup {
    html! { p.keeping.small data-keeping { (text) } }
}
