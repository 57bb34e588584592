//! The timeline: when each measure begins, when it has full effect, and when it ends.
//!
//! Years across. A wedge rises from the start to the year of full effect; from there a bar goes on to the end, or to an
//! arrow at the last year. On a page the label stands in a column to the left, on a phone above its bar. The status is
//! always written out; its class only colours the bar.

use crate::{
    Width,
    axis::{self, Scale},
    svg::{self, Anchor, Drawing, Figure},
    text::{self, LABEL, LINE, NOTE},
};

/// A timeline of measures.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    /// Unique on the page; the ids inside the chart begin with it.
    pub id: String,
    /// What the chart shows.
    pub title: String,
    /// What the chart says, in words.
    pub description: String,
    /// The measures from top to bottom.
    pub rows: Vec<Measure>,
    /// The year at the left edge.
    pub first_year: i32,
    /// The year at the right edge.
    pub last_year: i32,
    /// This year: a vertical line.
    pub now: i32,
}

/// One measure on the timeline.
#[derive(Clone, Debug, Default)]
pub struct Measure {
    /// What it is.
    pub label: String,
    /// A heading, written before the first row that has it.
    pub group: Option<String>,
    /// The year it begins.
    pub start: i32,
    /// The year of full effect.
    pub full: i32,
    /// The year it ends, if it does.
    pub end: Option<i32>,
    /// A class for the bar; known are `proposed`, `decided`, `running`, `done` and `stopped`.
    pub status_class: String,
    /// The status in words.
    pub status: String,
    /// More about it, e.g. its effect with an interval.
    pub text: String,
    /// Where the row leads.
    pub href: Option<String>,
}

/// The width of the label column on a page, and of the gap after it.
const COLUMN: f64 = 262.0;
const GAP: f64 = 22.0;
/// The height of a bar.
const BAR: f64 = 20.0;
/// The height of the years above the first row.
const TOP: f64 = 30.0;

/// Where one row's parts are, in user units down.
struct Place<'a> {
    row: &'a Measure,
    heading: Vec<String>,
    label: Vec<String>,
    notes: Vec<String>,
    top: f64,
    first: f64,
    bar: f64,
    next: f64,
}

impl Timeline {
    /// The chart drawn for this width.
    pub fn svg(&self, width: Width) -> String {
        let figure = Figure {
            kind: "timeline",
            id: &self.id,
            title: &self.title,
            description: &self.description,
            width,
            links: self.rows.iter().any(|row| row.href.is_some()),
        };
        let places = self.places(width);
        let Some(height) = places.last().map(|place| place.next) else { return figure.empty() };
        let (from, to) = match width {
            Width::Narrow => (18.0, width.units() - 18.0),
            Width::Wide => (COLUMN + GAP, width.units() - 20.0),
        };
        let x = Scale { lo: f64::from(self.first_year), hi: f64::from(self.last_year), from, to };

        let mut drawing = Drawing::default();
        let spans: Vec<(f64, f64)> = match width {
            Width::Wide => vec![(TOP - 6.0, height - 8.0)],
            Width::Narrow => places.iter().map(|place| (place.bar - 4.0, place.bar + BAR + 4.0)).collect(),
        };
        self.draw_years(&mut drawing, &x, &spans, width);
        for place in &places {
            draw_heading(&mut drawing, place, width);
            drawing.open(&place.row.href);
            drawing.lines("row halo", (0.0, place.first + 14.0), Anchor::Start, &place.label);
            let under = place.first + 13.0 + place.label.len() as f64 * LINE;
            drawing.lines("note halo", (0.0, under), Anchor::Start, &place.notes);
            self.draw_bar(&mut drawing, place, &x);
            drawing.close(&place.row.href);
        }
        figure.close(height, drawing)
    }

