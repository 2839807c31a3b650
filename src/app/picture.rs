//! The radar on its canvas.

use std::rc::Rc;

use leptos::prelude::*;

use super::follow::follow;
use crate::browser::canvas::Picture;
use crate::radar::Radar;

/// Shows a radar on the canvas of this name. `track` names what it follows; the radar itself is made when it is drawn, which is later where it stands
/// beside questions (`is_beside`), and once for many answers.
pub fn show(chart: &'static str, is_beside: bool, track: impl Fn() + 'static, radar: impl Fn() -> Radar + 'static) {
    let picture = StoredValue::new_local(None::<Picture>);
    let radar: Rc<dyn Fn() -> Radar> = Rc::new(radar);
    follow(move || {
        track();
        picture.update_value(|picture| match picture {
            Some(picture) => picture.follow(),
            None => *picture = Picture::new(chart, Rc::clone(&radar), is_beside),
        });
    });
}

/// The canvas, with what it says in words.
#[component]
pub fn RadarPicture(chart: &'static str, radar: Memo<Radar>, #[prop(into)] words: Signal<String>) -> impl IntoView {
    show(chart, false, move || radar.track(), move || radar.get_untracked());
    view! { <canvas data-chart=chart role="img" aria-label=words></canvas> }
}
