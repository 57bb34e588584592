//! The tile map: Sweden's counties as tiles that lie roughly as the counties do, with a small square for each of those
//! that are counted in them, e.g. municipalities.
//!
//! Every tile has its name and words of the caller's, so that squares need not be counted. The key stands in the corner
//! that the north leaves free.

use crate::{
    Mark, Width, squares,
    svg::{self, Anchor, Drawing, Figure},
    text::{self, BOLD, LABEL, LINE, NOTE},
};

/// Counties as tiles with squares.
#[derive(Clone, Debug, Default)]
pub struct TileMap {
    /// Unique on the page; the ids inside the map begin with it.
    pub id: String,
    /// What the map shows.
    pub title: String,
    /// What the map says, in words.
    pub description: String,
    /// The counties, in the order they are read. One without a place of its own lies below the others.
    pub tiles: Vec<Tile>,
    /// What each shape means, in words.
    pub key: Vec<(Mark, String)>,
}

/// One county.
#[derive(Clone, Debug, Default)]
pub struct Tile {
    /// Its code, `01` to `25`.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What the squares say, e.g. "2 av 14".
    pub words: String,
    /// Its squares, in order.
    pub squares: Vec<Mark>,
    /// Where it leads.
    pub href: Option<String>,
}

/// Where a county lies: its code, row and column, and where its name may be parted.
const PLACES: [(&str, usize, usize, &str); 21] = [
    ("25", 0, 2, "Norr"),
    ("24", 1, 2, "Väster"),
    ("23", 2, 1, "Jämt"),
    ("22", 2, 2, "Väster"),
    ("20", 3, 1, ""),
    ("21", 3, 2, "Gävle"),
    ("17", 4, 0, "Värm"),
    ("18", 4, 1, ""),
    ("19", 4, 2, "Väst"),
    ("03", 4, 3, ""),
    ("14", 5, 0, ""),
    ("05", 5, 1, "Öster"),
    ("04", 5, 2, "Söder"),
    ("01", 5, 3, "Stock"),
    ("13", 6, 0, "Hal"),
    ("06", 6, 1, "Jön"),
    ("08", 6, 2, ""),
    ("09", 6, 3, "Got"),
    ("12", 7, 0, ""),
    ("07", 7, 1, "Krono"),
    ("10", 7, 2, ""),
];
/// How many rows and columns those take.
const ROWS: usize = 8;
const COLUMNS: usize = 4;
/// The columns that are free in the first rows.
const FREE: usize = 2;
/// The gap between tiles, and the space inside them.
const GAP: f64 = 6.0;
const INSIDE: f64 = 7.0;
/// The gap between the key and what lies below it.
const BELOW_KEY: f64 = 16.0;

/// A tile with its row and column, and its lines.
struct Place<'a> {
    tile: &'a Tile,
    row: usize,
    column: usize,
    name: Vec<String>,
    words: Vec<String>,
}

/// What a width gives: the width of a tile, and the size and distance of its squares.
struct Sizes {
    tile: f64,
    square: f64,
    step: f64,
}

impl TileMap {
    /// The map drawn for this width.
    pub fn svg(&self, width: Width) -> String {
        let figure = Figure {
            kind: "tile-map",
            id: &self.id,
            title: &self.title,
            description: &self.description,
            width,
            links: self.tiles.iter().any(|tile| tile.href.is_some()),
        };
        if self.tiles.is_empty() {
            return figure.empty();
        }
        let sizes = Sizes::of(width);
        let places = self.places(&sizes);
        let heights = row_heights(&places, &sizes);
        let mut drawing = Drawing::default();
        let key = self.draw_key(&mut drawing, &sizes);
        let free = places.iter().filter(|place| place.column < FREE).map(|place| place.row).min();
        let free: f64 = heights.iter().take(free.unwrap_or(0)).sum();
        let mut tops = vec![(key - free).max(0.0)];
        for height in &heights {
            tops.push(tops.last().copied().unwrap_or(0.0) + height);
        }
        for place in &places {
            let x = place.column as f64 * (sizes.tile + GAP);
            let (top, height) = (tops[place.row], heights[place.row] - GAP);
            place.draw(&mut drawing, (x, top), height, &sizes);
        }
        let bottom = tops.last().copied().unwrap_or(0.0) - GAP;
        figure.close(bottom.max(key), drawing)
    }

