//! Swedish in text and in time: folding for look-ups, order of words, numbers, dates in words, working days. Pure.

pub mod analysis;
pub mod dates;
pub mod working_days;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::locale;
use unicode_normalization::UnicodeNormalization;

/// Text folded for comparison: lower case, accents and rings off, blanks trimmed. `Östersund` and `ostersund`
/// fold alike.
pub fn fold(text: &str) -> String {
    text.trim()
        .nfkd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

/// Swedish alphabetical order: å, ä and ö last, w among v's neighbours as today's rules say.
pub struct Order(CollatorBorrowed<'static>);

impl Order {
    /// The order that the Unicode locale data give for Swedish; None only if the build lacks them.
    pub fn new() -> Option<Self> {
        Collator::try_new(locale!("sv").into(), CollatorOptions::default()).ok().map(Self)
    }

    /// Compares two words.
    pub fn compare(&self, a: &str, b: &str) -> std::cmp::Ordering {
        self.0.compare(a, b)
    }
}

/// A no-break space, as Swedish groups thousands.
const SPACE: char = '\u{a0}';
/// A true minus sign.
const MINUS: char = '\u{2212}';

/// A number with `decimals` decimals, thousands grouped, a comma before decimals: `−1 234,5`. Four digits are
/// grouped too, so that columns line up. What is not a number is written as an en dash.
pub fn number(value: f64, decimals: usize) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    let text = format!("{:.decimals$}", value.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut grouped = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            grouped.push(SPACE);
        }
        grouped.push(digit);
    }
    if !fraction.is_empty() {
        grouped.push(',');
        grouped.push_str(fraction);
    }
    let zero = text.chars().all(|c| c == '0' || c == '.');
    if value < 0.0 && !zero { format!("{MINUS}{grouped}") } else { grouped }
}

/// A number with its sign always written, for changes: `+12`, `−3`.
pub fn signed(value: f64, decimals: usize) -> String {
    let text = number(value, decimals);
    let zero = text.chars().all(|c| matches!(c, '0' | ',' | SPACE));
    if value > 0.0 && !zero { format!("+{text}") } else { text }
}

