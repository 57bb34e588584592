//! How something spreads, drawn: columns year by year, and a map of one year in the same shades.

use std::collections::BTreeMap;

use charts::{Columns, Legend, Width};
use plan::uptake::{Counts, Standing, UptakeStage};
use web_forecast::{Area, map_of};

use site::texts::Texts;
use site::visit::RequestContext;
use site::words::stage_words;

/// Columns, map and what the shades mean, as SVG.
pub struct Drawn {
    pub columns: String,
    pub map: String,
    pub legend: String,
}

/// The stages that somebody has it in, from the bottom of a column up.
const IN_USE: [UptakeStage; 3] = [UptakeStage::Everywhere, UptakeStage::Partly, UptakeStage::Testing];

/// The shade of a stage: the darker, the more there is of it.
const fn class(stage: UptakeStage) -> u8 {
    match stage {
        UptakeStage::None => 0,
        UptakeStage::Retired => 1,
        UptakeStage::Testing => 2,
        UptakeStage::Partly => 4,
        UptakeStage::Everywhere => 6,
    }
}

/// Draws all years as columns and one of them as a map.
pub fn drawn(
    site: &RequestContext,
    t: Texts,
    title: &str,
    years: &[(i32, Counts)],
    standing: &BTreeMap<&str, Standing<'_>>,
    year: i32,
) -> Drawn {
    let count = |counts: &Counts| IN_USE.iter().map(|stage| counts[*stage as usize]).sum::<usize>();
    let ends =
        [years.first(), years.last()].map(|end| end.map_or((0, 0), |(year, counts)| (*year, count(counts))));
    let said: [(&str, &dyn std::fmt::Display); 4] =
        [("first", &ends[0].0), ("from", &ends[0].1), ("last", &ends[1].0), ("to", &ends[1].1)];
    let whole = |value: f64| t.number(value, 0);
    let columns = Columns {
        id: "kurva".into(),
        title: t.with("spread-columns", &[("approach", &title)]),
        description: t.with("spread-columns-say", &said),
        unit: t.get("spread-unit"),
        classes: IN_USE.map(class).into(),
        years: years
            .iter()
            .map(|(year, counts)| (*year, IN_USE.map(|stage| counts[stage as usize] as f64).into()))
            .collect(),
        format: &whole,
    };
    let regions = site.forecast.regions();
    let areas = regions.municipalities().map(|region| {
        let stage = standing.get(region.code.as_str()).map(|one| one.stage);
        let words = stage.map_or_else(|| t.get("spread-not-said"), |stage| stage_words(t, stage));
        Area {
            code: &region.code,
            label: format!("{}: {words}", region.name),
            href: String::new(),
            class: stage.map(class),
        }
    });
    let map_title = t.with("spread-map", &[("approach", &title), ("year", &year)]);
    let map = map_of(&site.forecast, map_title, t.get("spread-map-say"), areas.collect());
    let mut stages = UptakeStage::ALL;
    stages.sort_by_key(|stage| class(*stage));
    let legend = Legend {
        id: "spridning-forklaring".into(),
        title: String::new(),
        entries: stages.map(|stage| (class(stage), stage_words(t, stage))).into(),
        missing: Some(t.get("spread-not-said")),
    };
    Drawn {
        columns: columns.svg(Width::Wide) + &columns.svg(Width::Narrow),
        map: map.svg(),
        legend: legend.svg(Width::Wide) + &legend.svg(Width::Narrow),
    }
}
