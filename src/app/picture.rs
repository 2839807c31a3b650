//! The radar on its canvas.

use leptos::prelude::*;

use super::follow::follow;
use crate::browser::canvas::Picture;
use crate::radar::Radar;

/// Shows a radar, which may follow the answers, on the canvas of this name. `is_beside` where it stands beside questions.
pub fn show(chart: &'static str, is_beside: bool, radar: impl Fn() -> Radar + 'static) {
    let picture = StoredValue::new_local(None::<Picture>);
    follow(move || {
        let radar = radar();
        picture.update_value(|picture| match picture {
            Some(picture) => picture.show(radar),
            None => *picture = Picture::new(chart, radar, is_beside),
        });
    });
}

/// The canvas, with what it says in words.
#[component]
pub fn RadarPicture(chart: &'static str, radar: Memo<Radar>, #[prop(into)] words: Signal<String>) -> impl IntoView {
    show(chart, false, move || radar.get());
    view! { <canvas data-chart=chart role="img" aria-label=words></canvas> }
}
