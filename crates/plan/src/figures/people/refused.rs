//! Tables that are not read at all: of single persons, of one sex, or with numbers that nobody can tell what they are.

use super::cells::{Said, count, sex};
use super::{FIELD, HEAD_WITHIN, TableRow};
use crate::case_data::{self, CaseData};
use crate::fault::FieldFault;
use crate::figures::head::{ColumnUse, is_besides, letters};

/// Refuses a table whose title says that it is about one sex: read as it stands it would be all people.
pub(super) fn titles(rows: &[TableRow]) -> Result<(), Vec<FieldFault>> {
    for row in rows {
        let named = row.cells.iter().filter(|cell| cell.trim().len() > 1).find_map(|cell| sex(cell));
        if let Some(Said::One(one)) = named {
            return Err(vec![FieldFault::new(FIELD, one.alone())]);
        }
    }
    Ok(())
}

/// Refuses numbers below a head that says nothing that is read: they may be what was meant.
pub(super) fn unread(rows: &[TableRow], uses: &[ColumnUse]) -> Result<(), Vec<FieldFault>> {
    let Some((head, below)) = rows.split_first() else { return Ok(()) };
    for (column, _) in uses.iter().enumerate().filter(|(_, of)| **of == ColumnUse::Unread) {
        let cells: Vec<&str> = below
            .iter()
            .filter_map(|row| row.cells.get(column))
            .map(|cell| cell.trim())
            .filter(|cell| !cell.is_empty())
            .collect();
        let numbers = cells.iter().filter(|cell| count(cell).is_some()).count();
        let name = head.cells.get(column).map_or("", |name| name.trim());
        if numbers * 2 > cells.len() && !is_besides(name) {
            let fault =
                FieldFault::new(FIELD, "people-unread").with("column", letters(column)).with("what", name);
            return Err(vec![fault]);
        }
    }
    Ok(())
}

/// Refuses what tells of single persons, or of places where one or some of them live.
pub(super) fn personal(rows: &[TableRow]) -> Result<(), Vec<FieldFault>> {
    let told = |key, row: &TableRow, column: usize| {
        let what = row.cells[column].chars().take(40).collect::<String>();
        let fault = FieldFault::new(FIELD, key).with("row", row.number).with("column", letters(column));
        Err(vec![fault.with("what", what)])
    };
    for row in rows.iter().take(HEAD_WITHIN) {
        let is_a_head = row.cells.iter().filter(|cell| !cell.is_empty()).count() > 2;
        let personal = row.cells.iter().position(|head| ColumnUse::of(head) == ColumnUse::Personal);
        if let Some(column) = personal.filter(|_| is_a_head) {
            return told("people-personal", row, column);
        }
    }
    for row in rows {
        let is_number = |cell: &String| case_data::find(cell) == Some(CaseData::IdentityNumber);
        if let Some(column) = row.cells.iter().position(is_number) {
            // What it says is not told again.
            let fault = FieldFault::new(FIELD, "people-identity-number").with("row", row.number);
            return Err(vec![fault.with("column", letters(column))]);
        }
    }
    Ok(())
}
