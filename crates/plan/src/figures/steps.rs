//! The way of figures from draft to use, and out of it.

use uuid::Uuid;

use super::outcome::Outcome;
use super::store::{demand_state, load, written};
use super::types::{Figures, FiguresState};
use crate::access::{Kind, Owner, Right};
use crate::checks::{Check, lines};
use crate::db::{Query, Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::name::named;
use crate::records::{self, root_of};

named! {
    /// Something that is done with figures as they stand.
    FiguresStep {
        /// Says that somebody has looked through them.
        Review = "review",
        /// Sends them back to whoever read them in, with why.
        SendBack = "send_back",
        /// Decides them: they do not change any more.
        Set = "set",
        /// Computes the municipality with them, in the place of those before.
        Use = "use",
        /// Keeps with them how they came out.
        Evaluate = "evaluate",
        /// Ceases to compute with them, or decides that they shall not be, with why.
        Retire = "retire",
    }
}

use FiguresState::{Draft, Evaluated, InUse, Replaced, Reviewed, Set};

impl FiguresStep {
    /// What it takes.
    pub const fn right(self) -> Right {
        match self {
            Self::Review | Self::SendBack | Self::Evaluate => Right::PutFigures,
            Self::Set | Self::Use | Self::Retire => Right::SetFigures,
        }
    }

    /// Where it can be taken.
    pub const fn from(self) -> &'static [FiguresState] {
        match self {
            Self::Review => &[Draft],
            Self::SendBack => &[Reviewed],
            Self::Set => &[Reviewed],
            Self::Use => &[Set],
            Self::Evaluate => &[InUse, Evaluated],
            Self::Retire => &[Set, InUse, Evaluated],
        }
    }

    /// Where it leads.
    pub const fn to(self) -> FiguresState {
        match self {
            Self::Review => Reviewed,
            Self::SendBack => Draft,
            Self::Set => Set,
            Self::Use => InUse,
            Self::Evaluate => Evaluated,
            Self::Retire => Replaced,
        }
    }

    /// Whether why must be said.
    pub const fn needs_reason(self) -> bool {
        matches!(self, Self::SendBack | Self::Retire)
    }
}

/// What is computed with goes for the whole municipality: it takes the right there, also where the figures are a part's.
fn demand_whole(tx: &Tx, figures: &Figures, step: FiguresStep) -> Result<(), Fault> {
    let code = figures.region_code.as_str();
    tx.demand(step.right(), Owner { organisation: code, house: code })
}

/// What comes with a step.
#[derive(Clone, Copy, Debug, Default)]
pub struct StepInput<'a> {
    /// Why it is taken.
    pub reason: &'a str,
    /// What we expect ourselves of each of the numbers, in their order, where we do: kept when they are put in use.
    pub ours: &'a [Option<f64>],
    /// How they came out: kept when they are evaluated.
    pub outcome: &'a [Outcome],
}

/// The steps that the actor may take with figures as they stand.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn possible_steps(tx: &mut Tx, figures: &Figures) -> Result<Vec<FiguresStep>, Fault> {
    let root = root_of(tx, Kind::Figures.of(figures.id)).await?;
    let may = |step: &FiguresStep| {
        let is_whole = *step == FiguresStep::Use || figures.state.is_used();
        step.from().contains(&figures.state)
            && root.demand(tx, step.right()).is_ok()
            && (!is_whole || demand_whole(tx, figures, *step).is_ok())
    };
    Ok(FiguresStep::ALL.into_iter().filter(may).collect())
}