/// Reads a number as people write it: `1 234,5`, `1234.5`, `1.200.000`, `−3`, `+2 %`. None when it is not one, or when it
/// could be two: `1.234` is a thousand and more to some, and hardly more than one to others.
pub fn read_number(text: &str) -> Option<f64> {
    let text = text.trim().trim_end_matches('%').trim_end();
    let (sign, body) = match text.strip_prefix(['-', MINUS, '–']) {
        Some(body) => (-1.0, body),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = parts(body.trim_start())?;
    let digits = format!("{whole}.{fraction}0");
    digits.parse().ok().filter(|value: &f64| value.is_finite()).map(|value| sign * value)
}

/// Marks between groups of three digits besides point and comma.
const BLANKS: [char; 4] = [' ', SPACE, '\u{202f}', '\u{2009}'];

/// The digits before and after the decimal mark.
fn parts(text: &str) -> Option<(String, &str)> {
    let marks = text.matches(['.', ',']).count();
    let Some((whole, fraction)) = text.rsplit_once(['.', ',']) else {
        return Some((grouped(text, &BLANKS)?, ""));
    };
    let mark = &text[whole.len()..=whole.len()];
    if marks > 1 && whole.contains(mark) {
        return Some((grouped(text, &[mark.chars().next()?])?, ""));
    }
    if fraction.is_empty() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if marks > 1 {
        return Some((grouped(whole, &['.', ','])?, fraction));
    }
    let could_be_thousands = fraction.len() == 3
        && (1..=3).contains(&whole.len())
        && whole.bytes().all(|byte| byte.is_ascii_digit())
        && whole.bytes().any(|byte| byte != b'0');
    if could_be_thousands {
        return None;
    }
    let whole = if whole.is_empty() { String::from("0") } else { grouped(whole, &BLANKS)? };
    Some((whole, fraction))
}

/// The digits of a whole number in groups of three, or in none.
fn grouped(text: &str, marks: &[char]) -> Option<String> {
    let groups: Vec<&str> = text.split(marks).collect();
    let is_digits = groups.iter().all(|group| group.bytes().all(|byte| byte.is_ascii_digit()));
    let (first, rest) = groups.split_first()?;
    let is_grouped = rest.is_empty() || (first.len() <= 3 && rest.iter().all(|group| group.len() == 3));
    (is_digits && !first.is_empty() && is_grouped).then(|| groups.concat())
}

/// Reads an amount in kronor as people write it: `1 200 000 kr`, `900 tkr`, `1,2 mnkr`. None when it is not one, or when
/// it could be two, as [`read_number`].
pub fn read_kronor(text: &str) -> Option<f64> {
    const UNITS: [(&str, f64); 10] = [
        ("miljoner kronor", 1e6),
        ("miljoner", 1e6),
        ("miljon", 1e6),
        ("mnkr", 1e6),
        ("mkr", 1e6),
        ("tkr", 1e3),
        ("kronor", 1.0),
        ("sek", 1.0),
        ("kr", 1.0),
        (":-", 1.0),
    ];
    let text = text.trim().to_lowercase();
    let unit = UNITS.into_iter().find_map(|(unit, size)| Some((text.strip_suffix(unit)?, size)));
    let (number, size) = unit.unwrap_or((&text, 1.0));
    if number.contains('%') {
        return None;
    }
    // To the öre: what is written with a unit is not always whole in the computer.
    read_number(number).map(|number| (number * size * 100.0).round() / 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_lets_plain_letters_find_swedish_names() {
        assert_eq!(fold(" Östersund "), "ostersund");
        assert_eq!(fold("ÅMÅL"), fold("amal"));
        assert_eq!(fold("Upplands Väsby"), "upplands vasby");
    }

    #[test]
    fn names_stand_in_swedish_order() {
        let order = Order::new().expect("Swedish is built in");
        let mut names = ["Öckerö", "Ale", "Älmhult", "Vara", "Åre", "Zorn"];
        names.sort_by(|a, b| order.compare(a, b));
        assert_eq!(names, ["Ale", "Vara", "Zorn", "Åre", "Älmhult", "Öckerö"]);
    }

    #[test]
    fn numbers_are_written_as_in_swedish() {
        assert_eq!(number(1234567.0, 0), "1\u{a0}234\u{a0}567");
        assert_eq!(number(-1234.56, 1), "\u{2212}1\u{a0}234,6");
        assert_eq!(number(-0.04, 1), "0,0");
        assert_eq!(number(f64::NAN, 1), "–");
        assert_eq!(signed(3.0, 0), "+3");
        assert_eq!(signed(0.01, 1), "0,0");
        assert_eq!(signed(-3.0, 0), "\u{2212}3");
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        assert_eq!(read_number("1 234,5"), Some(1234.5));
        assert_eq!(read_number("\u{2212}3"), Some(-3.0));
        assert_eq!(read_number("+2 %"), Some(2.0));
        assert_eq!(read_number("12\u{a0}000"), Some(12000.0));
        for (text, number) in [
            ("1.200.000", 1.2e6),
            ("1,200,000", 1.2e6),
            ("1.200,5", 1200.5),
            ("1,200.5", 1200.5),
            ("1 200,500", 1200.5),
            ("0,125", 0.125),
            ("1,2500", 1.25),
            ("12500", 12500.0),
            (",5", 0.5),
            ("\u{2212}1\u{a0}234,6", -1234.6),
        ] {
            assert_eq!(read_number(text), Some(number), "{text}");
        }
        for text in [
            "500.000",
            "1.200",
            "1,200",
            "12 34",
            "500000 600000",
            "500000\t600000",
            "1\n200",
            "1 2000",
            "1234.567.890",
            "1.20.000",
            "1,2,3",
            "3,",
            "1e5",
            "--3",
            "1 200 .5.",
        ] {
            assert_eq!(read_number(text), None, "{text}");
        }
        assert_eq!(read_number("många"), None);
        assert_eq!(read_number("inf"), None);
        assert_eq!(read_number(""), None);
    }

    #[test]
    fn amounts_are_read_with_their_units() {
        for (text, kronor) in [
            ("1 200 000", 1.2e6),
            ("1 200 000 kr", 1.2e6),
            ("1,2 Mnkr", 1.2e6),
            ("900tkr", 9e5),
            ("8,2 mnkr", 8.2e6),
            ("1,5 miljoner", 1.5e6),
        ] {
            assert_eq!(read_kronor(text), Some(kronor), "{text}");
        }
        for text in
            ["", "kr", "tjugo kr", "1 200 000 euro", "1.234", "12,345 kr", "1.200 mnkr", "500.000", "10 %"]
        {
            assert_eq!(read_kronor(text), None, "{text}");
        }
    }
}
