//! All measures of a roadmap as a table that can be sorted and filtered.

use std::cmp::Ordering;

use plan::roadmap::{Measure, Need, Part, RoadmapTree, Status};
use uuid::Uuid;

use crate::words::{anchor, edit_address, roadmap_address};
use site::texts::Texts;
use site::words::kronor;

/// What the table is sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Status,
    Owner,
    Start,
    Cost,
}

impl Column {
    const ALL: [Self; 4] = [Self::Status, Self::Owner, Self::Start, Self::Cost];

    const fn name(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Owner => "ansvarig",
            Self::Start => "start",
            Self::Cost => "kostnad",
        }
    }

    fn compare(self, a: &Measure, b: &Measure, order: Option<&swedish::Order>) -> Ordering {
        match self {
            Self::Status => a.status.cmp(&b.status),
            Self::Owner => {
                order.map_or_else(|| a.owner.cmp(&b.owner), |order| order.compare(&a.owner, &b.owner))
            }
            Self::Start => a.start_year.cmp(&b.start_year),
            Self::Cost => cost(a).total_cmp(&cost(b)),
        }
    }
}

/// What a measure costs in its first year.
fn cost(measure: &Measure) -> f64 {
    measure.cost_one_off + measure.cost_yearly
}

/// Which measures are shown, and in which order.
#[derive(Clone, Copy, Debug, Default)]
pub struct Chosen {
    column: Option<Column>,
    falling: bool,
    status: Option<Status>,
}

impl Chosen {
    /// What an address asks for; what it does not say, or says wrongly, is left as it is.
    pub fn new(sort: Option<&str>, order: Option<&str>, status: Option<&str>) -> Self {
        Self {
            column: Column::ALL.into_iter().find(|column| Some(column.name()) == sort),
            falling: order == Some("fallande"),
            status: status.and_then(Status::named),
        }
    }
}

/// The table.
pub struct TableView {
    /// Where the filter leads.
    pub address: String,
    /// The heads that sort.
    pub heads: Vec<Head>,
    /// States to choose from: name, words, whether chosen.
    pub statuses: Vec<(&'static str, String, bool)>,
    /// The sorting, which the filter keeps.
    pub kept: Vec<(&'static str, &'static str)>,
    /// The measures.
    pub rows: Vec<TableRow>,
    /// How many there are in all.
    pub count: String,
    /// Whether the roadmap has any measure.
    pub any: bool,
}

/// The head of a column that can be sorted by.
pub struct Head {
    /// Words.
    pub label: String,
    /// Where to sort by it.
    pub address: String,
    /// How the table is sorted by it.
    pub sorted: Option<&'static str>,
    /// Whether it holds numbers.
    pub number: bool,
}

/// A measure as a row.
pub struct TableRow {
    /// Id on the page.
    pub anchor: String,
    /// Title.
    pub title: String,
    /// Where it is changed.
    pub edit: String,
    /// The need that it meets.
    pub need: String,
    /// How far it has come.
    pub status: String,
    /// Who answers for it.
    pub owner: String,
    /// First year.
    pub start: i32,
    /// Cost in the first year and then.
    pub cost: String,
    /// When it shall be done.
    pub deadline: String,
    /// Whether it counts in the computation.
    pub counted: String,
}

/// The measures of a roadmap.
pub fn table(t: Texts, tree: &RoadmapTree, chosen: Chosen) -> TableView {
    let all: Vec<(&Need, &Measure)> =
        tree.needs().flat_map(|need| need.measures.iter().map(move |measure| (need, measure))).collect();
    let any = !all.is_empty();
    let mut shown: Vec<_> =
        all.into_iter().filter(|(_, row)| chosen.status.is_none_or(|status| row.status == status)).collect();
    if let Some(column) = chosen.column {
        let order = swedish::Order::new();
        shown.sort_by(|(_, a), (_, b)| {
            let compared = column.compare(a, b, order.as_ref());
            if chosen.falling { compared.reverse() } else { compared }
        });
    }
    let mut kept = vec![("visa", "lista")];
    if let Some(column) = chosen.column {
        kept.push(("sortera", column.name()));
        kept.push(("ordning", if chosen.falling { "fallande" } else { "stigande" }));
    }
    let state =
        |status: Status| (status.name(), t.get(&format!("status-{status}")), Some(status) == chosen.status);
    TableView {
        address: roadmap_address(tree.roadmap.id),
        heads: Column::ALL.map(|column| head(t, tree.roadmap.id, column, chosen)).into(),
        statuses: Status::ALL.map(state).into(),
        kept,
        count: t.count("roadmap-measures", shown.len()),
        rows: shown.into_iter().map(|(need, measure)| row(t, need, measure)).collect(),
        any,
    }
}

fn head(t: Texts, roadmap: Uuid, column: Column, chosen: Chosen) -> Head {
    let is_sorted = chosen.column == Some(column);
    let next = if is_sorted && !chosen.falling { "fallande" } else { "stigande" };
    let filter = chosen.status.map(|status| format!("&status={status}")).unwrap_or_default();
    Head {
        label: t.get(&format!("measures-column-{}", column.name())),
        address: format!(
            "{}?visa=lista&sortera={}&ordning={next}{filter}",
            roadmap_address(roadmap),
            column.name()
        ),
        sorted: is_sorted.then_some(if chosen.falling { "descending" } else { "ascending" }),
        number: column == Column::Cost,
    }
}

fn row(t: Texts, need: &Need, measure: &Measure) -> TableRow {
    let amounts =
        [(measure.cost_one_off, "measures-cost-once"), (measure.cost_yearly, "measures-cost-yearly")];
    let amounts = amounts.iter().filter(|(amount, _)| *amount > 0.0);
    let cost: Vec<String> =
        amounts.map(|(amount, key)| t.with(key, &[("amount", &kronor(t, *amount))])).collect();
    let counted = measure.enabled && measure.status.is_computed();
    TableRow {
        anchor: anchor(Part::Measure, measure.id),
        title: measure.title.clone(),
        edit: edit_address(Part::Measure, measure.id),
        need: need.title.clone(),
        status: t.get(&format!("status-{}", measure.status)),
        owner: measure.owner.clone(),
        start: measure.start_year,
        cost: cost.join(" + "),
        deadline: measure.deadline.map(|day| day.to_string()).unwrap_or_default(),
        counted: t.get(if counted { "form-yes" } else { "form-no" }),
    }
}
