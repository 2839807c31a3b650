//! The radar on a canvas: sharp on every screen, in the page's colours and font.
#![allow(clippy::float_arithmetic, reason = "device pixels are fractions of CSS pixels")]
#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "sizes of elements are small and not negative")]

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use leptos::leptos_dom::helpers::{TimeoutHandle, request_animation_frame, set_timeout_with_handle};
use plotters::coord::Shift;
use plotters::prelude::*;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::prelude::*;
use web_sys::{CanvasRenderingContext2d, CssStyleDeclaration, HtmlCanvasElement, ResizeObserver};

use super::page::element;
use crate::report::radar::{self, Radar, RadarStyle};

/// A picture beside the questions follows when no answer has come for so long: drawing it takes more time than showing an answer does.
const REST: Duration = Duration::from_millis(150);

/// A radar on a canvas of the page, drawn anew when it, its size or the colours change.
pub struct Picture {
    shown: Rc<Shown>,
    _watcher: Watcher,
}

struct Shown {
    canvas: HtmlCanvasElement,
    /// What it shows, at the moment when this is asked.
    radar: Rc<dyn Fn() -> Radar>,
    drawn: RefCell<Option<Radar>>,
    layout: RefCell<Option<Layout>>,
    /// Whether it stands beside questions: its labels are always the same then, and it follows when the hand rests.
    is_beside: bool,
    /// The drawing that waits.
    waits: Cell<Option<TimeoutHandle>>,
}

impl Picture {
    /// On the canvas of this name, once it is laid out; nothing where there is no such canvas. `radar` is asked when it is drawn.
    pub fn new(chart: &str, radar: Rc<dyn Fn() -> Radar>, is_beside: bool) -> Option<Self> {
        let canvas = element(&format!("[data-chart='{chart}']"))?.dyn_into().ok()?;
        let (drawn, layout, waits) = (RefCell::new(None), RefCell::new(None), Cell::new(None));
        let shown = Rc::new(Shown { canvas, radar, drawn, layout, is_beside, waits });
        let weak = Rc::downgrade(&shown);
        // The first call comes once the canvas is laid out, before anything is painted.
        let watcher = Watcher::new(&shown.canvas, move || {
            if let Some(shown) = weak.upgrade() {
                shown.lay_out();
            }
        });
        // A frame earlier: nothing else will change how it is laid out.
        shown.lay_out();
        Some(Self { shown, _watcher: watcher })
    }

    /// The radar may be another by now.
    pub fn redraw(&self) {
        let shown = Rc::downgrade(&self.shown);
        // Another screen may be there by then.
        let draw = move || {
            if let Some(shown) = shown.upgrade() {
                shown.draw_another();
            }
        };
        if let Some(waits) = self.shown.waits.take() {
            waits.clear();
        }
        // Naming a font makes the browser look at all styles; with the next frame it does so anyway.
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
        let is_another = layout.as_ref().map(Layout::key) != self.layout.borrow().as_ref().map(Layout::key);
        if is_another {
            *self.layout.borrow_mut() = layout;
            self.drawn.take();
            self.draw_another();
        }
    }

    /// Draws the radar where it is to be seen, unless the same is there already.
    fn draw_another(&self) {
        let Some(layout) = &*self.layout.borrow() else { return };
        let radar = (self.radar)();
        if self.drawn.borrow().as_ref() != Some(&radar) {
            // The table beside it says the same, so a canvas that can't be drawn on takes nothing away.
            layout.draw(&self.canvas, &radar).unwrap_or_default();
            *self.drawn.borrow_mut() = Some(radar);
        }
    }
}

/// How a canvas is laid out: asking for it makes the browser lay out the page, so it is asked for only when that changed.
struct Layout {
    look: RadarStyle,
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
    fn of(canvas: &HtmlCanvasElement, is_beside: bool) -> Option<Self> {
        let look = look(canvas)?;
        let device = |length: i32| (f64::from(length) * look.scale).round() as u32;
        let (width, height) = (device(canvas.client_width()), device(canvas.client_height()));
        (width > 0 && height > 0).then_some(Self { look, width, height, frame: is_beside.then(OnceCell::new) })
    }

    /// What it was asked of the page.
    fn key(&self) -> (&RadarStyle, u32, u32) {
        (&self.look, self.width, self.height)
    }

    /// Draws the radar, as large as the canvas is laid out.
    fn draw(&self, canvas: &HtmlCanvasElement, radar: &Radar) -> Option<()> {
        let context = sized(canvas, (self.width, self.height))?;
        let Some(kept) = &self.frame else {
            self.set_font(&context);
            return radar::draw(&area(canvas)?, radar, &self.look, &|text| width_of(&context, text)).ok();
        };
        if kept.get().is_none() {
            kept.set(self.frame(canvas, radar)?).ok()?;
        }
        let frame = kept.get()?;
        context.draw_image_with_html_canvas_element(&frame.canvas, 0.0, 0.0).ok()?;
        radar::draw_scores(&area(canvas)?, radar, &self.look, &frame.layout).ok()
    }

    /// Grid and labels on a canvas of their own.
    fn frame(&self, canvas: &HtmlCanvasElement, radar: &Radar) -> Option<Frame> {
        let own: HtmlCanvasElement = canvas.clone_node().ok()?.unchecked_into();
        let context = sized(&own, (self.width, self.height))?;
        self.set_font(&context);
        let layout = radar.layout((self.width, self.height), self.look.scale, &|text| width_of(&context, text));
        radar::draw_frame(&area(&own)?, radar, &self.look, &layout).ok()?;
        Some(Frame { canvas: own, layout })
    }

    fn set_font(&self, context: &CanvasRenderingContext2d) {
        context.set_font(&format!("{}px {}", radar::font_size(self.width, self.look.scale), self.look.font));
    }
}

/// Makes a canvas so large, and empty.
fn sized(canvas: &HtmlCanvasElement, (width, height): (u32, u32)) -> Option<CanvasRenderingContext2d> {
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok().flatten()?.dyn_into().ok()?;
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
    let look = RadarStyle::paper("Arial, Helvetica, sans-serif", SHARPNESS);
    let context = sized(&canvas, (width, height)).ok_or("no context")?;
    let layout = Layout { look, width, height, frame: None };
    layout.set_font(&context);
    let area = area(&canvas).ok_or("no canvas")?;
    area.fill(&WHITE).map_err(|error| error.to_string())?;
    radar::draw(&area, radar, &layout.look, &|text| width_of(&context, text)).map_err(|error| error.to_string())?;
    let name = name.to_owned();
    let save = Closure::once_into_js(move |blob: Option<web_sys::Blob>| {
        // Without a blob there is nothing to hand over; the browser was out of memory.
        blob.map(|blob| super::downloads::save_blob(&name, &blob));
    });
    canvas.to_blob(save.unchecked_ref())
}

/// Colours and font from the style sheet, so that they are set in one place, for light and dark.
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
struct Watcher {
    observer: Option<ResizeObserver>,
    scheme: Option<web_sys::MediaQueryList>,
    changed: Closure<dyn FnMut()>,
}

impl Watcher {
    /// Starts to watch; the first call comes as soon as the canvas is laid out.
    fn new(canvas: &HtmlCanvasElement, changed: impl FnMut() + 'static) -> Self {
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
