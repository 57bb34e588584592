//! Measures, places and countries made of any bytes: mostly likely ones, now and then the worst that a number can be.

use std::io::{Cursor, Write};
use std::sync::OnceLock;

use arbitrary::{Arbitrary, Result, Unstructured};
use forecast::{Choice, Forecast};
use projection::lever::Lever;
use projection::measure::{Effect, Measure};
use projection::national::{Parameters, Run};
use projection::need::{Level, SERVICES};
use projection::population::{BANDS, BaseError, Place};
use projection::simulation::{Housing, LocalCare, Scenario, Shares};
use projection::worth::Gap;
use projection::{AGES, BySexAge, Pyramid, SEXES};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The smallest and the largest municipality, and one between.
const MUNICIPALITIES: [&str; 3] = ["2403", "0180", "1080"];

/// The real country, over few years and futures.
pub fn forecast() -> &'static Forecast {
    static FORECAST: OnceLock<Forecast> = OnceLock::new();
    FORECAST.get_or_init(|| match Forecast::new(2030, 17, 3) {
        Ok(forecast) => forecast,
        Err(fault) => panic!("{fault}"),
    })
}

/// A number in a range, or among the worst.
fn wild(u: &mut Unstructured<'_>, (least, most): (f64, f64)) -> Result<f64> {
    // Bytes that are out are zeros: those must be an ordinary number, or every short input would end in the worst.
    Ok(match u.arbitrary::<u8>()? {
        255 => f64::NAN,
        254 => f64::INFINITY,
        253 => f64::NEG_INFINITY,
        252 => f64::MAX,
        251 => f64::MIN_POSITIVE,
        250 => 0.0,
        249 => f64::arbitrary(u)?,
        _ => least + (most - least) * f64::from(u.arbitrary::<u16>()?) / f64::from(u16::MAX),
    })
}

/// One time in sixteen, and never when the bytes are out.
fn rarely(u: &mut Unstructured<'_>) -> Result<bool> {
    Ok(u.arbitrary::<u8>()? >= 240)
}

fn wild32(u: &mut Unstructured<'_>, range: (f64, f64)) -> Result<f32> {
    wild(u, range).map(|x| x as f32)
}

fn level(u: &mut Unstructured<'_>) -> Result<Level> {
    Ok(Level { log: wild32(u, (-1.0, 1.0))?, error: wild32(u, (0.0, 0.5))? })
}

fn scenario(u: &mut Unstructured<'_>) -> Result<Scenario> {
    let shares = match u.int_in_range(0..=2)? {
        0 => Shares::Unchanged,
        1 => Shares::Trend,
        _ => Shares::Later { healthy: wild(u, (0.0, 1.0))? },
    };
    let housing = match u.int_in_range(0..=2)? {
        0 => Housing::ByNeed,
        1 => Housing::Ceiling,
        _ => Housing::Coverage { share_80_plus: wild(u, (0.0, 0.4))? },
    };
    Ok(Scenario { shares, housing })
}

fn effect(u: &mut Unstructured<'_>) -> Result<Effect> {
    let lever = *u.choose(&Lever::ALL)?;
    let facts = lever.facts();
    let range = (facts.min, facts.max);
    Ok(Effect { lever, size: wild(u, range)?, low: wild(u, range)?, high: wild(u, range)? })
}

fn measure(u: &mut Unstructured<'_>) -> Result<Measure> {
    let count = u.int_in_range(0..=3)?;
    Ok(Measure {
        id: u.arbitrary()?,
        start: if rarely(u)? { u.arbitrary()? } else { u.int_in_range(2020..=2035)? },
        ramp: if rarely(u)? { u.arbitrary()? } else { u.int_in_range(0..=5)? },
        half_life: if rarely(u)? { u.arbitrary()? } else { None },
        reach: wild(u, (0.0, 1.0))?,
        effects: (0..count).map(|_| effect(u)).collect::<Result<_>>()?,
        cost_one_off: wild(u, (0.0, 1e8))?,
        cost_yearly: wild(u, (0.0, 1e7))?,
    })
}

fn measures(u: &mut Unstructured<'_>, most: usize) -> Result<Vec<Measure>> {
    let count = u.int_in_range(0..=most)?;
    (0..count).map(|_| measure(u)).collect()
}

