//! Telling whoever answers for an example that others take it up, or do not.

use plan::db::Tx;
use plan::fault::Fault;
use plan::library::examples::{self, Example};
use plan::library::{Reuse, ReuseStep};
use plan::organisations;
use plan::outbox::{Email, queue_email};
use uuid::Uuid;

use crate::words::example_address;
use site::gate::Origin;
use site::letters::letter;
use site::texts::Texts;

/// Posts a letter to an example's contact, if it has an address, of a step that an organisation has taken with it.
///
/// # Errors
/// The database fails.
pub async fn taken_up(tx: &mut Tx, origin: &Origin, example: Uuid, step: &Reuse) -> Result<(), Fault> {
    let example = examples::load(tx, example).await?;
    if example.content.contact_email.is_empty() {
        return Ok(());
    }
    let tree = organisations::load(tx).await?;
    let about = written(origin, tree.name(&step.organisation_id), &example, step);
    queue_email(tx, &about).await?;
    Ok(())
}

fn written(origin: &Origin, name: &str, example: &Example, step: &Reuse) -> Email {
    let t = Texts::Swedish;
    let told: [(&str, &dyn std::fmt::Display); 2] = [("name", &name), ("title", &example.content.title)];
    let mut words = vec![t.with(&format!("letter-reuse-{}", step.step), &told)];
    let because = if step.step == ReuseStep::Declined { &step.reason } else { &step.result };
    words.extend(Some(because.clone()).filter(|text| !text.is_empty()));
    let subject = t.with("letter-reuse-subject", &told);
    let address = format!("{origin}{}#upptag", example_address(example.id));
    letter(t, &example.content.contact_email, &subject, &words, &address, &t.get("letter-reuse-end"))
}
