//! Browser events that change the session: other tabs, sleeping and leaving, the address, a chosen
//! file.

use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering::Relaxed;

use leptos::prelude::*;

use super::environment::State;
use crate::app::chunks;
use crate::assessment::answers::Assessment;
use crate::assessment::file::{self, MOST_BYTES, Opened, Refusal};
use crate::browser::{downloads, leaving, page, storage};
use crate::content::questionnaire::ISO42001;
use crate::session::Preview;
use crate::view::notice::{Notice, WhyNot};
use crate::view::route::Route;

/// Whether the next change of the screen belongs to what a notice tells, which then stays.
static IS_LANDING: AtomicBool = AtomicBool::new(false);

impl State {
    /// Listens to what other tabs store or delete. A sleeping tab may miss that, so it checks when
    /// it wakes.
    pub fn listen_to_other_tabs(self) {
        storage::on_change_elsewhere(move |key| self.on_change_elsewhere(key));
        let was_shared = StoredValue::new(false);
        page::on("pagehide", move || was_shared.set_value(self.is_shared_computer.get_untracked()));
        leaving::on_return(move || self.on_return(was_shared.get_value()));
        leaving::on_wake(move || self.on_wake());
        Effect::new(move |_| {
            leaving::ask_before_leaving(self.unsaved.with(|unsaved| !unsaved.is_empty()));
        });
    }

    /// Listens to changes of the address: links, back and forward.
    pub fn listen_to_address(self) {
        window_event_listener(leptos::ev::hashchange, move |_| {
            chunks::navigate(self);
        });
    }

    /// Reads a chosen file. If there are no answers yet it is opened at once, otherwise previewed
    /// before anything changes.
    pub async fn open(self, file: web_sys::File) {
        let name = file.name();
        match read(&file).await {
            Ok(opened) => {
                // An earlier file that was not opened is out of date.
                self.notices.update(|notices| {
                    notices.retain(|notice| !matches!(notice, Notice::NotOpened { .. }));
                });
                let preview = Preview { name, opened, fingerprint: None };
                if self.assessment.with_untracked(Assessment::is_empty) {
                    self.replace_by(preview);
                    self.land_on(Route::Results);
                } else {
                    self.preview.set(Some(preview));
                }
            }
            Err(why) => self.tell(Notice::NotOpened { name, why }),
        }
    }

    /// Removes notices that have been read, as the visitor went to another screen; not if the
    /// screen changed because of what they tell.
    pub fn drop_notices_of_the_last_screen(self) {
        if !IS_LANDING.swap(false, Relaxed) {
            self.drop_passing_notices();
        }
    }

    /// Goes to the results, or to the comparison, after a file was opened, if there is anything to
    /// see. Returns whether the screen changes; the notice of the file stays.
    pub fn land_on(self, route: Route) -> bool {
        let is_there = self.route.get_untracked() == route;
        if is_there || self.assessment.with_untracked(Assessment::is_empty) {
            return false;
        }
        IS_LANDING.store(true, Relaxed);
        page::go(&route.address(&ISO42001));
        true
    }
}

async fn read(file: &web_sys::File) -> Result<Opened, WhyNot> {
    if downloads::size(file) > MOST_BYTES {
        return Err(WhyNot::Refused(Refusal::TooLarge)); // not even read
    }
    let bytes = downloads::read(file).await.map_err(|_| WhyNot::Unreadable)?;
    file::read(&ISO42001, &bytes).map_err(WhyNot::Refused)
}
