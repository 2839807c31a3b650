//! The brand that the host put into the page.

use crate::brand::Brand;
use crate::browser::page;

/// The id of the element that holds the brand.
const BRAND: &str = "aims-brand";

/// Reads the brand from the page; what can't be used is left out.
pub fn own_brand() -> Brand {
    page::data(BRAND).map(|text| Brand::read(&text)).unwrap_or_default()
}
