//! Those who are asked: choosing them by groups or from a pasted list, and adding them.

use std::collections::HashSet;

use csv::{ReaderBuilder, Trim};
use serde_json::json;
use uuid::Uuid;

use super::events::{self, What};
use super::links;
use super::read::{load, stored_recipients};
use super::send::{self, LetterKind};
use super::states::RecipientState;
use super::types::{Channel, Recipient};
use crate::access::{Kind, Phase, Right};
use crate::audit;
use crate::checks::{Check, line};
use crate::db::{Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::organisations::{Names, Organisation, OrganisationKind, Organisations};
use crate::outbox::is_address;
use crate::records::{Root, event, root_of};

/// Most who are asked by one inquiry.
pub const MOST: usize = 5_000;
/// Longest pasted list, in characters.
const LONGEST_LIST: usize = 400_000;

/// Somebody to ask.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewRecipient {
    /// What they are called.
    pub title: String,
    /// The organisation, where it is known.
    pub organisation_id: Option<String>,
    /// The function there that answers.
    pub function_title: String,
    /// Where letters go.
    pub email: String,
}

/// Sizes of municipalities, in inhabitants: the least of each class. SKR and Statistics Sweden count by such classes.
pub const SIZES: [f64; 5] = [0.0, 10_000.0, 20_000.0, 50_000.0, 100_000.0];

/// The class that a number of inhabitants falls in, from 0.
pub fn size_class(inhabitants: f64) -> usize {
    SIZES.iter().rposition(|least| inhabitants >= *least).unwrap_or(0)
}

/// Which organisations to ask.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// What they are.
    pub kind: Option<OrganisationKind>,
    /// In which county, by its code; all without.
    pub county: Option<String>,
    /// Of which size class, for municipalities; all without.
    pub size: Option<usize>,
}

/// The organisations of a group, in the tree's order. `inhabitants` tells of a municipality, by its code.
pub fn chosen(
    tree: &Organisations,
    group: &Group,
    inhabitants: impl Fn(&str) -> Option<f64>,
) -> Vec<NewRecipient> {
    let is_asked = |one: &&Organisation| {
        let way = || tree.path_to(&one.id);
        Some(one.kind) == group.kind
            && group.county.as_deref().is_none_or(|county| is_in_county(&way(), county))
            && group.size.is_none_or(|size| {
                one.kind == OrganisationKind::Municipality
                    && inhabitants(&one.id).is_some_and(|number| size_class(number) == size)
            })
    };
    tree.all().filter(is_asked).map(NewRecipient::from).collect()
}

/// Whether a way down the tree leads into a county. Gotland has no region besides its municipality.
fn is_in_county(way: &[&Organisation], county: &str) -> bool {
    way.iter().any(|one| {
        matches!(one.kind, OrganisationKind::Region | OrganisationKind::Municipality)
            && one.id.starts_with(county)
    })
}

impl From<&Organisation> for NewRecipient {
    fn from(one: &Organisation) -> Self {
        Self { title: one.name.clone(), organisation_id: Some(one.id.clone()), ..Self::default() }
    }
}

/// Reads a list that somebody has pasted: a name and an address on each row, and the function between them if there is one,
/// with tabs, semicolons or commas between. Known organisations are found by code; by name only official ones and those of the
/// sender's own house: a committee's name is many committees', and whoever answers for it reads what is asked.
///
/// # Errors
/// A fault for each row that cannot be read (`list-row`), by its number; nothing is half read.
pub fn pasted(tree: &Organisations, house: &str, text: &str) -> Result<Vec<NewRecipient>, Vec<FieldFault>> {
    let mut check = Check::default();
    let too_long = text.chars().count() > LONGEST_LIST;
    if too_long {
        check.add(FieldFault::new("list", "too-long").with("max", LONGEST_LIST).with("length", text.len()));
        return check.finish(Vec::new()).map(|none| none.to_vec());
    }
    let known = Names::of(tree, house);
    let mut found = Vec::new();
    for (at, text) in text.lines().enumerate() {
        let row = at + 1;
        let wrong = |why: &'static str, what: &str| {
            FieldFault::new("list", why)
                .with("row", row)
                .with("what", what.chars().take(80).collect::<String>())
        };
        let Some(record) = parted(text) else { continue };
        let Ok(record) = record else {
            check.add(wrong("list-row", text));
            continue;
        };
        let fields: Vec<String> = record
            .iter()
            .map(line)
            .flat_map(|field| named_address(&field))
            .filter(|field| !field.is_empty())
            .collect();
        // The heads of columns come along from spreadsheets.
        if at == 0 && is_head(&fields) {
            continue;
        }
        let (addresses, names): (Vec<String>, Vec<String>) =
            fields.iter().cloned().partition(|field| field.contains('@'));
        match (names.as_slice(), addresses.as_slice()) {
            ([], []) => {}
            (_, [address]) if !is_address(address) => check.add(wrong("list-address", address)),
            (names, [address]) if names.len() <= 2 => found.push(named(&known, names, address)),
            (names, []) if names.len() <= 2 && known.find(&names[0]).is_some() => {
                found.push(named(&known, names, ""));
            }
            (_, []) => check.add(wrong("list-unknown", &fields.join(" "))),
            _ => check.add(wrong("list-row", &fields.join(" "))),
        }
    }
    for one in &found {
        check.title_length("list", &one.title);
        check.title_length("list", &one.function_title);
    }
    check.finish(found).map(|found| found.to_vec())
}

