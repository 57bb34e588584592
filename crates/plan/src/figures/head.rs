//! What the columns of a table hold, by their heads.

use super::ages::AgeClass;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnUse {
    /// The year of each line.
    Year,
    /// The age class of each line.
    Age,
    /// The sex of each line.
    Sex,
    /// The municipality of each line.
    Municipality,
    /// How many people.
    People,
    /// How many people in a year.
    PeopleIn(i32),
    /// How many people of an age class.
    PeopleOf(AgeClass),
    /// What the others of the line come to.
    Total,
    /// Nothing that is read.
    Unread,
    /// Something about a single person or place where one lives.
    Personal,
}

/// Years that a table can be about.
pub(super) const YEARS: std::ops::RangeInclusive<i32> = 1968..=2120;

/// What a spreadsheet calls a column, counted from 0 here.
pub(super) fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        left -= 1;
        letters.push(char::from(b'A' + (left % 26) as u8));
        left /= 26;
    }
    letters.iter().rev().collect()
}

/// Reads a year: `2026`, `2026.0`, `År 2026`. None when it is none.
pub(super) fn year(text: &str) -> Option<i32> {
    let folded = swedish::fold(text);
    let plain = folded.strip_prefix("ar ").unwrap_or(&folded);
    let plain = plain.strip_suffix(".0").unwrap_or(plain).trim();
    let is_plain = plain.len() == 4 && plain.bytes().all(|byte| byte.is_ascii_digit());
    plain.parse().ok().filter(|year| is_plain && YEARS.contains(year))
}

/// Words for all ages, both sexes or all of something.
pub(super) fn is_total(text: &str) -> bool {
    const WORDS: [&str; 12] = [
        "tot",
        "totsa",
        "totalt",
        "summa",
        "samtliga",
        "alla",
        "alla aldrar",
        "samtliga aldrar",
        "sc",
        "hela kommunen",
        "totalt antal",
        "befolkning totalt",
    ];
    WORDS.contains(&swedish::fold(text.trim()).as_str())
}

/// Whether a head is of something about a single person or place where one lives.
fn is_personal(folded: &str) -> bool {
    const WORDS: [&str; 8] = [
        "personnummer",
        "fornamn",
        "efternamn",
        "adress",
        "fastighet",
        "fastighetsbeteckning",
        "latitud",
        "longitud",
    ];
    folded.split(|c: char| !c.is_alphanumeric()).any(|word| {
        // The key code areas of municipalities are numbered by how fine they are.
        let is_area =
            word.strip_prefix("nyko").is_some_and(|level| level.bytes().all(|byte| byte.is_ascii_digit()));
        WORDS.contains(&word) || word.starts_with("koordinat") || is_area
    })
}

/// Whether a column that is not read may hold numbers: what a forecast tells besides how many there are.
pub(super) fn is_besides(head: &str) -> bool {
    const BEGIN: [&str; 11] = [
        "fodda", "doda", "inrikes", "utrikes", "immigr", "emigr", "invandr", "utvandr", "inflytt", "utflytt",
        "lan",
    ];
    let folded = swedish::fold(head.trim());
    folded == "id" || BEGIN.iter().any(|begin| folded.starts_with(begin))
}

impl ColumnUse {
    /// The name that is stored.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Age => "age",
            Self::Sex => "sex",
            Self::Municipality => "municipality",
            Self::People => "people",
            Self::PeopleIn(_) => "people_in",
            Self::PeopleOf(_) => "people_of",
            Self::Total => "total",
            Self::Unread | Self::Personal => "unread",
        }
    }

    /// What a column with a head holds.
    pub(super) fn of(head: &str) -> Self {
        let folded = swedish::fold(head.trim());
        let is_one_of = |words: &[&str]| words.contains(&folded.as_str());
        if is_one_of(&["ar", "year", "tid", "artal"]) {
            Self::Year
        } else if is_one_of(&["alder", "age", "aldersgrupp", "aldersklass", "aldrar"]) {
            Self::Age
        } else if is_one_of(&["kon", "sex"]) {
            Self::Sex
        } else if is_one_of(&["kommun", "kommunkod", "kommun_kod", "region", "kod"]) {
            Self::Municipality
        } else if is_one_of(&[
            "antal",
            "folkmangd",
            "befolkning",
            "pop",
            "personer",
            "invanare",
            "total_folkmangd",
        ]) {
            Self::People
        } else if is_personal(&folded) {
            Self::Personal
        } else if is_total(head) {
            Self::Total
        } else if let Some(year) = year(head) {
            Self::PeopleIn(year)
        } else if let Some(ages) = AgeClass::read(head) {
            Self::PeopleOf(ages)
        } else {
            Self::Unread
        }
    }
}
