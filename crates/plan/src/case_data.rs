//! The guard against case data: what stands in a plan concerns many, never one. Personal identity numbers, and names
//! together with diagnoses, are stopped at the field; the latter until somebody says that they have read it and it is about nobody.
//!
//! Finding names is guesswork. A name counts only when it is said of the person that they are ill, so that "Anna Svensson
//! leder demensteamet" may be written and "Anna Svensson har demens" may not. Much slips through: it is a reminder.

use std::cell::Cell;
use std::collections::HashSet;
use std::sync::OnceLock;

use chrono::NaiveDate;
use statistics::Regions;

tokio::task_local! {
    /// Set where a name beside an illness is let through; whether one was, since the trail last asked.
    static LET_THROUGH: Cell<bool>;
}

/// Saves texts though a name stands beside an illness in them: whoever sends them has read them, and says that they are about
/// no single person. The trail says so of each thing that something was let through in. Identity numbers are never let through.
pub async fn reviewed<T>(saving: impl Future<Output = T>) -> T {
    LET_THROUGH.scope(Cell::new(false), saving).await
}

/// Checks texts that have been saved somewhere before, where they were judged.
pub(crate) fn judged_before<T>(check: impl FnOnce() -> T) -> T {
    LET_THROUGH.sync_scope(Cell::new(false), check)
}

/// Whether what has been found is let through; that it was is remembered.
pub(crate) fn let_through(found: CaseData) -> bool {
    found == CaseData::NameWithIllness && LET_THROUGH.try_with(|was| was.set(true)).is_ok()
}

/// Whether something has been let through since this was last asked.
pub(crate) fn take_let_through() -> bool {
    LET_THROUGH.try_with(|was| was.replace(false)).unwrap_or(false)
}

/// What kind of case data a text holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseData {
    /// Something with the form of a personal identity number or a coordination number.
    IdentityNumber,
    /// A person's name in the same sentence as an illness.
    NameWithIllness,
}

/// The first case data in a text.
pub fn find(text: &str) -> Option<CaseData> {
    if has_identity_number(text) {
        return Some(CaseData::IdentityNumber);
    }
    text.split(['.', '!', '?', ';']).any(names_someone_ill).then_some(CaseData::NameWithIllness)
}

/// Whether a text holds ten or twelve digits that begin with a date and have the check digit.
fn has_identity_number(text: &str) -> bool {
    let plain: String = text.chars().map(|c| if HYPHENS.contains(&c) { '-' } else { c }).collect();
    has_run(&plain) || has_spaced(&plain)
}

/// What hyphens look like.
const HYPHENS: [char; 5] = ['\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2212}'];

/// Whether two runs of digits with one space between are an identity number with its check digit.
fn has_spaced(text: &str) -> bool {
    let words: Vec<&str> = text.split([' ', '\u{a0}']).collect();
    let digits = |text: &str| text.chars().rev().take_while(char::is_ascii_digit).count();
    let meet = |pair: &&[&str]| {
        pair[0].ends_with(|c: char| c.is_ascii_digit()) && pair[1].starts_with(|c: char| c.is_ascii_digit())
    };
    words.windows(2).filter(meet).any(|pair| {
        let before: String = pair[0].chars().skip(pair[0].chars().count() - digits(pair[0])).collect();
        let after: String = pair[1].chars().take_while(char::is_ascii_digit).collect();
        let whole: Vec<u32> = before.chars().chain(after.chars()).filter_map(|c| c.to_digit(10)).collect();
        matches!(before.len(), 6 | 8) && after.len() == 4 && is_identity_number(&whole)
    })
}

/// Digits of the shortest spelling.
const SHORTEST: usize = 10;

fn has_run(text: &str) -> bool {
    let runs = text.split(|c: char| !c.is_ascii_digit() && !matches!(c, '-' | '+'));
    runs.filter(|run| run.len() >= SHORTEST).flat_map(digits_of).any(|digits| is_identity_number(&digits))
}

