//! The choropleth map: one area per municipality or county, shaded by class, with a legend beside it.
//!
//! Paths are in the units of `window`, planar and already simplified. Seven classes from low to high; an area without
//! a value is hatched. One drawing serves every width: it has no text, and its lines keep their thickness. The areas
//! are links for the mouse only (`tabindex="-1"`): a table beside the map serves everyone else.

use crate::svg::{self, Drawing};

/// A map shaded by class.
#[derive(Clone, Debug, Default)]
pub struct Map {
    /// Unique on the page; the ids inside the map begin with it.
    pub id: String,
    /// What the map shows.
    pub title: String,
    /// What the map says, in words.
    pub description: String,
    /// The part of the paths' plane that is drawn.
    pub window: Window,
    /// The areas, drawn in order.
    pub shapes: Vec<Shape>,
}

/// A rectangle in the units of the paths.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Window {
    /// Its left edge.
    pub x: f64,
    /// Its upper edge.
    pub y: f64,
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
}

/// One area of a map.
#[derive(Clone, Debug, Default)]
pub struct Shape {
    /// The area's code, as `data-code` for scripts.
    pub code: String,
    /// SVG path data.
    pub path: String,
    /// The name with its value: the tooltip, and the name of the link.
    pub label: String,
    /// Where a click leads; empty for nowhere.
    pub href: String,
    /// The class, 0 (low) to 6 (high); `None` for no value.
    pub class: Option<u8>,
}

/// The highest class.
pub(crate) const HIGHEST: u8 = 6;

impl Map {
    /// The map as SVG.
    pub fn svg(&self) -> String {
        let key = svg::name(&self.id);
        let hatch = format!("{key}-hatch");
        let mut drawing = Drawing::default();
        if self.shapes.iter().any(|shape| shape.class.is_none()) {
            drawing.hatch(&hatch, "hatch", self.window.width / 60.0);
        }
        let Window { x, y, width, height } = self.window;
        drawing.raw(&format!(r#"<g transform="translate({} {})">"#, svg::n(-x), svg::n(-y)));
        for shape in &self.shapes {
            drawing.raw(&markup(shape, &hatch));
        }
        drawing.raw("</g>");
        let names = (self.title.as_str(), self.description.as_str());
        svg::element("map", "group", &key, names, (width, height), &drawing.into_string())
    }
}

fn markup(shape: &Shape, hatch: &str) -> String {
    let fill = match shape.class {
        Some(class) => format!(r#"class="m{}""#, class.min(HIGHEST)),
        None => format!(r#"class="none" fill="url(#{hatch})""#),
    };
    let (code, path) = (svg::escape(&shape.code), svg::escape(&shape.path));
    let label = svg::escape(&shape.label);
    let area = format!(r#"<path {fill} data-code="{code}" d="{path}"><title>{label}</title></path>"#);
    if shape.href.is_empty() {
        area
    } else {
        format!(r#"<a href="{}" tabindex="-1">{area}</a>"#, svg::escape(&shape.href))
    }
}