/// An archive with the bytes as its roadmaps, one for each part that a line of dashes ends.
pub fn archive(bytes: &[u8]) -> zip::result::ZipResult<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let text = String::from_utf8_lossy(bytes);
    for (at, part) in text.split("\n---\n").take(300).enumerate() {
        archive.start_file(format!("{at}.toml"), SimpleFileOptions::default())?;
        archive.write_all(part.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

/// A question about a municipality of the real country.
#[derive(Debug)]
pub struct MunicipalCase {
    pub code: &'static str,
    pub scenario: Scenario,
    pub levers: Vec<(Lever, f64)>,
    pub measures: Vec<Measure>,
    pub gap: Gap,
    pub year: i32,
    pub budget: f64,
    pub certainty: f64,
}

impl MunicipalCase {
    /// What so many bytes ask; what too few leave out is ordinary.
    pub fn from(bytes: &[u8]) -> Option<Self> {
        Self::read(&mut Unstructured::new(bytes)).ok()
    }

    fn read(u: &mut Unstructured<'_>) -> Result<Self> {
        let levers = u.int_in_range(0..=3)?;
        Ok(Self {
            code: u.choose(&MUNICIPALITIES)?,
            scenario: scenario(u)?,
            levers: (0..levers)
                .map(|_| Ok((*u.choose(&Lever::ALL)?, wild(u, (-50.0, 50.0))?)))
                .collect::<Result<_>>()?,
            measures: measures(u, 5)?,
            gap: *u.choose(&Gap::ALL)?,
            year: if rarely(u)? { u.arbitrary()? } else { u.int_in_range(2024..=2032)? },
            budget: wild(u, (0.0, 1e9))?,
            certainty: wild(u, (0.0, 1.0))?,
        })
    }

    /// The question as the pages ask it.
    pub fn choice(&self) -> Choice {
        Choice { outlook: self.scenario.into(), levers: self.levers.clone(), measures: self.measures.clone() }
    }
}

/// Places in a country of any figures.
#[derive(Debug)]
pub struct World {
    pub places: Vec<Place>,
    pub parameters: Parameters,
    pub run: Run,
    pub care: LocalCare,
    pub scenario: Scenario,
    pub measures: Vec<Measure>,
}

impl World {
    /// The world that so many bytes make.
    pub fn from(bytes: &[u8]) -> Option<Self> {
        Self::read(&mut Unstructured::new(bytes)).ok()
    }

    fn read(u: &mut Unstructured<'_>) -> Result<Self> {
        let count = u.int_in_range(1..=3)?;
        let years = u.int_in_range(0..=8)?;
        Ok(Self {
            places: (0..count).map(|i| place(u, 2403 + i)).collect::<Result<_>>()?,
            parameters: parameters(u)?,
            run: Run { base_year: 2025, years, draws: u.int_in_range(0..=18)?, seed: u.arbitrary()? },
            care: care(u)?,
            scenario: scenario(u)?,
            measures: measures(u, 3)?,
        })
    }
}

/// As many at each age, or with one age that is otherwise.
fn people(u: &mut Unstructured<'_>, most: f64) -> Result<BySexAge<f64>> {
    let mut people = [[wild(u, (0.0, most))?; AGES]; SEXES];
    if u.arbitrary()? {
        people[u.int_in_range(0..=SEXES - 1)?][u.int_in_range(0..=AGES - 1)?] = wild(u, (0.0, most))?;
    }
    Ok(people)
}

fn place(u: &mut Unstructured<'_>, code: u64) -> Result<Place> {
    let base: Pyramid = people(u, 50.0)?.map(|ages| ages.map(|n| n as f32));
    Ok(Place {
        code,
        county: code / 100,
        base,
        mortality: level(u)?,
        migration: [[wild32(u, (-0.1, 0.1))?; AGES]; SEXES],
        gain_error: wild32(u, (0.0, 0.05))?,
        gain_swing: wild32(u, (0.0, 0.05))?,
        migration_error: [wild32(u, (0.0, 0.05))?; BANDS],
        migration_swing: [wild32(u, (0.0, 0.05))?; BANDS],
        fertility: wild32(u, (0.5, 1.5))?,
        base_error: BaseError { single: wild32(u, (0.0, 2.0))?, groups_known: u.arbitrary()? },
    })
}

fn parameters(u: &mut Unstructured<'_>) -> Result<Parameters> {
    let mut parameters = forecast().parameters().clone();
    let years = u.int_in_range(0..=2)?;
    parameters.migration = (0..years).map(|_| people(u, 1e4)).collect::<Result<_>>()?;
    parameters.population = people(u, 1e5)?;
    parameters.fertility = vec![wild(u, (1.0, 3.0))?; u.int_in_range(0..=2)?];
    parameters.fertility_error = wild(u, (0.0, 0.3))?;
    parameters.fertility_pattern = [wild(u, (0.0, 0.2))?; AGES];
    parameters.migration_error = wild(u, (0.0, 1.0))?;
    parameters.onset_error = wild(u, (0.0, 1.0))?;
    parameters.mortality.jump_off[u.int_in_range(0..=SEXES - 1)?] = [wild(u, (-10.0, 0.0))?; AGES];
    parameters.mortality.improvement[u.int_in_range(0..=SEXES - 1)?] = [wild(u, (-0.05, 0.05))?; AGES];
    Ok(parameters)
}

fn care(u: &mut Unstructured<'_>) -> Result<LocalCare> {
    Ok(LocalCare {
        code: 2403,
        coverage: [level(u)?; SERVICES],
        hours: level(u)?,
        cost_per_place: level(u)?,
        cost_per_user: level(u)?,
        sick_leave: level(u)?,
        part_time: level(u)?,
    })
}

/// A spreadsheet in OpenDocument whose content is these bytes.
pub fn ods(content: &[u8]) -> Option<Vec<u8>> {
    let kind = b"application/vnd.oasis.opendocument.spreadsheet";
    packed(&[("mimetype", kind), ("META-INF/manifest.xml", b"<manifest/>"), ("content.xml", content)])
}

/// A workbook in Office Open XML whose first sheet is these bytes.
pub fn xlsx(sheet: &[u8]) -> Option<Vec<u8>> {
    packed(&[
        (
            "xl/workbook.xml",
            br#"<workbook xmlns:r="r"><sheets><sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            br#"<Relationships><Relationship Id="rId1" Type="worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
        ),
        ("xl/worksheets/sheet1.xml", sheet),
    ])
}

fn packed(parts: &[(&str, &[u8])]) -> Option<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).ok()?;
        archive.write_all(bytes).ok()?;
    }
    Some(archive.finish().ok()?.into_inner())
}
