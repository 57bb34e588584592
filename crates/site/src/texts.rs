//! Every word that a person sees, in Swedish and English, as Fluent files.

use std::fmt::Display;
use std::sync::OnceLock;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};

use crate::cookies;

/// The language of a page. Swedish unless the reader has chosen English.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Texts {
    /// Svenska.
    #[default]
    Swedish,
    /// English.
    English,
}

/// The cookie that remembers the choice of language.
pub const COOKIE_NAME: &str = "sprak";

type Bundle = FluentBundle<FluentResource>;

impl Texts {
    /// The language's code, as in `lang` attributes.
    pub fn code(self) -> &'static str {
        match self {
            Self::Swedish => "sv",
            Self::English => "en",
        }
    }

    /// The language with a code.
    pub fn named(code: &str) -> Option<Self> {
        [Self::Swedish, Self::English].into_iter().find(|t| t.code() == code)
    }

    /// The other language.
    pub fn other(self) -> Self {
        match self {
            Self::Swedish => Self::English,
            Self::English => Self::Swedish,
        }
    }

    /// A text without variables.
    pub fn get(self, key: &str) -> String {
        self.format(key, None)
    }

    /// A text with variables, which are put in as they are written.
    pub fn with(self, key: &str, values: &[(&str, &dyn Display)]) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in values {
            args.set((*name).to_owned(), value.to_string());
        }
        self.format(key, Some(&args))
    }

    /// A text whose form depends on a count, `n`, which is also written as a number.
    pub fn count(self, key: &str, n: usize) -> String {
        let mut args = FluentArgs::new();
        args.set("n", n as f64);
        args.set("number", self.number(n as f64, 0));
        self.format(key, Some(&args))
    }

    /// A text with variables whose form depends on a count, `count`.
    pub fn counted(self, key: &str, count: f64, values: &[(&str, &dyn Display)]) -> String {
        let mut args = FluentArgs::new();
        args.set("count", count);
        for (name, value) in values {
            args.set((*name).to_owned(), value.to_string());
        }
        self.format(key, Some(&args))
    }

    /// A day and its date with the year: `torsdag 18 februari 2027`.
    pub fn long_date(self, date: chrono::NaiveDate) -> String {
        match self {
            Self::Swedish => swedish::dates::long_date(date),
            Self::English => swedish::dates::english::long_date(date),
        }
    }

    /// A date with the year: `18 februari 2027`.
    pub fn date(self, date: chrono::NaiveDate) -> String {
        match self {
            Self::Swedish => swedish::dates::date(date),
            Self::English => swedish::dates::english::date(date),
        }
    }

    /// Whether there is such a text.
    pub fn has(self, key: &str) -> bool {
        self.bundle().has_message(key)
    }

    /// A number in the language's way of writing.
    pub fn number(self, value: f64, decimals: usize) -> String {
        self.written(swedish::number(value, decimals))
    }

    /// A change, with its sign.
    pub fn signed(self, value: f64, decimals: usize) -> String {
        self.written(swedish::signed(value, decimals))
    }

    /// A share as per cent.
    pub fn percent(self, share: f64, decimals: usize) -> String {
        let number = self.number(share * 100.0, decimals);
        match self {
            Self::Swedish => format!("{number}\u{a0}%"),
            Self::English => format!("{number}%"),
        }
    }

    /// A change as per cent, with its sign and a decimal.
    pub fn signed_percent(self, share: f64) -> String {
        let number = self.signed(share * 100.0, 1);
        match self {
            Self::Swedish => format!("{number}\u{a0}%"),
            Self::English => format!("{number}%"),
        }
    }

    /// An interval: `32–50`, with "till" between numbers that have a sign.
    pub fn interval(self, low: &str, high: &str) -> String {
        if low.starts_with(['\u{2212}', '+']) || high.starts_with(['\u{2212}', '+']) {
            self.with("interval-signed", &[("low", &low), ("high", &high)])
        } else {
            format!("{low}–{high}")
        }
    }

    fn written(self, swedish: String) -> String {
        match self {
            Self::Swedish => swedish,
            Self::English => swedish
                .chars()
                .map(|c| {
                    if c == ',' {
                        '.'
                    } else if c == '\u{a0}' {
                        ','
                    } else {
                        c
                    }
                })
                .collect(),
        }
    }

    fn bundle(self) -> &'static Bundle {
        static SWEDISH: OnceLock<Bundle> = OnceLock::new();
        static ENGLISH: OnceLock<Bundle> = OnceLock::new();
        match self {
            Self::Swedish => SWEDISH.get_or_init(|| bundle("sv", &SWEDISH_FILES)),
            Self::English => ENGLISH.get_or_init(|| bundle("en", &ENGLISH_FILES)),
        }
    }

    /// The text. One that is missing, or lacks a variable, stops a program that is being tested; a reader sees its key,
    /// which is less than they should have and more than nothing.
    fn format(self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        let bundle = self.bundle();
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            debug_assert!(false, "there is no text {key}");
            return key.to_owned();
        };
        let mut faults = Vec::new();
        let text = bundle.format_pattern(pattern, args, &mut faults).into_owned();
        debug_assert!(faults.is_empty(), "the text {key}: {faults:?}");
        text
    }
}

