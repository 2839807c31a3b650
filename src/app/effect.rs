//! Following the state.

use leptos::prelude::*;
use leptos::reactive::graph::{Observer, Subscriber};

use crate::browser::scrolling::after_frame;

/// Runs as soon as the screen is there, and again whenever what it has read of the state changes; until what is around it goes.
///
/// All of them are of one type, so that their code is there once: 1 kB for each that isn't.
pub fn effect(run: impl FnMut() + 'static) {
    boxed_effect(Box::new(run));
}

fn boxed_effect(mut run: Box<dyn FnMut()>) {
    Effect::new(move |_: Option<()>| {
        unsubscribe_on_cleanup();
        run();
    });
}

/// A view that is built anew when what it shows is another; never changed in place, which `Leptos` does where it can.
///
/// A program that translates the page puts elements of its own in the place of its texts (Chrome, Edge), or takes comments out (Firefox). Whatever is
/// changed in place by a text or a comment that was there would not be seen then. So a text that follows something is the content of an element
/// (`prop:textContent`, a slot), and a view with more in it is built anew.
pub fn rebuild_on_change<T: Send + 'static>(
    of: impl Fn() -> T + Send + 'static,
    make: impl Fn(&T) -> AnyView + Copy + Send + 'static,
) -> AnyView {
    // A function in the place of another is built anew.
    let view = move || {
        let of = of();
        move || make(&of)
    };
    view.into_any()
}

/// Changes when what `track` has read of the state does: at once the first time; what changes until the next frame has been painted, together after it.
pub fn throttle_to_frames(track: impl Fn() + 'static) -> Signal<u32> {
    let changes = RwSignal::new(0);
    let (waits, is_late) = (StoredValue::new(false), StoredValue::new(false));
    let mut is_first = true;
    effect(move || {
        track();
        if std::mem::take(&mut is_first) {
            return;
        }
        if waits.get_value() {
            is_late.set_value(true);
        } else {
            tell(changes, waits, is_late);
        }
    });
    changes.into()
}

/// Tells of a change, and after the next frame of those since then.
fn tell(changes: RwSignal<u32>, waits: StoredValue<bool>, is_late: StoredValue<bool>) {
    // By then the screen may be another.
    if changes.try_update(|changes| *changes = changes.wrapping_add(1)).is_none() {
        return;
    }
    waits.set_value(true);
    after_frame(move || {
        if waits.try_set_value(false).is_none()
            && is_late.try_update_value(std::mem::take) == Some(true)
        {
            tell(changes, waits, is_late);
        }
    });
}

/// To be called by what follows the state and goes with its screen. Leptos leaves what has gone among those that a signal tells, until it changes
/// the next time: results that are opened often without a new answer would take more memory each time.
pub fn unsubscribe_on_cleanup() {
    if let Some(follower) = Observer::get() {
        on_cleanup(move || follower.clear_sources(&follower));
    }
}
