//! A piece of the report on the screen: the same HTML that stands in the exported file.

use leptos::prelude::*;
use maud::Markup;

use crate::markup::Place;
use crate::report::Report;

/// Shows a piece. It is written anew only when its own text changes, so that what a reader has unfolded stays so.
///
/// The only place where HTML is put into the page as text. It takes `Markup` alone, which `maud` has escaped.
#[component]
pub fn Piece(report: Memo<Report>, make: fn(&Report, Place) -> Markup) -> impl IntoView {
    let html = Memo::new(move |_| report.with(|report| make(report, Place::Screen).into_string()));
    view! { <div class="slot" inner_html=move || html.get()></div> }
}
