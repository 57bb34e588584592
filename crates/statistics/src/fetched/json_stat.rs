//! Reads JSON-stat 2.0, the form that statistics offices answer in: <https://json-stat.org/full/>.

use std::collections::HashMap;

use serde::Deserialize;

/// Why an answer is no data set.
#[derive(Debug, thiserror::Error)]
pub enum NotJsonStat {
    /// It is not whole, or something else.
    #[error("the answer is no JSON-stat: {0}")]
    Json(#[from] serde_json::Error),
    /// What it says of itself does not hold together.
    #[error("the answer contradicts itself: {0}")]
    Incoherent(String),
}

/// What a dimension is divided into.
#[derive(Clone, Debug, PartialEq)]
pub struct Dimension {
    /// The dimension's code.
    pub code: String,
    /// The codes of its categories, in order.
    pub categories: Vec<String>,
    /// Whether it can be left out of a question, and all of it is meant.
    pub can_be_left_out: bool,
}

/// Numbers by categories of each dimension.
#[derive(Clone, Debug, PartialEq)]
pub struct Dataset {
    /// The dimensions, the last one fastest.
    pub dimensions: Vec<Dimension>,
    /// The numbers; none where the publisher gives none. Empty in a description of a table.
    values: Vec<Option<f64>>,
}

#[derive(Deserialize)]
struct Wire {
    id: Vec<String>,
    size: Vec<usize>,
    dimension: HashMap<String, WireDimension>,
    #[serde(default)]
    value: WireValues,
}

#[derive(Deserialize)]
struct WireDimension {
    category: WireCategory,
    #[serde(default)]
    extension: WireExtension,
}

#[derive(Default, Deserialize)]
struct WireExtension {
    #[serde(default)]
    elimination: bool,
}

#[derive(Deserialize)]
struct WireCategory {
    index: WireIndex,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum WireIndex {
    Places(HashMap<String, usize>),
    InOrder(Vec<String>),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum WireValues {
    All(Vec<Option<f64>>),
    Some(HashMap<String, Option<f64>>),
}

impl Default for WireValues {
    fn default() -> Self {
        Self::All(Vec::new())
    }
}

impl Dataset {
    /// Reads a data set, or a description of a table, which has no numbers.
    ///
    /// # Errors
    /// It is none, or is not whole.
    pub fn read(text: &str) -> Result<Self, NotJsonStat> {
        let wire: Wire = serde_json::from_str(text)?;
        let wrong = |what: String| NotJsonStat::Incoherent(what);
        if wire.id.len() != wire.size.len() {
            return Err(wrong(format!("{} dimensions of {} sizes", wire.id.len(), wire.size.len())));
        }
        let mut of_code = wire.dimension;
        let dimensions = wire
            .id
            .into_iter()
            .zip(&wire.size)
            .map(|(code, size)| {
                let found = of_code.remove(&code).ok_or_else(|| wrong(format!("no dimension {code}")))?;
                let categories = in_order(found.category.index);
                if categories.len() != *size {
                    return Err(wrong(format!("{code} has {} categories and not {size}", categories.len())));
                }
                Ok(Dimension { code, categories, can_be_left_out: found.extension.elimination })
            })
            .collect::<Result<Vec<_>, _>>()?;
        let cells = wire.size.iter().try_fold(1_usize, |all, size| all.checked_mul(*size));
        let cells = cells.filter(|cells| *cells <= MOST_CELLS);
        let values = match (wire.value, cells) {
            (WireValues::All(values), _) if values.is_empty() => values,
            (WireValues::All(values), Some(cells)) if values.len() == cells => values,
            (WireValues::All(values), cells) => {
                return Err(wrong(format!("{} numbers in {cells:?} cells", values.len())));
            }
            (WireValues::Some(of_place), Some(cells)) => {
                (0..cells).map(|place| of_place.get(&place.to_string()).copied().flatten()).collect()
            }
            (WireValues::Some(_), None) => return Err(wrong("too many cells".into())),
        };
        Ok(Self { dimensions, values })
    }

    /// The place of a dimension.
    pub fn position(&self, code: &str) -> Option<usize> {
        self.dimensions.iter().position(|dimension| dimension.code == code)
    }

    /// Goes through all numbers, each with the code of its category in every dimension.
    pub fn each<E>(&self, mut one: impl FnMut(&[&str], Option<f64>) -> Result<(), E>) -> Result<(), E> {
        let mut codes: Vec<&str> = vec![""; self.dimensions.len()];
        for (place, value) in self.values.iter().enumerate() {
            let mut left = place;
            for (code, dimension) in codes.iter_mut().zip(&self.dimensions).rev() {
                let size = dimension.categories.len();
                *code = &dimension.categories[left % size];
                left /= size;
            }
            one(&codes, *value)?;
        }
        Ok(())
    }
}

/// Most cells of an answer: far more than any server gives.
const MOST_CELLS: usize = 10_000_000;

/// The codes of categories in their order, which is not that of the keys.
fn in_order(index: WireIndex) -> Vec<String> {
    match index {
        WireIndex::InOrder(codes) => codes,
        WireIndex::Places(places) => {
            let mut all: Vec<(String, usize)> = places.into_iter().collect();
            all.sort_by_key(|(_, place)| *place);
            all.into_iter().map(|(code, _)| code).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANSWER: &str = r#"{"version":"2.0","class":"dataset","id":["Region","Tid"],"size":[2,2],
        "dimension":{"Region":{"category":{"index":{"0114":1,"00":0}},"extension":{"elimination":true}},
        "Tid":{"category":{"index":["2023","2024"]}}},"value":[10,11,null,4],"status":{"2":".."}}"#;

    #[test]
    fn numbers_are_read_by_place_and_not_by_the_order_of_keys() {
        let read = Dataset::read(ANSWER).expect("a data set");
        let mut all = Vec::new();
        let noted = read.each(|codes, value| {
            all.push((codes.join(" "), value));
            Ok::<(), ()>(())
        });
        assert!(noted.is_ok());
        let expected =
            [("00 2023", Some(10.0)), ("00 2024", Some(11.0)), ("0114 2023", None), ("0114 2024", Some(4.0))];
        assert_eq!(all, expected.map(|(codes, value)| (codes.to_owned(), value)));
        assert!(read.dimensions[0].can_be_left_out && !read.dimensions[1].can_be_left_out);
    }

    #[test]
    fn what_is_not_whole_is_told() {
        for (broken, told) in [
            (&ANSWER[..ANSWER.len() - 30], "no JSON-stat"),
            (&ANSWER.replace("null,4", "null"), "3 numbers in Some(4) cells"),
            (&ANSWER.replace("\"0114\":1,", ""), "Region has 1 categories and not 2"),
            ("<html>503</html>", "no JSON-stat"),
        ] {
            let said = Dataset::read(broken).expect_err("it is broken").to_string();
            assert!(said.contains(told), "{said}");
        }
        let sparse = ANSWER.replace("[10,11,null,4]", "{\"0\":10}");
        assert!(Dataset::read(&sparse).is_ok());
    }
}
