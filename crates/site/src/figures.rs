//! What municipalities have in use of their own: the forecast is kept as the database has it.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant};

use axum::extract::{Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;
use forecast::{Forecast, OwnCare, OwnFigures, OwnInput, OwnName};
use plan::access::Actor;
use plan::db::Tx;
use plan::figures::{
    self, CareFigure, FiguresInUse, FiguresStamp, FiguresSubject, Numbers, PeopleCount, places_by_year,
};
use projection::need::Service;

use crate::fault::Fault;
use crate::site::Site;

/// How long another replica may have put something in use before this one knows.
const STALE: Duration = Duration::from_secs(1);

/// What the forecast has been told of figures in use.
#[derive(Default)]
pub(crate) struct InForce {
    /// When it was asked for last, and answered.
    asked: std::sync::Mutex<Option<Instant>>,
    /// Held while it is asked for: one at a time, so that nothing older is told after something newer.
    known: tokio::sync::Mutex<Known>,
}

#[derive(Default)]
struct Known {
    stamp: Option<FiguresStamp>,
    /// By municipality.
    used: HashMap<String, Vec<FiguresInUse>>,
}

impl InForce {
    /// How long ago it was asked for; none when it has never been answered.
    fn age(&self) -> Option<Duration> {
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.map(|asked| asked.elapsed())
    }
}

/// What figures say, as the forecast takes it.
pub fn own_input(all: &[Numbers]) -> OwnInput {
    let mut input = OwnInput::default();
    for numbers in all {
        match numbers {
            Numbers::People(counts) => input.people.extend(counts.iter().map(PeopleCount::given)),
            Numbers::Places(changes) => input.places = places_by_year(changes),
            Numbers::Care(figures) => {
                figures.iter().for_each(|(figure, number)| say(&mut input.care, *figure, *number));
            }
        }
    }
    input
}

fn say(care: &mut OwnCare, figure: CareFigure, number: f64) {
    let of = match figure {
        CareFigure::HomeCareUsers => &mut care.users[Service::HomeCare as usize],
        CareFigure::SpecialHousingUsers => &mut care.users[Service::SpecialHousing as usize],
        CareFigure::ShortTermUsers => &mut care.users[Service::ShortTerm as usize],
        CareFigure::DayActivityUsers => &mut care.users[Service::DayActivity as usize],
        CareFigure::HoursPerUser => &mut care.hours_per_user,
        CareFigure::CostPerPlace => &mut care.cost_per_place,
        CareFigure::CostPerHour => &mut care.cost_per_hour,
        CareFigure::SickLeave => return care.sick_leave = Some(number / 100.0),
        CareFigure::ContractRate => return care.contract_rate = Some(number / 100.0),
    };
    *of = Some(number);
}

/// What the forecast says itself of a figure.
pub fn our_figure(care: &OwnCare, figure: CareFigure) -> Option<f64> {
    match figure {
        CareFigure::HomeCareUsers => care.users[Service::HomeCare as usize],
        CareFigure::SpecialHousingUsers => care.users[Service::SpecialHousing as usize],
        CareFigure::ShortTermUsers => care.users[Service::ShortTerm as usize],
        CareFigure::DayActivityUsers => care.users[Service::DayActivity as usize],
        CareFigure::HoursPerUser => care.hours_per_user,
        CareFigure::CostPerPlace => care.cost_per_place,
        CareFigure::CostPerHour => care.cost_per_hour,
        CareFigure::SickLeave => care.sick_leave.map(|share| share * 100.0),
        CareFigure::ContractRate => care.contract_rate.map(|share| share * 100.0),
    }
}

/// Answers with the figures that are in use.
///
/// # Errors
/// The database fails, and what is in use has never been known.
pub async fn keep_in_force(
    State(site): State<Site>,
    request: Request,
    next: Next,
) -> Result<Response, Fault> {
    match site.computing.in_force.age() {
        Some(age) if age < STALE => {}
        // What was in use a second ago is a better answer than none.
        Some(_) => {
            if let Err(fault) = site.refresh_figures().await {
                tracing::warn!(?fault, "what is in use was not asked for");
            }
        }
        // What is in use takes the country's futures: whoever reads is told to wait for them, as for all that rests on them.
        None if site.forecast.is_preparing()
            && request.method() == Method::GET
            && site.has_figures().await? =>
        {
            return Err(Fault::Preparing);
        }
        None => site.refresh_figures().await?,
    }
    Ok(next.run(request).await)
}

impl Site {
    async fn has_figures(&self) -> Result<bool, Fault> {
        let mut tx = self.db.read(&Actor::Program).await?;
        Ok(!figures::in_use(&mut tx).await?.is_empty())
    }

    /// Tells the forecast what municipalities have in use of their own, where that has changed.
    ///
    /// # Errors
    /// The database fails.
    pub async fn refresh_figures(&self) -> Result<(), Fault> {
        let in_force = &self.computing.in_force;
        let mut known = in_force.known.lock().await;
        let mut tx = self.db.read(&Actor::Program).await?;
        let stamp = figures::stamp(&mut tx).await?;
        if known.stamp != Some(stamp) {
            let mut used: HashMap<String, Vec<FiguresInUse>> = HashMap::new();
            for one in figures::in_use(&mut tx).await? {
                used.entry(one.region_code.clone()).or_default().push(one);
            }
            for (code, own) in used.iter().filter(|(code, own)| known.used.get(*code) != Some(*own)) {
                let input = self.said_of(&mut tx, own).await?;
                self.put_in_force(code, input, own).await?;
            }
            for code in known.used.keys().filter(|code| !used.contains_key(*code)) {
                self.forecast.put_in_force(code, None);
            }
            *known = Known { stamp: Some(stamp), used };
        }
        *in_force.asked.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
        Ok(())
    }

    /// What figures in use say together. Those that cannot be read say nothing, and are told of: others go on being computed with.
    async fn said_of(&self, tx: &mut Tx, used: &[FiguresInUse]) -> Result<OwnInput, Fault> {
        let mut all = Vec::new();
        for FiguresInUse { id, .. } in used {
            match figures::numbers(tx, *id).await {
                Ok(numbers) => all.push(numbers),
                Err(plan::fault::Fault::Damaged) => tracing::error!(%id, "figures in use cannot be read"),
                Err(other) => return Err(other.into()),
            }
        }
        Ok(own_input(&all))
    }

    async fn put_in_force(&self, code: &str, input: OwnInput, used: &[FiguresInUse]) -> Result<(), Fault> {
        let own = self.ready(code, input.clone()).await?;
        if let Some(own) = own {
            self.forecast.put_in_force(code, Some((own, named(used))));
            return Ok(());
        }
        // People may have been left behind by newer tables; places and care have not.
        let rest = OwnInput { people: Vec::new(), ..input };
        let of_rest: Vec<FiguresInUse> =
            used.iter().filter(|one| one.subject != FiguresSubject::People).cloned().collect();
        let own = self.ready(code, rest).await?;
        self.forecast.put_in_force(code, own.map(|own| (own, named(&of_rest))));
        Ok(())
    }

    /// What somebody says, ready to be computed with; none where it says nothing, or cannot be.
    async fn ready(&self, code: &str, input: OwnInput) -> Result<Option<Arc<OwnFigures>>, Fault> {
        if input.is_empty() {
            return Ok(None);
        }
        let of = code.to_owned();
        let own = self.compute(move |forecast| forecast.own_figures(&of, &input)).await?;
        if let Err(why) = &own {
            tracing::warn!(code, %why, "figures in use cannot be computed with");
        }
        Ok(own.ok())
    }
}

/// Whether a municipality is computed with figures, by their hash.
pub fn is_in_force(forecast: &Forecast, code: &str, hash: &str) -> bool {
    forecast.own_in_force(code).iter().any(|own| own.hash == hash)
}

/// What figures are called.
fn named(used: &[FiguresInUse]) -> Vec<OwnName> {
    used.iter().map(|one| OwnName { title: one.title.clone(), hash: one.hash.clone() }).collect()
}
