//! Following the state.

use leptos::prelude::*;

/// Runs as soon as the screen is there, and again whenever what it has read of the state changes; until what is around it goes.
///
/// All of them are of one type, so that their code is there once: 1 kB for each that isn't.
pub fn follow(run: impl FnMut() + 'static) {
    follow_any(Box::new(run));
}

fn follow_any(mut run: Box<dyn FnMut()>) {
    Effect::new(move |_: Option<()>| run());
}
