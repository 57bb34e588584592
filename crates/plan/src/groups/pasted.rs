//! Seats from a list that somebody has pasted.

use uuid::Uuid;

use super::input::{HolderInput, SeatInput};
use super::seats::{create_seat, take_seat};
use super::store::load;
use super::types::SeatRole;
use crate::db::Tx;
use crate::fault::{Fault, FieldFault};
use crate::inquiry::{NewRecipient, pasted};
use crate::organisations;

/// A seat that a row of a list stands for, and the address of whoever is to have it; empty where the row names none.
pub type PastedSeat = (SeatInput, String);

/// The seats that a list stands for, as [`pasted`] reads it: an organisation or a name, a function and an address on each row.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Invalid`] with `list-empty` or what cannot be read in the list.
pub async fn read_pasted(tx: &mut Tx, group: Uuid, list: &str) -> Result<Vec<PastedSeat>, Fault> {
    let found = load(tx, group).await?;
    let tree = organisations::load(tx).await?;
    let rows = pasted(&tree, tree.house(&found.organisation_id), list).map_err(Fault::Invalid)?;
    if rows.is_empty() {
        return Err(Fault::Invalid(vec![FieldFault::new("list", "list-empty")]));
    }
    Ok(rows.into_iter().map(|row| (seat_of(&row, &found.county), row.email)).collect())
}

/// Adds the seats of a list.
///
/// # Errors
/// As [`read_pasted`], [`create_seat`] and [`take_seat`].
pub async fn create_pasted(tx: &mut Tx, group: Uuid, list: &str) -> Result<(), Fault> {
    for (input, email) in read_pasted(tx, group, list).await? {
        let seat = create_seat(tx, group, &input).await?;
        if !email.is_empty() {
            take_seat(tx, seat, 1, &HolderInput { email, ..HolderInput::default() }).await?;
        }
    }
    Ok(())
}

/// The seat that a row stands for: a function from somewhere.
fn seat_of(row: &NewRecipient, county: &str) -> SeatInput {
    let title = match (row.function_title.as_str(), row.title.as_str()) {
        ("", title) => title.to_owned(),
        (function, title) => format!("{function}, {title}"),
    };
    SeatInput {
        title,
        organisation_id: row.organisation_id.clone(),
        county: county.to_owned(),
        role: SeatRole::of_function(&row.function_title),
        perspectives: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_is_known_by_its_most_particular_word() {
        for (function, role) in [
            ("Socialchef", SeatRole::HeadOfSocialServices),
            ("HR-strateg", SeatRole::Personnel),
            ("Kommunstrateg", SeatRole::Strategist),
            ("Medicinskt ansvarig sjuksköterska", SeatRole::Nurse),
            ("MAS", SeatRole::Nurse),
            ("Anhörigkonsulent", SeatRole::Relatives),
            ("Vaktmästare", SeatRole::Other),
        ] {
            assert_eq!(SeatRole::of_function(function), role, "{function}");
        }
    }
}
