//! How much a house and a person may keep, and do in a day, so that nobody fills the service for all others.
//!
//! Nothing is booked: what is used is counted where it is, in the tables of files and transfers and in the trail. Days
//! are the last 24 hours. The program itself has no quota, and neither has what takes something away, ends it, or
//! secures an account: who has used everything up may still delete, stop sharing, sign in, leave, be taken a function
//! from and be erased. What a person does with their account is no row of the house's, so that nobody uses it up for others.

use chrono::Duration;

use crate::access::Actor;
use crate::db::{Tx, query, sql};
use crate::fault::Fault;
use crate::name::named;

named! {
    /// What is counted.
    Quota {
        /// Megabytes of files that a house keeps: attachments, also those taken away lately, and archives.
        HouseMegabytes = "house_megabytes",
        /// Archives that a house asks for or carries in, in a day.
        HouseArchives = "house_archives_a_day",
        /// Rows that a house adds to the trail, in a day.
        HouseRows = "house_rows_a_day",
        /// Roadmaps that a house makes or carries in, in a day.
        HouseRoadmaps = "house_roadmaps_a_day",
        /// Megabytes of files that a person adds, in a day.
        PersonMegabytes = "person_megabytes_a_day",
        /// Archives that a person asks for or carries in, in a day.
        PersonArchives = "person_archives_a_day",
        /// Rows that a person adds to the trail, in a day.
        PersonRows = "person_rows_a_day",
        /// Roadmaps that a person makes or carries in, in a day.
        PersonRoadmaps = "person_roadmaps_a_day",
    }
}

impl Quota {
    /// What there is room for unless the settings say otherwise: far more than a large municipality uses.
    const fn default_limit(self) -> i64 {
        match self {
            Self::HouseMegabytes => 5_000,
            Self::HouseArchives => 100,
            Self::HouseRows => 100_000,
            Self::HouseRoadmaps => 1_000,
            Self::PersonMegabytes => 1_000,
            Self::PersonArchives => 20,
            Self::PersonRows => 20_000,
            Self::PersonRoadmaps => 300,
        }
    }

    /// What is counted for each whole of it.
    const fn unit(self) -> i64 {
        match self {
            Self::HouseMegabytes | Self::PersonMegabytes => 1_000_000,
            _ => 1,
        }
    }

    const fn is_houses(self) -> bool {
        match self {
            Self::HouseMegabytes | Self::HouseArchives | Self::HouseRows | Self::HouseRoadmaps => true,
            Self::PersonMegabytes | Self::PersonArchives | Self::PersonRows | Self::PersonRoadmaps => false,
        }
    }
}

/// How much there is room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotas([i64; Quota::ALL.len()]);

impl Default for Quotas {
    fn default() -> Self {
        Self(Quota::ALL.map(Quota::default_limit))
    }
}

impl Quotas {
    /// Every quota and how much there is room for.
    pub fn all(&self) -> impl Iterator<Item = (Quota, i64)> {
        Quota::ALL.into_iter().map(|quota| (quota, self.most(quota)))
    }

    /// The same but for one quota.
    #[must_use]
    pub fn with(mut self, quota: Quota, most: u32) -> Self {
        self.0[quota as usize] = i64::from(most);
        self
    }

    fn most(&self, quota: Quota) -> i64 {
        self.0[quota as usize]
    }
}

/// How much of a quota is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Usage {
    /// Which.
    pub quota: Quota,
    /// How much has been counted: bytes where the quota is in megabytes.
    used: i64,
    /// How much there is room for.
    pub most: i64,
}

impl Usage {
    /// How much is used, in the quota's unit.
    pub fn used(&self) -> i64 {
        self.used / self.quota.unit()
    }

    /// Whether so much is used that it should be told: four fifths.
    pub fn is_near(&self) -> bool {
        self.used * 5 >= self.most * self.quota.unit() * 4
    }

    /// Whether it is used up.
    pub fn is_reached(&self) -> bool {
        self.used >= self.most * self.quota.unit()
    }
}

/// What the actor and a house have used: the house's quotas, then the person's.
///
/// # Errors
/// The database cannot be reached.
pub async fn usage(tx: &mut Tx, house: &str) -> Result<Vec<Usage>, Fault> {
    let mut all = Vec::new();
    for quota in Quota::ALL {
        if let Some(used) = used(tx, quota, house).await? {
            all.push(Usage { quota, used, most: tx.quotas().most(quota) });
        }
    }
    Ok(all)
}

