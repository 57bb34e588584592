//! A table of figures that has been read, with how it was understood.

use serde::{Deserialize, Serialize};

use super::care::CareFigures;
use super::numbers::{FiguresSubject, Numbers};
use super::people::{TableRow, read_people};
use super::places::read_places;
use crate::fault::FieldFault;
use crate::organisations::Organisations;

/// A column of a table, and what it was taken to hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadColumn {
    /// Its head.
    pub head: String,
    /// The name of what it holds: `year`, `age`, `people_in`, `unit`, `unread`, …
    pub holds: String,
}

/// How a table was understood.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Understood {
    /// Its columns; none where the numbers were typed one by one.
    pub columns: Vec<ReadColumn>,
    /// Lines that were left out.
    pub left_out: Vec<usize>,
}

/// Figures as they were sent, and as they were understood.
#[derive(Clone, Debug, PartialEq)]
pub struct FiguresTable {
    /// The numbers.
    pub numbers: Numbers,
    /// The table line by line; empty where the numbers were typed one by one.
    pub rows: Vec<TableRow>,
    /// How the table was understood.
    pub understood: Understood,
}

impl FiguresTable {
    /// Reads a table of a municipality's people or places.
    ///
    /// # Errors
    /// Everything that is wrong: see [`read_people`] and [`read_places`].
    pub fn read(
        subject: FiguresSubject,
        rows: Vec<TableRow>,
        tree: &Organisations,
        code: &str,
    ) -> Result<Self, Vec<FieldFault>> {
        let named = |columns: Vec<(String, &str)>| -> Vec<ReadColumn> {
            columns.into_iter().map(|(head, holds)| ReadColumn { head, holds: holds.to_owned() }).collect()
        };
        let (numbers, columns, left_out) = match subject {
            FiguresSubject::Places => {
                let table = read_places(&rows)?;
                let columns = table.columns.into_iter().map(|(head, of)| (head, of.name())).collect();
                (Numbers::Places(table.changes), named(columns), table.left_out)
            }
            FiguresSubject::People | FiguresSubject::Care => {
                let table = read_people(&rows, tree, code)?;
                let columns = table.columns.into_iter().map(|(head, of)| (head, of.name())).collect();
                (Numbers::People(table.counts), named(columns), table.left_out)
            }
        };
        Ok(Self { numbers, rows, understood: Understood { columns, left_out } })
    }

    /// Figures of care that were typed one by one.
    pub fn typed(care: CareFigures) -> Self {
        Self { numbers: Numbers::Care(care), rows: Vec::new(), understood: Understood::default() }
    }
}
