//! Organisations by the names that people write.

use std::collections::HashMap;

use super::tree::{Organisation, OrganisationKind, Organisations, SALAR};

/// What organisations are called besides their name: a municipality's with `kommun` or `stad` after it, and perhaps an s before
/// that; a region's without `län` last.
const ALSO: [(&str, &str); 6] = [
    ("2080", "falu"),
    ("0980", "region gotland"),
    ("14", "region vastra gotaland"),
    ("14", "vgr"),
    ("23", "region jamtland"),
    (SALAR, "skr"),
];

/// The organisations that a name can stand for.
#[derive(Debug)]
pub struct Names<'a> {
    tree: &'a Organisations,
    /// By their names as they are spelled: Håbo is not Habo.
    by_spelling: HashMap<String, Option<&'a Organisation>>,
    /// By their names without marks above letters.
    by_name: HashMap<String, Option<&'a Organisation>>,
}

impl<'a> Names<'a> {
    /// Official organisations, and those of a house: those that everyone knows, and one's own. A name that two of them have
    /// stands for none.
    pub fn of(tree: &'a Organisations, house: &str) -> Self {
        let mut by_name: HashMap<String, Option<&Organisation>> = HashMap::new();
        let mut by_spelling: HashMap<String, Option<&Organisation>> = HashMap::new();
        let add = |names: &mut HashMap<String, Option<&'a Organisation>>, name, one: &'a Organisation| {
            names
                .entry(name)
                .and_modify(|there| *there = there.filter(|known| known.id == one.id))
                .or_insert(Some(one));
        };
        for one in tree.all().filter(|one| one.version == 0 || one.house == house) {
            let mut names = vec![swedish::fold(&one.name)];
            if one.kind == OrganisationKind::Municipality {
                names.push(bare(&one.name));
            }
            if one.kind == OrganisationKind::Region {
                let short = swedish::fold(&one.name).strip_suffix(" lan").map(str::to_owned);
                names.extend(short.iter().filter_map(|name| name.strip_suffix('s')).map(str::to_owned));
                names.extend(short);
            }
            names.extend(ALSO.iter().filter(|(id, _)| *id == one.id).map(|(_, also)| (*also).to_owned()));
            names.dedup();
            for name in names {
                add(&mut by_name, name, one);
            }
            add(&mut by_spelling, spelled(&one.name), one);
        }
        Self { tree, by_spelling, by_name }
    }

    /// The organisation with a code, or with a name, however it is written.
    pub fn find(&self, name: &str) -> Option<&'a Organisation> {
        let named = |name: String| self.by_name.get(&name).copied().flatten();
        let by_spelling = |name: String| self.by_spelling.get(&name).copied().flatten();
        self.tree
            .get(name)
            .or_else(|| by_spelling(spelled(name)))
            .or_else(|| genitive(name, spelled).and_then(by_spelling))
            .or_else(|| named(swedish::fold(name)))
            .or_else(|| named(bare(name)))
            .or_else(|| genitive(name, bare).and_then(named))
    }
}

/// A name as it is spelled, without what it is: `Håbo kommun` is `håbo`.
fn spelled(name: &str) -> String {
    without_kind(&name.trim().to_lowercase()).to_owned()
}

/// A municipality's name without what it is: `Falu kommun` is `falu`.
fn bare(name: &str) -> String {
    without_kind(&swedish::fold(name)).to_owned()
}

fn without_kind(name: &str) -> &str {
    [" kommun", " stad"].iter().find_map(|kind| name.strip_suffix(kind)).unwrap_or(name)
}

/// Whose municipality a name says, in a form: `Leksands kommun` is `leksand`. Without what it is a name may end in s itself.
fn genitive(name: &str, form: impl Fn(&str) -> String) -> Option<String> {
    let lower = name.trim().to_lowercase();
    (without_kind(&lower) != lower).then(|| form(name).strip_suffix('s').map(str::to_owned))?
}

#[cfg(test)]
mod tests {
    use super::super::official::official;
    use super::*;

    #[test]
    fn a_name_as_it_is_spelled_comes_before_one_alike() {
        let names = Names::of(official().unwrap(), "00");
        let code = |name: &str| names.find(name).map(|one| one.id.as_str());
        assert_eq!(code("Håbo"), Some("0305"));
        assert_eq!(code("håbo kommun"), Some("0305"));
        assert_eq!(code("Habo"), Some("0643"));
        assert_eq!(code("Malmö stad"), Some("1280"));
        assert_eq!(code("goteborg"), Some("1480"));
        assert_eq!(code("2080"), Some("2080"));
        assert_eq!(code("Ankeborg"), None);
        assert_eq!(code("Leksands"), None, "a genitive alone may be somebody's name");
    }

    #[test]
    fn a_municipality_is_known_by_what_it_calls_itself() {
        let names = Names::of(official().unwrap(), "00");
        let code = |name: &str| names.find(name).map(|one| one.id.as_str());
        for (name, id) in [
            ("Falu kommun", "2080"),
            ("Region Gotland", "0980"),
            ("Göteborgs stad", "1480"),
            ("Leksands kommun", "2029"),
            ("Borås stad", "1490"),
            ("Grums kommun", "1764"),
            ("Dals-Eds kommun", "1438"),
            ("Region Örebro", "18"),
            ("Region Kalmar", "08"),
            ("Region Jönköping", "06"),
            ("VGR", "14"),
            ("SKR", SALAR),
        ] {
            assert_eq!(code(name), Some(id), "{name}");
        }
        for one in official().unwrap().all().filter(|one| one.kind == OrganisationKind::Municipality) {
            let own = [format!("{} kommun", one.name), format!("{}s kommun", one.name), one.name.clone()];
            assert_eq!(own.map(|name| code(&name)), [Some(one.id.as_str()); 3], "{}", one.name);
        }
    }
}
