//! Published effects of what is done in elderly care, and the approaches that they gather under.
//!
//! A row is a study and an outcome. What is not told is empty, and never 0. Rows of the same trial rest on the same people, and a
//! review on the trials that it reviews: neither is evidence twice.

use std::collections::BTreeSet;

use projection::evidence::{Conversion, Reported, Scale};
use projection::lever::Lever;

use crate::table::{Bundled, Fault, Row, Texts, lacking};

/// A text in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// In Swedish.
    pub sv: String,
    /// In English.
    pub en: String,
}

impl Words {
    fn read(row: &Row<'_>, column: usize) -> Result<Self, Fault> {
        let words =
            Self { sv: row.text(column)?.trim().to_owned(), en: row.text(column + 1)?.trim().to_owned() };
        if words.sv.is_empty() != words.en.is_empty() {
            return Err(row.fault(format!("column {column} is told in one language only")));
        }
        Ok(words)
    }

    /// The text in a language: `en`, or Swedish for any other.
    pub fn in_language(&self, code: &str) -> &str {
        if code == "en" { &self.en } else { &self.sv }
    }
}

macro_rules! closed {
    ($(#[$doc:meta])* $name:ident { $($(#[$told:meta])* $variant:ident = $text:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $($(#[$told])* $variant),* }

        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name in the table.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $text),* }
            }

            /// The one with this name.
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.name() == name)
            }

            fn read(row: &Row<'_>, column: usize) -> Result<Self, Fault> {
                let text = row.text(column)?.trim();
                Self::named(text).ok_or_else(|| row.fault(format!("\"{text}\" is no {}", stringify!($name))))
            }
        }
    };
}

closed! {
    /// How an effect was found.
    Design {
        /// Who got it was drawn by lot.
        Trial = "rct",
        /// Compared with others, without a lot.
        Comparison = "quasi",
        /// Several studies, weighed together by others.
        Review = "review",
        /// The same before and after, without comparison.
        BeforeAfter = "before_after",
        /// Computed, not measured.
        Model = "model",
        /// What people say.
        Survey = "survey",
        /// Told by whoever sells it.
        Industry = "industry",
    }
}

closed! {
    /// What an effect is counted in.
    Unit {
        /// A ratio of odds.
        OddsRatio = "odds_ratio",
        /// A ratio of risks.
        RiskRatio = "risk_ratio",
        /// A ratio of rates.
        RateRatio = "rate_ratio",
        /// A ratio of hazards.
        HazardRatio = "hazard_ratio",
        /// A ratio of means.
        RatioOfMeans = "ratio_of_means",
        /// Per cent.
        Percent = "percent",
        /// Percentage points.
        PercentagePoints = "percentage_points",
        /// Points of a scale.
        Points = "points",
        /// Points from 1 to 10.
        PointsOfTen = "points_1_10",
        /// Days.
        Days = "days",
        /// Minutes.
        Minutes = "minutes",
        /// Minutes a day.
        MinutesADay = "minutes_a_day",
        /// Minutes a night.
        MinutesANight = "minutes_a_night",
        /// People.
        People = "people",
        /// People for each hundred users.
        PeoplePer100 = "people_per_100_users",
        /// For each thousand days of residents.
        Per1000ResidentDays = "per_1000_resident_days",
        /// Full-time equivalents.
        Fte = "fte",
        /// A coefficient of a model.
        Coefficient = "coefficient",
        /// Kronor.
        Sek = "sek",
        /// Thousands of kronor.
        Ksek = "ksek",
        /// Thousands of kronor a year.
        KsekAYear = "ksek_a_year",
        /// Millions of kronor a year.
        MsekAYear = "msek_a_year",
        /// Euro.
        Eur = "eur",
        /// Australian dollars.
        Aud = "aud",
        /// Millions of Danish kroner.
        Mdkk = "mdkk",
        /// A direction, without a size.
        Direction = "direction_only",
        /// No effect, without a size.
        NoEffect = "no_effect_found",
    }
}

closed! {
    /// How sure what is told is at most.
    Evidence {
        /// It has been thought of.
        Idea = "idea",
        /// Whoever did it says so.
        OwnExperience = "own_experience",
        /// Measured before and after.
        BeforeAfter = "before_after",
        /// Compared with something.
        Comparison = "comparison",
        /// Studied.
        Study = "study",
    }
}

closed! {
    /// What the interval of an effect is.
    Interval {
        /// It covers 95 per cent.
        NinetyFive = "95",
        /// From the least to the most that was found: no interval of confidence.
        Range = "range",
        /// There is none.
        None = "none",
    }
}

