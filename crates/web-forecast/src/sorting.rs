//! Tables that are sorted by their headings.

use std::cmp::Ordering;

/// By which column a table is sorted, and which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sorting {
    /// The place of the column, from 0.
    pub column: usize,
    /// Whether the largest, or the last in the alphabet, comes first.
    pub falling: bool,
}

/// A column, as its heading shows it.
pub struct Column {
    /// Its name in addresses.
    pub name: &'static str,
    /// The heading.
    pub text: String,
    /// Whether it holds numbers.
    pub is_number: bool,
}

/// A heading: text, link that sorts by it, and how it is sorted now.
pub struct Heading {
    pub text: String,
    pub link: String,
    pub sorted: &'static str,
    pub is_number: bool,
}

/// What a row is sorted by.
pub enum SortKey<'a> {
    Words(&'a str),
    Number(f64),
}

impl Sorting {
    /// What an address asks for by the names of columns, or what is usual.
    pub fn read(fields: &[(String, String)], columns: &[Column], usual: Self) -> Self {
        let field =
            |name: &str| fields.iter().rev().find(|(n, _)| n == name).map(|(_, value)| value.as_str());
        let asked = field("ordna");
        match columns.iter().position(|column| asked == Some(column.name)) {
            Some(column) => Self { column, falling: field("fallande").is_some() },
            None => usual,
        }
    }

    /// The headings of a table whose address, but for its order, ends in a query.
    pub fn headings(self, columns: &[Column], address: &str) -> Vec<Heading> {
        let heading = |(index, column): (usize, &Column)| {
            let is_now = index == self.column;
            // Words rise first, numbers fall first; the same heading again turns it round.
            let falls_next = if is_now { !self.falling } else { column.is_number };
            let turn = if falls_next { "&fallande=1" } else { "" };
            Heading {
                text: column.text.clone(),
                link: format!("{address}&ordna={}{turn}#tabell", column.name),
                sorted: match (is_now, self.falling) {
                    (true, true) => "descending",
                    (true, false) => "ascending",
                    _ => "",
                },
                is_number: column.is_number,
            }
        };
        columns.iter().enumerate().map(heading).collect()
    }

    /// The fields of an address that say it.
    pub fn fields(self, columns: &[Column]) -> Vec<(&'static str, String)> {
        let by = columns.get(self.column).map(|column| ("ordna", column.name.to_owned()));
        by.into_iter().chain(self.falling.then(|| ("fallande", "1".to_owned()))).collect()
    }

    /// Sorts rows by what each has in the column.
    pub fn sort<T>(self, rows: &mut [T], key: impl Fn(&T, usize) -> SortKey<'_>) {
        let words = swedish::Order::new();
        rows.sort_by(|a, b| {
            let by = match (key(a, self.column), key(b, self.column)) {
                (SortKey::Words(a), SortKey::Words(b)) => {
                    words.as_ref().map_or_else(|| a.cmp(b), |order| order.compare(a, b))
                }
                (SortKey::Number(a), SortKey::Number(b)) => a.total_cmp(&b),
                _ => Ordering::Equal,
            };
            if self.falling { by.reverse() } else { by }
        });
    }
}
