//! Draws the radar on a canvas: sharp at every device pixel ratio, in the page's colours and font.
#![allow(clippy::float_arithmetic, reason = "device pixels are fractions of CSS pixels")]
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "sizes of elements are small and not negative"
)]

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use leptos::leptos_dom::helpers::{
    TimeoutHandle, request_animation_frame, set_timeout_with_handle,
};
use plotters::coord::Shift;
use plotters::prelude::*;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::prelude::*;
use web_sys::{CanvasRenderingContext2d, CssStyleDeclaration, HtmlCanvasElement, ResizeObserver};

use super::page::element;
use crate::report::radar::{self, Radar, RadarStyle, Words};

/// The pause after the last answer before the radar beside the questions is redrawn, as drawing
/// takes longer than showing an answer.
const REST: Duration = Duration::from_millis(150);

/// A radar on a canvas of the page, redrawn when the radar, its size or the colours change.
pub struct Picture {
    shown: Rc<Shown>,
    _watcher: Watcher,
}

struct Shown {
    canvas: HtmlCanvasElement,
    /// Returns the radar to draw, as of the moment of the call.
    radar: Rc<dyn Fn() -> Radar>,
    drawn: RefCell<Option<Radar>>,
    layout: RefCell<Option<Layout>>,
    /// Whether the radar is beside questions: then its labels never change, and it is redrawn only
    /// after a pause.
    is_beside: bool,
    /// The scheduled drawing.
    waits: Cell<Option<TimeoutHandle>>,
}

impl Picture {
    /// Draws on the canvas with this `data-chart`, once it has a layout; `None` if there is no such
    /// canvas. `radar` is called for each drawing.
    pub fn new(chart: &str, radar: Rc<dyn Fn() -> Radar>, is_beside: bool) -> Option<Self> {
        let canvas = element(&format!("[data-chart='{chart}']"))?.dyn_into().ok()?;
        let (drawn, layout, waits) = (RefCell::new(None), RefCell::new(None), Cell::new(None));
        let shown = Rc::new(Shown { canvas, radar, drawn, layout, is_beside, waits });
        let weak = Rc::downgrade(&shown);
        // The observer's first call comes after layout and before paint.
        let watcher = Watcher::new(&shown.canvas, move || {
            if let Some(shown) = weak.upgrade() {
                shown.lay_out();
            }
        });
        // Draws one frame earlier than the observer would: nothing else will change the layout.
        shown.lay_out();
        Some(Self { shown, _watcher: watcher })
    }

    /// Schedules a drawing, as the radar may have changed.
    pub fn redraw(&self) {
        let shown = Rc::downgrade(&self.shown);
        // By then, another screen may be shown.
        let draw = move || {
            if let Some(shown) = shown.upgrade() {
                shown.draw_another();
            }
        };
        if let Some(waits) = self.shown.waits.take() {
            waits.clear();
        }
        // Setting a font makes the browser recompute styles, which it does with the next frame
        // anyway.
        let with_frame = move || request_animation_frame(draw);
        if self.shown.is_beside {
            self.shown.waits.set(set_timeout_with_handle(with_frame, REST).ok());
        } else {
            with_frame();
        }
    }
}

impl Shown {
    fn lay_out(&self) {
        let layout = Layout::of(&self.canvas, self.is_beside);
        let is_another =
            layout.as_ref().map(Layout::key) != self.layout.borrow().as_ref().map(Layout::key);
        if is_another {
            *self.layout.borrow_mut() = layout;
            self.drawn.take();
            self.draw_another();
        }
    }

    /// Draws the radar if the canvas has a layout, unless the same radar is on it already.
    fn draw_another(&self) {
        let Some(layout) = &*self.layout.borrow() else { return };
        let radar = (self.radar)();
        if self.drawn.borrow().as_ref() != Some(&radar) {
            // If drawing fails, the table beside the radar still has all figures.
            layout.draw(&self.canvas, &radar).unwrap_or_default();
            *self.drawn.borrow_mut() = Some(radar);
        }
    }
}

/// The size and style of a canvas. Reading them forces a layout of the page, so they are read only
/// after they changed.
struct Layout {
    look: RadarStyle,
    width: u32,
    height: u32,
    /// Grid and labels, if the labels never change; drawn once, as texts take most of the time.
    frame: Option<OnceCell<Frame>>,
}

struct Frame {
    canvas: HtmlCanvasElement,
    layout: radar::Layout,
}

impl Layout {
    /// Reads colours, font and size of a canvas; `None` while it has no layout.
    fn of(canvas: &HtmlCanvasElement, is_beside: bool) -> Option<Self> {
        let look = look(canvas)?;
        let device = |length: i32| (f64::from(length) * look.scale).round() as u32;
        let (width, height) = (device(canvas.client_width()), device(canvas.client_height()));
        (width > 0 && height > 0).then_some(Self {
            look,
            width,
            height,
            frame: is_beside.then(OnceCell::new),
        })
    }

    /// The values that were read from the page.
    fn key(&self) -> (&RadarStyle, u32, u32) {
        (&self.look, self.width, self.height)
    }

    /// Draws the radar in the size of the canvas.
    fn draw(&self, canvas: &HtmlCanvasElement, radar: &Radar) -> Option<()> {
        let context = sized(canvas, (self.width, self.height))?;
        let Some(kept) = &self.frame else {
            self.set_font(&context);
            return radar::draw(&area(canvas)?, radar, &self.look, &|text| {
                width_of(&context, text)
            })
            .ok();
        };
        if kept.get().is_none() {
            kept.set(self.frame(canvas, radar)?).ok()?;
        }
        let frame = kept.get()?;
        context.draw_image_with_html_canvas_element(&frame.canvas, 0.0, 0.0).ok()?;
        radar::draw_scores(&area(canvas)?, radar, &self.look, &frame.layout).ok()
    }

