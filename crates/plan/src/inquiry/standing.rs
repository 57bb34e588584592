//! How it stands with those asked: counted by the database, so that thousands are as quick to tell of as ten.

use sqlx_macros::FromRow;
use uuid::Uuid;

use super::read::RECIPIENT;
use super::states::RecipientState;
use super::types::{Inquiry, Recipient};
use crate::access::Kind;
use crate::db::{Builder, Tx, query, sql};
use crate::fault::Fault;
use crate::records::{Page, root_of};

/// How far some have come who have come equally far.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromRow)]
pub struct Progress {
    /// Their state.
    pub state: RecipientState,
    /// Whether they answer without having been asked.
    pub is_spontaneous: bool,
    /// Whether they have said when they may be asked again.
    pub asks_again: bool,
    /// How many they are.
    pub count: i64,
}

impl From<&Recipient> for Progress {
    fn from(one: &Recipient) -> Self {
        Self {
            state: one.state,
            is_spontaneous: one.is_spontaneous,
            asks_again: one.ask_again_on.is_some(),
            count: 1,
        }
    }
}

/// Those of one organisation who have come equally far.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Alike {
    /// The inquiry.
    pub inquiry_id: Uuid,
    /// The organisation, where it is known.
    pub organisation_id: Option<String>,
    /// How far.
    #[sqlx(flatten)]
    pub progress: Progress,
    /// Whether their last day has passed.
    pub is_late: bool,
}

impl Alike {
    /// Whether their last day has passed without a word from them.
    pub fn is_silent(&self) -> bool {
        self.is_late && self.progress.state.is_waited_for()
    }
}

/// How it stands with those whom an inquiry asks, for whoever may read it.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn standing(tx: &mut Tx, inquiry: Uuid) -> Result<Vec<Alike>, Fault> {
    root_of(tx, Kind::Inquiry.of(inquiry)).await?;
    stored_standing(tx, &[inquiry]).await
}

/// The same of some inquiries, whoever the actor is.
pub(super) async fn stored_standing(tx: &mut Tx, inquiries: &[Uuid]) -> Result<Vec<Alike>, Fault> {
    let mut select = Builder::new(
        "select p.inquiry_id, p.organisation_id, p.state, p.is_spontaneous,
            p.ask_again_on is not null as asks_again, coalesce(coalesce(p.answer_by, r.answer_by) < ",
    );
    select.bind(tx.today()).push(
        ", false) as is_late, count(*) as count from recipient p join inquiry r on r.id = p.inquiry_id
         where p.deleted_at is null and ",
    );
    select.is_in("p.inquiry_id", inquiries.iter().copied());
    select.push(" group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6");
    select.build().all(tx).await
}

/// How many of those who are asked in a function have answered.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct ByFunction {
    /// The function; empty where none was named.
    pub function_title: String,
    /// How many have answered.
    pub answered: i64,
    /// How many are asked.
    pub asked: i64,
}

/// Most functions that are told of.
const MOST_FUNCTIONS: i64 = 12;

/// How it stands by the functions that are asked, those with most first, for whoever may read the inquiry.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn by_function(tx: &mut Tx, inquiry: Uuid) -> Result<Vec<ByFunction>, Fault> {
    root_of(tx, Kind::Inquiry.of(inquiry)).await?;
    query(sql!(
        "select function_title, count(answered_at) as answered, count(*) as asked from recipient
         where inquiry_id = $1 and deleted_at is null and not is_spontaneous
         group by function_title order by count(*) desc, function_title limit $2"
    ))
    .bind(inquiry)
    .bind(MOST_FUNCTIONS)
    .all(tx)
    .await
}

/// Which of those asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Only {
    /// Those in a state whose last day has not passed without a word from them.
    State(RecipientState),
    /// Those whose last day has passed without a word from them.
    Silent,
    /// Those who have asked for more time.
    TimeAsked,
    /// Those who have said when they may be asked again, and that day has come.
    AskAgain,
    /// Those who have not been asked, and to whom no letter goes by itself: who have no address, or all where none are sent.
    Unsent {
        /// Whether letters are sent.
        has_mail: bool,
    },
}

fn chosen(select: &mut Builder, tx: &Tx, inquiry: &Inquiry, only: Option<Only>) {
    let waited_for = || RecipientState::ALL.into_iter().filter(|state| state.is_waited_for());
    select.push(" from recipient where deleted_at is null and inquiry_id = ").bind(inquiry.id);
    let late = |select: &mut Builder| {
        select.push(" coalesce(coalesce(answer_by, ").bind(inquiry.answer_by);
        select.push(") < ").bind(tx.today()).push(", false)");
    };
    match only {
        None => {}
        Some(Only::State(state)) => {
            select.push(" and state = ").bind(state.name());
            if state.is_waited_for() {
                select.push(" and not ");
                late(select);
            }
        }
        Some(Only::Silent) => {
            select.push(" and ").is_in("state", waited_for().map(RecipientState::name));
            select.push(" and ");
            late(select);
        }
        Some(Only::TimeAsked) => {
            select.push(" and state = ").bind(RecipientState::TimeAsked.name());
        }
        Some(Only::AskAgain) => {
            select.push(" and state = ").bind(RecipientState::Declined.name());
            select.push(" and ask_again_on <= ").bind(tx.today());
        }
        Some(Only::Unsent { has_mail }) => {
            select.push(" and state = ").bind(RecipientState::NotSent.name());
            if has_mail {
                select.push(" and email = ").bind("");
            }
        }
    }
}

/// A page of those asked, in order, and how many there are on all pages, for whoever may read the inquiry.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn recipients_page(
    tx: &mut Tx,
    inquiry: &Inquiry,
    only: Option<Only>,
    page: Page,
) -> Result<(Vec<Recipient>, i64), Fault> {
    root_of(tx, Kind::Inquiry.of(inquiry.id)).await?;
    let mut count = Builder::new("select count(*)");
    chosen(&mut count, tx, inquiry, only);
    let (total,): (i64,) = count.build().one(tx).await?;
    let mut select = Builder::new("select ");
    select.push(RECIPIENT);
    chosen(&mut select, tx, inquiry, only);
    select.push(" order by position, id limit ").bind(page.limit);
    select.push(" offset ").bind(page.limit * (page.number.max(1) - 1));
    Ok((select.build().all(tx).await?, total))
}
