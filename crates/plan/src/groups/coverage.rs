//! Which counties, functions, sizes of municipality and perspectives have a seat, and which do not.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use uuid::Uuid;

use super::types::{Perspective, Seat, SeatRole};
use crate::inquiry::{SIZES, size_class};

/// A municipality that could have a seat.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Its code.
    pub code: String,
    /// Its inhabitants.
    pub inhabitants: f64,
}

/// A seat that somebody has, by what it covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Covering<'a> {
    /// The seat.
    pub seat: &'a Seat,
    /// The size class of its municipality, if it is one's.
    pub size: Option<usize>,
}

/// What the seats of a group cover.
#[derive(Clone, Debug, PartialEq)]
pub struct Coverage<'a> {
    /// The counties that it could, in order, with the seats in each.
    pub counties: Vec<(String, Vec<Covering<'a>>)>,
    /// Seats that lie in no county: for the whole country.
    pub nationwide: Vec<Covering<'a>>,
    /// Seats that somebody has from a county that the group does not come from.
    pub elsewhere: Vec<Covering<'a>>,
    /// By size class: how many municipalities there are, and how many of them have a seat.
    pub sizes: Vec<(usize, usize)>,
    /// Perspectives that nobody has.
    pub missing_perspectives: Vec<Perspective>,
    /// Functions that some seat has, in order.
    pub roles: Vec<SeatRole>,
    /// Seats that nobody has now.
    pub vacant: Vec<&'a Seat>,
}

/// Something that no seat covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gap {
    /// A county, by its code.
    County(String),
    /// A size class, with how many municipalities there are of it.
    Size(usize, usize),
    /// A perspective.
    Perspective(Perspective),
    /// A seat that nobody has: its id and title.
    Vacant(Uuid, String),
}

/// What the seats of a group cover on a day. `places` are the municipalities that could have one.
pub fn coverage<'a>(seats: &'a [Seat], places: &[Place], today: NaiveDate) -> Coverage<'a> {
    let size_of = |seat: &Seat| {
        let code = seat.organisation_id.as_deref().and_then(|id| id.get(..4))?;
        let place = places.iter().find(|place| place.code == code)?;
        Some(size_class(place.inhabitants))
    };
    let held: Vec<Covering<'_>> = seats
        .iter()
        .filter(|seat| seat.holder(today).is_some())
        .map(|seat| Covering { seat, size: size_of(seat) })
        .collect();
    let codes: BTreeSet<&str> = places.iter().filter_map(|place| place.code.get(..2)).collect();
    let inside = |county: &str| held.iter().filter(|one| one.seat.county == county).copied().collect();
    let counties: Vec<(String, Vec<Covering<'_>>)> =
        codes.iter().map(|code| ((*code).to_owned(), inside(code))).collect();
    let mut sizes = vec![(0, 0); SIZES.len()];
    let with_seat: BTreeSet<&str> =
        held.iter().filter_map(|one| one.seat.organisation_id.as_deref()?.get(..4)).collect();
    for place in places {
        let (all, covered) = &mut sizes[size_class(place.inhabitants)];
        *all += 1;
        *covered += usize::from(with_seat.contains(place.code.as_str()));
    }
    let has = |perspective: &Perspective| held.iter().any(|one| one.seat.perspectives.contains(perspective));
    let is_there = |role: &SeatRole| held.iter().any(|one| one.seat.role == *role);
    Coverage {
        nationwide: held.iter().filter(|one| one.seat.county.is_empty()).copied().collect(),
        elsewhere: held
            .iter()
            .filter(|one| !one.seat.county.is_empty() && !codes.contains(one.seat.county.as_str()))
            .copied()
            .collect(),
        counties,
        sizes,
        missing_perspectives: Perspective::ALL.into_iter().filter(|one| !has(one)).collect(),
        roles: SeatRole::ALL.into_iter().filter(is_there).collect(),
        vacant: seats.iter().filter(|seat| seat.holder(today).is_none()).collect(),
    }
}

