//! How an approach spreads: how many have come how far year by year, a map of any year, and who is nearest.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use axum::routing::get;
use chrono::{Datelike, NaiveDate};
use plan::access::{Right, may_somewhere};
use plan::organisations::{self, Organisations};
use plan::uptake::{self, Counts, Spread, Standing, Uptake, UptakeSource, UptakeStage, counts};
use serde::Deserialize;
use statistics::region::{Kind as RegionKind, Regions};

use crate::near::Near;
use crate::spread_charts::{self, Drawn};
use crate::words::{approach_address, frame, practice_named, told};
use site::Site;
use site::fault::Fault;
use site::flash::{FlashMessage, FlashQuery};
use site::page::{Frame, encoded, render};
use site::texts::Texts;
use site::visit::{CurrentPage, RequestContext};
use site::words::stage_words;

pub fn routes() -> axum::Router<Site> {
    axum::Router::new().route("/bibliotek/arbetssatt/{name}/spridning", get(page))
}

#[derive(Template)]
#[template(path = "library/spread.html")]
struct SpreadPage {
    frame: Frame,
    lead: String,
    /// What more is known, and what is not.
    about: Vec<String>,
    address: String,
    notice: Option<FlashMessage>,
    drawn: Option<Drawn>,
    /// The years to choose among: the year, and whether it is shown.
    years: Vec<(i32, bool)>,
    year: i32,
    /// What each year came to.
    table: Vec<(i32, Vec<String>)>,
    stages: Vec<String>,
    /// What an address has besides the year.
    kept: String,
    near: Near,
    rows: Vec<Row>,
    may_contribute: bool,
}

/// Somebody who has said how far they have come.
struct Row {
    who: String,
    stage: String,
    is_over: bool,
    share: String,
    since: String,
    note: String,
    source: String,
    /// Where it is taken away again, by whoever may.
    remove: Option<String>,
}

#[derive(Deserialize)]
struct Asked {
    ar: Option<String>,
    kommun: Option<String>,
}

/// What is known of how an approach spreads among municipalities.
pub struct Known {
    rows: Vec<Uptake>,
    today: NaiveDate,
}

impl Known {
    /// All that has been said of it.
    pub async fn load(site: &RequestContext, approach: &str) -> Result<Self, Fault> {
        let mut tx = site.read().await?;
        let rows = match uptake::uptakes(&mut tx, &site.forecast.tables().effects, approach).await {
            // With what is only known nobody has come any way.
            Err(plan::fault::Fault::NotFound { .. }) => Vec::new(),
            rows => rows?,
        };
        Ok(Self { rows, today: tx.today() })
    }

    /// How it has spread among municipalities.
    pub fn spread(&self, regions: &Regions) -> Spread<'_> {
        Spread::new(&self.rows, |house| is_municipality(regions, house))
    }

    /// Where each municipality stands today.
    pub fn now(&self, regions: &Regions) -> BTreeMap<&str, Standing<'_>> {
        self.spread(regions).on(self.today)
    }
}

/// Whether a house is a municipality.
pub fn is_municipality(regions: &Regions, house: &str) -> bool {
    regions.by_code(house).is_some_and(|region| region.kind() == RegionKind::Municipality)
}

async fn page(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Path(name): Path<String>,
    Query(flash): Query<FlashQuery>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let approach = practice_named(&site.forecast.tables().effects, &name)?;
    let known = Known::load(&site, &approach.name).await?;
    let mut tx = site.read().await?;
    let tree = organisations::load(&mut tx).await?;
    drop(tx);
    let regions = site.forecast.regions();
    let spread = known.spread(regions);
    let all = spread.years(known.today);
    let this = known.today.year();
    let year = asked
        .ar
        .and_then(|year| year.parse().ok())
        .filter(|year| all.iter().any(|(one, _)| one == year))
        .unwrap_or(this);
    let end = NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(known.today).min(known.today);
    let standing = spread.on(end);
    let now = spread.on(known.today);
    let title = told(t, &approach.title);
    let near = Near::load(&site, t, &approach.name, &now, asked.kommun).await?;
    let (share, counted) = (share(&site, &now), counts(now.values()));
    let municipalities = regions.municipalities().count();
    render(&SpreadPage {
        about: about(t, &counted, municipalities, share),
        lead: lead(t, &counted, municipalities),
        address: approach_address(&approach.name),
        notice: flash.message(t),
        drawn: (!all.is_empty()).then(|| spread_charts::drawn(&site, t, &title, &all, &standing, year)),
        years: all.iter().map(|(one, _)| (*one, *one == year)).collect(),
        year,
        table: all.iter().rev().map(|(year, counts)| (*year, told_counts(t, counts))).collect(),
        stages: UptakeStage::ALL.map(|stage| stage_words(t, stage)).into(),
        kept: if near.place.is_empty() { String::new() } else { format!("&kommun={}", encoded(&near.place)) },
        near,
        rows: rows(&site, t, &tree, &known.rows),
        may_contribute: may_somewhere(&site.visitor().actor, Right::Contribute),
        frame: frame(t, &here, t.with("spread-title", &[("approach", &title)]))
            .below(t.get("library-title"), "/bibliotek")
            .below(title, approach_address(&approach.name)),
    })
}

