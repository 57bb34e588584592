//! Charts as SVG text: plain structs in, accessible markup out.
//!
//! Pure: no I/O, no clock. Every text a reader sees comes from the caller, already translated; every
//! number on an axis is written by the caller's `format`. Nothing here writes a `style` attribute (a strict content
//! security policy forbids them): colours and line styles are classes, given meaning by [`STYLE`].
//!
//! A chart is drawn for the width it is read at, see [`Width`]: a page includes both drawings and the stylesheet shows
//! one. All lengths are in SVG user units, which are CSS pixels when the drawing is shown at its own size.
//!
//! ```
//! let line = charts::Sparkline { values: vec![3.0, 4.0, 6.0] };
//! assert!(line.svg().starts_with("<svg class=\"sparkline\""));
//! ```

pub mod axis;
mod columns;
mod fan;
mod forest;
mod frontier;
mod inlined;
mod key;
mod legend;
mod map;
mod mark;
mod sparkline;
mod squares;
mod standalone;
mod svg;
mod text;
mod tile_map;
mod timeline;
mod waterfall;

// The samples are shared with the gallery, which sees this crate by its name.
#[cfg(test)]
extern crate self as charts;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

pub use columns::Columns;
pub use fan::{Bands, Fan, FanLabels};
pub use forest::{Forest, ForestRow, ForestStudy};
pub use frontier::{Frontier, FrontierLabels, FrontierPoint};
pub use legend::Legend;
pub use map::{Map, Shape, Window};
pub use sparkline::Sparkline;
pub use squares::Mark;
pub use standalone::{first_standalone, standalone};
pub use tile_map::{Tile, TileMap};
pub use timeline::{Measure, Timeline};
pub use waterfall::{Kind, Row, Waterfall};

/// The chart rules for the site's stylesheet: what every class means, which of the two widths is shown, and the chart
/// colours of a dark screen. Put it after the site's own light tokens, so that the dark ones win.
pub const STYLE: &str = concat!(
    include_str!("style.css"),
    include_str!("page.css"),
    "@media screen and (prefers-color-scheme:dark){:root{\n",
    include_str!("dark.css"),
    "}}\n"
);

/// The chart colours of a dark screen, as declarations without a selector: for a site that lets its reader choose a
/// scheme, e.g. `[data-theme=dark]{…}`.
pub const DARK: &str = include_str!("dark.css");

/// The rules that a figure in a file of its own carries with it.
pub(crate) const RULES: &str = include_str!("style.css");

/// The width a chart is drawn for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// A phone: 360 units wide, labels above or below what they name, fewer ticks.
    Narrow,
    /// A page: 760 units wide, labels beside what they name.
    Wide,
}

impl Width {
    /// The width of the drawing in user units.
    pub fn units(self) -> f64 {
        match self {
            Width::Narrow => 360.0,
            Width::Wide => 760.0,
        }
    }

    /// The class name, also a part of the ids inside the chart.
    pub fn name(self) -> &'static str {
        match self {
            Width::Narrow => "narrow",
            Width::Wide => "wide",
        }
    }
}