closed! {
    /// Which direction is the better one.
    Better {
        /// Less is better.
        Lower = "lower",
        /// More is better.
        Higher = "higher",
        /// Neither.
        Neutral = "neutral",
    }
}

impl Unit {
    /// The scale that it is analysed on.
    pub const fn scale(self) -> Scale {
        match self {
            Self::OddsRatio | Self::RiskRatio | Self::RateRatio | Self::HazardRatio | Self::RatioOfMeans => {
                Scale::Ratio
            }
            _ => Scale::Difference,
        }
    }
}

/// Something that is done, that studies gather under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approach {
    /// Its name in addresses and tables.
    pub name: String,
    /// The theme that it belongs to.
    pub theme: Theme,
    /// What it is called.
    pub title: Words,
    /// What is known of it, the conclusion first.
    pub lead: Words,
    /// What to do before one begins; may be empty.
    pub next: Words,
    /// What else people call it, in Swedish.
    pub synonyms: Vec<String>,
    /// Whether it is something that one can do, and not only something that is known.
    pub is_practice: bool,
}

/// What a study found of an outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct PublishedEffect {
    /// The approach.
    pub approach: String,
    /// The study.
    pub study: String,
    /// The people that it rests on: the same for all rows that rest on the same.
    pub trial: String,
    /// The country, by its ISO code, or `many`.
    pub country: String,
    /// Where.
    pub setting: Words,
    /// Who.
    pub population: Words,
    /// How.
    pub design: Design,
    /// How many people.
    pub participants: Option<u32>,
    /// What was measured, the same for all rows that measure the same.
    pub outcome: String,
    /// The same in words.
    pub outcome_words: Words,
    /// What the effect is counted in.
    pub unit: Unit,
    /// The effect.
    pub effect: Option<f64>,
    /// The lower and upper end of the interval.
    pub ends: Option<(f64, f64)>,
    /// What the interval is.
    pub interval: Interval,
    /// Which direction is the better one.
    pub better: Better,
    /// The lever that it has to do with.
    pub lever: Option<Lever>,
    /// How it becomes a change of the lever, where there is an honest way.
    pub conversion: Option<Conversion>,
    /// Months from the beginning until it was measured.
    pub months: Option<f64>,
    /// The year that it was published.
    pub year: Option<i32>,
    /// How sure it is at most.
    pub evidence: Evidence,
    /// What to be careful about; may be empty.
    pub caution: Words,
    /// The publication.
    pub source: String,
    /// Whether the number was read where it was published.
    pub is_verified: bool,
}

impl PublishedEffect {
    /// The effect with an interval that says how sure it is.
    pub fn reported(&self) -> Option<Reported> {
        let (low, high) = self.ends?;
        let covers = match self.interval {
            Interval::NinetyFive => 95,
            Interval::Range | Interval::None => return None,
        };
        Some(Reported { effect: self.effect?, low, high, covers })
    }
}

closed! {
    /// What approaches have to do with.
    Theme {
        /// Reablement and prevention.
        Prevention = "reablement_and_prevention",
        /// Falls.
        Falls = "fall_prevention",
        /// Technology.
        Technology = "technology",
        /// Dementia and relatives.
        Dementia = "dementia_and_relatives",
        /// Care homes.
        CareHomes = "care_homes",
        /// Coordination with health care.
        Coordination = "coordination",
        /// Staff and working hours.
        Staff = "staff_and_working_hours",
    }
}

/// All approaches and published effects.
#[derive(Debug)]
pub struct Effects {
    approaches: Vec<Approach>,
    rows: Vec<PublishedEffect>,
}

impl Effects {
    /// Reads the tables.
    pub(crate) fn read(texts: Texts<'_>) -> Result<Self, Fault> {
        let mut approaches: Vec<Approach> = Vec::new();
        Bundled::approaches.rows(texts, |row| {
            let synonyms = row.text(8)?.split('|').map(str::trim).filter(|word| !word.is_empty());
            approaches.push(Approach {
                name: row.text(0)?.to_owned(),
                theme: Theme::read(row, 1)?,
                title: Words::read(row, 2)?,
                lead: Words::read(row, 4)?,
                next: Words::read(row, 6)?,
                synonyms: synonyms.map(str::to_owned).collect(),
                is_practice: match row.text(9)? {
                    "yes" => true,
                    "no" => false,
                    other => return Err(row.fault(format!("\"{other}\" is neither yes nor no"))),
                },
            });
            Ok(())
        })?;
        let mut rows = Vec::new();
        Bundled::effects.rows(texts, |row| {
            let one = published(row)?;
            if !approaches.iter().any(|approach| approach.name == one.approach) {
                return Err(row.fault(format!("\"{}\" is no approach", one.approach)));
            }
            rows.push(one);
            Ok(())
        })?;
        if let Some(empty) = approaches.iter().find(|one| !rows.iter().any(|row| row.approach == one.name)) {
            return Err(lacking(Bundled::effects, format!("nothing is told of {}", empty.name)));
        }
        Ok(Self { approaches, rows })
    }