/// A name and an address, where they stand together as mail programs write them: `Åsa Ek <asa@kommun.example>`.
fn named_address(field: &str) -> Vec<String> {
    match field.strip_suffix('>').and_then(|field| field.rsplit_once('<')) {
        Some((name, address)) if is_address(address) => {
            vec![line(name.trim().trim_matches('"')), address.to_owned()]
        }
        _ => vec![field.to_owned()],
    }
}

/// Whether a row holds the heads of columns.
fn is_head(fields: &[String]) -> bool {
    const ADDRESS: [&str; 6] = ["e-post", "epost", "e-postadress", "mail", "e-mail", "email"];
    fields.iter().any(|field| ADDRESS.contains(&swedish::fold(field).as_str()))
}

/// The fields of a row. Pasted together from several places, rows have separators of their own.
fn parted(row: &str) -> Option<csv::Result<csv::StringRecord>> {
    let delimiter =
        [b'\t', b';', b','].into_iter().find(|mark| row.as_bytes().contains(mark)).unwrap_or(b';');
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(Trim::All)
        .delimiter(delimiter)
        .from_reader(row.as_bytes());
    reader.records().next()
}

fn named(known: &Names<'_>, names: &[String], address: &str) -> NewRecipient {
    let name = names.first().map_or(address, String::as_str);
    let known = known.find(name);
    NewRecipient {
        title: known.map_or_else(|| name.to_owned(), |one| one.name.clone()),
        organisation_id: known.map(|one| one.id.clone()),
        function_title: names.get(1).cloned().unwrap_or_default(),
        email: address.to_owned(),
    }
}

/// How many were added, how many were there already, and how many of the new are no organisation that is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Added {
    /// So many are new.
    pub new: usize,
    /// So many were asked already.
    pub known: usize,
    /// So many of the new ones are no known organisation: what they answer counts for none.
    pub unknown: usize,
}

/// Adds those who are to be asked, but for those who are already. An open inquiry is sent to them at once.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Locked`]; [`Fault::Invalid`] when there are too many.
pub async fn add(tx: &mut Tx, inquiry: Uuid, all: &[NewRecipient]) -> Result<Added, Fault> {
    let root = root_of(tx, Kind::Inquiry.of(inquiry)).await?;
    tx.demand(Right::Ask, root.owner())?;
    let asked = load(tx, inquiry).await?;
    if asked.phase == Phase::Ended {
        return Err(Fault::Locked { kind: Kind::Inquiry, state: root.state });
    }
    let there = stored_recipients(tx, inquiry).await?;
    let mut known: HashSet<(String, String, String)> = there.iter().map(key).collect();
    let mut named: HashSet<(String, String)> =
        known.iter().map(|(who, function, _)| (who.clone(), function.clone())).collect();
    let (mut added, mut addressed) = (Added::default(), 0);
    let mut place = there.len() as i64;
    let all = with_addresses(all);
    for one in &all {
        let key = key_of(one);
        let whose = (key.0.clone(), key.1.clone());
        let without = (key.0.clone(), key.1.clone(), String::new());
        // Chosen by a group and pasted with an address it is the same one, with an address now.
        if !one.email.is_empty() && one.organisation_id.is_some() && known.remove(&without) {
            known.insert(key.clone());
            let before = there.iter().find(|there| there.email.is_empty() && same(there, one));
            let done = match before {
                Some(there) => address(tx, there, &one.email).await?,
                None => 0,
            };
            if done > 0 {
                addressed += done;
                added.known += 1;
                continue;
            }
            // They have been asked by their accounts: this is somebody else there.
            known.remove(&key);
        }
        let is_there = one.email.is_empty() && named.contains(&whose);
        if is_there || !known.insert(key) {
            added.known += 1;
            continue;
        }
        named.insert(whose);
        if known.len() > MOST {
            return Err(Fault::Invalid(vec![FieldFault::new("form", "recipients-full").with("max", MOST)]));
        }
        insert(tx, inquiry, place, one, false).await?;
        place += 1;
        added.new += 1;
        added.unknown += usize::from(one.organisation_id.is_none());
    }
    if added.new > 0 || addressed > 0 {
        let mut change = json!({ "recipients": [there.len(), there.len() + added.new] });
        if addressed > 0 {
            change["addresses"] = json!([null, addressed]);
        }
        audit::record(tx, event(&root, "ask", root.of).change(change)).await?;
        if asked.phase == Phase::Open {
            send::enqueue(tx, inquiry).await?;
        }
    }
    Ok(added)
}

