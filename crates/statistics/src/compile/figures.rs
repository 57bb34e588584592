//! Reads the official figures that several tables need.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use projection::{AGES, BySexAge, MEN, WOMEN};

use super::{base, deaths, municipal, rates};
use crate::cohorts::{five_year, was_redrawn};
use crate::margins::People;
use crate::population::{PANEL_GROUPS, Population};
use crate::region::{Region, Regions};
use crate::table::{self, Fault, Row};

/// The figures as read.
pub struct Figures {
    folder: PathBuf,
    /// Codes and names of counties and municipalities.
    pub names: BTreeMap<String, String>,
    /// Counts by region and year.
    pub population: Population,
    /// The municipalities by sex and single age at the end of the year before the base year and of the base year.
    pub last_years: [People; 2],
}

impl Figures {
    pub fn read(folder: &Path) -> Result<Self, Fault> {
        let mut figures = Self {
            folder: folder.to_owned(),
            names: BTreeMap::new(),
            population: Population::default(),
            last_years: [People::new(), People::new()],
        };
        figures.read_names()?;
        let mut population = Population::default();
        figures.read_structure(&mut population)?;
        figures.read_national(&mut population)?;
        figures.read_panel(&mut population)?;
        figures.read_counties(&mut population)?;
        figures.read_totals(&mut population)?;
        municipal::read(&figures, &mut population)?;
        let history = rates::history(&figures)?;
        population.deaths = deaths::municipal(&figures, &population, &history);
        population.check(&figures.regions())?;
        figures.population = population;
        figures.check()?;
        figures.last_years = base::last_years(&figures)?;
        let counted = deaths::counted(&figures, &history);
        figures.population.deaths.extend(counted);
        figures.population.check_deaths(&figures.regions())?;
        Ok(figures)
    }

    /// The country on 31 December of a year that is known to be there.
    pub fn country(&self, year: i32) -> &BySexAge<f64> {
        &self.population.national[&year]
    }

    /// The regions, without areas.
    pub fn regions(&self) -> Regions {
        let named = |(code, name): (&String, &String)| Region {
            code: code.clone(),
            name: name.clone(),
            area_km2: 0.0,
        };
        Regions::new(self.names.iter().map(named).collect())
    }

    /// Codes of the municipalities, in order.
    pub fn municipalities(&self) -> Vec<String> {
        self.names.keys().filter(|code| code.len() == 4).cloned().collect()
    }

    /// The text of one file of the folder: UTF-8, or else ISO 8859-1, whose bytes are the first code points.
    pub fn text(&self, file: &str) -> Result<String, Fault> {
        let path = self.folder.join(file);
        let bytes = std::fs::read(&path)
            .map_err(|source| Fault::File { path: path.display().to_string(), source })?;
        Ok(String::from_utf8(bytes).unwrap_or_else(|e| e.as_bytes().iter().map(|&b| char::from(b)).collect()))
    }