    /// All approaches, in the table's order.
    pub fn approaches(&self) -> &[Approach] {
        &self.approaches
    }

    /// The approach with this name.
    pub fn approach(&self, name: &str) -> Option<&Approach> {
        self.approaches.iter().find(|one| one.name == name)
    }

    /// What has been found of an approach, in the table's order.
    pub fn of<'a>(&'a self, approach: &'a str) -> impl Iterator<Item = &'a PublishedEffect> {
        self.rows.iter().filter(move |row| row.approach == approach)
    }

    /// How many times people have been studied of an approach: those that several rows rest on once.
    pub fn trials(&self, approach: &str) -> usize {
        self.of(approach).map(|row| row.trial.as_str()).collect::<BTreeSet<_>>().len()
    }

    /// The levers that an approach has to do with, in the order of the catalogue.
    pub fn levers(&self, approach: &str) -> Vec<Lever> {
        self.of(approach).filter_map(|row| row.lever).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// All that has been found.
    pub fn all(&self) -> &[PublishedEffect] {
        &self.rows
    }
}

fn published(row: &Row<'_>) -> Result<PublishedEffect, Fault> {
    let text = |column: usize| row.text(column).map(|text| text.trim().to_owned());
    let unit = Unit::read(row, 13)?;
    let (low, high): (Option<f64>, Option<f64>) = (row.maybe(15)?, row.maybe(16)?);
    let lever = match text(19)?.as_str() {
        "" => None,
        name => Some(Lever::named(name).ok_or_else(|| row.fault(format!("\"{name}\" is no lever")))?),
    };
    let conversion = match text(20)?.as_str() {
        "" => None,
        name => {
            Some(Conversion::named(name).ok_or_else(|| row.fault(format!("\"{name}\" is no conversion")))?)
        }
    };
    if conversion.is_some_and(|conversion| Some(conversion.lever()) != lever) {
        return Err(row.fault("the conversion leads to another lever".into()));
    }
    let one = PublishedEffect {
        approach: text(0)?,
        study: text(1)?,
        trial: text(2)?,
        country: text(3)?,
        setting: Words::read(row, 4)?,
        population: Words::read(row, 6)?,
        design: Design::read(row, 8)?,
        participants: row.maybe(9)?,
        outcome: text(10)?,
        outcome_words: Words::read(row, 11)?,
        unit,
        effect: row.maybe(14)?,
        ends: low.zip(high),
        interval: Interval::read(row, 17)?,
        better: Better::read(row, 18)?,
        lever,
        conversion,
        months: row.maybe(21)?,
        year: row.maybe(22)?,
        evidence: Evidence::read(row, 23)?,
        caution: Words::read(row, 24)?,
        source: text(26)?,
        is_verified: text(27)? == "yes",
    };
    check(row, &one)?;
    Ok(one)
}

/// What is told makes sense: an interval has two ends around its effect, and a ratio is above 0.
fn check(row: &Row<'_>, one: &PublishedEffect) -> Result<(), Fault> {
    let says = |reason: &str| Err(row.fault(reason.to_owned()));
    if [&one.study, &one.trial, &one.outcome, &one.source].iter().any(|text| text.is_empty()) {
        return says("study, trial, outcome and source are told");
    }
    if (one.interval == Interval::None) != one.ends.is_none() {
        return says("an interval has two ends, and none has none");
    }
    if let (Some(effect), Some((low, high))) = (one.effect, one.ends)
        && !(low <= effect && effect <= high && low < high)
    {
        return says("the interval is not around the effect");
    }
    let numbers = [one.effect, one.ends.map(|ends| ends.0)].into_iter().flatten();
    if one.unit.scale() == Scale::Ratio && numbers.into_iter().any(|number| number <= 0.0) {
        return says("a ratio is above 0");
    }
    Ok(())
}
