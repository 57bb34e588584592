//! All examples, by what they are about.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use axum::routing::get;
use plan::access::{Kind, Right, may_somewhere};
use plan::db::Tx;
use plan::inquiry::{SIZES, size_class};
use plan::library::examples::{self, EvidenceLevel, Example, ExampleFilter, ExampleState, Maturity, Verdict};
use plan::organisations::{self, Organisations};
use plan::records::Page;
use plan::roadmap::{Part, load_around};
use plan::search;
use projection::lever::Lever;
use serde::Deserialize;
use statistics::effects::Theme;
use statistics::region::{Kind as RegionKind, Region};
use uuid::Uuid;

use crate::words::{example_address, frame, theme_words};
use site::Site;
use site::fault::Fault;
use site::flash::{FlashMessage, FlashQuery};
use site::page::{Frame, encoded, render};
use site::texts::Texts;
use site::visit::{CurrentPage, RequestContext};
use site::words::{lever_key, region_name, size_words};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new().route("/bibliotek/exempel", get(page))
}

/// Examples on a page.
const PAGE: i64 = 30;
/// Most examples that a search finds.
const MOST_SEARCHED: usize = 500;
/// The ways to narrow that are seen without asking for more.
const FIRST: [&str; 3] = ["tema", "lan", "liknar"];
/// How many municipalities are alike.
const ALIKE: usize = 30;

#[derive(Template)]
#[template(path = "library/examples.html")]
struct ExamplesPage {
    frame: Frame,
    asked: String,
    /// Most kronor a year, and a year, as they were typed.
    cost: String,
    year: String,
    /// The need that the reader comes from, and its title.
    need: Option<(String, String)>,
    notice: Option<FlashMessage>,
    choices: Vec<Choice>,
    /// Whether one of the ways that are not seen at first is used, and whether any is.
    is_narrowed: bool,
    is_chosen: bool,
    count: String,
    rows: Vec<ExampleRow>,
    may_contribute: bool,
    /// The pages before and after: words and address.
    ways: Vec<(String, String)>,
}

/// One of the ways to narrow.
struct Choice {
    name: &'static str,
    label: String,
    options: Vec<(String, String)>,
    chosen: String,
    /// Whether it is seen without asking for more.
    is_first: bool,
}

