//! The radar on a canvas: sharp on every screen, in the page's colours and font.
#![allow(clippy::float_arithmetic, reason = "device pixels are fractions of CSS pixels")]
#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "sizes of elements are small and not negative")]

use std::cell::OnceCell;

use plotters::coord::Shift;
use plotters::prelude::*;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::prelude::*;
use web_sys::{CanvasRenderingContext2d, CssStyleDeclaration, HtmlCanvasElement, ResizeObserver};

use crate::radar::{self, Look, Radar};

/// How a canvas is laid out: asking for it makes the browser lay out the page, so it is asked for only when that changed.
pub struct Layout {
    look: Look,
    width: u32,
    height: u32,
    /// Grid and labels of a picture whose labels never change; drawn once, as texts take most of the time.
    frame: Option<OnceCell<Frame>>,
}

struct Frame {
    canvas: HtmlCanvasElement,
    layout: radar::Layout,
}

impl Layout {
    /// Colours, font and size of a canvas; nothing where it is not laid out yet.
    pub fn of(canvas: &HtmlCanvasElement, keeps_labels: bool) -> Option<Self> {
        let look = look(canvas)?;
        let device = |length: i32| (f64::from(length) * look.scale).round() as u32;
        let (width, height) = (device(canvas.client_width()), device(canvas.client_height()));
        (width > 0 && height > 0).then_some(Self { look, width, height, frame: keeps_labels.then(OnceCell::new) })
    }

    /// Makes a canvas as large as it is laid out, empty.
    fn clear(&self, canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
        canvas.set_width(self.width);
        canvas.set_height(self.height);
        canvas.get_context("2d").ok().flatten()?.dyn_into().ok()
    }

    fn area(canvas: &HtmlCanvasElement) -> Option<DrawingArea<CanvasBackend, Shift>> {
        Some(CanvasBackend::with_canvas_object(canvas.clone())?.into_drawing_area())
    }

    fn set_font(&self, context: &CanvasRenderingContext2d) {
        context.set_font(&format!("{}px {}", radar::font_size(self.width, self.look.scale), self.look.font));
    }
}

/// Draws the radar, as large as the element is laid out.
pub fn draw(canvas: &HtmlCanvasElement, radar: &Radar, layout: &Layout) {
    let Some(context) = layout.clear(canvas) else { return };
    let Some(area) = Layout::area(canvas) else { return };
    let width_of = |text: &str| context.measure_text(text).map_or(0.0, |measured| measured.width());
    // The table beside it says the same, so a canvas that can't be drawn on takes nothing away.
    if let Some(kept) = &layout.frame {
        draw_over_frame(canvas, radar, layout, kept).unwrap_or_default();
    } else {
        layout.set_font(&context);
        radar::draw(&area, radar, &layout.look, &width_of).ok();
    }
}

/// Draws the scores over the frame, which is drawn the first time.
fn draw_over_frame(canvas: &HtmlCanvasElement, radar: &Radar, layout: &Layout, kept: &OnceCell<Frame>) -> Option<()> {
    if kept.get().is_none() {
        let own: HtmlCanvasElement = canvas.clone_node().ok()?.unchecked_into();
        let context = layout.clear(&own)?;
        layout.set_font(&context);
        let width_of = |text: &str| context.measure_text(text).map_or(0.0, |measured| measured.width());
        let places = radar.layout((layout.width, layout.height), layout.look.scale, &width_of);
        radar::draw_frame(&Layout::area(&own)?, radar, &layout.look, &places).ok()?;
        kept.set(Frame { canvas: own, layout: places }).ok()?;
    }
    let frame = kept.get()?;
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok().flatten()?.dyn_into().ok()?;
    context.draw_image_with_html_canvas_element(&frame.canvas, 0.0, 0.0).ok()?;
    radar::draw_scores(&Layout::area(canvas)?, radar, &layout.look, &frame.layout).ok()
}

/// The picture as a file: on white, twice as sharp as a usual screen.
const PICTURE: (u32, u32) = (760, 560);
const SHARPNESS: f64 = 2.0;

/// Draws the radar on a canvas of its own and hands it to the visitor as PNG, once the browser has packed it.
///
/// # Errors
/// When the browser can't draw.
pub fn save_picture(radar: &Radar, name: &str) -> Result<(), JsValue> {
    let document = web_sys::window().and_then(|window| window.document()).ok_or("no document")?;
    let canvas: HtmlCanvasElement = document.create_element("canvas")?.unchecked_into();
    let device = |length: u32| (f64::from(length) * SHARPNESS).round() as u32;
    let (width, height) = (device(PICTURE.0), device(PICTURE.1));
    canvas.set_width(width);
    canvas.set_height(height);
    let look = Look::paper("Arial, Helvetica, sans-serif", SHARPNESS);
    let context: CanvasRenderingContext2d = canvas.get_context("2d")?.ok_or("no context")?.unchecked_into();
    context.set_font(&format!("{}px {}", radar::font_size(width, look.scale), look.font));
    let width_of = |text: &str| context.measure_text(text).map_or(0.0, |measured| measured.width());
    let area = CanvasBackend::with_canvas_object(canvas.clone()).ok_or("no canvas")?.into_drawing_area();
    area.fill(&WHITE).map_err(|error| error.to_string())?;
    radar::draw(&area, radar, &look, &width_of).map_err(|error| error.to_string())?;
    let name = name.to_owned();
    let save = Closure::once_into_js(move |blob: Option<web_sys::Blob>| {
        // Without a blob there is nothing to hand over; the browser was out of memory.
        blob.map(|blob| super::files::save_blob(&name, &blob));
    });
    canvas.to_blob(save.unchecked_ref())
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
