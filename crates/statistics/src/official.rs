//! The official population forecast, to be read beside ours.

use std::collections::BTreeMap;

use crate::table::{Bundled, Fault, Texts, lacking};

/// People of the country on 31 December of a year, as Statistics Sweden expects.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Expected {
    /// Aged 65 or more.
    pub over_65: f64,
    /// Aged 80 or more.
    pub over_80: f64,
    /// Aged 85 or more.
    pub over_85: f64,
}

/// Statistics Sweden's national forecast by year.
#[derive(Debug)]
pub struct Official {
    years: BTreeMap<i32, Expected>,
}

impl Official {
    pub(crate) fn read(texts: Texts<'_>) -> Result<Self, Fault> {
        let mut years = BTreeMap::new();
        Bundled::forecast_scb.rows(texts, |row| {
            let expected = Expected { over_65: row.read(1)?, over_80: row.read(2)?, over_85: row.read(3)? };
            let Expected { over_65, over_80, over_85 } = expected;
            if !(over_65 > over_80 && over_80 > over_85 && over_85 > 0.0) {
                return Err(row.fault("older people are not fewer".into()));
            }
            years.insert(row.read(0)?, expected);
            Ok(())
        })?;
        if years.is_empty() {
            return Err(lacking(Bundled::forecast_scb, "there are no years".into()));
        }
        Ok(Self { years })
    }

    /// What is expected of a year. None for a year that the forecast by age does not reach.
    pub fn expected(&self, year: i32) -> Option<Expected> {
        self.years.get(&year).copied()
    }
}