fn told_counts(t: Texts, counts: &Counts) -> Vec<String> {
    counts.iter().map(|count| t.number(*count as f64, 0)).collect()
}

/// How many have come how far, in a sentence.
fn lead(t: Texts, counts: &Counts, municipalities: usize) -> String {
    let of = |stage: UptakeStage| counts[stage as usize];
    if counts.iter().sum::<usize>() == 0 {
        return t.get("spread-nothing");
    }
    let using = [UptakeStage::Everywhere, UptakeStage::Partly, UptakeStage::Testing];
    let parts = using.into_iter().filter(|stage| of(*stage) > 0);
    let parts: Vec<String> = parts.map(|stage| t.count(&format!("spread-part-{stage}"), of(stage))).collect();
    let count: usize = using.map(of).iter().sum();
    t.counted("spread-using", count as f64, &[("of", &municipalities), ("parts", &parts.join(", "))])
}

/// How many have stopped and how many have not begun, what nobody knows, and for how many of those who could have it that is.
fn about(t: Texts, counts: &Counts, municipalities: usize, share: Option<(f64, usize)>) -> Vec<String> {
    let of = |stage: UptakeStage| counts[stage as usize];
    let said: usize = counts.iter().sum();
    if said == 0 {
        return Vec::new();
    }
    let mut all = Vec::new();
    if of(UptakeStage::Retired) > 0 {
        all.push(t.count("spread-retired", of(UptakeStage::Retired)));
    }
    all.push(t.count("spread-none", of(UptakeStage::None)));
    all.push(t.count("spread-unknown", municipalities.saturating_sub(said)));
    all.extend(share.map(|(share, places)| {
        t.counted("spread-share", places as f64, &[("share", &t.percent(share / 100.0, 0))])
    }));
    all
}

/// Of those who could have it where it is used, how many per cent do, by how many are 80 or older; and in how many municipalities
/// that have said.
fn share(site: &RequestContext, now: &BTreeMap<&str, Standing<'_>>) -> Option<(f64, usize)> {
    let told = now.iter().filter(|(_, one)| one.stage.is_in_use());
    let told: Vec<(f64, f64)> =
        told.filter_map(|(house, one)| Some((site.inhabitants_80_plus(house)?, one.share?))).collect();
    let people: f64 = told.iter().map(|(people, _)| people).sum();
    let sum: f64 = told.iter().map(|(people, share)| people * share).sum();
    (people > 0.0).then(|| (sum / people, told.len()))
}

/// A share in whole per cent; what is less is not nothing.
fn share_words(t: Texts, share: f64) -> String {
    if share > 0.0 && share < 1.0 { t.get("spread-under-one") } else { t.percent(share / 100.0, 0) }
}

/// Since when, in words: what is told of a year alone is told of its end.
pub fn since(t: Texts, day: NaiveDate) -> String {
    if (day.month(), day.day()) == (12, 31) { day.year().to_string() } else { t.date(day) }
}

/// The last that each has said, those furthest along first.
fn rows(site: &RequestContext, t: Texts, tree: &Organisations, all: &[Uptake]) -> Vec<Row> {
    let mut last: Vec<&Uptake> = Vec::new();
    for one in all {
        if !last.iter().any(|other| other.organisation_id == one.organisation_id) {
            last.push(one);
        }
    }
    let order = [
        UptakeStage::Everywhere,
        UptakeStage::Partly,
        UptakeStage::Testing,
        UptakeStage::Retired,
        UptakeStage::None,
    ];
    last.sort_by_key(|one| {
        (order.iter().position(|stage| *stage == one.stage), tree.name(&one.organisation_id).to_lowercase())
    });
    let actor = &site.visitor().actor;
    let row = |one: &&Uptake| {
        let name = tree.name(&one.organisation_id);
        let house = tree.name(&one.house);
        let teller = Some(&one.told_by).filter(|by| !by.is_empty()).map(|by| tree.name(by).to_owned());
        Row {
            who: if one.organisation_id == one.house { name.to_owned() } else { format!("{name}, {house}") },
            stage: stage_words(t, one.stage),
            is_over: one.stage == UptakeStage::Retired,
            share: one.share.map(|share| share_words(t, share)).unwrap_or_default(),
            since: since(t, one.day),
            note: one.note.clone(),
            source: match (&teller, one.source) {
                (Some(asker), UptakeSource::Inquiry) => t.with("uptake-answered-to", &[("who", asker)]),
                (Some(teller), _) => t.with("uptake-told-by", &[("who", teller)]),
                (None, _) => t.get(&format!("uptake-source-{}", one.source)),
            },
            remove: uptake::may_take_back(actor, tree, one)
                .then(|| format!("/bibliotek/spridning/{}/bort", one.id)),
        }
    };
    last.iter().map(row).collect()
}
