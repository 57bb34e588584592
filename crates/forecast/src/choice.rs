//! What can be chosen for a run.

use std::sync::Arc;

use projection::lever::Lever;
use projection::measure::Measure;
use projection::simulation::{Scenario, Shares};

use super::own::OwnFigures;

/// Whose figures and expectations a future rests on.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Assumptions {
    /// Those in force: a municipality's own where it has put such in use, our own elsewhere.
    #[default]
    InForce,
    /// Our own, also where a municipality has others in use.
    Own,
    /// Our own for the country, and a municipality's for itself: how many live there, its places and its care.
    Municipal(Arc<OwnFigures>),
    /// Statistics Sweden's: as many aged 65 and 80 or more as in its national forecast, all else alike.
    Official,
}

/// What is taken for granted of the years to come.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outlook {
    /// How need develops.
    pub scenario: Scenario,
    /// How many grow old.
    pub assumptions: Assumptions,
}

impl From<Scenario> for Outlook {
    fn from(scenario: Scenario) -> Self {
        Self { scenario, assumptions: Assumptions::InForce }
    }
}

/// What can be chosen for a run: everything that makes a difference to its figures.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// What is taken for granted.
    pub outlook: Outlook,
    /// Fixed changes of levers from the first projected year on, within each lever's range.
    pub levers: Vec<(Lever, f64)>,
    /// Measures, computed jointly with the levers.
    pub measures: Vec<Measure>,
}

impl Choice {
    /// Whether nothing is chosen.
    pub fn is_default(&self) -> bool {
        self.is_only(Scenario::default())
    }

    /// Nothing but that the shares of each age that have care stay as they are.
    pub fn unchanged_shares() -> Self {
        Self { outlook: Scenario::from(Shares::Unchanged).into(), ..Self::default() }
    }

    /// Whether nothing but a scenario is chosen, on the assumptions in force.
    pub(crate) fn is_only(&self, scenario: Scenario) -> bool {
        self.outlook == scenario.into() && self.is_only_outlook()
    }

    /// Whether neither levers nor measures are chosen.
    pub(crate) fn is_only_outlook(&self) -> bool {
        self.levers.is_empty() && self.measures.is_empty()
    }
}
