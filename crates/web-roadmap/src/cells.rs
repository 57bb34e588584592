//! How much of a gap, in the cells of a workbook.

use documents::Cell;
use projection::worth::Gap;

use site::texts::Texts;

/// Money in millions of kronor, the rest as it is.
pub fn amount(gap: Gap, value: f64) -> Cell {
    if gap == Gap::Cost { Cell::Number(value / 1e6, 2) } else { Cell::Number(value, 1) }
}

/// The unit that it is then in.
pub fn unit(t: Texts, gap: Gap) -> String {
    t.get(match gap {
        Gap::Places => "unit-places",
        Gap::Fte => "unit-fte",
        Gap::Hires => "unit-persons",
        Gap::Cost => "unit-millions",
    })
}
