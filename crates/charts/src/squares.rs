//! Small squares that each stand for one, with a state that shows in their shape as well as in their colour.
//!
//! All squares of a state are one path: a page with hundreds of them stays light.

use crate::svg::{self, Drawing};

/// The state of one square.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Filled.
    Full,
    /// Half filled, below the diagonal.
    Half,
    /// With a dot in it.
    Dotted,
    /// Struck through.
    Struck,
    /// Empty.
    Empty,
    /// A small dot and no square.
    Dot,
}

impl Mark {
    /// Every state.
    pub const ALL: [Self; 6] = [Self::Full, Self::Half, Self::Dotted, Self::Struck, Self::Empty, Self::Dot];

    pub(crate) fn class(self) -> &'static str {
        match self {
            Self::Full => "square full",
            Self::Half => "square half",
            Self::Dotted => "square dotted",
            Self::Struck => "square struck",
            Self::Empty => "square",
            Self::Dot => "small",
        }
    }

    /// The mark within its square, as a class and path data from its upper left corner.
    fn sign(self, (x, y): (f64, f64), size: f64) -> Option<(&'static str, String)> {
        let half = size / 2.0;
        match self {
            Self::Half => Some(("filling", svg::path(&[(x, y), (x, y + size), (x + size, y + size)], true))),
            Self::Dotted => Some(("pip", point((x + half, y + half)))),
            Self::Struck => Some(("stroke", svg::path(&[(x, y + size), (x + size, y)], false))),
            Self::Full | Self::Empty | Self::Dot => None,
        }
    }
}

/// Draws squares of this size, each from its upper left corner.
pub(crate) fn draw(drawing: &mut Drawing, marks: &[(Mark, (f64, f64))], size: f64) {
    for mark in Mark::ALL {
        let places = marks.iter().filter(|(other, _)| *other == mark).map(|(_, place)| *place);
        let outlines: String = places.clone().map(|place| outline(mark, place, size)).collect();
        if outlines.is_empty() {
            continue;
        }
        drawing.path(mark.class(), &outlines);
        let signs: Vec<_> = places.filter_map(|place| mark.sign(place, size)).collect();
        if let Some((class, _)) = signs.first() {
            drawing.path(class, &signs.iter().map(|(_, sign)| sign.as_str()).collect::<String>());
        }
    }
}

fn outline(mark: Mark, (x, y): (f64, f64), size: f64) -> String {
    match mark {
        Mark::Dot => point((x + size / 2.0, y + size / 2.0)),
        _ => format!("M{},{}h{size}v{size}h-{size}z", svg::n(x), svg::n(y)),
    }
}

/// A dot, as a line of hardly any length with round ends.
fn point((x, y): (f64, f64)) -> String {
    format!("M{},{}h0.1", svg::n(x), svg::n(y))
}
