//! What decides who may do what with a thing, asked before anything of it is read or changed.

use sqlx_macros::FromRow;
use uuid::Uuid;

use crate::access::{Kind, Owner, Phase, Reading, Ref, Right, RootKind, Stage, State, may};
use crate::db::{Builder, Query, Tx, query, sql};
use crate::fault::Fault;

/// What stands alone and is owned, as far as rights go: all that lies below it has the same rights.
#[derive(Clone, Debug)]
pub(crate) struct Root {
    pub of: Ref,
    pub organisation_id: String,
    pub house: String,
    pub state: State,
    pub is_published: bool,
}

#[derive(FromRow)]
struct Row {
    id: Uuid,
    organisation_id: String,
    house: String,
    stage: Option<Stage>,
    phase: Option<Phase>,
    has_ended: Option<bool>,
    is_published: bool,
}

impl Root {
    fn new(kind: RootKind, row: Row) -> Self {
        let Row { id, organisation_id, house, stage, phase, has_ended, is_published } = row;
        let state = State::stored(stage, phase, has_ended);
        Self { of: kind.kind().of(id), organisation_id, house, state, is_published }
    }

    /// Where it belongs.
    pub fn owner(&self) -> Owner<'_> {
        Owner { organisation: &self.organisation_id, house: &self.house }
    }

    /// Whether the actor reads how it came to be: its earlier versions and the steps that were taken. What is published or
    /// shared is the thing itself, not its history.
    pub fn may_read_history(&self, tx: &Tx) -> bool {
        let may = |right| may(tx.actor(), right, self.owner());
        may(Right::ReadDraft) || (self.state.is_dispatched() && may(Right::ReadDispatched))
    }

    /// Goes on only if the actor may do this with it, and its state allows it.
    pub fn demand(&self, tx: &Tx, right: Right) -> Result<(), Fault> {
        tx.demand(right, self.owner())?;
        self.unlocked(self.state.allows(right))
    }

    /// Goes on only if the actor may take away what goes with it, as it stands now.
    ///
    /// # Errors
    /// As [`Root::demand`].
    pub fn demand_taking_back(&self, tx: &Tx, kind: Kind) -> Result<(), Fault> {
        tx.demand(kind.right(), self.owner())?;
        self.demand_published(tx, kind)?;
        self.unlocked(self.state.allows_taking_back(kind.right()))
    }

    /// Goes on only if the actor may change something of a kind in it as it stands: what everybody reads may take more.
    ///
    /// # Errors
    /// As [`Root::demand`].
    pub fn demand_change(&self, tx: &Tx, kind: Kind) -> Result<(), Fault> {
        self.demand(tx, kind.right())?;
        self.demand_published(tx, kind)
    }

    /// Goes on only if the actor may stand by what everybody reads, where it takes more to change that.
    fn demand_published(&self, tx: &Tx, kind: Kind) -> Result<(), Fault> {
        match kind.right_when_published() {
            Some(right) if self.is_published => tx.demand(right, self.owner()),
            _ => Ok(()),
        }
    }

    fn unlocked(&self, is_allowed: bool) -> Result<(), Fault> {
        if is_allowed { Ok(()) } else { Err(Fault::Locked { kind: self.of.kind, state: self.state }) }
    }

    /// Whether it can be read by the actor, given the organisations that it is shared with now.
    pub fn is_readable(&self, tx: &Tx, shared_with: &[String]) -> bool {
        let reading = Reading {
            owner: self.owner(),
            right: self.of.kind.right(),
            is_dispatched: self.state.is_dispatched(),
            is_published: self.is_published,
            shared_with,
        };
        crate::access::may_read(tx.actor(), &reading)
    }
}

