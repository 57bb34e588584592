//! An answer to a call that becomes a draft of an example, in one step.

use statistics::effects::Effects;
use uuid::Uuid;

use super::store::create_as;
use super::types::ExampleInput;
use crate::access::Right;
use crate::db::{Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::inquiry::{self, Reply};
use crate::organisations;

/// Longest title that is made of an answer, in characters.
const LONGEST_TITLE: usize = 120;
/// Longest text that is made of an answer, in characters: a little less than an example takes.
const LONGEST_BODY: usize = 3_900;

/// Makes a draft of what one of those asked has answered, for whoever asked; or tells which draft was made of it before.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`]; [`Fault::Invalid`] with `nothing-answered`.
pub async fn from_answer(tx: &mut Tx, effects: &Effects, recipient: Uuid) -> Result<Uuid, Fault> {
    let (about, asked) = inquiry::recipient(tx, recipient).await?;
    let known: Option<(Uuid,)> =
        query(sql!("select id from example where recipient_id = $1 and deleted_at is null"))
            .bind(recipient)
            .optional(tx)
            .await?;
    if let Some((id,)) = known {
        return Ok(id);
    }
    let nothing = || Fault::Invalid(vec![FieldFault::new("form", "nothing-answered")]);
    let latest = inquiry::sent_answers(tx, recipient).await?.into_iter().map(|sent| sent.number).max();
    let answer = inquiry::answer_version(tx, recipient, latest.ok_or_else(nothing)?).await?;
    let said: Vec<(&str, String)> = answer
        .questions
        .iter()
        .filter_map(|question| Some((question.title.as_str(), words(answer.replies.get(&question.id)?)?)))
        .collect();
    let first =
        said.first().map(|(_, words)| words.lines().next().unwrap_or_default()).ok_or_else(nothing)?;
    let body: Vec<String> = said.iter().map(|(question, words)| format!("{question}\n{words}")).collect();
    let owner = organisations::acting(tx, Right::Contribute, Some(&about.organisation_id)).await?;
    let tree = organisations::load(tx).await?;
    // Whoever answers for no organisation is a person, and what they are called goes no further.
    let teller = asked.organisation_id.as_deref();
    let place =
        teller.map(|id| tree.house(id)).filter(|code| tree.get(code).is_some_and(|one| one.kind.is_place()));
    let input = ExampleInput {
        title: cut(first, LONGEST_TITLE),
        body: cut(&body.join("\n\n"), LONGEST_BODY),
        region_code: place.unwrap_or_default().to_owned(),
        told_by: teller.map(|id| tree.name(id).to_owned()).unwrap_or_default(),
        source: about.title.clone(),
        ..ExampleInput::default()
    };
    let id = tx.new_id();
    let tree = organisations::load(tx).await?;
    create_as(tx, effects, &tree, id, &owner, &input).await?;
    query(sql!("update example set recipient_id = $2 where id = $1"))
        .bind(id)
        .bind(recipient)
        .execute(tx)
        .await?;
    Ok(id)
}

/// What was answered, in words; none where nothing was.
fn words(reply: &Reply) -> Option<String> {
    let parts: Vec<&str> =
        [reply.choice.as_str(), reply.body.as_str()].into_iter().filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| parts.join("\n"))
}

fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most - 1).collect();
    format!("{}…", kept.trim_end())
}