/// The digits of a run, if it is whole or its last four stand apart.
fn digits_of(run: &str) -> Option<Vec<u32>> {
    let parts: Vec<&str> = run.split(['-', '+']).filter(|part| !part.is_empty()).collect();
    let is_spelling = parts.len() == 1 || (parts.len() == 2 && parts[1].len() == 4);
    is_spelling.then(|| run.chars().filter_map(|c| c.to_digit(10)).collect())
}

fn is_identity_number(digits: &[u32]) -> bool {
    let short = match digits.len() {
        10 => digits,
        12 if matches!(digits[..2], [1, 8 | 9] | [2, 0]) => &digits[2..],
        _ => return false,
    };
    let pair = |at: usize| short[at] * 10 + short[at + 1];
    let day = if pair(4) > 60 { pair(4) - 60 } else { pair(4) };
    let is_date = [1900, 2000]
        .into_iter()
        .any(|century| NaiveDate::from_ymd_opt(century + pair(0) as i32, pair(2), day).is_some());
    let doubled = |(place, n): (usize, &u32)| if place % 2 == 0 { n * 2 / 10 + n * 2 % 10 } else { *n };
    let checks = short.iter().enumerate().map(doubled).sum::<u32>() % 10 == 0;
    is_date && checks
}

/// Beginnings of words for illnesses and states that are nobody else's business.
const ILLNESSES: [&str; 36] = [
    "demens",
    "demenssjuk",
    "alzheimer",
    "stroke",
    "cancer",
    "tumör",
    "diabet",
    "parkinson",
    "depress",
    "psykos",
    "psykis",
    "schizofren",
    "bipolär",
    "ångest",
    "missbruk",
    "alkoholis",
    "hjärtsvikt",
    "hjärtinfarkt",
    "njursvikt",
    "lungsjuk",
    "epilepsi",
    "förlam",
    "afasi",
    "inkontinen",
    "dement",
    "deprimer",
    "sviktande",
    "självmord",
    "suicid",
    "hiv",
    "hepatit",
    "palliativ",
    "diagnos",
    "sjukskriv",
    "amputer",
    "lunginflammation",
];

/// Common given names (SCB's name statistics), but for those that are words as well.
const NAMES: &str = " anna eva maria karin kristina elisabeth elisabet margareta birgitta ingrid marie kerstin gunilla \
    lena susanne annika inger monika monica ulla helena anita barbro gun ann elsa astrid märta greta svea gerd britta \
    brita siv ulrika sofia sara emma ida johanna hanna linnea malin jenny camilla agneta marianne irene berit maj \
    gudrun sonja yvonne solveig viola edit edith signe rut ruth vera lars karl carl nils erik eric anders johan per \
    jan peter sven olof mikael michael gunnar hans bengt göran fredrik stefan daniel alexander magnus martin andreas \
    thomas tomas kjell leif björn ulf gustav gustaf axel oskar oscar viktor david filip henrik mats rolf roland \
    håkan kurt arne åke tore ture birger ragnar folke sture allan henry harry evert einar helge gösta rune börje \
    ingemar jörgen patrik joakim mattias jonas christer krister claes klas ove lennart ingvar ";

/// Endings of family names.
const ENDINGS: [&str; 14] = [
    "sson", "ström", "berg", "lund", "gren", "qvist", "kvist", "dahl", "stedt", "blad", "holm", "lind",
    "löf", "wall",
];

/// What follows a name when something is said of the person.
const SAYS: [&str; 9] = ["har", "hade", "fick", "är", "var", "blev", "lider", "insjuknade", "drabbades"];
/// What stands before a family name when it is a person in care.
const CALLED: [&str; 9] =
    ["brukaren", "brukare", "kunden", "kund", "patienten", "patient", "fru", "herr", "boende"];

