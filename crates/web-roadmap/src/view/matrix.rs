//! The matrix: for every need what is done nationally, what is done locally, what more is needed, and by when.

use plan::roadmap::{Area, Blank, Column, Initiative, Level, Measure, Need, Part, RoadmapTree, Scope};
use uuid::Uuid;

use crate::words::{anchor, edit_address, slug};
use site::texts::Texts;
use site::words::blank_words;

/// An area with its needs.
pub struct AreaRows {
    /// Id on the page.
    pub anchor: String,
    /// Title.
    pub title: String,
    /// What can be done with it.
    pub tools: Tools,
    /// Where a need is added.
    pub add: String,
    /// Its needs.
    pub needs: Vec<NeedRow>,
}

/// A need.
pub struct NeedRow {
    /// Id on the page.
    pub anchor: String,
    /// Where approaches that could meet it are found, while nothing is done about it.
    pub approaches: Option<String>,
    /// Title.
    pub title: String,
    /// Whom it concerns, when not everyone.
    pub scope: Option<String>,
    /// How one knows.
    pub evidence: String,
    /// What can be done with it.
    pub tools: Tools,
    /// What is done nationally.
    pub national: Vec<InitiativeCell>,
    /// What is done in the region and the municipality.
    pub local: Vec<InitiativeCell>,
    /// What shall be done.
    pub measures: Vec<MeasureLine>,
    /// What more is needed.
    pub more: String,
    /// By which year.
    pub horizon: Option<i32>,
    /// The need's own address, below which things are added.
    pub address: String,
    /// Its four columns, where nothing stands in them.
    pub blank_national: Option<BlankCell>,
    pub blank_local: Option<BlankCell>,
    pub blank_more: Option<BlankCell>,
    pub blank_horizon: Option<BlankCell>,
}

/// A column that nothing stands in.
pub struct BlankCell {
    /// Its name.
    pub column: &'static str,
    /// Why it is left blank, in words.
    pub said: Option<String>,
    /// What can be said: names and words.
    pub choices: Vec<(&'static str, String)>,
}

impl BlankCell {
    fn of(t: Texts, need: &Need, column: Column) -> Option<Self> {
        need.is_blank(column).then(|| Self {
            column: column.name(),
            said: need.blanks.get(column).map(|blank| blank_words(t, column, blank)),
            choices: Blank::ALL.map(|blank| (blank.name(), blank_words(t, column, blank))).into(),
        })
    }
}

/// An initiative.
pub struct InitiativeCell {
    /// Id on the page.
    pub anchor: String,
    /// Title.
    pub title: String,
    /// Who carries it, when the column does not say.
    pub level: Option<String>,
    /// Its years.
    pub years: String,
    /// What it is.
    pub description: String,
    /// Where that is written.
    pub source: String,
    /// Where it is changed.
    pub edit: String,
}

/// A measure in short.
pub struct MeasureLine {
    /// Id on the page.
    pub anchor: String,
    /// Title.
    pub title: String,
    /// Where it is changed.
    pub edit: String,
    /// How far it has come.
    pub status: String,
    /// A class for the status.
    pub class: &'static str,
    /// Owner and start, in words.
    pub about: String,
}

/// What can be done with an area or a need where it stands.
pub struct Tools {
    /// Where it is changed.
    pub edit: String,
    /// Where it is moved.
    pub shift: String,
    /// Whether there is anything above it.
    pub up: bool,
    /// Whether there is anything below it.
    pub down: bool,
}

impl Tools {
    fn new(part: Part, id: Uuid, place: usize, count: usize) -> Self {
        Self {
            edit: edit_address(part, id),
            shift: format!("/{}/{id}/flytta", slug(part)),
            up: place > 0,
            down: place + 1 < count,
        }
    }
}

/// The matrix of a roadmap.
pub fn matrix(t: Texts, tree: &RoadmapTree, this_year: i32) -> Vec<AreaRows> {
    let areas = tree.areas.iter().enumerate();
    areas
        .map(|(place, area)| {
            area_rows(t, area, Tools::new(Part::Area, area.id, place, tree.areas.len()), this_year)
        })
        .collect()
}

fn area_rows(t: Texts, area: &Area, tools: Tools, this_year: i32) -> AreaRows {
    let needs = area.needs.iter().enumerate();
    AreaRows {
        anchor: anchor(Part::Area, area.id),
        title: area.title.clone(),
        tools,
        add: format!("/omrade/{}/behov", area.id),
        needs: needs
            .map(|(place, need)| {
                need_row(t, need, Tools::new(Part::Need, need.id, place, area.needs.len()), this_year)
            })
            .collect(),
    }
}

fn need_row(t: Texts, need: &Need, tools: Tools, this_year: i32) -> NeedRow {
    let (national, local): (Vec<&Initiative>, Vec<&Initiative>) =
        need.initiatives.iter().partition(|initiative| initiative.level == Level::National);
    NeedRow {
        anchor: anchor(Part::Need, need.id),
        approaches: need.measures.is_empty().then(|| format!("/bibliotek?behov={}", need.id)),
        title: need.title.clone(),
        scope: (need.scope != Scope::All).then(|| t.get(&format!("scope-{}", need.scope))),
        evidence: need.evidence.clone(),
        tools,
        national: national.into_iter().map(|row| known(t, row, this_year)).collect(),
        local: local.into_iter().map(|row| known(t, row, this_year)).collect(),
        measures: need.measures.iter().map(|measure| measure_line(t, measure)).collect(),
        more: need.more_needed.clone(),
        horizon: need.horizon,
        address: edit_address(Part::Need, need.id),
        blank_national: BlankCell::of(t, need, Column::National),
        blank_local: BlankCell::of(t, need, Column::Local),
        blank_more: BlankCell::of(t, need, Column::More),
        blank_horizon: BlankCell::of(t, need, Column::Horizon),
    }
}

fn known(t: Texts, row: &Initiative, this_year: i32) -> InitiativeCell {
    let mut years = match (row.from_year, row.to_year) {
        (Some(from), Some(to)) if from == to => from.to_string(),
        (Some(from), Some(to)) => format!("{from}–{to}"),
        (Some(from), None) => t.with("years-from", &[("year", &from)]),
        (None, Some(to)) => t.with("years-to", &[("year", &to)]),
        (None, None) => String::new(),
    };
    if row.to_year.is_some_and(|year| year < this_year) {
        years = t.with("years-ended", &[("years", &years)]);
    }
    InitiativeCell {
        anchor: anchor(Part::Initiative, row.id),
        title: row.title.clone(),
        level: (row.level != Level::National).then(|| t.get(&format!("level-{}", row.level))),
        years,
        description: row.description.clone(),
        source: row.source.clone(),
        edit: edit_address(Part::Initiative, row.id),
    }
}

fn measure_line(t: Texts, measure: &Measure) -> MeasureLine {
    let owner = if measure.owner.is_empty() { t.get("measure-no-owner") } else { measure.owner.clone() };
    let mut about = vec![owner, t.with("years-from", &[("year", &measure.start_year)])];
    if !measure.enabled {
        about.push(t.get("measure-not-counted"));
    }
    MeasureLine {
        anchor: anchor(Part::Measure, measure.id),
        title: measure.title.clone(),
        edit: edit_address(Part::Measure, measure.id),
        status: t.get(&format!("status-{}", measure.status)),
        class: super::timeline::class(measure.status),
        about: about.join(", "),
    }
}