    fn places(&self, width: Width) -> Vec<Place<'_>> {
        let room = if width == Width::Wide { COLUMN } else { width.units() };
        // All rows alike: status and text on one line only if that fits everywhere.
        let together = self.rows.iter().all(|row| text::width(&note(row), NOTE) <= room);
        let mut y = TOP + 6.0;
        let mut group = &None;
        let mut places = vec![];
        for row in &self.rows {
            let top = y;
            let mut heading = vec![];
            if let (Some(text), true) = (&row.group, row.group != *group) {
                heading = text::wrap(text, width.units() / text::BOLD, LABEL);
                y += heading.len() as f64 * LINE + 14.0;
            }
            group = &row.group;
            let label = text::wrap(&row.label, room, LABEL);
            let notes = notes(row, room, together);
            let block = (label.len() + notes.len()) as f64 * LINE;
            let (bar, next) = match width {
                Width::Wide => (y + (block.max(BAR) - BAR) / 2.0 + 1.0, y + block.max(BAR) + 16.0),
                Width::Narrow => (y + block + 5.0, y + block + BAR + 21.0),
            };
            places.push(Place { row, heading, label, notes, top, first: y, bar, next });
            y = next;
        }
        places
    }

    /// The years along the top and this year in bold, with a thin line down from each: all the way on a page, behind
    /// each bar on a phone, where it would cross the labels.
    fn draw_years(&self, drawing: &mut Drawing, x: &Scale, spans: &[(f64, f64)], width: Width) {
        let now = (self.first_year..=self.last_year).contains(&self.now).then(|| x.at(f64::from(self.now)));
        for year in axis::years(self.first_year, self.last_year, if width == Width::Wide { 8 } else { 5 }) {
            let at = x.at(f64::from(year));
            if now.is_none_or(|now| (now - at).abs() > 42.0) {
                for &(top, bottom) in spans {
                    drawing.line("grid", (at, top), (at, bottom));
                }
                drawing.text("tick", (at, 16.0), Anchor::Middle, &year.to_string());
            }
        }
        if let Some(now) = now {
            for &(top, bottom) in spans {
                drawing.line("now", (now, top), (now, bottom));
            }
            drawing.text("lab strong", (now, 16.0), Anchor::Middle, &self.now.to_string());
        }
    }

    fn draw_bar(&self, drawing: &mut Drawing, place: &Place, x: &Scale) {
        let (points, open) = self.outline(place.row);
        let Some(&(last, _)) = points.last() else { return };
        let (low, high) = (place.bar + BAR, place.bar);
        let at = |(year, share): (f64, f64)| (x.at(year), low - share * (low - high));
        let mut area: Vec<(f64, f64)> = points.iter().map(|&point| at(point)).collect();
        let (end, start) = (x.at(last), area[0].0);
        if open {
            area.pop();
            area.extend([(end, high), (end + 11.0, (low + high) / 2.0), (end, low)]);
        } else {
            let end = end.max(start + 5.0);
            if let Some(corner) = area.last_mut() {
                corner.0 = end;
            }
            area.push((end, low));
        }
        area.push((start, low));
        let class = format!("bar {}", svg::name(&place.row.status_class));
        drawing.path(class.trim_end(), &svg::path(&area, true));
    }

    /// The top edge of a bar as years and shares of full effect, inside the chart, and whether it goes on after it.
    fn outline(&self, row: &Measure) -> (Vec<(f64, f64)>, bool) {
        let year = f64::from;
        let (start, full) = (year(row.start), year(row.full.max(row.start)));
        let open = row.end.is_none_or(|end| end > self.last_year);
        let end = row.end.unwrap_or(self.last_year).clamp(row.start, self.last_year.max(row.start));
        let (from, to) = (start.max(year(self.first_year)), year(end));
        if from > year(self.last_year) || to < year(self.first_year) {
            return (vec![], false);
        }
        let share =
            |at: f64| if full > start { ((at - start) / (full - start)).clamp(0.0, 1.0) } else { 1.0 };
        let mut points = vec![(from, share(from))];
        if from < full && full < to {
            points.push((full, 1.0));
        }
        points.push((to, share(to)));
        (points, open)
    }
}

/// Status and text as one line.
fn note(row: &Measure) -> String {
    parts(row).collect::<Vec<_>>().join(" · ")
}

/// Status and text, those there are.
fn parts(row: &Measure) -> impl Iterator<Item = &str> {
    [row.status.as_str(), row.text.as_str()].into_iter().filter(|part| !part.is_empty())
}

/// Status and text, on one line or each on its own.
fn notes(row: &Measure, room: f64, together: bool) -> Vec<String> {
    if together {
        Some(note(row)).into_iter().filter(|note| !note.is_empty()).collect()
    } else {
        parts(row).flat_map(|part| text::wrap(part, room, NOTE)).collect()
    }
}

fn draw_heading(drawing: &mut Drawing, place: &Place, width: Width) {
    if place.heading.is_empty() {
        return;
    }
    drawing.line("rule", (0.0, place.top), (width.units(), place.top));
    drawing.lines("strong halo", (0.0, place.top + 19.0), Anchor::Start, &place.heading);
}
