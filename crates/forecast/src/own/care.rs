//! What a municipality knows itself of its care, as levels beside the country's.

use projection::Pyramid;
use projection::need::{Level, SERVICES, Service};
use projection::simulation::{LocalCare, Model};
use projection::staff::Occupation;

use crate::inputs::users_at;

/// What a municipality knows itself of its care; what it does not say is ours.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct OwnCare {
    /// People aged 65 or more with each service, in the base year.
    pub users: [Option<f64>; SERVICES],
    /// Home-care hours a user and month.
    pub hours_per_user: Option<f64>,
    /// Cost of a place in special housing a year, kronor in [`crate::PRICE_YEAR`]'s prices.
    pub cost_per_place: Option<f64>,
    /// Cost of an hour of home care, kronor in the same prices.
    pub cost_per_hour: Option<f64>,
    /// Share of staff's contracted time lost to sickness, 0–1.
    pub sick_leave: Option<f64>,
    /// Contracted share of full time of an assistant nurse, 0–1.
    pub contract_rate: Option<f64>,
}

/// Contract rates that can be computed with: the most leaves some part time.
const LEAST_RATE: f64 = 0.05;
const MOST_RATE: f64 = 0.99;

impl OwnCare {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// A municipality's care with what it says itself at the median; what is uncertain of it stays so. `people` are those of
    /// the base year.
    pub(super) fn applied(&self, model: &Model, people: &Pyramid, ours: LocalCare) -> LocalCare {
        let mut care = ours;
        for (service, own) in Service::ALL.into_iter().zip(self.users) {
            meet(&mut care.coverage[service as usize], own, users(model, people, service));
        }
        meet(&mut care.hours, self.hours_per_user, model.need.hours_per_user);
        meet(&mut care.cost_per_place, self.cost_per_place, model.costs.per_place);
        meet(&mut care.sick_leave, self.sick_leave, model.staff.sick_leave);
        if let Some(own) = self.cost_per_hour.filter(|own| *own > 0.0) {
            // What an hour costs is what a user costs by the hours.
            care.cost_per_user.log = (own / model.costs.per_hour).ln() as f32 + care.hours.log;
        }
        if let Some(own) = self.contract_rate.filter(|own| own.is_finite()) {
            care.part_time.log = odds(own, model.staff.contract_rate[Occupation::AssistantNurse as usize]);
        }
        care
    }

    /// What we compute with ourselves of all that can be said, at the median.
    pub(super) fn ours(model: &Model, people: &Pyramid, care: &LocalCare) -> Self {
        let times = |level: Level, country: f64| Some(country * f64::from(level.log).exp());
        let full_time = model.staff.contract_rate[Occupation::AssistantNurse as usize];
        let part = (1.0 - full_time) / full_time * f64::from(care.part_time.log).exp();
        Self {
            users: Service::ALL
                .map(|service| times(care.coverage[service as usize], users(model, people, service))),
            hours_per_user: times(care.hours, model.need.hours_per_user),
            cost_per_place: times(care.cost_per_place, model.costs.per_place),
            cost_per_hour: times(
                Level { log: care.cost_per_user.log - care.hours.log, error: 0.0 },
                model.costs.per_hour,
            ),
            sick_leave: times(care.sick_leave, model.staff.sick_leave),
            contract_rate: Some(1.0 / (1.0 + part)),
        }
    }
}

/// Moves a level to where it gives what is known at the median.
fn meet(level: &mut Level, own: Option<f64>, country: f64) {
    if let Some(own) = own.filter(|own| *own > 0.0 && country > 0.0) {
        level.log = (own / country).ln() as f32;
    }
}

/// Part time against full time at an own rate, relative to the country's.
fn odds(own: f64, country: f64) -> f32 {
    let of = |rate: f64| (1.0 - rate) / rate;
    (of(own.clamp(LEAST_RATE, MOST_RATE)) / of(country)).ln() as f32
}

/// Users of a service among people at the country's shares.
fn users(model: &Model, people: &Pyramid, service: Service) -> f64 {
    users_at(people, &model.need.gradient[service as usize])
}
