//! What regions, levers, units, amounts and decisions are called, wherever they are told of.

use chrono::NaiveDate;
use plan::decisions::Body;
use plan::inquiry::SIZES;
use plan::roadmap::{Blank, Column};
use plan::uptake::UptakeStage;
use projection::lever::{Lever, Unit};
use projection::worth::Gap;
use statistics::Region;
use statistics::region::Kind;

use crate::texts::Texts;

/// The page of a region.
pub fn region_address(region: &Region) -> String {
    match region.kind() {
        Kind::Country => "/riket".to_owned(),
        Kind::County => format!("/lan/{}", region.code),
        Kind::Municipality => format!("/kommun/{}", region.code),
    }
}

/// What a region is called: municipalities have their official names, counties and the country one in each language.
pub fn region_name(t: Texts, region: &Region) -> String {
    match region.kind() {
        Kind::Country => t.get("region-country"),
        // "Dalarnas län" is Dalarna County: no county's own name ends in s.
        Kind::County if t == Texts::English => {
            let genitive = region.name.trim_end_matches(" län");
            t.with("county", &[("name", &genitive.strip_suffix('s').unwrap_or(genitive))])
        }
        Kind::County | Kind::Municipality => region.name.clone(),
    }
}

/// Key of a lever's name.
pub fn lever_key(lever: Lever) -> String {
    format!("lever-{}", lever.name().replace('_', "-"))
}

/// Key of a unit's short name.
pub fn unit_key(unit: Unit) -> &'static str {
    match unit {
        Unit::Years => "unit-years",
        Unit::PercentagePoints => "unit-points",
        Unit::Percent => "unit-percent",
        Unit::HoursAWeek => "unit-hours-a-week",
        Unit::Places => "unit-places",
        Unit::PercentAYear => "unit-percent-a-year",
    }
}

/// A lever's name with its unit.
pub fn lever_words(t: Texts, lever: Lever) -> String {
    let unit = t.get(unit_key(lever.facts().unit));
    format!("{} ({unit})", t.get(&lever_key(lever)))
}

/// A number without decimals that say nothing.
pub fn exact(t: Texts, value: f64) -> String {
    let is_enough = |decimals: &i32| (value * 10f64.powi(*decimals)).fract() == 0.0;
    let decimals = (0..4).find(is_enough).unwrap_or(4);
    t.number(value, usize::try_from(decimals).unwrap_or(0))
}

/// A number as it is typed in a field: no groups, the language's decimal sign. With a zero more where three decimals
/// would be taken for thousands.
pub fn typed(t: Texts, value: f64) -> String {
    let mut digits = format!("{value}");
    if swedish::read_number(&digits).is_none() {
        digits.push('0');
    }
    if t == Texts::Swedish { digits.replace('.', ",") } else { digits }
}

/// An amount in kronor.
pub fn kronor(t: Texts, value: f64) -> String {
    format!("{}\u{a0}kr", t.number(value, 0))
}

/// A paragraph of minutes with its sign: some type only the number.
pub fn section(paragraph: &str) -> String {
    let is_bare = paragraph.starts_with(|c: char| c.is_ascii_digit());
    if is_bare { format!("§\u{a0}{paragraph}") } else { paragraph.to_owned() }
}

/// That something was adopted, in words.
pub fn decision(t: Texts, body: Body, on: Option<NaiveDate>, paragraph: &str, number: &str) -> String {
    decided(t, "version-decided", (body, on, paragraph, number))
}

/// Who decided, when and where that is written, whatever was decided.
pub fn decided_by(t: Texts, body: Body, on: Option<NaiveDate>, paragraph: &str, number: &str) -> String {
    decided(t, "decision-made", (body, on, paragraph, number))
}

fn decided(
    t: Texts,
    key: &str,
    (body, on, paragraph, number): (Body, Option<NaiveDate>, &str, &str),
) -> String {
    let told: [(&str, &dyn std::fmt::Display); 4] = [
        ("body", &t.get(&format!("body-{body}"))),
        ("date", &on.map(|day| day.to_string()).unwrap_or_default()),
        ("paragraph", &section(paragraph)),
        ("number", &number),
    ];
    t.with(key, &told)
}

/// What a gap in a year is called.
pub fn gap_title(t: Texts, gap: Gap, year: i32) -> String {
    t.with(&format!("worth-gap-{}-title", gap.name()), &[("year", &year)])
}

/// Why a column is left blank, in words.
pub fn blank_words(t: Texts, column: Column, blank: Blank) -> String {
    match blank {
        Blank::Nothing => t.get(&format!("blank-nothing-{column}")),
        Blank::NotRelevant => t.get("blank-not_relevant"),
    }
}

/// How far somebody has come with an approach, in words.
pub fn stage_words(t: Texts, stage: UptakeStage) -> String {
    t.get(&format!("uptake-stage-{stage}"))
}

/// How far one can have come, to choose among: names, and words with what they mean.
pub fn stage_choices(t: Texts) -> Vec<(String, String)> {
    let words = |stage: UptakeStage| {
        let means = t.get(&format!("uptake-stage-{stage}-means"));
        (stage.name().to_owned(), format!("{}. {means}", stage_words(t, stage)))
    };
    UptakeStage::ALL.map(words).into()
}

/// A class of size in words.
pub fn size_words(t: Texts, class: usize) -> String {
    let number = |at: usize| SIZES.get(at).map(|least| t.number(*least, 0)).unwrap_or_default();
    match class {
        0 => t.with("size-under", &[("high", &number(1))]),
        last if last + 1 == SIZES.len() => t.with("size-over", &[("low", &number(last))]),
        class => t.with("size-between", &[("low", &number(class)), ("high", &number(class + 1))]),
    }
}
