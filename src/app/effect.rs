//! Effects: code that runs when the state changes.

use leptos::prelude::*;
use leptos::reactive::graph::{Observer, Subscriber};

use crate::browser::scrolling::after_paint;

/// Runs once the screen is mounted, and again whenever the state that it reads changes, until its
/// parent is removed.
///
/// All effects have one type, so that their code exists only once: each further type costs 1 kB.
pub fn effect(run: impl FnMut() + 'static) {
    boxed_effect(Box::new(run));
}

fn boxed_effect(mut run: Box<dyn FnMut()>) {
    Effect::new(move |_: Option<()>| {
        unsubscribe_on_cleanup();
        run();
    });
}

/// A view that is rebuilt when what it shows changes; never updated in place, which `Leptos` does
/// where it can.
///
/// Translation tools replace the page's text nodes by elements of their own (Chrome, Edge) or
/// remove comments (Firefox). An update in place through an earlier text node or comment would not
/// be visible then. So a text that changes is the content of an element (`prop:textContent`, a
/// slot), and a larger view is rebuilt.
pub fn rebuild_on_change<T: Send + 'static>(
    of: impl Fn() -> T + Send + 'static,
    make: impl Fn(&T) -> AnyView + Copy + Send + 'static,
) -> AnyView {
    // Leptos rebuilds a function that replaces another.
    let view = move || {
        let of = of();
        move || make(&of)
    };
    view.into_any()
}

/// Changes when the state that `track` reads does: at once for the first change; further changes
/// until the next frame is painted are reported together after it.
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

/// Reports a change, and after the next frame those since then.
fn tell(changes: RwSignal<u32>, waits: StoredValue<bool>, is_late: StoredValue<bool>) {
    // By then the screen may be gone.
    if changes.try_update(|changes| *changes = changes.wrapping_add(1)).is_none() {
        return;
    }
    waits.set_value(true);
    after_paint(move || {
        if waits.try_set_value(false).is_none()
            && is_late.try_update_value(std::mem::take) == Some(true)
        {
            tell(changes, waits, is_late);
        }
    });
}

/// Unsubscribes the current observer when its screen is removed; effects and memos call it. Leptos
/// keeps a removed subscriber in a signal's list until the signal changes next: results that are
/// opened often without a new answer would take more memory each time.
pub fn unsubscribe_on_cleanup() {
    if let Some(follower) = Observer::get() {
        on_cleanup(move || follower.clear_sources(&follower));
    }
}
