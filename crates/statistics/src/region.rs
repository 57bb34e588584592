//! Municipalities, counties and the country: codes, names, and how to find them.

use crate::table::{Bundled, Fault, Texts, lacking};

/// What kind of region a code stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Sweden.
    Country,
    /// Län.
    County,
    /// Kommun.
    Municipality,
}

/// One region.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Region {
    /// `00`, two digits for a county, four for a municipality.
    pub code: String,
    /// Official name.
    pub name: String,
    /// Land and water within the outline, square kilometres.
    pub area_km2: f64,
}

impl Region {
    /// Country, county or municipality.
    pub fn kind(&self) -> Kind {
        match self.code.as_str() {
            "00" => Kind::Country,
            code if code.len() == 2 => Kind::County,
            _ => Kind::Municipality,
        }
    }

    /// The county that a municipality lies in; a county's own code; the country's own.
    pub fn county(&self) -> &str {
        &self.code[..2]
    }

    /// The code as a number, which names the region's random streams.
    pub fn number(&self) -> u64 {
        self.code.parse().unwrap_or(0)
    }
}

/// Nothing is called so; what may have been meant.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("no region is called {asked}")]
pub struct Unknown {
    /// What was asked for.
    pub asked: String,
    /// The regions with the most similar names, best first.
    pub suggestions: Vec<Region>,
}

/// All regions in order of code, the country first.
#[derive(Debug)]
pub struct Regions {
    all: Vec<Region>,
    folded: Vec<String>,
}

impl Regions {
    /// The regions that are built into the program, for what needs no other figures.
    ///
    /// # Errors
    /// A damaged build.
    pub fn bundled() -> Result<Self, Fault> {
        Self::read(&|table| table.text().into())
    }

    pub(crate) fn read(texts: Texts<'_>) -> Result<Self, Fault> {
        let mut all: Vec<Region> = Vec::new();
        Bundled::regions.rows(texts, |row| {
            let region =
                Region { code: row.text(0)?.into(), name: row.text(1)?.into(), area_km2: row.read(2)? };
            if !is_code(&region.code) {
                return Err(row.fault(format!("\"{}\" is no region's code", region.code)));
            }
            all.push(region);
            Ok(())
        })?;
        let regions = Self::new(all);
        let astray = regions.municipalities().find(|r| regions.by_code(r.county()).is_none());
        astray.map_or(Ok(()), |r| {
            Err(lacking(Bundled::regions, format!("the county of {} is missing", r.code)))
        })?;
        Ok(regions)
    }

    /// Regions from a list in order of code, the country first.
    pub(crate) fn new(all: Vec<Region>) -> Self {
        let folded = all.iter().map(|r| plain(&r.name)).collect();
        Self { all, folded }
    }

    /// All regions.
    pub fn all(&self) -> &[Region] {
        &self.all
    }

    /// The municipalities in order of code.
    pub fn municipalities(&self) -> impl Iterator<Item = &Region> {
        self.all.iter().filter(|r| r.kind() == Kind::Municipality)
    }

    /// The counties in order of code.
    pub fn counties(&self) -> impl Iterator<Item = &Region> {
        self.all.iter().filter(|r| r.kind() == Kind::County)
    }

    /// Position of a municipality among the municipalities.
    pub fn place_of(&self, code: &str) -> Option<usize> {
        self.municipalities().position(|r| r.code == code)
    }

    /// The region with exactly this code.
    pub fn by_code(&self, code: &str) -> Option<&Region> {
        self.all.iter().find(|r| r.code == code)
    }

    /// The region with this code or name, whatever the case, accents or a trailing "kommun".
    ///
    /// # Errors
    /// Nothing is called so: the most similar names.
    pub fn find(&self, asked: &str) -> Result<&Region, Unknown> {
        let typed = asked.trim().to_lowercase();
        let plain = plain(&typed);
        let regional = plain.strip_prefix("region ");
        let wanted = regional.unwrap_or(&plain);
        // Uppsala is a municipality and a county: a bare name means the municipality, and Region Uppsala the county.
        let order = |kind: Kind| self.all.iter().zip(&self.folded).filter(move |(r, _)| r.kind() == kind);
        let kinds = match regional {
            Some(_) => [Kind::County, Kind::Municipality, Kind::Country],
            None => [Kind::Municipality, Kind::County, Kind::Country],
        };
        let all = || kinds.into_iter().flat_map(order);
        // Habo and Håbo differ by a ring only: what is spelt exactly goes first.
        all()
            .find(|(region, _)| {
                region.code == typed || is_called(region.kind(), &region.name.to_lowercase(), &typed)
            })
            .or_else(|| all().find(|(region, name)| is_called(region.kind(), name, wanted)))
            .map(|(region, _)| region)
            .ok_or_else(|| Unknown { asked: asked.to_owned(), suggestions: self.similar(wanted) })
    }