    /// Draws grid and labels on a separate canvas.
    fn frame(&self, canvas: &HtmlCanvasElement, radar: &Radar) -> Option<Frame> {
        let own: HtmlCanvasElement = canvas.clone_node().ok()?.unchecked_into();
        let context = sized(&own, (self.width, self.height))?;
        self.set_font(&context);
        let layout = radar
            .layout((self.width, self.height), self.look.scale, &|text| width_of(&context, text));
        radar::draw_frame(&area(&own)?, radar, &self.look, &layout).ok()?;
        Some(Frame { canvas: own, layout })
    }

    fn set_font(&self, context: &CanvasRenderingContext2d) {
        context.set_font(&format!(
            "{}px {}",
            radar::font_size(self.width, self.look.scale),
            self.look.font
        ));
    }
}

/// Sets the size of a canvas and clears it.
fn sized(
    canvas: &HtmlCanvasElement,
    (width, height): (u32, u32),
) -> Option<CanvasRenderingContext2d> {
    let context: CanvasRenderingContext2d =
        canvas.get_context("2d").ok().flatten()?.dyn_into().ok()?;
    if (canvas.width(), canvas.height()) == (width, height) {
        context.clear_rect(0.0, 0.0, width.into(), height.into());
    } else {
        canvas.set_width(width);
        canvas.set_height(height);
    }
    Some(context)
}

fn area(canvas: &HtmlCanvasElement) -> Option<DrawingArea<CanvasBackend, Shift>> {
    Some(CanvasBackend::with_canvas_object(canvas.clone())?.into_drawing_area())
}

fn width_of(context: &CanvasRenderingContext2d, text: &str) -> f64 {
    context.measure_text(text).map_or(0.0, |measured| measured.width())
}

/// The resolution of the saved picture, as a multiple of that of a usual screen.
const SHARPNESS: f64 = 2.5;

/// Draws the radar with these texts on a separate canvas, on white, and saves it as PNG, once the
/// browser has encoded it; then calls `done` with the size of the file, `None` if it could not be
/// saved.
///
/// # Errors
/// When the browser can't draw.
pub fn save_picture(
    radar: &Radar,
    words: &Words,
    name: &str,
    done: impl FnOnce(Option<usize>) + 'static,
) -> Result<(), JsValue> {
    let document = web_sys::window().and_then(|window| window.document()).ok_or("no document")?;
    let canvas: HtmlCanvasElement = document.create_element("canvas")?.unchecked_into();
    let device = |length: u32| (f64::from(length) * SHARPNESS).round() as u32;
    let (width, height) = (device(radar::ALONE.0), device(radar::ALONE.1));
    let look = RadarStyle::paper("Arial, Helvetica, sans-serif", SHARPNESS);
    let context = sized(&canvas, (width, height)).ok_or("no context")?;
    let layout = Layout { look, width, height, frame: None };
    layout.set_font(&context);
    let area = area(&canvas).ok_or("no canvas")?;
    area.fill(&WHITE).map_err(|error| error.to_string())?;
    let radar = radar.clone().with_names_first();
    radar::draw_alone(&area, &radar, words, &layout.look, &|text| width_of(&context, text))
        .map_err(|error| error.to_string())?;
    let name = name.to_owned();
    let save = Closure::once_into_js(move |blob: Option<web_sys::Blob>| {
        // Without a blob there is nothing to save; the browser was out of memory.
        done(blob.and_then(|blob| super::downloads::save_blob(&name, &blob).ok()));
    });
    canvas.to_blob(save.unchecked_ref())
}

/// Reads colours and font from the style sheet, where they are set once, for light and dark.
fn look(canvas: &HtmlCanvasElement) -> Option<RadarStyle> {
    let window = web_sys::window()?;
    let style = window.get_computed_style(canvas).ok()??;
    Some(RadarStyle {
        text: color(&style, "--ink")?,
        grid: color(&style, "--line-strong")?,
        score: color(&style, "--accent")?,
        target: color(&style, "--target")?,
        earlier: color(&style, "--earlier")?,
        font: style.get_property_value("font-family").ok()?,
        scale: window.device_pixel_ratio().max(1.0),
        font_scale: 1.0,
    })
}

/// Parses a custom property of the form `#rrggbb`.
fn color(style: &CssStyleDeclaration, name: &str) -> Option<RGBColor> {
    let value = style.get_property_value(name).ok()?;
    let hex = value.trim().strip_prefix('#')?;
    let part = |at: usize| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok();
    Some(RGBColor(part(0)?, part(2)?, part(4)?))
}

/// Calls `changed` when the size of the canvas changes, and when the page turns light or dark.
struct Watcher {
    observer: Option<ResizeObserver>,
    scheme: Option<web_sys::MediaQueryList>,
    changed: Closure<dyn FnMut()>,
}

impl Watcher {
    /// Starts watching; the first call comes as soon as the canvas has a layout.
    fn new(canvas: &HtmlCanvasElement, changed: impl FnMut() + 'static) -> Self {
        let changed = Closure::new(changed);
        let observer = ResizeObserver::new(changed.as_ref().unchecked_ref()).ok();
        if let Some(observer) = &observer {
            observer.observe(canvas);
        }
        let scheme = web_sys::window()
            .and_then(|window| window.match_media("(prefers-color-scheme: dark)").ok().flatten());
        if let Some(scheme) = &scheme {
            scheme
                .add_event_listener_with_callback("change", changed.as_ref().unchecked_ref())
                .ok();
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
            scheme
                .remove_event_listener_with_callback(
                    "change",
                    self.changed.as_ref().unchecked_ref(),
                )
                .ok();
        }
    }
}
