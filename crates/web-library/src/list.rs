//! All approaches, by theme: what each does, how strong the evidence is, and how many have studied it.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use axum::routing::get;
use plan::access::{Right, may_somewhere};
use plan::library::examples::{self, ExampleFilter, ExampleState};
use plan::library::{self, Strength};
use plan::records::Page;
use projection::lever::Lever;
use serde::Deserialize;
use statistics::effects::{Approach, Effects, Theme};

use crate::ranked::{Ranked, ranked};
use crate::words::{approach_address, frame, told};
use site::Site;
use site::fault::Fault;
use site::page::{Frame, encoded, render};
use site::texts::Texts;
use site::visit::{CurrentPage, RequestContext};
use site::words::lever_key;

pub fn routes() -> axum::Router<Site> {
    axum::Router::new().route("/bibliotek", get(page))
}

#[derive(Template)]
#[template(path = "library/list.html")]
struct ListPage {
    frame: Frame,
    /// Levers to choose among: name, words, whether it is chosen.
    levers: Vec<(String, String, bool)>,
    /// What would meet the need that the reader comes from.
    ranked: Option<Ranked>,
    themes: Vec<ThemeRows>,
    count: String,
    /// How many examples there are.
    examples: String,
    may_contribute: bool,
    /// The need that the reader comes from.
    need: Option<String>,
    /// What is carried on to the approaches.
    carried: Vec<(&'static str, String)>,
}

struct ThemeRows {
    title: String,
    rows: Vec<Row>,
}

struct Row {
    title: String,
    address: String,
    lead: String,
    strength: String,
    marks: Marks,
    about: String,
}

/// Marks of four, so many of them filled.
pub struct Marks {
    pub filled: usize,
    pub empty: usize,
}

impl Marks {
    /// The marks of a strength.
    pub fn of(strength: Strength) -> Self {
        Self { filled: strength.marks(), empty: Strength::ALL.len() - 1 - strength.marks() }
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    havstang: String,
    kommun: String,
    behov: String,
}

async fn page(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let effects = &site.forecast.tables().effects;
    let ranked = match asked.behov.parse() {
        Ok(need) => ranked(&site, t, need).await?,
        Err(_) => None,
    };
    let lever = Lever::named(&asked.havstang);
    let carried: Vec<(&'static str, String)> = [("kommun", asked.kommun), ("behov", asked.behov)]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .collect();
    let acts_on = |one: &&Approach| lever.is_none_or(|lever| effects.levers(&one.name).contains(&lever));
    let shown: Vec<&Approach> = effects.approaches().iter().filter(acts_on).collect();
    let used = |lever: &Lever| effects.all().iter().any(|row| row.lever == Some(*lever));
    let option = |one: Lever| (one.name().to_owned(), t.get(&lever_key(one)), lever == Some(one));
    let mut levers = vec![(String::new(), t.get("library-any-lever"), lever.is_none())];
    levers.extend(Lever::ALL.into_iter().filter(used).map(option));
    let themes = Theme::ALL.iter().map(|theme| ThemeRows {
        title: t.get(&format!("theme-{}", theme.name().replace('_', "-"))),
        rows: shown
            .iter()
            .filter(|one| one.theme == *theme)
            .map(|one| row(t, effects, one, &carried))
            .collect(),
    });
    let mut tx = site.read().await?;
    let filter = ExampleFilter { state: Some(ExampleState::Published), ..ExampleFilter::default() };
    let (_, examples) = examples::find(&mut tx, &filter, Some(Page { limit: 0, number: 1 })).await?;
    drop(tx);
    render(&ListPage {
        need: carried.iter().find(|(name, _)| *name == "behov").map(|(_, need)| need.clone()),
        ranked,
        examples: t.count("library-examples", usize::try_from(examples).unwrap_or(0)),
        may_contribute: may_somewhere(&site.visitor().actor, Right::Contribute),
        frame: frame(t, &here, t.get("library-title")),
        levers,
        themes: themes.filter(|theme| !theme.rows.is_empty()).collect(),
        count: t.count("library-count", shown.len()),
        carried,
    })
}

fn row(t: Texts, effects: &Effects, approach: &Approach, carried: &[(&'static str, String)]) -> Row {
    let outcomes = library::outcomes(effects, &approach.name);
    let strength = library::strength(&outcomes);
    let query: Vec<String> =
        carried.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    let query = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
    let mut about = vec![t.count("library-studies", effects.trials(&approach.name))];
    about.extend(effects.levers(&approach.name).into_iter().map(|lever| t.get(&lever_key(lever))));
    Row {
        title: told(t, &approach.title),
        address: approach_address(&approach.name) + &query,
        lead: told(t, &approach.lead),
        strength: t.get(&format!("strength-{}", strength.name())),
        marks: Marks::of(strength),
        about: about.join(" · "),
    }
}
