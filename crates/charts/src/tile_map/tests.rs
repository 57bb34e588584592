//! Whatever counties there are and whatever they are called: every square is there, and all of it is inside.

use proptest::prelude::*;
use roxmltree::{Document, Node};

use super::*;

fn parsed(svg: &str) -> Document<'_> {
    Document::parse(svg).unwrap_or_else(|fault| panic!("{fault}: {svg}"))
}

fn number(node: Node<'_, '_>, name: &str) -> f64 {
    node.attribute(name).and_then(|value| value.parse().ok()).unwrap()
}

/// The classes of an element.
fn classes<'a>(node: Node<'a, 'a>) -> &'a str {
    node.attribute("class").unwrap_or_default()
}

/// Where each square begins, or each small dot is.
fn squares_of(document: &Document<'_>, mark: Mark) -> Vec<(f64, f64)> {
    let paths = document.descendants().filter(|node| classes(*node) == mark.class());
    let data = paths.filter_map(|path| path.attribute("d").map(str::to_owned));
    data.flat_map(|data| data.split('M').skip(1).map(start).collect::<Vec<_>>()).collect()
}

fn start(path: &str) -> (f64, f64) {
    let (x, rest) = path.split_once(',').unwrap();
    let y = rest.split(|c: char| c.is_ascii_alphabetic()).next().unwrap();
    (x.parse().unwrap(), y.parse().unwrap())
}

/// Corners of what is drawn: left, top, right, bottom.
fn extents(document: &Document<'_>, square: f64) -> Vec<[f64; 4]> {
    let mut all = vec![];
    for node in document.descendants() {
        match node.tag_name().name() {
            "rect" => {
                let (x, y) = (number(node, "x"), number(node, "y"));
                all.push([x, y, x + number(node, "width"), y + number(node, "height")]);
            }
            "text" => {
                let (x, y, said) = (number(node, "x"), number(node, "y"), node.text().unwrap());
                let bold = if classes(node).contains("strong") { BOLD } else { 1.0 };
                let size = if classes(node) == "note" { NOTE } else { LABEL };
                all.push([x, y - 12.0, x + text::width(said, size) * bold, y + 4.0]);
            }
            _ => {}
        }
    }
    for (x, y) in Mark::ALL.into_iter().flat_map(|mark| squares_of(document, mark)) {
        all.push([x, y, x + square, y + square]);
    }
    all
}

fn mark() -> impl Strategy<Value = Mark> {
    (0..Mark::ALL.len()).prop_map(|i| Mark::ALL[i])
}