/// Goes on only if there is room for `more` of what is counted.
///
/// # Errors
/// [`Fault::Quota`].
async fn demand(tx: &mut Tx, quota: Quota, house: &str, more: i64) -> Result<(), Fault> {
    let most = tx.quotas().most(quota);
    match used(tx, quota, house).await? {
        Some(used) if used + more > most * quota.unit() => Err(Fault::Quota { quota, most }),
        _ => Ok(()),
    }
}

/// Goes on only if the actor may still change something in a house today.
///
/// # Errors
/// [`Fault::Quota`].
pub(crate) async fn demand_row(tx: &mut Tx, house: &str) -> Result<(), Fault> {
    // Those who are asked do not spend what the house has, and a spent quota stops nobody from answering in time.
    if matches!(tx.actor(), Actor::Respondent(_)) {
        return Ok(());
    }
    demand(tx, Quota::HouseRows, house, 1).await?;
    demand(tx, Quota::PersonRows, house, 1).await
}

/// Goes on only if there is room for a file of so many bytes.
///
/// # Errors
/// [`Fault::Quota`].
pub(crate) async fn demand_file(tx: &mut Tx, house: &str, bytes: usize) -> Result<(), Fault> {
    demand(tx, Quota::HouseMegabytes, house, bytes as i64).await?;
    demand(tx, Quota::PersonMegabytes, house, bytes as i64).await
}

/// Goes on only if one more archive may be asked for or carried in. Megabytes are not asked for: whoever has filled a
/// house may still take everything out of it.
///
/// # Errors
/// [`Fault::Quota`].
pub(crate) async fn demand_archive(tx: &mut Tx, house: &str) -> Result<(), Fault> {
    demand(tx, Quota::HouseArchives, house, 1).await?;
    demand(tx, Quota::PersonArchives, house, 1).await
}

/// Goes on only if so many more roadmaps may be made. Whole files come in as one row of the trail, and are many rows.
///
/// # Errors
/// [`Fault::Quota`].
pub(crate) async fn demand_roadmaps(tx: &mut Tx, house: &str, more: usize) -> Result<(), Fault> {
    demand(tx, Quota::HouseRoadmaps, house, more as i64).await?;
    demand(tx, Quota::PersonRoadmaps, house, more as i64).await
}

/// How much has been counted; none where the quota does not apply: to the program, to no house, or to no person.
async fn used(tx: &mut Tx, quota: Quota, house: &str) -> Result<Option<i64>, Fault> {
    let person = tx.actor().person_id();
    let applies = if quota.is_houses() { !house.is_empty() } else { person.is_some() };
    if !applies || matches!(tx.actor(), Actor::Program) {
        return Ok(None);
    }
    let since = tx.now() - Duration::days(1);
    let counted = match quota {
        Quota::HouseMegabytes => query(sql!(
            "select cast(coalesce(sum(size), 0) as bigint) from
                (select size from attachment where house = $1
                 union all select size from transfer where house = $1) as files"
        ))
        .bind(house),
        Quota::HouseArchives => query(sql!(
            "select count(*) from trail where house = $1 and at > $2 and action in ('transfer.out', 'transfer.in')"
        ))
        .bind(house)
        .bind(since),
        Quota::HouseRows => {
            query(sql!("select count(*) from trail where house = $1 and at > $2 and object <> 'person'
                and actor <> 'respondent'"))
                .bind(house)
                .bind(since)
        }
        Quota::HouseRoadmaps => query(sql!(
            "select count(*) from trail where house = $1 and at > $2 and action = 'roadmap.create'"
        ))
        .bind(house)
        .bind(since),
        Quota::PersonMegabytes => query(sql!(
            "select cast(coalesce(sum(size), 0) as bigint) from
                (select size from attachment where person_id = $1 and created_at > $2
                 union all select size from transfer where person_id = $1 and created_at > $2) as files"
        ))
        .bind(person)
        .bind(since),
        Quota::PersonArchives => query(sql!(
            "select count(*) from trail where person_id = $1 and at > $2 and action in ('transfer.out', 'transfer.in')"
        ))
        .bind(person)
        .bind(since),
        Quota::PersonRoadmaps => query(sql!(
            "select count(*) from trail where person_id = $1 and at > $2 and action = 'roadmap.create'"
        ))
        .bind(person)
        .bind(since),
        Quota::PersonRows => {
            query(sql!("select count(*) from trail where person_id = $1 and at > $2"))
                .bind(person)
                .bind(since)
        }
    };
    let (counted,): (i64,) = counted.one(tx).await?;
    Ok(Some(counted))
}
