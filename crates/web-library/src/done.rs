//! What has been done by an approach: examples of it, with how many, and what it has cost.

use std::collections::HashSet;

use plan::library::examples::{self, ExampleFilter, ExampleState, Maturity};
use plan::library::{self, ReuseStep, Reused};
use plan::organisations;
use plan::records::Page;
use plan::uptake::UptakeStage;

use crate::examples::ExampleRow;
use crate::reuse::{ReuseRow, reuse_rows};
use crate::spread::Known;
use site::fault::Fault;
use site::texts::Texts;
use site::visit::RequestContext;
use site::words::kronor;

/// A figure at a glance, and what it rests on.
pub struct Glance {
    /// The figure.
    pub figure: String,
    /// What it rests on.
    pub about: String,
}

/// What has been done by an approach: examples of it, and who has taken it up.
pub struct Done {
    /// Examples of it.
    pub rows: Vec<ExampleRow>,
    /// Who has taken it up, or not.
    pub reuses: Vec<ReuseRow>,
    /// Municipalities and others that test it or do it, and of those how many have introduced it.
    doing: usize,
    introduced: usize,
    /// Municipalities that have had it and no longer do.
    retired: usize,
    /// What it costs each year, in kronor, in each example that tells.
    costs: Vec<f64>,
}

/// Most examples that an approach's page shows.
const MOST_EXAMPLES: i64 = 50;

impl Done {
    /// What has been done by an approach with this name.
    pub async fn load(site: &RequestContext, t: Texts, name: &str) -> Result<Self, Fault> {
        let mut tx = site.read().await?;
        let today = tx.today();
        let effects = &site.forecast.tables().effects;
        let filter = ExampleFilter {
            approach: Some(name.to_owned()),
            state: Some(ExampleState::Published),
            ..ExampleFilter::default()
        };
        let page = Page { limit: MOST_EXAMPLES, number: 1 };
        let (found, _) = examples::find(&mut tx, &filter, Some(page)).await?;
        let steps = library::reuses(&mut tx, effects, &Reused::Approach(name.to_owned())).await?;
        let tree = organisations::load(&mut tx).await?;
        drop(tx);
        let known = Known::load(site, name).await?;
        let now = known.now(site.forecast.regions());
        let standing = library::standing(&steps);
        let who = |is: fn(&ReuseStep) -> bool| {
            standing.iter().filter(move |one| is(&one.step)).map(|one| tree.house(&one.organisation_id))
        };
        let of_examples = |is: fn(&Maturity) -> bool| {
            found
                .iter()
                .filter(move |one| is(&one.content.maturity))
                .map(|one| one.content.region_code.as_str())
        };
        // What somebody says of how it is now comes before what they told once.
        let not_said = |who: &&str| !now.contains_key(who);
        let stands = |is: fn(UptakeStage) -> bool| {
            now.iter().filter(move |(_, one)| is(one.stage)).map(|(house, _)| *house)
        };
        let doing: HashSet<&str> =
            who(|step| matches!(step, ReuseStep::Testing | ReuseStep::Introduced | ReuseStep::Result))
                .chain(of_examples(|maturity| *maturity != Maturity::Idea))
                .filter(not_said)
                .chain(stands(UptakeStage::is_in_use))
                .collect();
        let introduced: HashSet<&str> = who(|step| matches!(step, ReuseStep::Introduced | ReuseStep::Result))
            .chain(of_examples(|maturity| matches!(maturity, Maturity::Introduced | Maturity::Everywhere)))
            .filter(not_said)
            .chain(stands(|stage| matches!(stage, UptakeStage::Partly | UptakeStage::Everywhere)))
            .collect();
        Ok(Self {
            costs: found.iter().filter_map(|one| one.content.cost_yearly).collect(),
            doing: doing.len(),
            introduced: introduced.len(),
            retired: stands(|stage| stage == UptakeStage::Retired).count(),
            rows: found.iter().map(|one| ExampleRow::new(site, t, &tree, one, today)).collect(),
            reuses: reuse_rows(t, &tree, &steps, &site.visitor().actor),
        })
    }

    /// With how many.
    pub fn spread(&self, t: Texts) -> Glance {
        let mut about = if self.doing == 0 {
            t.get("glance-spread-none")
        } else {
            t.count("glance-spread-introduced", self.introduced)
        };
        if self.retired > 0 {
            about = format!("{about} {}", t.count("spread-retired", self.retired));
        }
        Glance { figure: t.count("glance-spread-places", self.doing), about }
    }

    /// What it has cost.
    pub fn cost(&self, t: Texts) -> Glance {
        let ends = self.costs.iter().copied().fold(None, |ends: Option<(f64, f64)>, cost| {
            Some(ends.map_or((cost, cost), |(low, high)| (low.min(cost), high.max(cost))))
        });
        let Some((low, high)) = ends else {
            return Glance { figure: t.get("glance-cost-unknown"), about: t.get("glance-cost-none") };
        };
        let figure =
            if low < high { t.interval(&t.number(low, 0), &kronor(t, high)) } else { kronor(t, low) };
        Glance { figure, about: t.count("glance-cost-about", self.costs.len()) }
    }

    /// How many have turned it down, in words.
    pub fn declined(&self, t: Texts) -> String {
        match self.reuses.iter().filter(|one| one.is_declined).count() {
            0 => String::new(),
            some => t.count("reuse-declined-count", some),
        }
    }
}
