//! The organisations that everyone knows: the country, the regions, the municipalities and their association.

use std::sync::OnceLock;

use statistics::Regions;
use statistics::region::Kind as RegionKind;

use super::tree::{NATION, Organisation, OrganisationKind, Organisations, SALAR};
use crate::fault::Fault;

/// What the regions call themselves, by county code. Gotland is a municipality with a region's duties.
const REGIONS: [(&str, &str); 20] = [
    ("01", "Region Stockholm"),
    ("03", "Region Uppsala"),
    ("04", "Region Sörmland"),
    ("05", "Region Östergötland"),
    ("06", "Region Jönköpings län"),
    ("07", "Region Kronoberg"),
    ("08", "Region Kalmar län"),
    ("10", "Region Blekinge"),
    ("12", "Region Skåne"),
    ("13", "Region Halland"),
    ("14", "Västra Götalandsregionen"),
    ("17", "Region Värmland"),
    ("18", "Region Örebro län"),
    ("19", "Region Västmanland"),
    ("20", "Region Dalarna"),
    ("21", "Region Gävleborg"),
    ("22", "Region Västernorrland"),
    ("23", "Region Jämtland Härjedalen"),
    ("24", "Region Västerbotten"),
    ("25", "Region Norrbotten"),
];

/// All of them.
///
/// # Errors
/// A damaged build: a bundled table without its own form.
pub fn official() -> Result<&'static Organisations, Fault> {
    static ALL: OnceLock<Organisations> = OnceLock::new();
    match ALL.get() {
        Some(all) => Ok(all),
        None => {
            let all = Organisations::new(read()?);
            Ok(ALL.get_or_init(|| all))
        }
    }
}

/// Whether a code is a county's: that of its municipalities begins with it.
pub(crate) fn is_county(code: &str) -> bool {
    let is_in = |one: &Organisation| one.kind == OrganisationKind::Municipality && one.id.starts_with(code);
    code.len() == 2 && official().is_ok_and(|all| all.all().any(is_in))
}

fn read() -> Result<Vec<Organisation>, Fault> {
    let regions = Regions::bundled().map_err(|fault| Fault::Tables(fault.to_string()))?;
    let mut all = vec![
        known(NATION, None, OrganisationKind::Nation, "Sverige"),
        known(SALAR, Some(NATION), OrganisationKind::Association, "Sveriges Kommuner och Regioner"),
    ];
    all.extend(REGIONS.map(|(code, name)| known(code, Some(NATION), OrganisationKind::Region, name)));
    for place in regions.all().iter().filter(|place| place.kind() == RegionKind::Municipality) {
        let has_region = REGIONS.iter().any(|(code, _)| *code == place.county());
        let parent = if has_region { place.county() } else { NATION };
        all.push(known(&place.code, Some(parent), OrganisationKind::Municipality, &place.name));
    }
    Ok(all)
}

fn known(code: &str, parent: Option<&str>, kind: OrganisationKind, name: &str) -> Organisation {
    Organisation {
        id: code.into(),
        parent: parent.map(str::to_owned),
        house: code.into(),
        kind,
        name: name.into(),
        number: String::new(),
        version: 0,
    }
}
