//! Every chart in both widths, and what must hold for all of them.

use crate::{
    Bands, Fan, Forest, ForestRow, Frontier, Kind, Legend, Map, STYLE, Sparkline, Tile, TileMap, Timeline,
    Waterfall, Width, samples, standalone,
};
use insta::assert_snapshot;

const WIDTHS: [Width; 2] = [Width::Narrow, Width::Wide];

/// Every sample in every width.
fn all() -> Vec<String> {
    let mut all = vec![samples::map("m").svg(), sparkline().svg()];
    for width in WIDTHS {
        all.push(samples::fan("f").svg(width));
        all.push(samples::fan_with_other("g").svg(width));
        all.push(samples::waterfall("w").svg(width));
        all.push(samples::surplus("s").svg(width));
        all.push(samples::timeline("t").svg(width));
        all.push(samples::legend("l").svg(width));
        all.push(samples::frontier("r").svg(width));
        all.push(samples::tile_map("i").svg(width));
        all.push(samples::forest("o").svg(width));
        all.push(samples::columns("c").svg(width));
    }
    all
}

fn sparkline() -> Sparkline {
    Sparkline { values: vec![3.0, 4.0, 4.5, 7.0, 6.0] }
}

#[test]
fn fan() {
    assert_snapshot!("fan_narrow", samples::fan("f").svg(Width::Narrow));
    assert_snapshot!("fan_wide", samples::fan("f").svg(Width::Wide));
    assert_snapshot!("fan_with_other_narrow", samples::fan_with_other("f").svg(Width::Narrow));
    assert_snapshot!("fan_with_other_wide", samples::fan_with_other("f").svg(Width::Wide));
}

#[test]
fn waterfall() {
    assert_snapshot!("waterfall_narrow", samples::waterfall("w").svg(Width::Narrow));
    assert_snapshot!("waterfall_wide", samples::waterfall("w").svg(Width::Wide));
    assert_snapshot!("surplus_narrow", samples::surplus("w").svg(Width::Narrow));
    assert_snapshot!("surplus_wide", samples::surplus("w").svg(Width::Wide));
}

#[test]
fn map() {
    assert_snapshot!("map", samples::map("m").svg());
    assert_snapshot!("legend_narrow", samples::legend("l").svg(Width::Narrow));
    assert_snapshot!("legend_wide", samples::legend("l").svg(Width::Wide));
}

#[test]
fn timeline() {
    assert_snapshot!("timeline_narrow", samples::timeline("t").svg(Width::Narrow));
    assert_snapshot!("timeline_wide", samples::timeline("t").svg(Width::Wide));
}

#[test]
fn frontier() {
    assert_snapshot!("frontier_narrow", samples::frontier("r").svg(Width::Narrow));
    assert_snapshot!("frontier_wide", samples::frontier("r").svg(Width::Wide));
}

#[test]
fn tile_map() {
    assert_snapshot!("tile_map_narrow", samples::tile_map("i").svg(Width::Narrow));
    assert_snapshot!("tile_map_wide", samples::tile_map("i").svg(Width::Wide));
}

#[test]
fn forest() {
    assert_snapshot!("forest_narrow", samples::forest("o").svg(Width::Narrow));
    assert_snapshot!("forest_wide", samples::forest("o").svg(Width::Wide));
}

#[test]
fn columns() {
    assert_snapshot!("columns_narrow", samples::columns("c").svg(Width::Narrow));
    assert_snapshot!("columns_wide", samples::columns("c").svg(Width::Wide));
}

#[test]
fn twice_and_half_are_equally_far_from_no_effect() {
    let mut forest = samples::forest("o");
    (forest.studies[0].row.low, forest.studies[0].row.high) = (0.5, 2.0);
    let svg = forest.svg(Width::Wide);
    let at = |line: &str, name: &str| {
        line.split(&format!("{name}=\"")).nth(1).unwrap().split('"').next().unwrap().parse::<f64>().unwrap()
    };
    let none = svg.lines().find(|line| line.contains("class=\"zero\"")).unwrap();
    let whisker = svg.lines().find(|line| line.contains("class=\"whisker\"")).unwrap();
    let (left, right) = (at(none, "x1") - at(whisker, "x1"), at(whisker, "x2") - at(none, "x1"));
    assert!((left - right).abs() < 0.2 && left > 10.0, "{left} {right}");
}

#[test]
fn small_things() {
    assert_snapshot!("sparkline", sparkline().svg());
    assert_snapshot!("standalone", standalone(&samples::legend("l").svg(Width::Wide), &[]));
}

