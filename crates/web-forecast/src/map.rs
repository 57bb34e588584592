//! The map of municipalities, coloured by a figure.

use charts::{Legend, Map, Shape, Window};
use forecast::{Forecast, Overview};
use statistics::Region;
use statistics::shapes::Bounds;

use super::address;
use super::figure::Figure;
use site::texts::Texts;

/// Number of colour classes.
const CLASSES: usize = 7;

/// What a map shows.
#[derive(Clone, Copy)]
pub struct Coloured<'a> {
    pub figure: Figure,
    pub year: i32,
    /// The futures that it is of.
    pub overview: &'a Overview,
    /// The municipalities that are on it.
    pub municipalities: &'a [Region],
}

impl Coloured<'_> {
    fn value(&self, forecast: &Forecast, region: &Region) -> f64 {
        let index = forecast.year_index(self.year).unwrap_or_default();
        let summary = self.overview.get(&region.code);
        summary.and_then(|summary| self.figure.of(summary, index)).map_or(f64::NAN, |q| q.p50)
    }

    /// What it is called.
    pub fn title(&self, t: Texts) -> String {
        t.with("map-title", &[("figure", &t.get(&self.figure.key())), ("year", &self.year)])
    }

    /// The map and its legend: at most seven classes with as many municipalities in each.
    pub fn drawn(&self, forecast: &Forecast, t: Texts) -> (String, String) {
        let values: Vec<f64> = self.municipalities.iter().map(|one| self.value(forecast, one)).collect();
        let mut sorted: Vec<f64> = values.iter().copied().filter(|v| v.is_finite()).collect();
        sorted.sort_by(f64::total_cmp);
        let (Some(&least), Some(&most)) = (sorted.first(), sorted.last()) else {
            return (String::new(), String::new());
        };
        // A county has too few municipalities for seven classes: then each class has two at least, or is the only one.
        let classes = CLASSES.min(sorted.len() / 2).max(1);
        let mut limits: Vec<f64> = (1..classes).map(|i| sorted[i * sorted.len() / classes]).collect();
        // Two classes that would be told the same are one.
        limits.dedup_by(|next, one| self.figure.written(t, *next) == self.figure.written(t, *one));
        limits.retain(|limit| self.figure.written(t, *limit) != self.figure.written(t, least));
        let classes = limits.len() + 1;
        // Few classes are spread over all shades.
        let shade = |class: usize| (class * (CLASSES - 1) / (classes - 1).max(1)) as u8;
        let class = |v: f64| v.is_finite().then(|| shade(limits.iter().filter(|limit| v >= **limit).count()));
        let areas = self.municipalities.iter().zip(&values).map(|(region, value)| {
            let label = format!("{}: {}", region.name, self.figure.written(t, *value));
            Area { code: &region.code, label, href: address(region), class: class(*value) }
        });
        let description = t.count("map-description", self.municipalities.len());
        let map = map_of(forecast, self.title(t), description, areas.collect());
        let limits: Vec<f64> = std::iter::once(least).chain(limits.iter().copied()).chain([most]).collect();
        let entries = limits.windows(2).enumerate().map(|(i, w)| {
            let (low, high) = (self.figure.written(t, w[0]), self.figure.written(t, w[1]));
            (shade(i), t.interval(&low, &high))
        });
        let legend = Legend {
            id: "teckenforklaring".into(),
            title: t.get(&self.figure.key()),
            entries: entries.collect(),
            missing: None,
        };
        (map.svg(), legend.svg(charts::Width::Wide) + &legend.svg(charts::Width::Narrow))
    }
}

/// A municipality on a map.
pub struct Area<'a> {
    /// Its code.
    pub code: &'a str,
    /// Its name with what it is coloured by.
    pub label: String,
    /// Where a click leads; empty for nowhere.
    pub href: String,
    /// The class, 0 (low) to 6 (high); none where nothing is known.
    pub class: Option<u8>,
}

/// A map of municipalities, as large as they reach.
pub fn map_of(forecast: &Forecast, title: String, description: String, areas: Vec<Area<'_>>) -> Map {
    let shapes = &forecast.tables().shapes;
    let bounds = shapes.bounds(areas.iter().map(|area| area.code));
    let shape = |area: Area<'_>| {
        let outline = shapes.municipalities.iter().find(|shape| shape.code == area.code)?;
        Some(Shape {
            code: area.code.to_owned(),
            path: outline.path.clone(),
            label: area.label,
            href: area.href,
            class: area.class,
        })
    };
    Map {
        id: "karta".into(),
        title,
        description,
        window: window(bounds),
        shapes: areas.into_iter().filter_map(shape).collect(),
    }
}

/// What is drawn: all that is on the map, and a little beside so that no line is cut.
fn window(bounds: Bounds) -> Window {
    let (width, height) = (bounds.right - bounds.left, bounds.bottom - bounds.top);
    let margin = width.max(height) * 0.01;
    Window {
        x: bounds.left - margin,
        y: bounds.top - margin,
        width: width + 2.0 * margin,
        height: height + 2.0 * margin,
    }
}
