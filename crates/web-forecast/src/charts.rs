//! The charts of a region: what each shows, its history, and how its numbers are written.

use charts::{Bands, Fan, FanLabels, Width};
use forecast::{Choice, Forecast, Summary};
use projection::output::Output;
use projection::quantile::Quantiles;
use statistics::Region;
use statistics::region::Kind;

use super::choice::View;
use super::name;
use site::texts::Texts;

/// A chart of a region's page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// People aged 80 or more.
    #[default]
    Over80,
    /// Home care.
    HomeCare,
    /// Special housing.
    SpecialHousing,
    /// Full-time equivalents.
    Fte,
    /// Hires.
    Hires,
    /// Cost.
    Cost,
}

impl Shown {
    /// All charts in the order they are offered.
    pub const ALL: [Self; 6] =
        [Self::Over80, Self::HomeCare, Self::SpecialHousing, Self::Fte, Self::Hires, Self::Cost];

    /// The name in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Over80 => "80-plus",
            Self::HomeCare => "hemtjanst",
            Self::SpecialHousing => "sarskilt-boende",
            Self::Fte => "arsarbetare",
            Self::Hires => "rekrytering",
            Self::Cost => "kostnad",
        }
    }

    /// The chart with a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|shown| shown.name() == name)
    }

    /// What it shows.
    pub fn indicator(self) -> Output {
        match self {
            Self::Over80 => Output::Population80Plus,
            Self::HomeCare => Output::HomeCarePersons,
            Self::SpecialHousing => Output::SpecialHousingPersons,
            Self::Fte => Output::Fte,
            Self::Hires => Output::Hires,
            Self::Cost => Output::CostSek,
        }
    }

    /// Key of the short name on its tab.
    pub fn tab_key(self) -> String {
        format!("chart-{}-tab", self.name())
    }

    /// Key of the heading.
    pub fn title_key(self) -> String {
        format!("chart-{}-title", self.name())
    }
}

/// A chart in both widths, with its table.
pub struct Drawn {
    /// Heading.
    pub title: String,
    /// The figure for wide and for narrow screens.
    pub svg: String,
    /// Heads of the table's columns: the year, then what the chart shows.
    pub head: Vec<String>,
    /// Rows, the year first; a cell is empty where the chart shows nothing.
    pub rows: Vec<Vec<String>>,
    /// Unit of the numbers.
    pub unit: String,
}

/// How an indicator's numbers are written: money in millions (or billions for the country), the rest whole.
pub fn figure_format(t: Texts, indicator: Output, largest: f64) -> (Box<dyn Fn(f64) -> String>, String) {
    match indicator {
        Output::CostSek if largest >= 2e10 => {
            (Box::new(move |v| t.number(v / 1e9, 1)), t.get("unit-billions"))
        }
        Output::CostSek => (Box::new(move |v| t.number(v / 1e6, 0)), t.get("unit-millions")),
        _ if largest < 20.0 => {
            (Box::new(move |v| t.number(v, 1)), t.get(&format!("unit-{}", indicator.unit().name())))
        }
        _ => (Box::new(move |v| t.number(v, 0)), t.get(&format!("unit-{}", indicator.unit().name()))),
    }
}

/// Draws a chart of a region. `without` is the same region with nothing tried, for a dashed line.
pub fn draw(
    t: Texts,
    forecast: &Forecast,
    region: &Region,
    shown: Shown,
    view: &View,
    summary: &Summary,
    without: Option<&Summary>,
) -> Drawn {
    let (base, year) = (forecast.run().base_year, view.year);
    let indicator = shown.indicator();
    let skip = usize::from(indicator.is_flow());
    let series: Vec<Quantiles> = summary.series(indicator)[skip..].to_vec();
    let largest = series.iter().map(|q| q.p95).fold(0.0, f64::max);
    let (format, unit) = figure_format(t, indicator, largest);
    let first_year = base + skip as i32;
    let chosen = summary.at(indicator, (year - base) as usize);
    let title = t.get(&shown.title_key());
    let history = if shown == Shown::Over80 { counted(forecast, region, summary) } else { Vec::new() };
    let other = without
        .filter(|w| differs(w, summary, indicator))
        .map(|w| (t.get(view.without_key()), w.series(indicator)[skip..].iter().map(|q| q.p50).collect()))
        .or_else(|| official(t, forecast, region, shown));
    let (head, rows) = table(t, &history, first_year, &series, other.as_ref(), &*format);
    let fan = Fan {
        id: format!("d-{}", shown.name()),
        title: format!("{title}, {}", name(t, region)),
        description: t.with(
            "chart-description",
            &[
                ("region", &name(t, region)),
                ("year", &year),
                ("median", &format(chosen.p50)),
                ("interval", &t.interval(&format(chosen.p5), &format(chosen.p95))),
                ("unit", &unit),
            ],
        ),
        history,
        first_year,
        bands: bands(&series),
        other,
        level: today(t, forecast, region, shown),
        unit: unit.clone(),
        marked_year: Some(year),
        labels: fan_labels(t),
        format: &*format,
    };
    Drawn { title, svg: fan.svg(Width::Wide) + &fan.svg(Width::Narrow), head, rows, unit }
}