// The files of both languages, as the build finds them.
include!(concat!(env!("OUT_DIR"), "/texts.rs"));

fn bundle(code: &str, files: &[&str]) -> Bundle {
    let language = code.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // The invisible marks that Fluent puts around variables would show in titles and break searches.
    bundle.set_use_isolating(false);
    for file in files {
        // A file with a broken message still gives its other messages; a test keeps the files whole.
        let resource = FluentResource::try_new((*file).to_owned()).unwrap_or_else(|(resource, _)| resource);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

impl<S: Sync> FromRequestParts<S> for Texts {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let chosen = cookies::value(&parts.headers, COOKIE_NAME).and_then(|code| Self::named(&code));
        Ok(chosen.unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fluent_bundle::FluentResource;
    use std::collections::BTreeMap;
    use std::path::{Path, PathBuf};

    /// Keys of all messages, with the variables that each uses.
    fn keys(files: &[&str]) -> BTreeMap<String, Vec<String>> {
        let mut found = BTreeMap::new();
        for file in files {
            let resource = FluentResource::try_new((*file).to_owned());
            let resource = resource.map_err(|(_, errors)| errors).expect("every message is well formed");
            drop(resource);
            let mut key = String::new();
            for line in file.lines() {
                if let Some((name, _)) = line.split_once(" =").filter(|_| !line.starts_with([' ', '#', '}']))
                {
                    key = name.to_owned();
                    assert!(found.insert(key.clone(), Vec::new()).is_none(), "{key} is written twice");
                }
                let mut variables: Vec<String> = line
                    .split('$')
                    .skip(1)
                    .map(|v| v.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect())
                    .collect();
                if let Some(all) = found.get_mut(&key) {
                    all.append(&mut variables);
                    all.sort();
                    all.dedup();
                }
            }
        }
        found
    }

    #[test]
    fn both_languages_have_the_same_texts_with_the_same_variables() {
        let (swedish, english) = (keys(&SWEDISH_FILES), keys(&ENGLISH_FILES));
        let missing: Vec<_> = swedish.keys().filter(|k| !english.contains_key(*k)).collect();
        let extra: Vec<_> = english.keys().filter(|k| !swedish.contains_key(*k)).collect();
        assert!(
            missing.is_empty() && extra.is_empty(),
            "missing in English: {missing:?}; only in English: {extra:?}"
        );
        for (key, variables) in &swedish {
            assert_eq!(variables, &english[key], "variables of {key}");
        }
    }

    /// The folders of all crates that ask for texts: this one, and those above it.
    fn crates_of_the_web() -> Vec<PathBuf> {
        let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let entries = std::fs::read_dir(crates).expect("the folder of all crates");
        let folders = entries.map(|entry| entry.expect("an entry").path());
        let is_web = |folder: &PathBuf| {
            let name = folder.file_name().and_then(|name| name.to_str());
            name.is_some_and(|name| name == "site" || name == "web" || name.starts_with("web-"))
        };
        folders
            .filter(is_web)
            .flat_map(|folder| [folder.join("src"), folder.join("templates")])
            .filter(|folder| folder.is_dir())
            .collect()
    }

    /// Everything under a folder, as one text.
    fn read(folder: &Path) -> String {
        let entries = std::fs::read_dir(folder).expect("a folder of ours");
        let one = |path: PathBuf| {
            if path.is_dir() { read(&path) } else { std::fs::read_to_string(path).unwrap_or_default() }
        };
        entries.map(|entry| one(entry.expect("an entry").path())).collect()
    }

    #[test]
    fn every_text_that_is_asked_for_by_name_exists() {
        let sources: String = crates_of_the_web().iter().map(|one| read(one)).collect();
        let known = keys(&SWEDISH_FILES);
        // Names with a hyphen: others are also fields of forms and of JSON.
        let is_name = |word: &str| {
            word.contains('-')
                && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        };
        let mut asked = 0;
        for method in [".get(\"", ".with(\"", ".count(\"", ".counted(\""] {
            for rest in sources.split(method).skip(1) {
                let Some(name) = rest.split('"').next().filter(|name| is_name(name)) else { continue };
                // Names of HTTP headers are asked for alike.
                if name.starts_with("content-") || name.starts_with("x-") || name.starts_with("hx-") {
                    continue;
                }
                asked += 1;
                assert!(known.contains_key(name), "there is no text {name}");
            }
        }
        assert!(asked > 500, "{asked} were found: the way they are asked for has changed");
    }

    #[test]
    fn every_file_of_texts_is_read() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("texts");
        for (code, files) in [("sv", SWEDISH_FILES), ("en", ENGLISH_FILES)] {
            assert_eq!(
                read(&folder.join(code)).len(),
                files.iter().map(|file| file.len()).sum::<usize>(),
                "{code}"
            );
        }
    }

    #[test]
    fn numbers_follow_the_language() {
        assert_eq!(Texts::Swedish.number(1234.5, 1), "1\u{a0}234,5");
        assert_eq!(Texts::English.number(1234.5, 1), "1,234.5");
        assert_eq!(Texts::Swedish.percent(0.412, 0), "41\u{a0}%");
    }
}