/// An example in a list.
pub struct ExampleRow {
    /// What was done.
    pub title: String,
    /// Where it is read.
    pub address: String,
    /// What it led to.
    pub claim: String,
    /// Marks: how far it has come, that it failed, that somebody should look.
    pub tags: Vec<(String, &'static str)>,
    /// Where and when.
    pub about: String,
}

impl ExampleRow {
    /// An example, seen on a day.
    pub fn new(
        site: &RequestContext,
        t: Texts,
        tree: &Organisations,
        example: &Example,
        today: chrono::NaiveDate,
    ) -> Self {
        let content = &example.content;
        let mut about = vec![place(site, t, example)];
        if !about.contains(&tree.name(&example.organisation_id).to_owned()) {
            about.push(tree.name(&example.organisation_id).to_owned());
        }
        about.extend(theme_words(t, &content.theme));
        about.push(t.get(&format!("evidence-{}", content.evidence)));
        about.extend(period(content.from_year, content.to_year));
        about.retain(|text| !text.is_empty());
        Self {
            title: content.title.clone(),
            address: example_address(example.id),
            claim: content.claim.clone(),
            tags: tags(t, example, today),
            about: about.join(" · "),
        }
    }
}

/// Where an example was done.
pub fn place(site: &RequestContext, t: Texts, example: &Example) -> String {
    let region = site.forecast.regions().by_code(&example.content.region_code);
    region.map(|region| region_name(t, region)).unwrap_or_default()
}

/// "2019–2021", "sedan 2019" or nothing.
pub fn period(from: Option<i64>, to: Option<i64>) -> Option<String> {
    match (from, to) {
        (Some(from), Some(to)) if from == to => Some(from.to_string()),
        (Some(from), Some(to)) => Some(format!("{from}–{to}")),
        (Some(from), None) => Some(format!("{from}–")),
        (None, Some(to)) => Some(format!("–{to}")),
        (None, None) => None,
    }
}

/// What marks an example: how far it has come, and what one must know before reading.
pub fn tags(t: Texts, example: &Example, today: chrono::NaiveDate) -> Vec<(String, &'static str)> {
    let content = &example.content;
    let mut tags = vec![(t.get(&format!("maturity-{}", content.maturity)), "")];
    if content.verdict == Verdict::Failed {
        tags.push((t.get("example-verdict-failed"), "due"));
    }
    if !example.is_whole() {
        tags.push((t.get("example-is-tip"), ""));
    }
    if example.state != ExampleState::Published {
        tags.push((t.get(&format!("example-state-{}", example.state)), "due"));
    }
    tags.extend(example.needs_look(today).map(|why| (t.get(&format!("needs-look-{}", why.name())), "due")));
    tags
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    q: String,
    tema: String,
    arbetssatt: String,
    lan: String,
    liknar: String,
    mognad: String,
    utfall: String,
    underlag: String,
    behov: String,
    havstang: String,
    storlek: String,
    kostnad: String,
    ar: String,
    visa: String,
    sida: Option<i64>,
}

impl Asked {
    fn fields(&self) -> [(&'static str, &str); 14] {
        [
            ("q", &self.q),
            ("tema", &self.tema),
            ("arbetssatt", &self.arbetssatt),
            ("lan", &self.lan),
            ("liknar", &self.liknar),
            ("mognad", &self.mognad),
            ("utfall", &self.utfall),
            ("underlag", &self.underlag),
            ("behov", &self.behov),
            ("havstang", &self.havstang),
            ("storlek", &self.storlek),
            ("kostnad", &self.kostnad),
            ("ar", &self.ar),
            ("visa", &self.visa),
        ]
    }

    /// Whether one of the ways to narrow that are not seen at first is used.
    fn is_narrowed(&self) -> bool {
        let seen = |name: &str| FIRST.contains(&name) || matches!(name, "q" | "behov");
        self.fields().iter().any(|(name, value)| !seen(name) && !value.is_empty())
    }

    /// The address of another page of the same.
    fn page(&self, number: i64) -> String {
        let given = self.fields().into_iter().filter(|(_, value)| !value.is_empty());
        let query: Vec<String> = given.map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        format!("/bibliotek/exempel?{}&sida={number}", query.join("&")).replace("?&", "?")
    }

    fn filter(&self, site: &RequestContext, today: chrono::NaiveDate) -> ExampleFilter {
        let given = |value: &str| Some(value.to_owned()).filter(|value| !value.is_empty());
        let lever = Lever::named(&self.havstang);
        let effects = &site.forecast.tables().effects;
        let acting = |lever: Lever| {
            let all = effects.approaches().iter().filter(|one| effects.levers(&one.name).contains(&lever));
            all.map(|one| one.name.clone()).collect::<Vec<_>>()
        };
        ExampleFilter {
            theme: given(&self.tema),
            approach: given(&self.arbetssatt),
            approaches: lever.map(acting),
            year: self.ar.trim().parse().ok(),
            most_yearly: swedish::read_kronor(self.kostnad.trim()),
            regions: self.regions(site),
            maturity: Maturity::named(&self.mognad),
            verdict: Verdict::named(&self.utfall),
            evidence: EvidenceLevel::named(&self.underlag),
            needs_look_on: (self.visa == "se-over").then_some(today),
            state: match self.visa.as_str() {
                "vantar" => Some(ExampleState::Submitted),
                "utkast" => Some(ExampleState::Draft),
                _ => None,
            },
            among: None,
            is_own: matches!(self.visa.as_str(), "egna" | "vantar" | "utkast"),
        }
    }
}

impl Asked {
    /// The regions that are asked for, by code: those of a county, of a size, and alike a municipality, where all of that is said.
    fn regions(&self, site: &RequestContext) -> Option<Vec<String>> {
        let regions = site.forecast.regions();
        let size: Option<usize> = self.storlek.parse().ok();
        if self.lan.is_empty() && self.liknar.is_empty() && size.is_none() {
            return None;
        }
        let alike = regions.find(&self.liknar).ok().map(|region| {
            let mut all = site.forecast.similar(&region.code, ALIKE);
            all.push(region.code.clone());
            all
        });
        let is_of_size = |one: &&Region| {
            size.is_none_or(|size| {
                one.kind() == RegionKind::Municipality
                    && site.inhabitants(&one.code).is_some_and(|people| size_class(people) == size)
            })
        };
        let is_asked = |one: &&Region| {
            (self.lan.is_empty() || one.county() == self.lan)
                && (self.liknar.is_empty() || alike.iter().flatten().any(|code| *code == one.code))
        };
        Some(regions.all().iter().filter(is_asked).filter(is_of_size).map(|one| one.code.clone()).collect())
    }

    /// The need that the reader comes from, if they may read it: its id and title.
    async fn need(&self, tx: &mut Tx) -> Result<Option<(String, String)>, Fault> {
        let Ok(need) = self.behov.parse::<Uuid>() else { return Ok(None) };
        match load_around(tx, Part::Need, need).await {
            Ok(tree) => Ok(tree.need(need).map(|row| (self.behov.clone(), row.title.clone()))),
            Err(plan::fault::Fault::NotFound { .. }) => Ok(None),
            Err(other) => Err(other.into()),
        }
    }