/// What there is today of what a chart shows the need of: so the gap is seen.
pub fn today(t: Texts, forecast: &Forecast, region: &Region, shown: Shown) -> Option<(String, f64)> {
    let (key, output) = match shown {
        Shown::SpecialHousing => ("chart-places-today", Output::Places),
        Shown::Fte => ("chart-staff-today", Output::Fte),
        _ => return None,
    };
    let summary = forecast.summary(&region.code, &Choice::default())?;
    Some((t.get(key), summary.at(output, 0).p50))
}

/// The table of a chart: what was counted, the futures, and the dashed line.
fn table(
    t: Texts,
    history: &[(i32, f64)],
    first_year: i32,
    series: &[Quantiles],
    other: Option<&(String, Vec<f64>)>,
    format: &dyn Fn(f64) -> String,
) -> (Vec<String>, Vec<Vec<String>>) {
    let futures = ["chart-median", "chart-half", "chart-nine"].map(|key| t.get(key));
    let counted_head = (!history.is_empty()).then(|| t.get("chart-history"));
    let other_head = other.map(|(name, _)| name.clone());
    let head = std::iter::once(t.get("year")).chain(counted_head).chain(futures).chain(other_head).collect();
    let end = first_year + series.len() as i32;
    let years =
        history.iter().map(|(year, _)| *year).filter(|year| *year < first_year).chain(first_year..end);
    let row = |year: i32| {
        let counted = history.iter().find(|(counted, _)| *counted == year).map(|(_, people)| format(*people));
        let index = usize::try_from(year - first_year).ok();
        // What was counted is certain: it has no futures.
        let quantiles = index.and_then(|i| series.get(i)).filter(|_| counted.is_none());
        let futures = quantiles.map(|q| {
            [
                format(q.p50),
                t.interval(&format(q.p25), &format(q.p75)),
                t.interval(&format(q.p5), &format(q.p95)),
            ]
        });
        let other = other.map(|(_, line)| index.and_then(|i| line.get(i)).filter(|_| futures.is_some()));
        let mut cells = vec![year.to_string()];
        cells.extend((!history.is_empty()).then(|| counted.unwrap_or_default()));
        let other = other.map(|value| value.map_or_else(String::new, |v| format(*v)));
        cells.extend(futures.unwrap_or_default());
        cells.extend(other);
        cells
    };
    (head, years.map(row).collect())
}

/// Statistics Sweden's forecast beside ours, where the country's oldest are shown.
fn official(t: Texts, forecast: &Forecast, region: &Region, shown: Shown) -> Option<(String, Vec<f64>)> {
    if shown != Shown::Over80 {
        return None;
    }
    let base = forecast.run().base_year;
    let now = forecast.tables().population.national(base)?;
    let counted = now.iter().map(|ages| ages[80..].iter().sum::<f64>()).sum();
    let coming = expected(forecast, region)?;
    let line = std::iter::once(counted).chain(coming.into_iter().map(|(_, people)| people)).collect();
    Some((t.get("chart-official"), line))
}

/// People aged 80 or more that Statistics Sweden expects in the country, in each year of ours; none for other regions.
pub fn expected(forecast: &Forecast, region: &Region) -> Option<Vec<(i32, f64)>> {
    let official = &forecast.tables().official;
    let in_year = |year| official.expected(year).map(|expected| (year, expected.over_80));
    let years = forecast.run().base_year + 1..=forecast.last_year();
    if region.kind() == Kind::Country { years.map(in_year).collect() } else { None }
}

/// Whether two answers differ enough for two lines to be told apart.
fn differs(a: &Summary, b: &Summary, indicator: Output) -> bool {
    a.series(indicator)
        .iter()
        .zip(b.series(indicator))
        .any(|(a, b)| (a.p50 - b.p50).abs() > 0.002 * b.p50.abs())
}

/// The quantiles as the chart takes them.
pub fn bands(series: &[Quantiles]) -> Bands {
    let column = |value: fn(&Quantiles) -> f64| series.iter().map(value).collect();
    Bands {
        p5: column(|q| q.p5),
        p25: column(|q| q.p25),
        p50: column(|q| q.p50),
        p75: column(|q| q.p75),
        p95: column(|q| q.p95),
    }
}

/// Labels of a fan chart.
pub fn fan_labels(t: Texts) -> FanLabels {
    FanLabels {
        history: t.get("chart-history"),
        forecast: t.get("chart-forecast"),
        median: t.get("chart-median"),
        half: t.get("chart-half"),
        nine_of_ten: t.get("chart-nine"),
    }
}

/// First year of the history that charts show.
const HISTORY_FROM: i32 = 2008;

/// People aged 80 or more as counted, in the years that they were counted by age, and then those of the base year.
pub fn counted(forecast: &Forecast, region: &Region, summary: &Summary) -> Vec<(i32, f64)> {
    let population = &forecast.tables().population;
    let base = forecast.run().base_year;
    let municipalities = forecast.regions().municipalities().map(|r| r.code.as_str());
    let codes: Vec<&str> = municipalities.filter(|code| code.starts_with(&region.code)).collect();
    let in_year = |year: i32| -> Option<f64> {
        if region.kind() == Kind::Country {
            return population.national(year).map(|p| p.iter().map(|s| s[80..].iter().sum::<f64>()).sum());
        }
        codes.iter().map(|code| population.people_from(code, year, 80)).sum()
    };
    let now = (base, summary.at(Output::Population80Plus, 0).p50);
    (HISTORY_FROM..base).filter_map(|year| Some((year, in_year(year)?))).chain([now]).collect()
}
