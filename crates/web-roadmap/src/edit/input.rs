//! What a form about any part of a roadmap holds: how it is read and filled, and which action saves it.

use plan::db::Tx;
use plan::fault::{Fault, FieldFault};
use plan::roadmap::{
    AreaInput, InitiativeInput, Level, MeasureInput, NeedInput, Part, RoadmapInput, RoadmapTree, store,
};
use uuid::Uuid;

use super::{fields, measure};
use site::forms::Form;
use site::forms::{Fields, Section};
use site::texts::Texts;

/// The fields of one part.
pub enum Input {
    /// A roadmap's.
    Roadmap(RoadmapInput),
    /// An area's.
    Area(AreaInput),
    /// A need's.
    Need(NeedInput),
    /// An initiative's.
    Initiative(InitiativeInput),
    /// A measure's, and the rows of the form that its effects were typed in.
    Measure(Box<MeasureInput>, Vec<usize>),
}

impl Input {
    /// What a form for a new part begins with.
    pub fn fresh(part: Part, this_year: i32, query: &[(String, String)]) -> Self {
        let asked = |name: &str| query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        match part {
            Part::Roadmap => Self::Roadmap(RoadmapInput::default()),
            Part::Area => Self::Area(AreaInput::default()),
            Part::Need => Self::Need(NeedInput::default()),
            Part::Initiative => Self::Initiative(InitiativeInput {
                level: asked("niva").and_then(Level::named).unwrap_or(Level::Local),
                ..InitiativeInput::default()
            }),
            Part::Measure => {
                let start = asked("start").and_then(|year| year.parse().ok()).unwrap_or(this_year + 1);
                let ramp_years = asked("infas").and_then(|years| years.parse().ok()).unwrap_or(0);
                let measure = MeasureInput { ramp_years, ..MeasureInput::starting(start) };
                Self::Measure(Box::new(measure), Vec::new())
            }
        }
    }

    /// A part as it is stored, with its version.
    pub fn stored(tree: &RoadmapTree, part: Part, id: Uuid) -> Option<(Self, i64)> {
        match part {
            Part::Roadmap => Some((Self::Roadmap((&tree.roadmap).into()), tree.roadmap.version)),
            Part::Area => tree.area(id).map(|row| (Self::Area(row.into()), row.version)),
            Part::Need => tree.need(id).map(|row| (Self::Need(row.into()), row.version)),
            Part::Initiative => tree.initiative(id).map(|row| (Self::Initiative(row.into()), row.version)),
            Part::Measure => tree.measure(id).map(|row| {
                let rows = (0..row.effects.len()).collect();
                (Self::Measure(Box::new(row.into()), rows), row.version)
            }),
        }
    }

    /// Reads what was typed; what cannot be read is noted in the form.
    pub fn read(part: Part, form: &mut Form, tree: &RoadmapTree) -> Self {
        match part {
            Part::Roadmap => Self::Roadmap(fields::read_roadmap(form, &tree.roadmap.region_code)),
            Part::Area => Self::Area(fields::read_area(form)),
            Part::Need => Self::Need(fields::read_need(form)),
            Part::Initiative => Self::Initiative(fields::read_initiative(form)),
            Part::Measure => {
                let (input, rows) = measure::read(form);
                Self::Measure(Box::new(input), rows)
            }
        }
    }

    /// Writes the values into a form.
    pub fn fill(&self, form: &mut Form, t: Texts) {
        match self {
            Self::Roadmap(input) => fields::fill_roadmap(form, input),
            Self::Area(input) => fields::fill_area(form, input),
            Self::Need(input) => fields::fill_need(form, input),
            Self::Initiative(input) => fields::fill_initiative(form, input),
            Self::Measure(input, _) => measure::fill(form, t, input),
        }
    }

    /// What is wrong with the values, without saving them.
    pub fn faults(&self) -> Vec<FieldFault> {
        let checked = match self {
            Self::Roadmap(input) => input.validate().err(),
            Self::Area(input) => input.validate().err(),
            Self::Need(input) => input.validate().err(),
            Self::Initiative(input) => input.validate().err(),
            Self::Measure(input, _) => input.validate().err(),
        };
        self.placed(checked.unwrap_or_default())
    }

    /// The faults at the rows of the form that they were typed in.
    fn placed(&self, faults: Vec<FieldFault>) -> Vec<FieldFault> {
        match self {
            Self::Measure(_, rows) => measure::at_rows(faults, rows),
            _ => faults,
        }
    }

    /// The same refusal, with faults at the rows of the form that they were typed in.
    fn refused(&self, why: Fault) -> Fault {
        match why {
            Fault::Invalid(faults) => Fault::Invalid(self.placed(faults)),
            other => other,
        }
    }

    /// Makes the part below `parent`.
    pub async fn create(&self, tx: &mut Tx, parent: Uuid) -> Result<Uuid, Fault> {
        let made = match self {
            Self::Roadmap(input) => store::create(tx, None, input, store::Origin::Empty).await,
            Self::Area(input) => store::create_area(tx, parent, input).await,
            Self::Need(input) => store::create_need(tx, parent, input).await,
            Self::Initiative(input) => store::create_initiative(tx, parent, input).await,
            Self::Measure(input, _) => store::create_measure(tx, parent, input).await,
        };
        made.map_err(|why| self.refused(why))
    }

    /// Saves the part.
    pub async fn edit(&self, tx: &mut Tx, id: Uuid, version: i64) -> Result<(), Fault> {
        let saved = match self {
            Self::Roadmap(input) => store::edit(tx, id, version, input).await,
            Self::Area(input) => store::edit_area(tx, id, version, input).await,
            Self::Need(input) => store::edit_need(tx, id, version, input).await,
            Self::Initiative(input) => store::edit_initiative(tx, id, version, input).await,
            Self::Measure(input, _) => store::edit_measure(tx, id, version, input).await,
        };
        saved.map_err(|why| self.refused(why))
    }
}

/// The sections of the form for a part.
pub fn sections(part: Part, t: Texts, form: &Form, theirs: Option<&Form>) -> Vec<Section> {
    let made = Fields { t, thing: part.name(), form, theirs };
    match part {
        Part::Roadmap => fields::roadmap(&made),
        Part::Area => fields::area(&made),
        Part::Need => fields::need(&made),
        Part::Initiative => fields::initiative(&made),
        Part::Measure => measure::sections(&made),
    }
}
