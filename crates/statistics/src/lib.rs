//! Sweden's reference tables: bundled in the binary, each with its source, date, unit and method.
//!
//! The tables under `tables/` are compiled from official figures by [`compile`], a command that anyone can run
//! again; building, running and testing need only the tables. Newer ones that have been [`fetched`] fill the same types.

pub mod care;
pub mod cohorts;
pub mod compile;
pub mod effects;
pub mod fetched;
pub mod life_expectancy;
pub mod margins;
pub mod official;
pub mod population;
pub mod practice;
pub mod rates;
pub mod region;
pub mod shapes;
pub mod table;

pub use fetched::Fetched;
pub use region::{Region, Regions};
pub use table::{Fault, Provenance};

/// All reference tables, read and checked.
#[derive(Debug)]
pub struct Tables {
    /// Municipalities, counties and the country.
    pub regions: Regions,
    /// People: counts by region and year.
    pub population: population::Population,
    /// People of the base year by municipality.
    pub base: population::Base,
    /// Mortality, fertility and migration of the country.
    pub rates: rates::Rates,
    /// Life expectancy by municipality, as published.
    pub life_expectancy: life_expectancy::LifeExpectancy,
    /// Care: users, shares, hours, costs and staff.
    pub care: care::Care,
    /// The official forecast of the country.
    pub official: official::Official,
    /// Published effects of what is done.
    pub effects: effects::Effects,
    /// Outlines for maps.
    pub shapes: shapes::Shapes,
    /// What each table is and where it comes from.
    pub provenance: Vec<Provenance>,
}

impl Tables {
    /// Reads the tables that are built into the program.
    ///
    /// # Errors
    /// A table that does not have its own form, or lacks a region or a year that it is said to hold: a damaged build.
    pub fn bundled() -> Result<Self, Fault> {
        Self::read(&|table| table.text().into())
    }

    /// Whether newer counts have been fetched than those that are bundled.
    pub fn is_fetched(&self) -> bool {
        *self.population.panel_years().end() > population::STRUCTURE_YEAR
    }

    /// Reads the tables from texts. What is missing is a fault that says so: nothing is taken to be 0.
    pub(crate) fn read(texts: table::Texts<'_>) -> Result<Self, Fault> {
        let regions = Regions::read(texts)?;
        Ok(Self {
            population: population::Population::read(texts, &regions)?,
            base: population::Base::read(texts, &regions)?,
            rates: rates::Rates::read(texts)?,
            life_expectancy: life_expectancy::LifeExpectancy::read(texts, &regions)?,
            care: care::Care::read(texts, &regions)?,
            official: official::Official::read(texts)?,
            effects: effects::Effects::read(texts)?,
            shapes: shapes::Shapes::read(texts)?,
            provenance: table::Bundled::ALL
                .iter()
                .map(|table| table::provenance(table.name(), &texts(*table)))
                .collect::<Result<_, _>>()?,
            regions,
        })
    }
}

#[cfg(test)]
mod tests;
