//! What municipalities have in use of their own: the forecast is kept as the database has it.

use std::collections::HashMap;
use std::sync::PoisonError;
use std::time::{Duration, Instant};

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use plan::access::Actor;
use plan::figures::{self, FiguresStamp, PeopleCount};
use projection::population::GivenPeople;
use uuid::Uuid;

use crate::fault::Fault;
use crate::site::Site;

/// How long another replica may have put something in use before this one knows.
const STALE: Duration = Duration::from_secs(1);

/// What the forecast has been told of figures in use.
#[derive(Default)]
pub(crate) struct InForce {
    stamp: Option<FiguresStamp>,
    asked: Option<Instant>,
    /// By municipality: which figures, and how often they had been changed.
    known: HashMap<String, (Uuid, i64)>,
}

/// Answers with the figures that are in use.
pub async fn keep_in_force(State(site): State<Site>, request: Request, next: Next) -> Response {
    let is_fresh = {
        let in_force = site.computing.in_force.lock().unwrap_or_else(PoisonError::into_inner);
        in_force.asked.is_some_and(|asked| asked.elapsed() < STALE)
    };
    if !is_fresh && let Err(fault) = site.refresh_figures().await {
        // What was in use a second ago is a better answer than none.
        tracing::warn!(?fault, "what is in use was not asked for");
    }
    next.run(request).await
}

impl Site {
    /// Tells the forecast what municipalities have in use of their own, where that has changed.
    ///
    /// # Errors
    /// The database fails.
    pub async fn refresh_figures(&self) -> Result<(), Fault> {
        let mut tx = self.db.read(&Actor::Program).await?;
        let stamp = figures::stamp(&mut tx).await?;
        let known = {
            let mut in_force = self.computing.in_force.lock().unwrap_or_else(PoisonError::into_inner);
            in_force.asked = Some(Instant::now());
            if in_force.stamp == Some(stamp) {
                return Ok(());
            }
            in_force.known.clone()
        };
        let mut now = HashMap::new();
        for one in figures::in_use(&mut tx).await? {
            let is_new = known.get(&one.region_code) != Some(&(one.id, one.version));
            if is_new {
                let counts = figures::counts(&mut tx, one.id).await?;
                self.put_in_force(&one.region_code, counts).await?;
            }
            now.insert(one.region_code, (one.id, one.version));
        }
        for code in known.keys().filter(|code| !now.contains_key(*code)) {
            self.forecast.put_in_force(code, None);
        }
        let mut in_force = self.computing.in_force.lock().unwrap_or_else(PoisonError::into_inner);
        (in_force.stamp, in_force.known) = (Some(stamp), now);
        Ok(())
    }

    async fn put_in_force(&self, code: &str, counts: Vec<PeopleCount>) -> Result<(), Fault> {
        let of = code.to_owned();
        let given: Vec<GivenPeople> = counts.iter().map(PeopleCount::given).collect();
        let own = self.compute(move |forecast| forecast.own_population(&of, &given)).await?;
        if let Err(why) = &own {
            // Newer tables may have left it behind.
            tracing::warn!(code, %why, "figures in use cannot be computed with");
        }
        self.forecast.put_in_force(code, own.ok());
        Ok(())
    }
}