/// Words between what says something of a person and the illness.
const LONGEST_PREDICATE: usize = 8;
/// What comes before something that a person works with or tells of.
const ABOUT: [&str; 5] = ["för", "om", "inom", "mot", "kring"];

/// Whether a sentence says of somebody by name that they are ill: a name, then what says something of the person, and an
/// illness; or an illness right after the name. Names of laws, hospitals and houses are followed by other words.
fn names_someone_ill(sentence: &str) -> bool {
    let words: Vec<&str> =
        sentence.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    // Most sentences have none, and long texts are read while somebody waits.
    let Some(last_illness) = words.iter().rposition(|word| is_illness(word)) else { return false };
    let at = |place: usize| words.get(place).copied().unwrap_or_default();
    // Of the person, not of what they work with: "är dement" and "har fått diagnosen", not "är samordnare för demens".
    let says = |place: usize| {
        let place = if at(place) == "som" { place + 1 } else { place };
        let mut said = (place + 1..=last_illness).take(LONGEST_PREDICATE).map(at);
        SAYS.contains(&at(place)) && said.by_ref().take_while(|word| !ABOUT.contains(word)).any(is_illness)
    };
    (0..=last_illness).any(|place| {
        let (one, next) = (at(place), at(place + 1));
        let named = is_given(one) && is_capital(one);
        let whole = (named && is_capital(next)) || ((is_given(one) || is_capital(one)) && is_family(next));
        let called = CALLED.contains(&one.to_lowercase().as_str()) && is_capital(next);
        let genitive = is_capital(one) && one.strip_suffix('s').is_some_and(is_given) && is_illness(next);
        let ill = |place: usize| says(place) || is_illness(at(place));
        (named && ill(place + 1)) || ((whole || called) && ill(place + 2)) || genitive
    })
}

fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// A word for an illness or somebody ill, but not one that only begins so, such as a team's or a house's.
fn is_illness(word: &str) -> bool {
    static INITIALS: OnceLock<HashSet<char>> = OnceLock::new();
    let initials = INITIALS.get_or_init(|| ILLNESSES.iter().filter_map(|word| word.chars().next()).collect());
    if !word.chars().flat_map(char::to_lowercase).next().is_some_and(|initial| initials.contains(&initial)) {
        return false;
    }
    let lower = word.to_lowercase();
    let rest = |illness: &&str| lower.strip_prefix(*illness).map(|rest| rest.chars().count());
    ILLNESSES.iter().filter_map(rest).any(|rest| rest <= LONGEST_ENDING)
}

/// Letters that an illness can end with: `diabetes`, `depression`, `demenssjuk`.
const LONGEST_ENDING: usize = 3;

fn is_given(word: &str) -> bool {
    static GIVEN: OnceLock<HashSet<&str>> = OnceLock::new();
    GIVEN.get_or_init(|| NAMES.split_whitespace().collect()).contains(word.to_lowercase().as_str())
}

fn is_family(word: &str) -> bool {
    let lower = word.to_lowercase();
    let ends = |ending: &&str| lower.chars().count() > ending.chars().count() + 1 && lower.ends_with(*ending);
    ENDINGS.iter().any(ends) && !is_place(&lower)
}

