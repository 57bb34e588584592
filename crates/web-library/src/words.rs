//! Names, addresses and numbers that the library's pages share.

use plan::access::{Kind, Ref};
use plan::db::Tx;
use plan::library::Basis;
use plan::library::examples::{self, Example};
use projection::evidence::Scale;
use site::fault::Fault;
use site::page::{Frame, NavItem};
use site::texts::Texts;
use site::things;
use site::visit::CurrentPage;
use statistics::effects::{Approach, Effects, PublishedEffect, Theme, Unit, Words};
use uuid::Uuid;
use web_things::Pages;

/// Address of an approach.
pub fn approach_address(name: &str) -> String {
    format!("/bibliotek/arbetssatt/{name}")
}

/// The approach with this name.
pub fn approach_named<'a>(effects: &'a Effects, name: &str) -> Result<&'a Approach, Fault> {
    effects.approach(name).ok_or(Fault::NotFound)
}

/// The approach with this name, if it is one that somebody can come some way with.
pub fn practice_named<'a>(effects: &'a Effects, name: &str) -> Result<&'a Approach, Fault> {
    effects.approach(name).filter(|one| one.is_practice).ok_or(Fault::NotFound)
}

/// A frame for a page in the library.
pub fn frame(t: Texts, here: &CurrentPage, title: impl Into<String>) -> Frame {
    Frame::new(t, title, NavItem::Library, here)
}

/// Address of an example.
pub fn example_address(id: Uuid) -> String {
    things::address(Kind::Example.of(id))
}

/// A frame for a page below an example.
pub fn frame_below(t: Texts, here: &CurrentPage, title: impl Into<String>, example: &Example) -> Frame {
    frame(t, here, title)
        .below(t.get("library-title"), "/bibliotek")
        .below(example.content.title.clone(), example_address(example.id))
}

/// A frame for a page below an example that may be read.
pub async fn example_frame(
    tx: &mut Tx,
    t: Texts,
    here: &CurrentPage,
    title: impl Into<String>,
    id: Uuid,
) -> Result<Frame, Fault> {
    Ok(frame_below(t, here, title, &examples::load(tx, id).await?))
}

/// Where an example is seen.
pub async fn pages(of: Ref) -> Result<Pages, Fault> {
    let with = example_address(of.id);
    Ok(Pages { with, anchor: String::new(), without: "/bibliotek/exempel".to_owned() })
}

/// A theme's name; none for none.
pub fn theme_words(t: Texts, theme: &str) -> Option<String> {
    Theme::named(theme).map(|theme| t.get(&format!("theme-{}", theme.name().replace('_', "-"))))
}

/// A text of the tables in the reader's language.
pub fn told(t: Texts, words: &Words) -> String {
    words.in_language(t.code()).to_owned()
}

/// An effect as it is told: with the decimals that its unit is read with.
pub fn amount(t: Texts, unit: Unit, value: f64) -> String {
    let decimals = match unit {
        _ if unit.scale() == Scale::Ratio => 2,
        Unit::Coefficient => 2,
        _ if value.abs() < 10.0 && value.fract() != 0.0 => 1,
        _ => 0,
    };
    t.number(value, decimals)
}

/// An effect with its interval and unit: "0,74 (0,45–1,21)" or "−5,9 procentenheter".
pub fn effect_words(t: Texts, row: &PublishedEffect) -> String {
    let Some(effect) = row.effect else {
        return t.get(if row.unit == Unit::NoEffect { "effect-none-found" } else { "effect-direction" });
    };
    with_unit(t, row.unit, effect, row.ends)
}

/// A number with its interval and unit.
pub fn with_unit(t: Texts, unit: Unit, effect: f64, ends: Option<(f64, f64)>) -> String {
    let n = |value: f64| amount(t, unit, value);
    let mut words = t.with(&format!("effect-unit-{}", unit.name().replace('_', "-")), &[("n", &n(effect))]);
    if let Some((low, high)) = ends {
        words += &format!(" ({})", t.interval(&n(low), &n(high)));
    }
    words
}

/// What a try rests on, in words.
pub fn basis_words(t: Texts, basis: &Basis<'_>) -> String {
    let Some(row) = basis.row() else { return String::new() };
    let outcome = told(t, &row.outcome_words);
    match basis {
        Basis::Review(row) => t.with("basis-review", &[("study", &row.study), ("outcome", &outcome)]),
        Basis::Study(row) => t.with("basis-study", &[("study", &row.study), ("outcome", &outcome)]),
        Basis::Pooled(of) => t.counted("basis-pooled", of.studies.len() as f64, &[("outcome", &outcome)]),
    }
}

/// Where a publication is read, if it has an address.
pub fn source_address(source: &str) -> Option<String> {
    let first = source.split([' ', ';', ',']).next().unwrap_or_default();
    if let Some(doi) = first.strip_prefix("doi:") {
        return Some(format!("https://doi.org/{doi}"));
    }
    if first.starts_with("PMC") && first[3..].chars().all(|c| c.is_ascii_digit()) {
        return Some(format!("https://pmc.ncbi.nlm.nih.gov/articles/{first}/"));
    }
    first.starts_with("https://").then(|| first.to_owned())
}

/// A publication as a table names it: of a long address only whose it is.
pub fn source_words(source: &str) -> String {
    let host = source.strip_prefix("https://").and_then(|rest| rest.split('/').next());
    host.map_or_else(|| source.to_owned(), |host| host.trim_start_matches("www.").to_owned())
}
