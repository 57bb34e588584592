//! Tables to fill in, as workbooks: of people with what we expect ourselves, of places with as many as we compute with.

use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use documents::{Cell, Sheet, Workbook};
use forecast::{Choice, Forecast};
use plan::figures::{AgeClass, FiguresSubject, PeopleCount};
use projection::AGES;
use projection::output::Output;
use site::Site;
use site::fault::Fault;
use site::files::attached_workbook;
use site::texts::Texts;
use site::visit::RequestContext;
use statistics::Region;

use crate::words::subject_words;

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/kommun/{code}/egna-siffror/mall.xlsx", get(people))
        .route("/kommun/{code}/egna-siffror/platser/mall.xlsx", get(places))
}

/// Years of a table of people.
const YEARS: i32 = 10;
/// Width of its age classes.
const WIDTH: usize = 5;

/// Places of a home that is not there yet, to be written over.
const EXAMPLE: f64 = 40.0;

async fn people(site: RequestContext, t: Texts, Path(code): Path<String>) -> Result<Response, Fault> {
    let region = web_forecast::municipality_with(&site, &code)?.clone();
    let sheet = site.compute(move |forecast| people_sheet(forecast, t, &region)).await?;
    workbook(&site, &code, sheet).await
}

async fn places(site: RequestContext, t: Texts, Path(code): Path<String>) -> Result<Response, Fault> {
    web_forecast::municipality_with(&site, &code)?;
    let year = site.forecast.run().base_year;
    let now = site.summary(&code, Choice::default()).await?.at(Output::Places, 0).p50;
    let row = |home: String, event: &str, year: i32, places: f64| {
        let event = t.get(&format!("own-figures-event-{event}"));
        vec![Cell::Text(home), Cell::Text(event), Cell::Year(year), Cell::Number(places, 0)]
    };
    let sheet = Sheet {
        name: subject_words(t, FiguresSubject::Places),
        head: ["home", "event", "year", "places"].map(|head| t.get(&format!("own-figures-{head}"))).into(),
        rows: vec![
            row(t.get("own-figures-template-home"), "now", year, now.round()),
            row(t.get("own-figures-template-new"), "opened", year + 3, EXAMPLE),
        ],
    };
    workbook(&site, &code, sheet).await
}

async fn workbook(site: &RequestContext, code: &str, sheet: Sheet) -> Result<Response, Fault> {
    let name = format!("fardplan-{code}-mall.xlsx");
    attached_workbook(site, &name, Workbook { sheets: vec![sheet] }).await
}

fn people_sheet(forecast: &Forecast, t: Texts, region: &Region) -> Sheet {
    let first = forecast.run().base_year + 1;
    let years = || first..(first + YEARS).min(forecast.last_year() + 1);
    let classes = || (0..AGES).step_by(WIDTH).map(class);
    let count = |ages: AgeClass, year: i32| PeopleCount { year, sex: None, ages, people: 0.0 }.given();
    let given: Vec<_> = classes().flat_map(|ages| years().map(move |year| count(ages, year))).collect();
    let expected = forecast.expected(&region.code, &given).unwrap_or_default();
    let row = |(class, expected): (AgeClass, &[f64])| {
        let numbers = expected.iter().map(|n| Cell::Number(n.round(), 0));
        std::iter::once(Cell::Text(class.to_string())).chain(numbers).collect()
    };
    Sheet {
        name: subject_words(t, FiguresSubject::People),
        head: std::iter::once(t.get("own-figures-age")).chain(years().map(|year| year.to_string())).collect(),
        rows: classes().zip(expected.chunks(years().count().max(1))).map(row).collect(),
    }
}

/// The class that begins at an age.
fn class(from: usize) -> AgeClass {
    let age = |age: usize| u8::try_from(age).unwrap_or(u8::MAX);
    let to = from + WIDTH;
    AgeClass { from: age(from), to: (to < AGES).then(|| age(to - 1)) }
}