    /// Every tile's place: the county's own, or the next below all of those.
    fn places(&self, sizes: &Sizes) -> Vec<Place<'_>> {
        let mut taken: Vec<&str> = vec![];
        let mut below = 0;
        let mut places = vec![];
        for tile in &self.tiles {
            let own = PLACES.iter().find(|place| place.0 == tile.code && !taken.contains(&place.0));
            if let Some((code, row, column, joint)) = own {
                taken.push(code);
                places.push(Place::new(tile, (*row, *column), joint, sizes));
            } else {
                places.push(Place::new(tile, (ROWS + below / COLUMNS, below % COLUMNS), "", sizes));
                below += 1;
            }
        }
        places
    }

    /// The key, in a column at the upper left; returns where what lies below it may begin.
    fn draw_key(&self, drawing: &mut Drawing, sizes: &Sizes) -> f64 {
        let beside = sizes.square + 9.0;
        let room = FREE as f64 * (sizes.tile + GAP) - 2.0 * GAP - beside;
        let mut y = 0.0;
        let mut marks = vec![];
        for (mark, words) in &self.key {
            let lines = text::wrap(words, room, LABEL);
            marks.push((*mark, (0.5, sharp(y + 10.0 - sizes.square / 2.0))));
            drawing.lines("lab", (beside, y + 15.0), Anchor::Start, &lines);
            y += lines.len() as f64 * LINE + 5.0;
        }
        squares::draw(drawing, &marks, sizes.square);
        if y > 0.0 { y + BELOW_KEY } else { 0.0 }
    }
}

impl Sizes {
    fn of(width: Width) -> Self {
        let tile = (width.units() - (COLUMNS as f64 - 1.0) * GAP) / COLUMNS as f64;
        match width {
            Width::Narrow => Self { tile, square: 9.0, step: 12.0 },
            Width::Wide => Self { tile, square: 11.0, step: 14.0 },
        }
    }

    fn inside(&self) -> f64 {
        self.tile - 2.0 * INSIDE
    }

    /// How many squares stand beside each other.
    fn beside(&self) -> usize {
        ((self.inside() + self.step - self.square - 1.0) / self.step) as usize
    }

    /// A name in lines: whole, parted where the county's name may be, or anywhere.
    fn name(&self, name: &str, joint: &str) -> Vec<String> {
        let room = self.inside() / BOLD;
        let rest = name.strip_prefix(joint).filter(|rest| !joint.is_empty() && !rest.is_empty());
        match rest {
            Some(rest) if text::width(name, LABEL) > room => {
                let mut lines = vec![format!("{joint}-")];
                lines.extend(text::wrap(rest, room, LABEL));
                lines
            }
            _ => text::wrap(name, room, LABEL),
        }
    }
}

impl<'a> Place<'a> {
    fn new(tile: &'a Tile, (row, column): (usize, usize), joint: &str, sizes: &Sizes) -> Self {
        let words = text::wrap(&tile.words, sizes.inside(), NOTE);
        Self { tile, row, column, name: sizes.name(&tile.name, joint), words }
    }

    fn text_height(&self) -> f64 {
        INSIDE + (self.name.len() + self.words.len()) as f64 * LINE
    }

    fn height(&self, sizes: &Sizes) -> f64 {
        let rows = self.tile.squares.len().div_ceil(sizes.beside()) as f64;
        self.text_height() + 4.0 + rows * sizes.step + INSIDE
    }

    fn draw(&self, drawing: &mut Drawing, (x, y): (f64, f64), height: f64, sizes: &Sizes) {
        if let Some(href) = &self.tile.href {
            // A name in two lines would be read as two words.
            let label = svg::escape(&format!("{}: {}", self.tile.name, self.tile.words));
            drawing.raw(&format!(r#"<a href="{}" aria-label="{label}">"#, svg::escape(href)));
        }
        drawing.rect("tile", (x + 0.5, y + 0.5), (sizes.tile - 1.0, height - 1.0));
        let (left, first) = (x + INSIDE, y + INSIDE + 12.0);
        drawing.lines("row strong", (left, first), Anchor::Start, &self.name);
        let under = first + self.name.len() as f64 * LINE;
        drawing.lines("note", (left, under), Anchor::Start, &self.words);
        let top = y + self.text_height() + 4.0;
        let beside = sizes.beside();
        let corner = |i: usize| {
            let (row, column) = ((i / beside) as f64, (i % beside) as f64);
            (sharp(left + column * sizes.step), sharp(top + row * sizes.step))
        };
        let marks: Vec<_> =
            self.tile.squares.iter().enumerate().map(|(i, mark)| (*mark, corner(i))).collect();
        squares::draw(drawing, &marks, sizes.square);
        drawing.close(&self.tile.href);
    }
}

/// The height of each row with the gap below it; nothing for a row without tiles.
fn row_heights(places: &[Place], sizes: &Sizes) -> Vec<f64> {
    let rows = places.iter().map(|place| place.row + 1).max().unwrap_or(0);
    let mut heights = vec![0.0; rows];
    for place in places {
        let height: &mut f64 = &mut heights[place.row];
        *height = height.max(place.height(sizes).ceil() + GAP);
    }
    heights
}

/// The nearest middle of a pixel, where thin lines are sharp.
fn sharp(value: f64) -> f64 {
    value.floor() + 0.5
}

#[cfg(test)]
mod tests;
