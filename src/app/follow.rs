//! Following the state.

use leptos::prelude::*;
use leptos::reactive::graph::{Observer, Subscriber};

/// Runs as soon as the screen is there, and again whenever what it has read of the state changes; until what is around it goes.
///
/// All of them are of one type, so that their code is there once: 1 kB for each that isn't.
pub fn follow(run: impl FnMut() + 'static) {
    follow_any(Box::new(run));
}

fn follow_any(mut run: Box<dyn FnMut()>) {
    Effect::new(move |_: Option<()>| {
        leave_in_time();
        run();
    });
}

/// To be called by what follows the state and goes with its screen. Leptos leaves what has gone among those that a signal tells, until it changes
/// the next time: results that are opened often without a new answer would take more memory each time.
pub fn leave_in_time() {
    if let Some(follower) = Observer::get() {
        on_cleanup(move || follower.clear_sources(&follower));
    }
}
