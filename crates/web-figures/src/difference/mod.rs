//! What figures of one's own change: the same municipality with them and without, side by side.

mod care;
mod people;
mod places;

use forecast::{Assumptions, Choice, Forecast, HORIZON, NotOwn, Outlook, Summary};
use plan::figures::Numbers;
use projection::output::{Output, Unit};
use site::figures::own_input;
use site::texts::Texts;
use statistics::Region;

pub use people::ages;

/// Years between those that are compared.
const STEP: i32 = 5;
/// Most years that are compared.
const MOST_YEARS: usize = 3;

/// What numbers change.
pub struct Difference {
    /// What they come to, in a sentence.
    pub lead: String,
    /// The chart: what it is called, and itself, wide and narrow. Empty where there is none.
    pub chart_title: String,
    pub chart: String,
    /// What it rests on.
    pub source: String,
    /// Each year with its rows: what, without, with (and its interval), difference.
    pub years: Vec<(i32, Vec<[String; 5]>)>,
    /// What is good to know of the table.
    pub note: String,
    /// The numbers one by one.
    pub detail: Detail,
}

/// A table of the numbers one by one.
pub struct Detail {
    pub heading: String,
    /// What stands out, in a sentence.
    pub lead: String,
    /// What the table is called, where it is folded.
    pub folded: Option<String>,
    /// The heads of the columns, and whether each holds numbers.
    pub heads: Vec<(String, bool)>,
    pub rows: Vec<Vec<String>>,
}

/// What a municipality's own numbers change; none where they cannot be computed with any longer.
pub fn difference(forecast: &Forecast, t: Texts, region: &Region, numbers: &Numbers) -> Option<Difference> {
    let compared = Compared::new(forecast, t, region, numbers).ok()?;
    match numbers {
        Numbers::People(counts) => people::difference(&compared, counts),
        Numbers::Places(changes) => Some(places::difference(&compared, changes)),
        Numbers::Care(figures) => care::difference(&compared, figures),
    }
}

/// A municipality with its own numbers and without.
struct Compared<'a> {
    forecast: &'a Forecast,
    t: Texts,
    region: &'a Region,
    with: Summary,
    without: Summary,
}

impl<'a> Compared<'a> {
    fn new(forecast: &'a Forecast, t: Texts, region: &'a Region, numbers: &Numbers) -> Result<Self, NotOwn> {
        let own = forecast.own(&region.code, &own_input(std::slice::from_ref(numbers)))?;
        let of = |assumptions| summary(forecast, &region.code, assumptions).ok_or(NotOwn::NoMunicipality);
        Ok(Self { forecast, t, region, with: of(own)?, without: of(Assumptions::Own)? })
    }

    /// The year that is spoken of first.
    fn shown(&self) -> i32 {
        HORIZON.min(self.forecast.last_year())
    }

    fn index(&self, year: i32) -> usize {
        self.forecast.year_index(year).unwrap_or_default()
    }

    /// How much more there is of something at the median in a year.
    fn change(&self, output: Output, year: i32) -> f64 {
        let at = |summary: &Summary| in_its_unit(output, summary.at(output, self.index(year)).p50);
        at(&self.with) - at(&self.without)
    }

    /// Some things in some years: what, without, with and its interval, difference.
    fn years(&self, outputs: &[Output]) -> Vec<(i32, Vec<[String; 5]>)> {
        let (first, last) = (self.forecast.run().base_year + 1, self.forecast.last_year());
        (0..)
            .map(|place| HORIZON - STEP + place * STEP)
            .filter(|year| *year >= first)
            .take_while(|year| *year <= last)
            .take(MOST_YEARS)
            .map(|year| (year, outputs.iter().map(|output| self.row(*output, year)).collect()))
            .collect()
    }

    fn row(&self, output: Output, year: i32) -> [String; 5] {
        let (t, index) = (self.t, self.index(year));
        let number = |value: f64| t.number(in_its_unit(output, value), 0);
        let (theirs, ours) = (self.with.at(output, index), self.without.at(output, index));
        let rounded = |value: f64| in_its_unit(output, value).round();
        [
            t.get(&format!("own-figures-row-{}", output.name().replace('_', "-"))),
            number(ours.p50),
            number(theirs.p50),
            t.interval(&number(theirs.p5), &number(theirs.p95)),
            t.signed(rounded(theirs.p50) - rounded(ours.p50), 0),
        ]
    }
}

/// A figure as it is told: kronor in millions.
fn in_its_unit(output: Output, value: f64) -> f64 {
    if output.unit() == Unit::Sek { value / 1e6 } else { value }
}

fn summary(forecast: &Forecast, code: &str, assumptions: Assumptions) -> Option<Summary> {
    let outlook = Outlook { assumptions, ..Outlook::default() };
    let choice = Choice { outlook, ..Choice::default() };
    forecast.summary(code, &choice).map(std::borrow::Cow::into_owned)
}
