//! How a region's figures are computed, in plain words with the region's own figures; the formulas are on a page of their own.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use forecast::{Forecast, Summary};
use projection::output::Output;
use projection::quantile::Quantiles;
use statistics::Region;
use statistics::region::Kind;

use super::choice::View;
use super::region::{chosen, frame};
use super::{address, name};
use site::fault::Fault;
use site::page::{Frame, render};
use site::texts::Texts;
use site::visit::{CurrentPage, RequestContext};

type Fields = Query<Vec<(String, String)>>;

#[derive(Template)]
#[template(path = "forecast/explained.html")]
struct ExplainedPage {
    frame: Frame,
    lead: String,
    /// Each step's heading, and what it comes to here.
    steps: Vec<(String, String)>,
    basis: String,
    back: String,
}

/// The page.
pub async fn page(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Path(code): Path<String>,
    Query(fields): Fields,
) -> Result<Response, Fault> {
    let (region, view) = chosen(&site, &code, &fields).await?;
    // What a lever changes is told of where it is moved: here everything is as today but for the years.
    let view = view.without_levers();
    let summary = site.summary(&region.code, view.choice()).await?;
    let unchanged = site.summary(&region.code, view.unchanged()).await?;
    let page = site
        .compute(move |forecast| {
            let example = Example {
                t,
                forecast,
                region: &region,
                view: &view,
                summary: &summary,
                unchanged: &unchanged,
            };
            let mut frame = frame(forecast, t, &here, &region).below(name(t, &region), address(&region));
            frame.title = t.get("explained-title");
            ExplainedPage {
                frame,
                lead: t.with("explained-lead", &[("region", &place(t, &region))]),
                steps: example.steps(),
                basis: view.basis(t, &here.asked, &address(&region)).sentence(t),
                back: format!("{}?{}", address(&region), view.query(view.shown)),
            }
        })
        .await?;
    render(&page)
}

/// A region as it stands after "in".
fn place(t: Texts, region: &Region) -> String {
    if region.kind() == Kind::Country { t.get("explained-country") } else { name(t, region) }
}

/// A region's figures, from today's to the chosen year's.
struct Example<'a> {
    t: Texts,
    forecast: &'a Forecast,
    region: &'a Region,
    view: &'a View,
    summary: &'a Summary,
    unchanged: &'a Summary,
}

impl Example<'_> {
    fn steps(&self) -> Vec<(String, String)> {
        let names = ["people", "need", "places", "staff", "cost", "futures", "roadmap"];
        names.map(|step| (self.t.get(&format!("explained-{step}-title")), self.step(step))).to_vec()
    }

    /// A step in words. Every text chooses from the same figures.
    fn step(&self, step: &str) -> String {
        let t = self.t;
        let region = place(t, self.region);
        let (base, year) = (self.forecast.run().base_year, self.view.year);
        let old = self.pair(Output::Population80Plus);
        let housing = self.pair(Output::SpecialHousingPersons);
        let home = self.pair(Output::HomeCarePersons);
        let fte = self.pair(Output::Fte);
        let cost = self.pair(Output::CostSek).map(|q| q.map(|kronor| kronor / 1e6));
        let (places, fte_gap) = (self.at(Output::PlacesGap), self.at(Output::FteGap));
        let whole = |value: f64| t.number(value, 0);
        let spread = |q: Quantiles| t.interval(&whole(q.p5), &whole(q.p95));
        let same_shares = self.unchanged.at(Output::SpecialHousingPersons, self.index()).p50;
        let housed_80_plus = self.summary.at(Output::SpecialHousingPersons80Plus, 0).p50;
        let share = t.percent(housed_80_plus / self.summary.at(Output::Population80Plus, 0).p50.max(1.0), 1);
        t.with(
            &format!("explained-{step}"),
            &[
                ("region", &region),
                ("base", &base),
                ("year", &year),
                ("price", &forecast::PRICE_YEAR),
                ("draws", &t.number(self.forecast.run().draws as f64, 0)),
                ("old_now", &whole(old[0].p50)),
                ("old", &whole(old[1].p50)),
                ("old_interval", &spread(old[1])),
                ("housing_now", &whole(housing[0].p50)),
                ("share", &share),
                ("housing", &whole(housing[1].p50)),
                ("same_shares", &whole(same_shares)),
                ("home_now", &whole(home[0].p50)),
                ("home", &whole(home[1].p50)),
                ("places_now", &whole(self.summary.at(Output::Places, 0).p50)),
                ("places", &whole(places.p50)),
                ("places_interval", &spread(places)),
                ("fte_now", &whole(fte[0].p50)),
                ("fte", &whole(fte[1].p50)),
                ("supply", &whole(fte[1].p50 - fte_gap.p50)),
                ("fte_gap", &whole(fte_gap.p50)),
                ("fte_interval", &spread(fte_gap)),
                ("cost_now", &whole(cost[0].p50)),
                ("cost", &whole(cost[1].p50)),
                ("cost_interval", &spread(cost[1])),
            ],
        )
    }

    fn index(&self) -> usize {
        self.forecast.year_index(self.view.year).unwrap_or_default()
    }

    fn at(&self, output: Output) -> Quantiles {
        self.summary.at(output, self.index())
    }

    /// Today and in the chosen year.
    fn pair(&self, output: Output) -> [Quantiles; 2] {
        [self.summary.at(output, 0), self.at(output)]
    }
}