fn tile() -> impl Strategy<Value = Tile> {
    let code = prop_oneof![(1..27).prop_map(|code| format!("{code:02}")), Just(String::new())];
    (code, "\\PC{0,24}", "[a-zåäö0-9 ]{0,20}", prop::collection::vec(mark(), 0..120), any::<bool>()).prop_map(
        |(code, name, words, squares, leads)| Tile {
            code,
            name,
            words,
            squares,
            href: leads.then(|| "/lan".into()),
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_square_is_drawn_once_and_all_of_it_is_inside(
        tiles in prop::collection::vec(tile(), 1..24),
        key in prop::collection::vec((mark(), "[a-zåäö ]{0,60}"), 0..7),
    ) {
        let map = TileMap { id: "t".into(), title: "T".into(), tiles, key, ..TileMap::default() };
        for width in [Width::Narrow, Width::Wide] {
            let (svg, square) = (map.svg(width), Sizes::of(width).square);
            let document = parsed(&svg);
            let keys = map.key.iter().map(|(mark, _)| mark);
            let given: Vec<&Mark> = map.tiles.iter().flat_map(|tile| &tile.squares).chain(keys).collect();
            let mut places = vec![];
            for mark in Mark::ALL {
                let drawn = squares_of(&document, mark);
                prop_assert_eq!(drawn.len(), given.iter().filter(|other| ***other == mark).count());
                places.extend(drawn);
            }
            places.sort_by(|a, b| a.partial_cmp(b).unwrap());
            prop_assert!(places.windows(2).all(|pair| pair[0] != pair[1]), "two squares in one place");
            let size = document.root_element().attribute("viewBox").unwrap();
            let size: Vec<f64> = size.split(' ').map(|number| number.parse().unwrap()).collect();
            for [left, top, right, bottom] in extents(&document, square) {
                prop_assert!(left >= 0.0 && top >= 0.0 && right <= size[2] && bottom <= size[3]);
            }
        }
    }

    #[test]
    fn nothing_lies_on_a_neighbour(tiles in prop::collection::vec(tile(), 1..40)) {
        let map = TileMap { id: "t".into(), tiles, ..TileMap::default() };
        for width in [Width::Narrow, Width::Wide] {
            let svg = map.svg(width);
            let document = parsed(&svg);
            let tiles = document.descendants().filter(|node| classes(*node) == "tile");
            let tiles: Vec<_> =
                tiles.map(|node| ["x", "y", "width", "height"].map(|name| number(node, name))).collect();
            prop_assert_eq!(tiles.len(), map.tiles.len());
            for (i, a) in tiles.iter().enumerate() {
                for b in &tiles[..i] {
                    let is_before = |a: &[f64; 4], b: &[f64; 4], axis| a[axis] + a[axis + 2] < b[axis];
                    let is_apart = |axis: usize| is_before(a, b, axis) || is_before(b, a, axis);
                    prop_assert!(is_apart(0) || is_apart(1), "{a:?} {b:?}");
                }
            }
        }
    }
}

#[test]
fn the_key_stands_clear_of_the_tiles() {
    let tile = |code: &str| Tile { code: code.into(), name: "Län".into(), ..Tile::default() };
    let key: Vec<_> = Mark::ALL.map(|mark| (mark, "ett svar som är skrivet".to_owned())).to_vec();
    for codes in [vec!["25", "24", "23"], vec!["23", "12"], vec!["14"], vec!["09"]] {
        let tiles = codes.into_iter().map(tile).collect();
        let map = TileMap { tiles, key: key.clone(), ..TileMap::default() };
        for width in [Width::Narrow, Width::Wide] {
            let svg = map.svg(width);
            let document = parsed(&svg);
            let lowest = document.descendants().filter(|node| classes(*node) == "lab");
            let lowest = lowest.map(|node| number(node, "y")).fold(0.0, f64::max);
            let free = FREE as f64 * (Sizes::of(width).tile + GAP);
            let tiles = document.descendants().filter(|node| classes(*node) == "tile");
            for tile in tiles.filter(|tile| number(*tile, "x") < free) {
                assert!(number(tile, "y") > lowest, "{svg}");
            }
        }
    }
}

#[test]
fn names_are_parted_where_they_are_joined() {
    let sizes = Sizes::of(Width::Narrow);
    for (code, name, lines) in [
        ("22", "Västernorrland", vec!["Väster-", "norrland"]),
        ("14", "Västra Götaland", vec!["Västra", "Götaland"]),
        ("04", "Södermanland", vec!["Söder-", "manland"]),
        ("06", "Jönköping", vec!["Jön-", "köping"]),
        ("10", "Blekinge", vec!["Blekinge"]),
    ] {
        let joint = PLACES.iter().find(|place| place.0 == code).unwrap().3;
        assert_eq!(sizes.name(name, joint), lines);
        assert_eq!(Sizes::of(Width::Wide).name(name, joint), [name]);
    }
}

#[test]
fn a_tile_that_leads_somewhere_is_read_with_its_whole_name() {
    let tile = Tile { code: "22".into(), name: "Västernorrland".into(), ..Tile::default() };
    let tile = Tile { words: "2 av 7".into(), href: Some("/lan/22".into()), ..tile };
    let svg = TileMap { tiles: vec![tile], ..TileMap::default() }.svg(Width::Narrow);
    assert!(svg.contains("<a href=\"/lan/22\" aria-label=\"Västernorrland: 2 av 7\">"), "{svg}");
    assert!(svg.contains("role=\"group\""));
}
