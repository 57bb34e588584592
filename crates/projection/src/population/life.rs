//! One place through the years, a row of futures at a time.

use pulp::Simd;

use super::year::{Arrived, Arriving, CHANCE_GROUPS, Departed, Drawn, Leaving, OneYear, Sums};
use super::{
    BAND_START, BANDS, BaseError, COUNTY_SHARE, GAIN_BY_BAND, LOCAL_PERSISTENCE, Place, YOUNG_BANDS,
};
use crate::kernel::cohorts::advance;
use crate::kernel::decay::Decay;
use crate::kernel::{Lanes, ROW, Row, Rows, rows};
use crate::national::{CELLS, National};
use crate::random::{Sequences, Stream};
use crate::{AGES, MEN, Pyramid, SEXES, WOMEN};

/// One place through the years.
pub(super) struct Life<'a> {
    pub(super) place: &'a Place,
    pub(super) national: &'a National,
    pub(super) decay: &'a Decay<f32>,
    /// Number of the row of futures.
    pub(super) block: usize,
    pub(super) mortality: Row,
    /// Lasting errors of migration by band.
    pub(super) lasting: [Row; BANDS],
    pub(super) moves: Sequences,
    /// Lasting error of migration at all ages.
    pub(super) gain: Row,
    pub(super) gains: Sequences,
    pub(super) chance: Sequences,
    /// The place's share of the country's people.
    pub(super) share: Pyramid,
    /// Children that last 31 December's women bear at one child a woman.
    pub(super) bearing: Row,
    /// Share left of the place's own migration.
    pub(super) local_share: f32,
    /// Those of last 31 December's people who stay, in [`CELLS`] rows.
    pub(super) staying: Rows,
    /// The people of last 31 December, in [`CELLS`] rows.
    pub people: Rows,
}

impl<'a> Life<'a> {
    /// The place in its base year: the people as they may really have been.
    #[inline(always)]
    pub fn new<S: Simd>(
        simd: S,
        place: &'a Place,
        national: &'a National,
        decay: &'a Decay<f32>,
        block: usize,
    ) -> Self {
        let seed = national.run.seed;
        let (code, first) = (place.code, block * ROW);
        // Most places live about as long as their kind, and a few much longer or shorter.
        let level = Sequences::new(seed, Stream::LocalMortality, code, first).laplace_with(simd);
        let mortality = level.map(|z| (place.mortality.log + place.mortality.error * z).exp());
        let mut moves = Sequences::new(seed, Stream::LocalMigration, code, first);
        let mut lasting = [[0.0; ROW]; BANDS];
        for (row, error) in lasting.iter_mut().zip(place.migration_error) {
            let normals = moves.normals_with(simd);
            row.iter_mut().zip(normals).for_each(|(x, z)| *x = error * z);
        }
        centre(&mut lasting, &place.base);
        let mut gains = Sequences::new(seed, Stream::LocalGain, code, first);
        let own = gains.normals_with(simd);
        let common = Sequences::new(seed, Stream::CountyGain, place.county, first).normals_with(simd);
        let gain = std::array::from_fn(|lane| {
            place.gain_error * ((1.0 - COUNTY_SHARE).sqrt() * own[lane] + COUNTY_SHARE.sqrt() * common[lane])
        });
        let mut people = rows(CELLS);
        for (row, &n) in people.iter_mut().zip(place.base.as_flattened()) {
            *row = [n; ROW];
        }
        if place.base_error.single > 0.0 {
            draw_base(
                simd,
                &mut people,
                place.base_error,
                &mut Sequences::new(seed, Stream::Base, code, first),
            );
        }
        Self {
            place,
            national,
            decay,
            block,
            mortality,
            lasting,
            moves,
            gain,
            gains,
            chance: Sequences::new(seed, Stream::Chance, code, first),
            share: std::array::from_fn(|s| {
                std::array::from_fn(|a| (place.base[s][a] / national.population[s][a].max(1.0)).min(1.0))
            }),
            bearing: [0.0; ROW],
            local_share: 1.0,
            staying: rows(CELLS),
            people,
        }
    }

    /// Sees who of the base year's people stay through the first projected year.
    #[inline(always)]
    pub fn begin<S: Simd, const WATCH: bool>(&mut self, simd: S, mut sums: Option<&mut Sums>) -> Departed {
        let drawn = self.draw(simd);
        let mut departed = Departed::default();
        let mut bearing = [0.0; ROW];
        for part in 0..Lanes::<f32, S>::PARTS {
            let mut leaving = Leaving::<S, WATCH>::new(simd, part, self, 0, &drawn, sums.as_deref_mut());
            for sex in 0..SEXES {
                for age in 0..AGES {
                    let row = sex * AGES + age;
                    let people = Lanes::load(simd, &self.people[row], part);
                    leaving.stay(sex, age, people).store(&mut self.staying[row], part);
                }
            }
            leaving.close(&mut bearing, &mut departed);
        }
        self.bearing = bearing;
        departed
    }

