//! Counts in age bands of any width, as statistics offices publish them.

use std::ops::Range;

use projection::{AGES, SEXES};

/// First ages of the finest bands that municipalities are published in.
pub(crate) const BAND_STARTS: [usize; 8] = [0, 6, 16, 20, 45, 65, 80, 90];

/// People by sex in age bands that follow each other from 0; the last is open.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bands(Vec<(usize, [f64; SEXES])>);

impl Bands {
    /// Bands by their first age, the youngest first, with people by sex.
    pub fn new(bands: Vec<(usize, [f64; SEXES])>) -> Self {
        Self(bands)
    }

    /// The bands as ages with people by sex; the last ends with the open class.
    pub fn iter(&self) -> impl Iterator<Item = (Range<usize>, [f64; SEXES])> + '_ {
        let ends = self.0.iter().skip(1).map(|band| band.0).chain([AGES]);
        self.0.iter().zip(ends).map(|(&(from, people), to)| (from..to, people))
    }

    /// People of both sexes aged `age` or more. None when no band begins there.
    pub fn people_from(&self, age: usize) -> Option<f64> {
        let first = self.0.iter().position(|band| band.0 == age)?;
        Some(self.0[first..].iter().flat_map(|band| band.1).sum())
    }

    /// Whether nobody is missing: bands that begin at 0 and rise, people of both sexes, and no number below nothing.
    pub(crate) fn is_whole(&self) -> bool {
        self.0.first().is_some_and(|band| band.0 == 0)
            && self.0.is_sorted_by(|a, b| a.0 < b.0)
            && self.0.iter().flat_map(|band| band.1).all(|n| n >= 0.0)
            && (0..SEXES).all(|sex| self.0.iter().any(|band| band.1[sex] > 0.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_are_summed_where_they_begin() {
        let bands = Bands::new(vec![(0, [5.0, 6.0]), (65, [3.0, 2.0]), (80, [1.0, 0.0])]);
        assert_eq!(bands.people_from(65), Some(6.0));
        assert_eq!(bands.people_from(70), None);
        assert_eq!(bands.iter().last(), Some((80..AGES, [1.0, 0.0])));
        assert!(bands.is_whole() && !Bands::default().is_whole());
    }
}