/// The question for what decides over a thing: from the thing up to what stands alone, unless any of it is deleted.
fn question(of: Ref) -> Query {
    let way: Vec<Kind> = std::iter::successors(Some(of.kind), |kind| kind.parent()).collect();
    let kept = |is_kept, column| if is_kept { column } else { "cast(null as text)" };
    let stage = kept(of.kind.root().has_stage(), "root.stage");
    let phase = kept(of.kind.root().has_phase(), "root.phase");
    let mut select = Builder::new("select root.id, root.organisation_id, root.house, root.is_published, ");
    let ended = if of.kind.root().has_end() { "root.ended_at is not null" } else { "cast(null as boolean)" };
    select.push(stage).push(" as stage, ").push(phase).push(" as phase, ");
    select.push(ended).push(" as has_ended from ");
    select.push(of.kind.root().name()).push(" root");
    // From the top down: each of what lies below is joined to what it lies below.
    let mut above = "root";
    for pair in way.windows(2).rev() {
        let (below, parent) = (pair[0].name(), pair[1].name());
        select.push(" join ").push(below).push(" on ").push(below).push(".").push(parent).push("_id = ");
        select.push(above).push(".id and ").push(below).push(".deleted_at is null");
        above = below;
    }
    select.push(" where root.deleted_at is null and ").push(above).push(".id = ").bind(of.id);
    select.build()
}

/// What decides over a thing, for whoever may read it. What is deleted, or lies below something deleted, is not found;
/// nor is what one may not read, so that nobody learns that it is there.
pub(crate) async fn root_of(tx: &mut Tx, of: Ref) -> Result<Root, Fault> {
    let root = root_of_any(tx, of).await?;
    let shared_with = shared_with(tx, root.of).await?;
    if root.is_readable(tx, &shared_with) { Ok(root) } else { Err(Fault::NotFound { what: of.kind.name() }) }
}

/// The same whoever the actor is: for whoever has shown in another way that the thing is for them.
pub(crate) async fn root_of_any(tx: &mut Tx, of: Ref) -> Result<Root, Fault> {
    let found: Option<Row> = question(of).optional(tx).await?;
    found.map(|row| Root::new(of.kind.root(), row)).ok_or(Fault::NotFound { what: of.kind.name() })
}

/// What decides over something that is decided in steps, and how far it has come.
///
/// # Errors
/// [`Fault::NotFound`].
pub(crate) async fn decided_of(tx: &mut Tx, of: Ref) -> Result<(Root, Stage), Fault> {
    let root = root_of(tx, of).await?;
    match root.state {
        State::Decided(stage) => Ok((root, stage)),
        State::Always | State::Asked(_) | State::Going(_) => Err(Fault::NotFound { what: of.kind.name() }),
    }
}

/// Whether an organisation owns anything that is not deleted.
pub(crate) async fn owns_anything(tx: &mut Tx, organisation: &str) -> Result<bool, Fault> {
    for kind in RootKind::all() {
        let mut count = Builder::new("select count(*) from ");
        count.push(kind.name()).push(" where deleted_at is null and organisation_id = ").bind(organisation);
        let (owned,): (i64,) = count.build().one(tx).await?;
        if owned > 0 {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether the actor may read a thing. What is not there nobody reads.
///
/// # Errors
/// The database fails.
pub async fn may_read(tx: &mut Tx, of: Ref) -> Result<bool, Fault> {
    match root_of(tx, of).await {
        Ok(_) => Ok(true),
        Err(Fault::NotFound { .. }) => Ok(false),
        Err(other) => Err(other),
    }
}

/// The house that a thing belongs to.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn house(tx: &mut Tx, of: Ref) -> Result<String, Fault> {
    Ok(root_of(tx, of).await?.house)
}

/// The organisation that a thing belongs to.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn owner(tx: &mut Tx, of: Ref) -> Result<String, Fault> {
    Ok(root_of(tx, of).await?.organisation_id)
}

/// Whether the actor may change a thing as it stands now.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn may_change(tx: &mut Tx, of: Ref) -> Result<bool, Fault> {
    let root = root_of(tx, of).await?;
    Ok(root.demand_change(tx, of.kind).is_ok())
}

/// The organisations that a root is shared with today.
pub(crate) async fn shared_with(tx: &mut Tx, root: Ref) -> Result<Vec<String>, Fault> {
    let rows: Vec<(String,)> = query(sql!(
        "select organisation_id from share
         where thing_id = $1 and kind = $2 and revoked_at is null and until_date >= $3"
    ))
    .bind(root.id)
    .bind(root.kind.name())
    .bind(tx.today())
    .all(tx)
    .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}