#[test]
fn every_figure_has_a_role_and_names_itself() {
    for svg in all().iter().filter(|svg| !svg.contains("aria-hidden")) {
        let ids = svg.split("aria-labelledby=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        assert!(
            svg.contains("role=\"img\"") || svg.contains("<a href") && svg.contains("role=\"group\""),
            "{svg}"
        );
        for id in ids.split(' ') {
            assert_eq!(svg.matches(&format!(" id=\"{id}\"")).count(), 1, "{id}");
        }
    }
}

#[test]
fn the_two_widths_share_no_id() {
    let both = samples::waterfall("w").svg(Width::Narrow) + &samples::waterfall("w").svg(Width::Wide);
    let mut ids: Vec<&str> = both.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count);
}

#[test]
fn texts_are_escaped() {
    let evil = "<script>\"&'";
    for width in WIDTHS {
        let mut fan = samples::fan_with_other(evil);
        fan.title = evil.into();
        fan.description = evil.into();
        fan.labels.half = evil.into();
        fan.labels.history = evil.into();
        fan.format = &|value| format!("<{value}>");
        let mut waterfall = samples::waterfall(evil);
        waterfall.rows[1].label = evil.into();
        waterfall.rows[1].text = evil.into();
        waterfall.rows[1].href = Some(evil.into());
        let mut timeline = samples::timeline(evil);
        timeline.rows[0].label = evil.into();
        timeline.rows[0].status = evil.into();
        timeline.rows[0].status_class = evil.into();
        timeline.rows[0].group = Some(evil.into());
        let mut map = samples::map(evil);
        map.shapes[0].label = evil.into();
        map.shapes[0].href = evil.into();
        map.shapes[0].path = evil.into();
        map.shapes[0].code = evil.into();
        let mut legend = samples::legend(evil);
        legend.entries[0].1 = evil.into();
        let mut frontier = samples::frontier(evil);
        frontier.labels.cost = evil.into();
        frontier.points[3].chosen = Some(evil.into());
        frontier.limit = Some((1.0, evil.into()));
        let mut tiles = samples::tile_map(evil);
        (tiles.tiles[0].name, tiles.tiles[0].words) = (evil.into(), evil.into());
        tiles.tiles[1].href = Some(evil.into());
        tiles.key[0].1 = evil.into();
        let mut forest = samples::forest(evil);
        forest.studies[0].row.label = evil.into();
        forest.studies[0].row.text = evil.into();
        forest.outcome = evil.into();
        for svg in [
            forest.svg(width),
            tiles.svg(width),
            fan.svg(width),
            waterfall.svg(width),
            timeline.svg(width),
            map.svg(),
            legend.svg(width),
            frontier.svg(width),
        ] {
            assert!(!svg.contains("<script"), "{svg}");
            assert!(svg.contains("&lt;script&gt;&quot;&amp;&#39;"), "{svg}");
            assert!(!svg.replace("&amp;", "").replace("&lt;", "").contains("& "), "{svg}");
        }
    }
}

#[test]
fn no_inline_style_and_no_number_that_is_none() {
    for svg in all().into_iter().chain(odd()) {
        for word in ["style=", "NaN", "inf ", "inf,", "inf\"", "inf<", "-0.0"] {
            assert!(!svg.contains(word), "{word}: {svg}");
        }
    }
}

/// Charts of odd and empty data.
fn odd() -> Vec<String> {
    let odd = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, f64::MAX, f64::MIN, 0.0, 1.0, 1e-320];
    let mut all =
        vec![Map::default().svg(), Sparkline::default().svg(), Sparkline { values: odd.to_vec() }.svg()];
    for width in WIDTHS {
        all.push(Forest { studies: vec![], ..samples::forest("o") }.svg(width));
        all.push(Waterfall::default().svg(width));
        all.push(Timeline::default().svg(width));
        all.push(Legend::default().svg(width));
        all.push(TileMap::default().svg(width));
        all.push(TileMap { tiles: vec![Tile::default(); 9], ..TileMap::default() }.svg(width));
        all.push(Frontier { points: vec![], ..samples::frontier("r") }.svg(width));
        all.push(Fan { history: vec![], bands: Bands::default(), ..samples::fan("f") }.svg(width));
        all.push(Fan { bands: Bands::default(), ..samples::fan("f") }.svg(width));
        all.push(Fan { history: vec![], ..samples::fan("f") }.svg(width));
        all.push(Fan { first_year: i32::MAX - 30, ..samples::fan("f") }.svg(width));
        for value in odd {
            let band = vec![value; 3];
            let bands = Bands {
                p5: band.clone(),
                p25: band.clone(),
                p50: band.clone(),
                p75: band.clone(),
                p95: band,
            };
            let history = vec![(2020, value), (2021, 0.0)];
            let marked_year = Some(2026);
            all.push(Fan { history, bands, marked_year, ..samples::fan("f") }.svg(width));
            let mut waterfall = samples::waterfall("w");
            for row in &mut waterfall.rows {
                (row.value, row.low, row.high) = (value, value, f64::INFINITY);
            }
            all.push(waterfall.svg(width));
            for is_ratio in [true, false] {
                let mut forest = Forest { is_ratio, ..samples::forest("o") };
                (forest.studies[0].row.low, forest.studies[1].row.effect) = (value, value);
                forest.studies[2].weight = Some(value);
                forest.expected = forest.pooled.take().map(|row| ForestRow { high: value, ..row });
                all.push(forest.svg(width));
            }
            let mut frontier = samples::frontier("r");
            (frontier.points[1].cost, frontier.points[2].value) = (value, value);
            frontier.limit = Some((value, "budget".into()));
            all.push(frontier.svg(width));
        }
        for (start, full, end) in [(2030, 2020, Some(2010)), (2050, 2060, None), (2000, 2001, Some(2002))] {
            let mut timeline = samples::timeline("t");
            (timeline.rows[0].start, timeline.rows[0].full, timeline.rows[0].end) = (start, full, end);
            all.push(timeline.svg(width));
            timeline.last_year = timeline.first_year - 1;
            all.push(timeline.svg(width));
        }
    }
    all
}

