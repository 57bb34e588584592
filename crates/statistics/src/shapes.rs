//! Outlines of municipalities and counties for maps: already projected and simplified SVG paths.

use crate::table::{Bundled, Fault, Texts};

/// One outline.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// Region code.
    pub code: String,
    /// SVG path data in the coordinates of the map.
    pub path: String,
}

/// The smallest upright rectangle around something, in the coordinates of the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// Its left edge.
    pub left: f64,
    /// Its upper edge.
    pub top: f64,
    /// Its right edge.
    pub right: f64,
    /// Its lower edge.
    pub bottom: f64,
}

impl Bounds {
    fn around(points: impl Iterator<Item = (f64, f64)>) -> Option<Self> {
        points.fold(None, |bounds: Option<Self>, (x, y)| {
            let point = Self { left: x, top: y, right: x, bottom: y };
            Some(bounds.map_or(point, |so_far| so_far.and(point)))
        })
    }

    fn and(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }
}

impl Shape {
    /// The rectangle around it; None when its path has no points.
    pub fn bounds(&self) -> Option<Bounds> {
        Bounds::around(self.path.split('M').flat_map(part))
    }
}

/// The points of a part of a path, as the table has them: `x y` and then `l` with steps from point to point.
fn part(path: &str) -> impl Iterator<Item = (f64, f64)> {
    let mut numbers =
        path.split(|c: char| !matches!(c, '0'..='9' | '-' | '.')).filter_map(|n| n.parse::<f64>().ok());
    let pairs = std::iter::from_fn(move || Some((numbers.next()?, numbers.next()?)));
    pairs.scan((0.0, 0.0), |at, (x, y)| {
        *at = (at.0 + x, at.1 + y);
        Some(*at)
    })
}

/// The map.
#[derive(Debug)]
pub struct Shapes {
    /// Width and height of the map's coordinates.
    pub size: (f64, f64),
    /// Municipalities in order of code.
    pub municipalities: Vec<Shape>,
}

impl Shapes {
    /// The rectangle around municipalities by their codes; the whole map where none of them is on it.
    pub fn bounds<'a>(&self, codes: impl Iterator<Item = &'a str>) -> Bounds {
        let shape = |code: &str| self.municipalities.iter().find(|shape| shape.code == code);
        let each = codes.filter_map(|code| shape(code)?.bounds());
        let whole = Bounds { left: 0.0, top: 0.0, right: self.size.0, bottom: self.size.1 };
        each.reduce(Bounds::and).unwrap_or(whole)
    }

    /// The municipalities nearest to one, the nearest first: by the middles of the rectangles around them.
    pub fn nearest(&self, code: &str) -> Vec<&str> {
        let middle = |shape: &Shape| {
            shape.bounds().map(|Bounds { left, top, right, bottom }| (left + right, top + bottom))
        };
        let Some((x, y)) = self.municipalities.iter().find(|shape| shape.code == code).and_then(middle)
        else {
            return Vec::new();
        };
        let away = |shape: &Shape| middle(shape).map(|(other_x, other_y)| (other_x - x).hypot(other_y - y));
        let others = self.municipalities.iter().filter(|shape| shape.code != code);
        let mut all: Vec<(f64, &str)> =
            others.filter_map(|shape| Some((away(shape)?, shape.code.as_str()))).collect();
        all.sort_by(|a, b| a.0.total_cmp(&b.0));
        all.into_iter().map(|(_, code)| code).collect()
    }

    pub(crate) fn read(texts: Texts<'_>) -> Result<Self, Fault> {
        let mut municipalities = Vec::new();
        let mut size = (0.0, 0.0);
        Bundled::shapes.rows(texts, |row| {
            let shape = Shape { code: row.text(0)?.into(), path: row.text(1)?.into() };
            if shape.code == "size" {
                let (width, height) =
                    shape.path.split_once(' ').ok_or_else(|| row.fault("a size is two numbers".into()))?;
                let number = |text: &str| text.parse().map_err(|_| row.fault("a size is two numbers".into()));
                size = (number(width)?, number(height)?);
            } else {
                municipalities.push(shape);
            }
            Ok(())
        })?;
        Ok(Self { size, municipalities })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_followed_from_where_each_part_begins() {
        let shape = Shape { code: "2083".into(), path: "M10 20l5 -3 -8 1zM100 7l1 1z".into() };
        let expected = Bounds { left: 7.0, top: 7.0, right: 101.0, bottom: 20.0 };
        assert_eq!(shape.bounds(), Some(expected));
    }
}