/// Those to ask, but for those who stand there once more with an address.
fn with_addresses(all: &[NewRecipient]) -> Vec<NewRecipient> {
    let addressed: HashSet<(String, String)> = all
        .iter()
        .filter(|one| !one.email.is_empty() && one.organisation_id.is_some())
        .map(|one| {
            let (who, function, _) = key_of(one);
            (who, function)
        })
        .collect();
    let is_alone = |one: &&NewRecipient| {
        let (who, function, email) = key_of(one);
        !email.is_empty() || !addressed.contains(&(who, function))
    };
    all.iter().filter(is_alone).cloned().collect()
}

/// Whether a recipient and somebody to ask are the same function of the same organisation.
fn same(there: &Recipient, one: &NewRecipient) -> bool {
    there.organisation_id == one.organisation_id
        && swedish::fold(&there.function_title) == swedish::fold(&one.function_title)
}

/// Gives one who had no address theirs, while nothing has been sent to them.
async fn address(tx: &mut Tx, there: &Recipient, email: &str) -> Result<u64, Fault> {
    query(sql!("update recipient set email = $2, version = version + 1 where id = $1 and state = $3"))
        .bind(there.id)
        .bind(email)
        .bind(RecipientState::NotSent.name())
        .execute(tx)
        .await
}

fn key(one: &Recipient) -> (String, String, String) {
    let organisation = one.organisation_id.clone().unwrap_or_else(|| swedish::fold(&one.title));
    (organisation, swedish::fold(&one.function_title), one.email.to_lowercase())
}

fn key_of(one: &NewRecipient) -> (String, String, String) {
    let organisation = one.organisation_id.clone().unwrap_or_else(|| swedish::fold(&one.title));
    (organisation, swedish::fold(&one.function_title), one.email.to_lowercase())
}

/// A new row. What comes here has been checked.
pub(super) async fn insert(
    tx: &mut Tx,
    inquiry: Uuid,
    place: i64,
    one: &NewRecipient,
    is_spontaneous: bool,
) -> Result<Uuid, Fault> {
    let id = tx.new_id();
    query(sql!(
        "insert into recipient (id, inquiry_id, position, title, version, organisation_id, function_title, email, state,
            is_spontaneous, channel, time_reason, decline_reason, revision_wanted)
         values ($1, $2, $3, $4, 1, $5, $6, $7, $8, $9, '', '', '', '')"
    ))
    .bind(id)
    .bind(inquiry)
    .bind(place)
    .bind(&one.title)
    .bind(&one.organisation_id)
    .bind(&one.function_title)
    .bind(&one.email)
    .bind(RecipientState::NotSent.name())
    .bind(is_spontaneous)
    .execute(tx)
    .await?;
    Ok(id)
}