impl Coverage<'_> {
    /// What no seat covers, the counties first. Where no municipality is asked for by its county, one county is no gap.
    pub fn gaps(&self) -> Vec<Gap> {
        let mut gaps = Vec::new();
        if self.counties.len() > 1 {
            let empty = self.counties.iter().filter(|(_, seats)| seats.is_empty());
            gaps.extend(empty.map(|(code, _)| Gap::County(code.clone())));
        }
        let uncovered = self.sizes.iter().enumerate().filter(|(_, (all, covered))| *all > 0 && *covered == 0);
        gaps.extend(uncovered.map(|(class, (all, _))| Gap::Size(class, *all)));
        gaps.extend(self.missing_perspectives.iter().map(|one| Gap::Perspective(*one)));
        gaps.extend(self.vacant.iter().map(|seat| Gap::Vacant(seat.id, seat.title.clone())));
        gaps
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::types::SeatHolder;
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn places() -> Vec<Place> {
        [("2080", 60_000.0), ("2031", 10_900.0), ("2023", 9_900.0), ("1421", 15_000.0), ("1480", 600_000.0)]
            .map(|(code, inhabitants)| Place { code: code.into(), inhabitants })
            .into()
    }

    fn seat(code: &str, perspectives: &[Perspective], from: &str, to: Option<&str>) -> Seat {
        let id = Uuid::from_u128(u128::from(code.parse::<u32>().unwrap_or(1)));
        let holder = SeatHolder {
            id,
            seat_id: id,
            name: String::new(),
            email: String::new(),
            person_id: None,
            is_substitute: false,
            from_date: day(from),
            to_date: to.map(day),
        };
        Seat {
            id,
            group_id: id,
            title: format!("Socialchef {code}"),
            organisation_id: (!code.is_empty()).then(|| code.into()),
            county: code.get(..2).unwrap_or_default().into(),
            role: SeatRole::HeadOfSocialServices,
            perspectives: perspectives.to_vec(),
            version: 1,
            holders: vec![holder],
        }
    }

    #[test]
    fn a_county_without_a_seat_is_a_gap_until_somebody_takes_one() {
        let today = day("2026-10-01");
        let mut seats = vec![seat("1480", &Perspective::ALL, "2026-09-01", None)];
        let gaps = coverage(&seats, &places(), today).gaps();
        assert_eq!(gaps, [Gap::County("20".into()), Gap::Size(0, 1), Gap::Size(1, 2), Gap::Size(3, 1)]);
        seats.push(seat("2023", &[], "2026-09-01", Some("2026-09-30")));
        let gaps = coverage(&seats, &places(), today).gaps();
        assert_eq!(gaps[0], Gap::County("20".into()), "who has left covers nothing");
        assert!(gaps.iter().any(|gap| matches!(gap, Gap::Vacant(_, title) if title == "Socialchef 2023")));
        seats.push(seat("2080", &[], "2026-10-01", None));
        let found = coverage(&seats, &places(), today);
        assert!(!found.gaps().contains(&Gap::County("20".into())));
        assert_eq!(found.sizes, [(1, 0), (2, 0), (0, 0), (1, 1), (1, 1)]);
    }

    proptest! {
        #[test]
        fn every_seat_that_somebody_has_is_counted_once(codes in prop::collection::vec(0usize..6, 0..30)) {
            let known = ["2080", "2031", "2023", "1421", "1480", ""];
            let seats: Vec<Seat> = codes.iter().map(|at| seat(known[*at], &[], "2026-01-01", None)).collect();
            let places = places();
            let found = coverage(&seats, &places, day("2026-10-01"));
            let inside: usize = found.counties.iter().map(|(_, seats)| seats.len()).sum();
            prop_assert_eq!(inside + found.nationwide.len() + found.vacant.len(), seats.len());
            let dalarna: Vec<Place> = places.iter().filter(|one| one.code.starts_with("20")).cloned().collect();
            let found = coverage(&seats, &dalarna, day("2026-10-01"));
            let inside: usize = found.counties.iter().map(|(_, seats)| seats.len()).sum();
            prop_assert_eq!(
                inside + found.nationwide.len() + found.elsewhere.len() + found.vacant.len(),
                seats.len()
            );
            let found = coverage(&seats, &places, day("2026-10-01"));
            prop_assert_eq!(found.sizes.iter().map(|(all, _)| all).sum::<usize>(), places.len());
            prop_assert!(found.sizes.iter().all(|(all, covered)| covered <= all));
        }
    }
}
