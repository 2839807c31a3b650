//! The radar on a canvas: sharp on every screen, in the page's colours and font.
#![allow(clippy::float_arithmetic, reason = "device pixels are fractions of CSS pixels")]
#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "sizes of elements are small and not negative")]

use plotters::prelude::*;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::prelude::*;
use web_sys::{CanvasRenderingContext2d, CssStyleDeclaration, HtmlCanvasElement, ResizeObserver};

use crate::radar::{self, Look, Radar};

/// Draws the radar, as large as the element is laid out.
pub fn draw(canvas: &HtmlCanvasElement, radar: &Radar) {
    let Some(look) = look(canvas) else { return };
    let device = |length: i32| (f64::from(length) * look.scale).round() as u32;
    let (width, height) = (device(canvas.client_width()), device(canvas.client_height()));
    if width == 0 || height == 0 {
        return; // not laid out yet; the observer tells when it is
    }
    canvas.set_width(width); // also clears it
    canvas.set_height(height);
    let context = canvas.get_context("2d").ok().flatten().and_then(|context| context.dyn_into::<CanvasRenderingContext2d>().ok());
    let (Some(context), Some(backend)) = (context, CanvasBackend::with_canvas_object(canvas.clone())) else { return };
    context.set_font(&format!("{}px {}", radar::font_size(width, look.scale), look.font));
    let width_of = |text: &str| context.measure_text(text).map_or(0.0, |measured| measured.width());
    // The table beside it says the same, so a canvas that can't be drawn on takes nothing away.
    radar::draw(&backend.into_drawing_area(), radar, &look, &width_of).ok();
}

/// Colours and font from the style sheet, so that they are set in one place, for light and dark.
fn look(canvas: &HtmlCanvasElement) -> Option<Look> {
    let window = web_sys::window()?;
    let style = window.get_computed_style(canvas).ok()??;
    Some(Look {
        text: color(&style, "--ink")?,
        grid: color(&style, "--line-strong")?,
        score: color(&style, "--accent")?,
        target: color(&style, "--target")?,
        earlier: color(&style, "--earlier")?,
        font: style.get_property_value("font-family").ok()?,
        scale: window.device_pixel_ratio().max(1.0),
    })
}

/// A custom property of the form `#rrggbb`.
fn color(style: &CssStyleDeclaration, name: &str) -> Option<RGBColor> {
    let value = style.get_property_value(name).ok()?;
    let hex = value.trim().strip_prefix('#')?;
    let part = |at: usize| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok();
    Some(RGBColor(part(0)?, part(2)?, part(4)?))
}

/// Calls `changed` when the canvas is laid out with a new size, and when the page turns light or dark.
pub struct Watcher {
    observer: Option<ResizeObserver>,
    scheme: Option<web_sys::MediaQueryList>,
    changed: Closure<dyn FnMut()>,
}

impl Watcher {
    /// Starts to watch; the first call comes as soon as the canvas is laid out.
    pub fn new(canvas: &HtmlCanvasElement, changed: impl FnMut() + 'static) -> Self {
        let changed = Closure::new(changed);
        let observer = ResizeObserver::new(changed.as_ref().unchecked_ref()).ok();
        if let Some(observer) = &observer {
            observer.observe(canvas);
        }
        let scheme = web_sys::window().and_then(|window| window.match_media("(prefers-color-scheme: dark)").ok().flatten());
        if let Some(scheme) = &scheme {
            scheme.add_event_listener_with_callback("change", changed.as_ref().unchecked_ref()).ok();
        }
        Self { observer, scheme, changed }
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
        if let Some(scheme) = &self.scheme {
            scheme.remove_event_listener_with_callback("change", self.changed.as_ref().unchecked_ref()).ok();
        }
    }
}