/// Takes a step with figures as the actor has seen them.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Conflict`]; [`Fault::Invalid`] with `reason-missing`, `figures-not-counted` where
/// nothing has come of what was expected, or `figures-not-so` where the step cannot be taken.
pub async fn take_step(
    tx: &mut Tx,
    id: Uuid,
    version: i64,
    step: FiguresStep,
    input: StepInput<'_>,
) -> Result<(), Fault> {
    let root = root_of(tx, Kind::Figures.of(id)).await?;
    root.demand(tx, step.right())?;
    let figures = load(tx, id).await?;
    demand_state(&figures, step.from())?;
    if step == FiguresStep::Use || figures.state.is_used() {
        demand_whole(tx, &figures, step)?;
    }
    let reason = lines(input.reason);
    let mut check = Check::default();
    if step.needs_reason() {
        check.present("reason", &reason, "reason-missing");
    }
    check.texts(&[("reason", &reason)]);
    check.finish(()).map_err(Fault::Invalid)?;
    if step == FiguresStep::Evaluate && input.outcome.is_empty() {
        return Err(Fault::Invalid(vec![FieldFault::new("form", "figures-not-counted")]));
    }
    if step == FiguresStep::Use {
        replace_those_before(tx, &figures).await?;
    }
    let update = match step {
        FiguresStep::Review => query(sql!(
            "update figures set state = 'reviewed', reason = $3, reviewed_at = $4, version = version + 1
             where id = $1 and version = $2"
        )),
        FiguresStep::SendBack => query(sql!(
            "update figures set state = 'draft', reason = $3, reviewed_at = null, version = version + 1
             where id = $1 and version = $2"
        )),
        FiguresStep::Set => query(sql!(
            "update figures set state = 'set', reason = $3, set_at = $4, version = version + 1
             where id = $1 and version = $2"
        )),
        FiguresStep::Use => query(sql!(
            "update figures set state = 'in_use', is_published = true, reason = $3, used_from = $4, version = version + 1
             where id = $1 and version = $2"
        )),
        FiguresStep::Evaluate => query(sql!(
            "update figures set state = 'evaluated', reason = $3, evaluated_at = $4, version = version + 1
             where id = $1 and version = $2"
        )),
        FiguresStep::Retire => query(sql!(
            "update figures set state = 'replaced', reason = $3, replaced_at = $4, version = version + 1
             where id = $1 and version = $2"
        )),
    };
    let update = update.bind(id).bind(version).bind(&reason);
    let update = if step == FiguresStep::SendBack { update } else { update.bind(tx.now()) };
    carry_out(tx, id, step.name(), update).await?;
    keep(tx, id, step, input).await
}

/// Keeps with figures what comes with a step.
async fn keep(tx: &mut Tx, id: Uuid, step: FiguresStep, input: StepInput<'_>) -> Result<(), Fault> {
    let update = match step {
        FiguresStep::Use => query(sql!("update figures_table set ours = $2 where figures_id = $1"))
            .bind(id)
            .bind(written(input.ours)?),
        FiguresStep::Evaluate => query(sql!("update figures_table set outcome = $2 where figures_id = $1"))
            .bind(id)
            .bind(written(input.outcome)?),
        _ => return Ok(()),
    };
    update.execute(tx).await.map(|_| ())
}

/// What a municipality was computed with before has been replaced.
async fn replace_those_before(tx: &mut Tx, figures: &Figures) -> Result<(), Fault> {
    let before: Vec<(Uuid,)> = query(sql!(
        "select id from figures
         where region_code = $1 and subject = $2 and state in ('in_use', 'evaluated') and deleted_at is null order by id"
    ))
    .bind(&figures.region_code)
    .bind(figures.subject.name())
    .all(tx)
    .await?;
    for (id,) in before {
        let update = query(sql!(
            "update figures set state = 'replaced', replaced_at = $2, version = version + 1 where id = $1"
        ));
        let update = update.bind(id).bind(tx.now());
        carry_out(tx, id, "replace", update).await?;
    }
    Ok(())
}

async fn carry_out(tx: &mut Tx, id: Uuid, verb: &str, update: Query) -> Result<(), Fault> {
    let of = Kind::Figures.of(id);
    let root = root_of(tx, of).await?;
    let before = records::audit_snapshot(tx, of).await?;
    records::updated(tx, update).await?;
    records::changed(tx, &root, verb, of, &before).await
}
