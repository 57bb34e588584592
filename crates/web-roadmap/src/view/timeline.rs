//! The timeline: when each measure begins and has full effect, as a chart and as a table.

use charts::{Timeline, Width};
use plan::roadmap::{Measure, Part, RoadmapTree, Status};

use crate::words::{anchor, edit_address};
use site::texts::Texts;

/// The timeline of a roadmap.
pub struct TimelineView {
    /// The chart for both widths.
    pub chart: String,
    /// The same as rows.
    pub rows: Vec<TimeRow>,
}

/// A measure as a row.
pub struct TimeRow {
    /// Id on the page.
    pub anchor: String,
    /// Title.
    pub title: String,
    /// Where it is changed.
    pub edit: String,
    /// The need that it meets.
    pub need: String,
    /// How far it has come.
    pub status: String,
    /// First year with any effect.
    pub start: i32,
    /// Year of full effect.
    pub full: String,
    /// When it shall be done.
    pub deadline: String,
}

/// The kind of bar that a state has.
pub const fn class(status: Status) -> &'static str {
    match status {
        Status::Proposed | Status::Prioritised => "proposed",
        Status::Decided | Status::Planned => "decided",
        Status::Ongoing => "running",
        Status::Done | Status::FollowingUp | Status::Closed | Status::Absorbed => "done",
        Status::Dormant | Status::Stopped | Status::Replaced => "stopped",
    }
}

/// The timeline of a roadmap, in its order.
pub fn timeline(t: Texts, tree: &RoadmapTree, this_year: i32) -> TimelineView {
    let bars: Vec<charts::Measure> = tree
        .areas
        .iter()
        .flat_map(|area| {
            area.needs.iter().flat_map(|need| &need.measures).map(move |measure| (area, measure))
        })
        .map(|(area, measure)| bar(t, &area.title, measure, this_year))
        .collect();
    let first_year = bars.iter().map(|bar| bar.start).chain([this_year]).min().unwrap_or(this_year) - 1;
    let last_year = bars.iter().map(|bar| bar.full + 2).chain([this_year + 8]).max().unwrap_or(this_year);
    let title = t.with("timeline-title", &[("from", &first_year), ("to", &last_year)]);
    let chart = Timeline {
        id: "tidslinje".into(),
        description: t.count("timeline-description", bars.len()),
        title,
        rows: bars,
        first_year,
        last_year,
        now: this_year,
    };
    let rows = tree.needs().flat_map(|need| need.measures.iter().map(|measure| row(t, &need.title, measure)));
    TimelineView { chart: chart.svg(Width::Wide) + &chart.svg(Width::Narrow), rows: rows.collect() }
}

fn bar(t: Texts, area: &str, measure: &Measure, this_year: i32) -> charts::Measure {
    // What was called off does not go on after this year.
    let over = matches!(measure.status, Status::Stopped | Status::Replaced);
    charts::Measure {
        label: measure.title.clone(),
        group: Some(area.to_owned()),
        start: measure.start_year,
        full: measure.start_year + measure.ramp_years,
        end: over.then(|| this_year.max(measure.start_year)),
        status_class: class(measure.status).into(),
        status: t.get(&format!("status-{}", measure.status)),
        text: measure.owner.clone(),
        href: Some(edit_address(Part::Measure, measure.id)),
    }
}

/// The year of full effect, and how fast it fades from then on.
fn full(t: Texts, measure: &Measure) -> String {
    let year = measure.start_year + measure.ramp_years;
    match measure.half_life_years {
        Some(years) => t.with(
            "timeline-fades",
            &[("year", &year), ("years", &t.number(years, usize::from(years.fract() != 0.0)))],
        ),
        None => year.to_string(),
    }
}

fn row(t: Texts, need: &str, measure: &Measure) -> TimeRow {
    TimeRow {
        anchor: anchor(Part::Measure, measure.id),
        title: measure.title.clone(),
        edit: edit_address(Part::Measure, measure.id),
        need: need.to_owned(),
        status: t.get(&format!("status-{}", measure.status)),
        start: measure.start_year,
        full: full(t, measure),
        deadline: measure.deadline.map(|day| day.to_string()).unwrap_or_default(),
    }
}
