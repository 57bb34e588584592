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

/// The map.
#[derive(Debug)]
pub struct Shapes {
    /// Width and height of the map's coordinates.
    pub size: (f64, f64),
    /// Municipalities in order of code.
    pub municipalities: Vec<Shape>,
}

impl Shapes {
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