/// Mends where the letters to somebody go.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Conflict`]; [`Fault::Invalid`] with `letter-to`.
pub async fn readdress(tx: &mut Tx, id: Uuid, version: i64, email: &str) -> Result<(), Fault> {
    let (root, recipient) = demand(tx, id, Right::Ask).await?;
    let email = line(email);
    if !is_address(&email) {
        return Err(Fault::Invalid(vec![FieldFault::new("email", "letter-to")]));
    }
    links::demand_undrafted(tx, id).await?;
    let update =
        query(sql!("update recipient set email = $3, version = version + 1 where id = $1 and version = $2"))
            .bind(id)
            .bind(version)
            .bind(&email);
    crate::records::updated(tx, update).await?;
    events::note(tx, &recipient, What::Readdressed, Channel::Web, "").await?;
    // Of persons only which fields change, never their values.
    let change = json!({ "email": [null, null] });
    audit::record(tx, event(&root, "readdress", Kind::Recipient.of(id)).change(change)).await?;
    // Whoever has the old address has a link that was not for them.
    links::revoke(tx, id).await?;
    let is_waited_for = recipient.state == RecipientState::NotSent || recipient.state.is_waited_for();
    if is_waited_for && load(tx, root.of.id).await?.phase == Phase::Open {
        match recipient.state {
            RecipientState::NotSent => send::enqueue(tx, root.of.id).await?,
            _ => send::only(tx, root.of.id, LetterKind::Asked, id).await?,
        }
    }
    Ok(())
}

/// The same, as whoever does something with them has seen them.
pub(super) async fn demand_seen(
    tx: &mut Tx,
    id: Uuid,
    right: Right,
    version: i64,
) -> Result<(Root, Recipient), Fault> {
    let (root, recipient) = demand(tx, id, right).await?;
    if recipient.version == version { Ok((root, recipient)) } else { Err(Fault::Conflict) }
}

/// One of those asked, for whoever has a right over the inquiry.
pub(super) async fn demand(tx: &mut Tx, id: Uuid, right: Right) -> Result<(Root, Recipient), Fault> {
    let root = root_of(tx, Kind::Recipient.of(id)).await?;
    tx.demand(right, root.owner())?;
    let recipient = super::read::stored_recipient(tx, id).await?;
    Ok((root, recipient))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::organisations::official;

    #[test]
    fn sizes_begin_where_they_say() {
        for (inhabitants, class) in [(2_400.0, 0), (9_999.0, 0), (10_000.0, 1), (99_999.0, 3), (1e6, 4)] {
            assert_eq!(size_class(inhabitants), class, "{inhabitants}");
        }
    }

    #[test]
    fn the_municipalities_of_a_county_are_as_many_as_there_are() {
        let tree = official().unwrap();
        let in_county = |county: &str| {
            let group = Group {
                kind: Some(OrganisationKind::Municipality),
                county: Some(county.into()),
                ..Group::default()
            };
            chosen(tree, &group, |_| None).len()
        };
        // Statistics Sweden's codes of counties and municipalities: 290 in all.
        for (county, number) in [("20", 15), ("14", 49), ("09", 1), ("01", 26), ("12", 33)] {
            assert_eq!(in_county(county), number, "{county}");
        }
        let all = Group { kind: Some(OrganisationKind::Municipality), ..Group::default() };
        assert_eq!(chosen(tree, &all, |_| None).len(), 290);
    }

    #[test]
    fn a_pasted_list_is_read_whole_or_not_at_all() {
        let tree = official().unwrap();
        let list = "Falu kommun\tsocialchef\tsoc@falun.example\nMora;\t\tmora@mora.example\n\n2029\t\tleksand@x.example";
        let found = pasted(tree, "20", list).unwrap();
        let codes: Vec<_> = found.iter().map(|one| one.organisation_id.as_deref()).collect();
        assert_eq!(codes, [Some("2080"), None, Some("2029")], "{found:?}");
        let list = "Namn;Funktion;E-post\nÅsa Ek <asa@x.example>";
        let found = pasted(tree, "20", list).unwrap();
        assert_eq!(
            (found.len(), found[0].title.as_str(), found[0].email.as_str()),
            (1, "Åsa Ek", "asa@x.example")
        );
        let list = "Falun;socialchef;soc@falun.example\nKPR;kpr@x.example\nhej\nx;inte@@adress\nMora";
        let faults = pasted(tree, "20", list).unwrap_err();
        let told: Vec<_> = faults.iter().map(|fault| (fault.key, fault.args[0].1.as_str())).collect();
        assert_eq!(told, [("list-unknown", "3"), ("list-address", "4")]);
        let good = pasted(tree, "20", "Falun;socialchef;soc@falun.example\nKPR;kpr@x.example\nMora").unwrap();
        assert_eq!(good[0].organisation_id.as_deref(), Some("2080"));
        assert_eq!((good[1].title.as_str(), &good[1].organisation_id), ("KPR", &None));
        assert_eq!((good[2].organisation_id.as_deref(), good[2].email.as_str()), (Some("2062"), ""));
    }
}