    /// The rows of one comma-separated file.
    pub fn rows(&self, file: &str, each: impl FnMut(&Row<'_>) -> Result<(), Fault>) -> Result<(), Fault> {
        table::rows(file, &self.text(file)?, each)
    }

    fn read_names(&mut self) -> Result<(), Fault> {
        let file = "population/municipality_county_codes.csv";
        let text = self.text(file)?;
        table::delimited(file, &text, b';', |_, row| {
            self.names.insert(row.text(0)?.to_owned(), row.text(1)?.trim().to_owned());
            Ok(())
        })
    }

    fn read_structure(&self, population: &mut Population) -> Result<(), Fault> {
        self.rows("population/pop_municipality_1yr_sex_2019.csv", |row| {
            let own = population.structure.entry(row.text(0)?.to_owned()).or_insert_with(projection::zeros);
            let age: usize = row.read(4)?;
            own[letter(row, 3)?][age.min(AGES - 1)] += row.read::<f64>(5)?;
            Ok(())
        })
    }

    fn read_national(&self, population: &mut Population) -> Result<(), Fault> {
        self.rows("population/pop_national_1yr_sex_1968_2025.csv", |row| {
            let year = population.national.entry(row.read(0)?).or_insert_with(projection::zeros);
            let age: usize = row.read(2)?;
            year[letter(row, 1)?][age.min(AGES - 1)] += row.read::<f64>(3)?;
            Ok(())
        })
    }

    fn read_panel(&self, population: &mut Population) -> Result<(), Fault> {
        self.rows("population/pop_municipality_55plus_5yr_sex_2008_2019.csv", |row| {
            let first: usize =
                row.text(4)?.split(['-', '+']).next().and_then(|a| a.parse().ok()).unwrap_or(0);
            let group = (first.max(55) - 55) / 5;
            if group >= PANEL_GROUPS {
                return Err(row.fault("unknown age group".into()));
            }
            let entry = population.panel.entry((row.text(0)?.to_owned(), row.read(2)?)).or_default();
            entry[letter(row, 3)?][group] = row.read(5)?;
            Ok(())
        })
    }

    /// A file of counts by county, sex and single age, from [`FIRST_COUNTY_YEAR`] on.
    pub fn county_ages(&self, file: &str) -> Result<HashMap<(String, i32), BySexAge<f64>>, Fault> {
        let by_name: HashMap<String, String> = self
            .names
            .iter()
            .filter(|(code, _)| code.len() == 2)
            .map(|(code, name)| (county_key(name), code.clone()))
            .collect();
        let mut counts: HashMap<(String, i32), BySexAge<f64>> = HashMap::new();
        self.rows(file, |row| {
            let year: i32 = row.read(3)?;
            if year < FIRST_COUNTY_YEAR {
                return Ok(());
            }
            let name = row.text(2)?;
            let code =
                by_name.get(&county_key(name)).ok_or_else(|| row.fault(format!("unknown county {name}")))?;
            let digits: String = row.text(0)?.chars().take_while(char::is_ascii_digit).collect();
            let age: usize = digits.parse().map_err(|_| row.fault("an age is a number".into()))?;
            let sex = if row.text(1)? == "Females" { WOMEN } else { MEN };
            counts.entry((code.clone(), year)).or_insert_with(projection::zeros)[sex][age.min(AGES - 1)] +=
                row.read::<f64>(4)?;
            Ok(())
        })?;
        Ok(counts)
    }

    fn read_counties(&self, population: &mut Population) -> Result<(), Fault> {
        let single = self.county_ages("population/sweden_popn_county.csv")?;
        population.county = single.into_iter().map(|(key, ages)| (key, five_year(&ages))).collect();
        Ok(())
    }

    fn read_totals(&self, population: &mut Population) -> Result<(), Fault> {
        self.rows("population/pop_municipality_total_1950_2020.csv", |row| {
            population.totals.insert((row.text(0)?.to_owned(), row.read(2)?), row.read(3)?);
            Ok(())
        })
    }

    /// The figures agree with each other where they overlap.
    fn check(&self) -> Result<(), Fault> {
        let codes = self.municipalities();
        if codes.len() != 290 {
            return Err(apart("municipality", "all".into(), codes.len() as f64, 290.0));
        }
        let structure = self.population.structure.values().flatten().flatten().sum();
        let country = |year: i32| self.country(year).iter().flatten().sum::<f64>();
        agree("municipalities by single age and the country", "2019".into(), structure, country(2019))?;
        for year in FIRST_COUNTY_YEAR..=2015 {
            let counties = self.population.county.iter().filter(|((_, y), _)| *y == year);
            let sum = counties.clone().flat_map(|(_, groups)| groups).flatten().sum();
            agree("counties and the country", year.to_string(), sum, country(year))?;
            for ((code, _), groups) in counties.filter(|((code, _), _)| !was_redrawn(code, year)) {
                let own = codes.iter().filter(|own| own.starts_with(code.as_str()));
                let sum = own.filter_map(|own| self.population.total(own, year)).sum();
                let name = format!("{} in {year}", self.names[code]);
                agree("a county and its municipalities", name, groups.iter().flatten().sum(), sum)?;
            }
        }
        Ok(())
    }
}

fn agree(what: &str, of: String, one: f64, other: f64) -> Result<(), Fault> {
    if (one - other).abs() > 0.5 { Err(apart(what, of, one, other)) } else { Ok(()) }
}

fn apart(what: &str, of: String, one: f64, other: f64) -> Fault {
    Fault::Check { table: "population".into(), reason: format!("{what}, {of}: {one} and {other}") }
}

/// First year of the county table.
pub const FIRST_COUNTY_YEAR: i32 = 1998;

/// A county's name without "län", genitive s, accents and blanks, so that differently written names meet.
fn county_key(name: &str) -> String {
    let folded = swedish::fold(name);
    let short = folded.trim_end_matches(" lan").trim_end_matches('s').replace([' ', '-'], "");
    if short.starts_with("vastragotaland") || short == "gotaland" { "vastragotaland".into() } else { short }
}

/// A sex written F or M.
fn letter(row: &Row<'_>, column: usize) -> Result<usize, Fault> {
    match row.text(column)? {
        "F" => Ok(WOMEN),
        "M" => Ok(MEN),
        other => Err(row.fault(format!("\"{other}\" is neither F nor M"))),
    }
}