    /// Takes the place through projected year `year` (0 is the first) and sees who stays through the next. `balance`
    /// is the year's part of [`National::balance`].
    #[inline(always)]
    pub fn advance<S: Simd, const WATCH: bool>(
        &mut self,
        simd: S,
        year: usize,
        balance: &[Row],
        mut sums: Option<&mut Sums>,
    ) -> (Arrived, Departed) {
        // After the last year nobody asks who stays; last year's hazards serve.
        let next = (year + 1).min(self.national.run.years - 1);
        self.local_share *= LOCAL_PERSISTENCE;
        let (drawn, inflow) = (self.draw(simd), self.inflow(year));
        let (mut arrived, mut departed) = (Arrived::default(), Departed::default());
        let mut bearing = [0.0; ROW];
        let (mut staying, mut people) =
            (std::mem::replace(&mut self.staying, rows(0)), std::mem::replace(&mut self.people, rows(0)));
        let (women, men) = staying.split_at_mut(AGES);
        for part in 0..Lanes::<f32, S>::PARTS {
            let mut law = OneYear {
                arriving: Arriving::<S, WATCH>::new(simd, part, self, year, balance, &inflow),
                leaving: Leaving::<S, WATCH>::new(simd, part, self, next, &drawn, sums.as_deref_mut()),
                people: &mut people,
            };
            advance(simd, &mut law, WOMEN, [&mut *women], part);
            advance(simd, &mut law, MEN, [&mut *men], part);
            let OneYear { arriving, leaving, .. } = law;
            arriving.close(&mut arrived);
            leaving.close(&mut bearing, &mut departed);
        }
        (self.staying, self.people, self.bearing) = (staying, people, bearing);
        (arrived, departed)
    }

    /// What chance brings in a year.
    #[inline(always)]
    fn draw<S: Simd>(&mut self, simd: S) -> Drawn {
        let mut gain = self.gain;
        let normals = self.gains.normals_with(simd);
        gain.iter_mut().zip(normals).for_each(|(x, z)| *x += self.place.gain_swing * z);
        let mut shift = self.lasting;
        for ((row, swing), times) in shift.iter_mut().zip(self.place.migration_swing).zip(GAIN_BY_BAND) {
            let normals = self.moves.normals_with(simd);
            for ((x, z), gain) in row.iter_mut().zip(normals).zip(gain) {
                *x = (*x + swing * z + times * gain).min(Place::MOST_MOVES);
            }
        }
        let mut shock = [[[0.0; ROW]; CHANCE_GROUPS]; SEXES];
        for row in shock.as_flattened_mut() {
            *row = self.chance.normals_with(simd);
        }
        Drawn { shift, shock }
    }

    /// Expected net migration from abroad in a projected year.
    #[inline(always)]
    fn inflow(&self, year: usize) -> Pyramid {
        let country = &self.national.migration[year];
        let mut inflow = self.share;
        inflow.as_flattened_mut().iter_mut().zip(country.as_flattened()).for_each(|(x, n)| *x *= n);
        inflow
    }
}

/// What one of the bands of the young gains, the others lose: how much they gain together is the common error's.
#[inline(always)]
fn centre(lasting: &mut [Row; BANDS], base: &Pyramid) {
    let people: [f32; YOUNG_BANDS] = std::array::from_fn(|band| {
        base.iter().flat_map(|ages| &ages[BAND_START[band]..BAND_START[band + 1]]).sum()
    });
    let all = people.iter().sum::<f32>().max(1.0);
    let mut mean = [0.0; ROW];
    for (own, n) in lasting.iter().zip(people) {
        mean.iter_mut().zip(own).for_each(|(sum, error)| *sum += n / all * error);
    }
    for own in &mut lasting[..YOUNG_BANDS] {
        own.iter_mut().zip(mean).for_each(|(error, mean)| *error -= mean);
    }
}

/// Draws how many there really were of each age from 55.
#[inline(always)]
fn draw_base<S: Simd>(simd: S, people: &mut Rows, error: BaseError, random: &mut Sequences) {
    const FIRST: usize = 55;
    const GROUP: usize = 5;
    for ages in people.chunks_exact_mut(AGES) {
        for group in ages[FIRST..].chunks_mut(GROUP) {
            let known = total(group);
            for row in group.iter_mut() {
                let normals = random.normals_with(simd);
                for (n, z) in row.iter_mut().zip(normals) {
                    *n = (*n + error.single * n.sqrt() * z).max(0.0);
                }
            }
            if error.groups_known {
                let drawn = total(group);
                for row in group.iter_mut() {
                    for (n, (known, drawn)) in row.iter_mut().zip(known.iter().zip(&drawn)) {
                        *n *= if *drawn > 0.0 { known / drawn } else { 1.0 };
                    }
                }
            }
        }
    }
}

#[inline(always)]
fn total(rows: &[Row]) -> Row {
    let mut sum = [0.0; ROW];
    for row in rows {
        sum.iter_mut().zip(row).for_each(|(s, n)| *s += n);
    }
    sum
}
