//! How something has spread: where each house stands on a day, and how many had come how far by the end of each year.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::types::{Uptake, UptakeStage};

/// What has been said of one approach, by house.
pub struct Spread<'a> {
    /// The rows of each house, the newest first.
    houses: BTreeMap<&'a str, Vec<&'a Uptake>>,
}

/// Where a house stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing<'a> {
    /// How far it has come.
    pub stage: UptakeStage,
    /// Of those who could have it, how many per cent do, where the house itself has said.
    pub share: Option<f64>,
    /// What it rests on.
    pub said: &'a Uptake,
}

/// How many have come how far, one for each of [`UptakeStage::ALL`].
pub type Counts = [usize; UptakeStage::ALL.len()];

impl<'a> Spread<'a> {
    /// What rows say, the newest first, of houses that are counted.
    pub fn new(rows: &'a [Uptake], is_counted: impl Fn(&str) -> bool) -> Self {
        let mut houses: BTreeMap<&str, Vec<&Uptake>> = BTreeMap::new();
        for row in rows.iter().filter(|row| is_counted(&row.house)) {
            houses.entry(&row.house).or_default().push(row);
        }
        Self { houses }
    }

    /// Where each house stood on a day: by what was said last of the house itself; else by its parts.
    pub fn on(&self, day: NaiveDate) -> BTreeMap<&'a str, Standing<'a>> {
        self.houses.iter().filter_map(|(house, rows)| Some((*house, standing(house, rows, day)?))).collect()
    }

    /// How many had come how far at the end of each year since anything was said, the last of them so far.
    pub fn years(&self, today: NaiveDate) -> Vec<(i32, Counts)> {
        let Some(first) = self.houses.values().flatten().map(|row| row.day.year()).min() else {
            return Vec::new();
        };
        let end = |year| NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(today).min(today);
        (first..=today.year()).map(|year| (year, counts(self.on(end(year)).values()))).collect()
    }
}

/// Where a house stood on a day. One part that has it everywhere is not the whole house: then it has it partly.
fn standing<'a>(house: &str, rows: &[&'a Uptake], day: NaiveDate) -> Option<Standing<'a>> {
    let said = || rows.iter().copied().filter(|row| row.day <= day);
    if let Some(said) = said().find(|row| row.organisation_id == house) {
        return Some(Standing { stage: said.stage, share: said.share, said });
    }
    let mut parts: Vec<&Uptake> = Vec::new();
    for row in said() {
        if !parts.iter().any(|one| one.organisation_id == row.organisation_id) {
            parts.push(row);
        }
    }
    let furthest = parts.into_iter().max_by_key(|row| reach(row.stage))?;
    let stage = if furthest.stage == UptakeStage::Everywhere { UptakeStage::Partly } else { furthest.stage };
    Some(Standing { stage, share: None, said: furthest })
}

/// Orders stages by how much there is of it now.
fn reach(stage: UptakeStage) -> usize {
    match stage {
        UptakeStage::None => 0,
        UptakeStage::Retired => 1,
        UptakeStage::Testing => 2,
        UptakeStage::Partly => 3,
        UptakeStage::Everywhere => 4,
    }
}

/// How many stand where.
pub fn counts<'a>(all: impl Iterator<Item = &'a Standing<'a>>) -> Counts {
    let mut counts = Counts::default();
    for one in all {
        counts[one.stage as usize] += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use uuid::Uuid;

    use super::*;
    use crate::uptake::UptakeSource;

    fn said(organisation: &str, house: &str, stage: UptakeStage, year: i32) -> Uptake {
        Uptake {
            id: Uuid::nil(),
            approach: "digital_keys".into(),
            organisation_id: organisation.into(),
            house: house.into(),
            stage,
            share: None,
            day: NaiveDate::from_ymd_opt(year, 6, 1).unwrap(),
            note: String::new(),
            source: UptakeSource::Own,
            told_by: String::new(),
            created_at: DateTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn what_was_said_last_holds_until_something_else_is_said() {
        let mut rows = vec![
            said("2083", "2083", UptakeStage::Testing, 2020),
            said("2083", "2083", UptakeStage::Everywhere, 2022),
            said("2083", "2083", UptakeStage::Retired, 2025),
            said("2062", "2062", UptakeStage::None, 2021),
            said("skr", "skr", UptakeStage::Everywhere, 2019),
        ];
        rows.sort_by_key(|row| std::cmp::Reverse(row.day));
        let spread = Spread::new(&rows, |house| house != "skr");
        let today = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
        let years = spread.years(today);
        let of = |year: i32| years.iter().find(|(one, _)| *one == year).unwrap().1;
        assert_eq!(years.len(), 7, "from the first that anything was said of to today");
        assert_eq!(of(2020), [0, 1, 0, 0, 0]);
        assert_eq!(of(2021), [1, 1, 0, 0, 0]);
        assert_eq!(of(2024), [1, 0, 0, 1, 0]);
        assert_eq!(of(2026), [1, 0, 0, 0, 1]);
        assert!(spread.on(NaiveDate::from_ymd_opt(2020, 5, 31).unwrap()).is_empty());
    }

    #[test]
    fn a_house_is_what_it_says_and_else_what_its_parts_have_together() {
        let mut rows = vec![
            said("norr", "2083", UptakeStage::Everywhere, 2022),
            said("syd", "2083", UptakeStage::None, 2023),
            said("vast", "2062", UptakeStage::Retired, 2022),
        ];
        rows.sort_by_key(|row| std::cmp::Reverse(row.day));
        let day = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap();
        let stage = |rows: &[Uptake], house: &str| Spread::new(rows, |_| true).on(day)[house].stage;
        assert_eq!(stage(&rows, "2083"), UptakeStage::Partly, "one unit is not the whole municipality");
        assert_eq!(stage(&rows, "2062"), UptakeStage::Retired);
        rows.push(said("2083", "2083", UptakeStage::Testing, 2021));
        assert_eq!(stage(&rows, "2083"), UptakeStage::Testing, "its own word holds");
    }
}