#[test]
fn an_empty_chart_shows_its_title() {
    for width in WIDTHS {
        let svg = Waterfall { title: "Inget än".into(), ..Waterfall::default() }.svg(width);
        assert!(svg.contains("class=\"frame\"") && svg.contains(">Inget än</text>"), "{svg}");
    }
}

#[test]
fn costs_are_hatched_and_remains_outlined() {
    for width in WIDTHS {
        let waterfall = samples::waterfall("w");
        let svg = waterfall.svg(width);
        let costs = waterfall.rows.iter().filter(|row| row.kind == Kind::Costs).count();
        assert_eq!(svg.matches(&format!("fill=\"url(#w-{}-hatch)\"", width.name())).count(), costs);
        assert_eq!(svg.matches("class=\"rest\"").count(), 1);
    }
}

#[test]
fn the_axis_starts_at_zero_only_near_zero() {
    let bottom = |values: &[f64]| {
        let history = (2000..).zip(values.iter().copied()).collect();
        let svg = Fan { history, bands: Bands::default(), level: None, ..samples::fan("f") }.svg(Width::Wide);
        svg.split("class=\"tick\"").nth(1).unwrap().split(['>', '<']).nth(1).unwrap().to_string()
    };
    assert_eq!(bottom(&[30.0, 100.0]), "0");
    assert_eq!(bottom(&[90.0, 100.0]), "90");
    assert_eq!(bottom(&[-12.0, 30.0]), "−20");
}

#[test]
fn a_file_of_its_own_carries_everything() {
    let notes = ["Källa: SCB & Kolada".to_owned(), "Hämtat 2026-11-22".to_owned()];
    let file = standalone(&samples::fan("f").svg(Width::Wide), &notes);
    assert!(
        file.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg ")
            && file.contains(" class=\"chart wide fan\" xmlns=")
    );
    // Nothing hangs on a style sheet, and nothing is drawn black for want of one.
    assert!(!file.contains("<style") && !file.contains("paint-order"));
    for tag in file.split("<path").skip(1).map(|rest| rest.split('>').next().unwrap()) {
        assert!(tag.contains(" fill=") || tag.contains(" stroke="), "{tag}");
    }
    assert!(file.contains(">Källa: SCB &amp; Kolada</text>") && file.contains(">Hämtat 2026-11-22</text>"));
    assert!(file.contains("fill=\"#fff\""));
    assert!(!file.contains("var("));
    assert!(file.contains("class=\"title\""));
    assert!(!file.contains("display:none"));
}

#[test]
fn the_style_has_seven_classes_for_light_and_dark() {
    for class in 0..7 {
        assert!(STYLE.contains(&format!(".m{class}{{fill:var(--m{class},#")));
        assert!(crate::DARK.contains(&format!("--m{class}:#")));
    }
}

#[test]
fn every_figure_is_whole_as_a_file_with_notes() {
    for svg in all().iter().filter(|svg| svg.contains("role=\"")) {
        let file = standalone(svg, &["Källa & mer <här>".to_owned()]);
        let parsed = roxmltree::Document::parse(&file).unwrap_or_else(|fault| panic!("{fault}: {file}"));
        let notes = parsed.descendants().filter(|node| node.attribute("class") == Some("about"));
        assert_eq!(notes.count(), 1, "{file}");
    }
}