/// Whether a word is a municipality's or a county's name, which many family names look like.
fn is_place(lower: &str) -> bool {
    static PLACES: OnceLock<Vec<String>> = OnceLock::new();
    let places = PLACES.get_or_init(|| {
        let regions = Regions::bundled().map(|regions| regions.all().to_vec()).unwrap_or_default();
        regions.iter().flat_map(|region| region.name.split(' ')).map(str::to_lowercase).collect()
    });
    let bare = lower.strip_suffix('s').unwrap_or(lower);
    places.iter().any(|place| place == lower || place == bare)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn identity_numbers_are_found_however_they_are_written() {
        for text in [
            "811218-9876",
            "19811218-9876",
            "8112189876",
            "198112189876 ringde",
            "Gäller 811218-9876, Mora",
            "(640823-3234)",
            "811278-9873",
            "120101+1234",
            "811218 9876",
            "811218\u{2011}9876",
        ] {
            assert_eq!(find(text), Some(CaseData::IdentityNumber), "{text}");
        }
    }

    #[test]
    fn what_only_looks_a_little_like_one_is_left_alone() {
        for text in [
            "2120002262",
            "212000-2262",
            "0225-340 00",
            "1 200 000 kr",
            "2026-11-22",
            "2026-2035",
            "SOSFS 2011:9",
            "1234567890",
            "811318-9876",
            "dnr 2026-0412",
            "Beslut 241128-0001",
            "12345678901234",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }

    #[test]
    fn a_name_with_an_illness_is_case_data_and_either_alone_is_not() {
        for text in [
            "Anna Svensson har demens",
            "Vi prövade hos Karin, som har Parkinson.",
            "Efter Görans stroke fick han hemtjänst",
            "Brukaren Olle Lindström är dement",
            "anna svensson har demens",
            "Kund Karlsson är deprimerad",
            "Anna Svensson\nhar demens",
            "Brukaren Olle Lindström är en man med demens",
            "Anna Svensson är inlagd på sjukhus med stroke",
            "Karin har fått en svår form av demens",
        ] {
            assert_eq!(find(text), Some(CaseData::NameWithIllness), "{text}");
        }
        for text in [
            "Anna Svensson leder projektet. Personer med demens får ett eget team.",
            "Fler platser för personer med demenssjukdom i Falun",
            "Svenskt Demenscentrum utbildar i Stockholm",
            "Anna Svensson är samordnare för demens",
            "Socialchef Eva Berg har ansvar för diabetes och stroke",
            "Lars Holm är undersköterska med inriktning mot demens",
            "Handlingsplan mot psykisk ohälsa i Region Dalarna",
            "Stroke är vanligare i Västernorrland",
            "I Falkenberg får personer med demens ett eget team",
            "Per person med demens behövs 0,7 årsarbetare",
            "Rut-avdrag för personer med demens",
            "Lex Sarah och Lex Maria följs upp: fallskador, diabetes och KOL",
            "Lex Maria och stroke",
            "Sankt Görans sjukhus: stroke",
            "S:t Eriks demensteam",
            "Maria Park får demensplatser",
            "Linnea, Sofia och Viktoria är våra tre demensboenden",
            "Socialchef Eva Berg ansvarar för demensplanen",
            "Mats Ohlsson AB bygger demensboende i Vikmanshyttan",
            "Gustaf Dalén-huset byggs för 48 personer med demens",
            "Region Stockholm och Nya Karolinska följer upp hjärtsvikt",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_identity_number_is_found_in_any_text(
            year in 0u32..100, month in 1u32..=12, day in 1u32..=28, serial in 0u32..1000,
            long in any::<bool>(), hyphen in any::<bool>(),
            before in "[a-zåäö ,(]{0,12}", after in "[a-zåäö ,).]{0,12}",
        ) {
            let nine = format!("{year:02}{month:02}{day:02}{serial:03}");
            let sum: u32 = nine.chars().enumerate().map(|(place, c)| {
                let n = c.to_digit(10).unwrap() * if place % 2 == 0 { 2 } else { 1 };
                n / 10 + n % 10
            }).sum();
            let number = format!("{nine}{}", (10 - sum % 10) % 10);
            let century = if long { "19" } else { "" };
            let between = if hyphen { "-" } else { "" };
            let text = format!("{before}{century}{}{between}{}{after}", &number[..6], &number[6..]);
            prop_assert_eq!(find(&text), Some(CaseData::IdentityNumber), "{}", text);
        }

        #[test]
        fn any_text_at_all_is_judged(text in "\\PC{0,200}") {
            let _ = find(&text);
        }
    }
}
