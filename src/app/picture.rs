//! Draws the radar on its canvas.

use std::rc::Rc;

use leptos::prelude::*;

use super::chunks::when_known;
use super::effect::effect;
use crate::browser::canvas::Picture;
use crate::browser::start_script::{self, Later};
use crate::report::radar::Radar;

/// Draws a radar on the canvas with this name. `track` reads the signals to follow; `radar` is
/// called when it is drawn: later if it is beside questions (`is_beside`), and once for many
/// answers. The drawing code is in the chunk of the results, so the canvas beside the first
/// questions may still be empty.
pub fn show(
    chart: &'static str,
    is_beside: bool,
    track: impl Fn() + 'static,
    radar: impl Fn() -> Radar + 'static,
) {
    let picture = StoredValue::new_local(None::<Picture>);
    let radar: Rc<dyn Fn() -> Radar> = Rc::new(radar);
    effect(move || {
        track();
        if picture.with_value(Option::is_some) {
            return picture.update_value(|picture| picture.iter().for_each(Picture::redraw));
        }
        let radar = Rc::clone(&radar);
        let begin = move || {
            // By then the screen may be gone, or the picture drawn.
            picture.try_update_value(|picture| {
                if picture.is_none() {
                    *picture = Picture::new(chart, radar, is_beside);
                }
            });
        };
        match start_script::coming(Later::Results) {
            Some(coming) => when_known(
                coming,
                Box::new(move |is_there| {
                    if is_there {
                        begin();
                    }
                }),
            ),
            None => begin(),
        }
    });
}

/// The canvas, with its description in words.
#[component]
pub fn RadarPicture(
    chart: &'static str,
    radar: Memo<Radar>,
    #[prop(into)] words: Signal<String>,
) -> impl IntoView {
    show(chart, false, move || radar.track(), move || radar.get_untracked());
    view! { <canvas data-chart=chart role="img" aria-label=words></canvas> }
}
