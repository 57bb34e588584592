//! Who near somebody has done something: how far they have come with it, what they have told of it, and what it led to.

use std::collections::{BTreeMap, HashMap};

use plan::library::examples::{self, Example, ExampleFilter, ExampleState};
use plan::library::{self, Reused};
use plan::organisations;
use plan::records::Page;
use plan::uptake::Standing;
use statistics::region::{Kind as RegionKind, Region};

use crate::spread::since;
use crate::tried::home;
use crate::words::example_address;
use site::fault::Fault;
use site::texts::Texts;
use site::visit::RequestContext;
use site::words::stage_words;

/// How many of the nearest are shown.
const NEAREST: usize = 12;
/// Most examples that are looked among.
const MOST_EXAMPLES: i64 = 500;

/// Who is near a place, and what they have done.
#[derive(Default)]
pub struct Near {
    /// The place, as it was typed or is called.
    pub place: String,
    pub title: String,
    pub rows: Vec<NearRow>,
    /// That the place is unknown.
    pub wrong: Option<String>,
}

/// Somebody near.
pub struct NearRow {
    pub who: String,
    pub words: String,
    /// Examples of theirs: titles and addresses.
    pub examples: Vec<(String, String)>,
}

impl Near {
    /// Who is near what is asked for, or where the reader works, and what they have done with an approach; `now` is how far each
    /// municipality has come.
    pub async fn load(
        site: &RequestContext,
        t: Texts,
        approach: &str,
        now: &BTreeMap<&str, Standing<'_>>,
        asked: Option<String>,
    ) -> Result<Self, Fault> {
        let regions = site.forecast.regions();
        let typed = asked.or_else(|| home(site)).unwrap_or_default();
        let found = regions.find(&typed).ok().filter(|region| region.kind() == RegionKind::Municipality);
        let Some(place) = found else {
            let wrong = (!typed.is_empty()).then(|| t.get("field-municipality-unknown"));
            return Ok(Self { place: typed, wrong, ..Self::default() });
        };
        let told = Told::load(site, t, approach).await?;
        let row = |region: &Region| {
            let standing = now.get(region.code.as_str()).map(|one| standing_words(t, one));
            let step = told.steps.get(&region.code).cloned();
            let examples: Vec<(String, String)> = told
                .examples
                .iter()
                .filter(|one| one.content.region_code == region.code)
                .map(|one| (one.content.title.clone(), example_address(one.id)))
                .collect();
            let nothing = || if examples.is_empty() { t.get("spread-not-said") } else { String::new() };
            let words = standing.or(step).unwrap_or_else(nothing);
            NearRow { who: region.name.clone(), words, examples }
        };
        let nearest = site.forecast.tables().shapes.nearest(&place.code);
        let others = nearest.into_iter().filter_map(|code| regions.by_code(code));
        Ok(Self {
            place: place.name.clone(),
            title: t.with("spread-near", &[("place", &place.name)]),
            rows: std::iter::once(place).chain(others.take(NEAREST)).map(row).collect(),
            wrong: None,
        })
    }
}

/// What has been told of an approach besides how far each has come.
struct Told {
    examples: Vec<Example>,
    /// The newest step of each house, in words.
    steps: HashMap<String, String>,
}

impl Told {
    async fn load(site: &RequestContext, t: Texts, approach: &str) -> Result<Self, Fault> {
        let mut tx = site.read().await?;
        let filter = ExampleFilter {
            approach: Some(approach.to_owned()),
            state: Some(ExampleState::Published),
            ..ExampleFilter::default()
        };
        let page = Page { limit: MOST_EXAMPLES, number: 1 };
        let (examples, _) = examples::find(&mut tx, &filter, Some(page)).await?;
        let effects = &site.forecast.tables().effects;
        let all = library::reuses(&mut tx, effects, &Reused::Approach(approach.to_owned())).await?;
        let tree = organisations::load(&mut tx).await?;
        let mut steps = HashMap::new();
        // The newest first: the first of each house stands.
        for one in &all {
            let words = t.with(&format!("reuse-step-{}-on", one.step), &[("day", &since(t, one.day))]);
            steps.entry(tree.house(&one.organisation_id).to_owned()).or_insert(words);
        }
        Ok(Self { examples, steps })
    }
}

fn standing_words(t: Texts, one: &Standing<'_>) -> String {
    let words: [(&str, &dyn std::fmt::Display); 2] =
        [("stage", &stage_words(t, one.stage)), ("day", &since(t, one.said.day))];
    t.with("spread-standing", &words)
}