    /// The examples that the texts and the need that are asked about have to do with, the best first; none where neither is said.
    async fn among(&self, tx: &mut Tx, need: Option<&str>) -> Result<Option<Vec<Uuid>>, Fault> {
        let text = format!("{} {}", self.q, need.unwrap_or_default()).trim().to_owned();
        if text.is_empty() {
            return Ok(None);
        }
        Ok(Some(search::ids(tx, &text, Kind::Example, MOST_SEARCHED).await?))
    }
}

async fn page(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Query(flash): Query<FlashQuery>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let need = asked.need(&mut tx).await?;
    let today = tx.today();
    let number = asked.sida.unwrap_or(1).clamp(1, i64::from(i32::MAX));
    let mut filter = asked.filter(&site, today);
    filter.among = asked.among(&mut tx, need.as_ref().map(|(_, title)| title.as_str())).await?;
    let (found, total) = examples::find(&mut tx, &filter, Some(Page { limit: PAGE, number })).await?;
    let tree = organisations::load(&mut tx).await?;
    let may_contribute = may_somewhere(tx.actor(), Right::Contribute);
    drop(tx);
    let mut ways = Vec::new();
    if number > 1 {
        ways.push((t.get("answers-page-before"), asked.page(number - 1)));
    }
    if number * PAGE < total {
        ways.push((t.get("answers-page-after"), asked.page(number + 1)));
    }
    render(&ExamplesPage {
        frame: frame(t, &here, t.get("examples-title")).below(t.get("library-title"), "/bibliotek"),
        choices: choices(&site, t, &asked, may_contribute),
        is_narrowed: asked.is_narrowed(),
        is_chosen: asked.fields().iter().any(|(_, value)| !value.is_empty()),
        asked: asked.q.clone(),
        cost: asked.kostnad.clone(),
        year: asked.ar.clone(),
        need,
        notice: flash.message(t),
        count: t.count("examples-count", usize::try_from(total).unwrap_or(0)),
        rows: found.iter().map(|one| ExampleRow::new(&site, t, &tree, one, today)).collect(),
        may_contribute,
        ways,
    })
}

fn choices(site: &RequestContext, t: Texts, asked: &Asked, may_contribute: bool) -> Vec<Choice> {
    let any = |label: &str| vec![(String::new(), t.get(label))];
    let named = |prefix: &str, names: &[&'static str]| {
        let mut all = any("examples-any");
        all.extend(names.iter().map(|name| ((*name).to_owned(), t.get(&format!("{prefix}-{name}")))));
        all
    };
    let choice = |name: &'static str, chosen: &str, options| Choice {
        name,
        label: t.get(&format!("examples-by-{name}")),
        options,
        chosen: chosen.to_owned(),
        is_first: FIRST.contains(&name),
    };
    let mut themes = any("examples-any");
    themes.extend(
        Theme::ALL.iter().filter_map(|theme| Some((theme.name().to_owned(), theme_words(t, theme.name())?))),
    );
    let mut counties = any("examples-any");
    let order = site.forecast.regions().counties();
    counties.extend(order.map(|one| (one.code.clone(), region_name(t, one))));
    let mut alike = any("examples-any");
    let mut municipalities: Vec<&Region> = site.forecast.regions().municipalities().collect();
    if let Some(order) = swedish::Order::new() {
        municipalities.sort_by(|a, b| order.compare(&a.name, &b.name));
    }
    alike.extend(municipalities.into_iter().map(|one| (one.code.clone(), one.name.clone())));
    let mut levers = any("examples-any");
    levers.extend(Lever::ALL.into_iter().map(|one| (one.name().to_owned(), t.get(&lever_key(one)))));
    let mut sizes = any("examples-any");
    sizes.extend((0..SIZES.len()).map(|class| (class.to_string(), size_words(t, class))));
    let mut all = vec![
        choice("tema", &asked.tema, themes),
        choice("havstang", &asked.havstang, levers),
        choice("lan", &asked.lan, counties),
        choice("storlek", &asked.storlek, sizes),
        choice("liknar", &asked.liknar, alike),
        choice("mognad", &asked.mognad, named("maturity", &Maturity::ALL.map(Maturity::name))),
        choice("utfall", &asked.utfall, named("example-verdict", &Verdict::ALL.map(Verdict::name))),
        choice("underlag", &asked.underlag, named("evidence", &EvidenceLevel::ALL.map(EvidenceLevel::name))),
    ];
    if may_contribute {
        let shown = ["egna", "utkast", "vantar", "se-over"];
        all.push(choice("visa", &asked.visa, named("examples-show", &shown)));
    }
    all
}
