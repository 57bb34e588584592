//! What studies found, as a file.

use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use statistics::effects::PublishedEffect;

use crate::words::{approach_named, told};
use site::Site;
use site::fault::Fault;
use site::files::{attached, csv_text, guarded};
use site::texts::Texts;
use site::visit::RequestContext;

pub fn routes() -> axum::Router<Site> {
    axum::Router::new().route("/bibliotek/arbetssatt/{name}/studier.csv", get(csv))
}

const HEAD: [&str; 18] = [
    "approach",
    "study",
    "trial",
    "country",
    "setting",
    "population",
    "design",
    "participants",
    "outcome",
    "unit",
    "effect",
    "low",
    "high",
    "interval",
    "months",
    "year",
    "caution",
    "source",
];

async fn csv(site: RequestContext, t: Texts, Path(name): Path<String>) -> Result<Response, Fault> {
    let effects = &site.forecast.tables().effects;
    let approach = approach_named(effects, &name)?;
    let head = HEAD.map(str::to_owned);
    let rows = effects.of(&approach.name).map(|row| fields(t, row).map(|text| guarded(&text)));
    let text = csv_text(std::iter::once(head).chain(rows)).map_err(|_| Fault::Interrupted)?;
    Ok(attached("text/csv; charset=utf-8", &format!("{name}.csv"), text))
}

fn fields(t: Texts, row: &PublishedEffect) -> [String; 18] {
    let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    [
        row.approach.clone(),
        row.study.clone(),
        row.trial.clone(),
        row.country.clone(),
        told(t, &row.setting),
        told(t, &row.population),
        row.design.name().to_owned(),
        row.participants.map(|people| people.to_string()).unwrap_or_default(),
        told(t, &row.outcome_words),
        row.unit.name().to_owned(),
        number(row.effect),
        number(row.ends.map(|ends| ends.0)),
        number(row.ends.map(|ends| ends.1)),
        row.interval.name().to_owned(),
        number(row.months),
        row.year.map(|year| year.to_string()).unwrap_or_default(),
        told(t, &row.caution),
        row.source.clone(),
    ]
}