    /// Regions whose name begins with, or contains a word that begins with, these letters, written in any way that
    /// [`Regions::find`] understands; the one that is called so first, then municipalities.
    pub fn search(&self, letters: &str, most: usize) -> Vec<&Region> {
        let typed = plain(letters);
        let wanted = typed.strip_prefix("region ").unwrap_or(&typed).to_owned();
        if wanted.is_empty() {
            return Vec::new();
        }
        let called = self.find(letters).ok();
        let rank = |region: &Region, name: &str| {
            if name == wanted {
                Some(0)
            } else if name.starts_with(&wanted) || region.code.starts_with(&wanted) {
                Some(1)
            } else if name.split(' ').any(|word| word.starts_with(&wanted)) {
                Some(2)
            } else if wanted.len() > 2 && name.contains(&wanted) {
                Some(3)
            } else {
                None
            }
        };
        let mut found: Vec<(i32, bool, &Region)> = self
            .all
            .iter()
            .zip(&self.folded)
            .filter(|(r, _)| called != Some(*r))
            .filter_map(|(r, name)| rank(r, name).map(|rank| (rank, r.kind() != Kind::Municipality, r)))
            .collect();
        found.sort_by_key(|(rank, other, _)| (*rank, *other));
        called.into_iter().chain(found.into_iter().map(|(_, _, r)| r)).take(most).collect()
    }

    fn similar(&self, wanted: &str) -> Vec<Region> {
        // Comparing takes time by the square of the length, and nothing is called anything like so much.
        if wanted.len() > LONGEST {
            return Vec::new();
        }
        let mut scored: Vec<(f64, &Region)> = self
            .all
            .iter()
            .zip(&self.folded)
            .map(|(region, name)| {
                let code = strsim::normalized_damerau_levenshtein(wanted, &region.code);
                (strsim::jaro_winkler(wanted, name).max(code), region)
            })
            .filter(|(score, _)| *score > 0.72)
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0));
        if let (true, Ok(code)) = (scored.is_empty(), wanted.parse::<i64>()) {
            return self.nearest_codes(code);
        }
        scored.into_iter().take(3).map(|(_, r)| r.clone()).collect()
    }
}

impl Regions {
    /// The three regions of the same kind whose codes lie nearest.
    fn nearest_codes(&self, code: i64) -> Vec<Region> {
        let kind = if code < 100 { Kind::County } else { Kind::Municipality };
        let mut near: Vec<&Region> = self.all.iter().filter(|r| r.kind() == kind).collect();
        near.sort_by_key(|r| (r.number() as i64 - code).abs());
        near.into_iter().take(3).cloned().collect()
    }
}

/// A name as it is compared: no case, no rings or dots, and a hyphen is a blank.
fn plain(name: &str) -> String {
    let words = swedish::fold(&name.replace('-', " "));
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The longest text that names are compared with, in bytes.
const LONGEST: usize = 100;

/// Whether a text has the form of a region's code: two digits or four.
fn is_code(text: &str) -> bool {
    matches!(text.len(), 2 | 4) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a region with this folded name may be called so: "hedemora kommun", "falu kommun" is not understood,
/// "stockholms kommun" is, "dalarna" is Dalarnas län.
fn is_called(kind: Kind, name: &str, wanted: &str) -> bool {
    match kind {
        Kind::Municipality => {
            let called = wanted.strip_suffix(" kommun").or_else(|| wanted.strip_suffix(" stad"));
            let bare = called.unwrap_or(wanted);
            bare == name || (bare.len() < wanted.len() && bare.strip_suffix('s') == Some(name))
        }
        Kind::County => {
            let short = |text: &str| text.trim_end_matches(" lan").trim_end_matches(" län").to_owned();
            let (bare, own) = (short(wanted), short(name));
            bare == own || Some(bare.as_str()) == own.strip_suffix('s')
        }
        Kind::Country => matches!(wanted, "riket" | "sverige" | "sweden" | "hela riket" | "landet" | "0000"),
    }
}
