//! One future in double precision, as plainly as it can be said: what the right answer is.

use super::inputs::{AGES, BORN, COST, FIGURES, Inputs, KINDS, PLACES, PREVENTION, STAFF, YEARS};

const CELLS: usize = 2 * AGES;

/// All figures of a future: `[year][place][figure]`.
pub fn run(i: &Inputs, draw: usize) -> Vec<f64> {
    let mut out = vec![0.0; YEARS * PLACES * FIGURES];
    let mut people = i.people.clone();
    for year in 0..YEARS {
        let at = draw * YEARS + year;
        let alive = survivors(i, at, &people);
        let mut joined = move_people(i, at, &alive.people);
        joined.iter_mut().for_each(|n| *n = n.max(0.0));
        let next = grow_older(i, at, &people, &joined, &alive.newborn);
        for place in 0..PLACES {
            let row = (year * PLACES + place) * FIGURES;
            figures(i, draw, year, place, &next[place * CELLS..][..CELLS], &mut out[row..row + FIGURES]);
        }
        people = next;
    }
    out
}

struct Alive {
    people: Vec<f64>,
    /// Survival of the newborn by `[place][sex]`.
    newborn: Vec<f64>,
}

fn survivors(i: &Inputs, at: usize, people: &[f64]) -> Alive {
    let mut alive = Alive { people: people.to_vec(), newborn: Vec::new() };
    for place in 0..PLACES {
        for sex in 0..2 {
            let survival = |age: usize| {
                let cell = sex * AGES + age;
                let hazard = i.hazard[cell] * (i.response[cell] * i.index[at * 2 + sex]).exp();
                (-hazard * i.mortality[place * 2 + sex]).exp()
            };
            for age in 0..AGES {
                alive.people[place * CELLS + sex * AGES + age] *= survival(age);
            }
            alive.newborn.push(survival(0).sqrt());
        }
    }
    alive
}

fn move_people(i: &Inputs, at: usize, alive: &[f64]) -> Vec<f64> {
    let leaving =
        |place: usize, cell: usize| alive[place * CELLS + cell] * i.leaving[cell] * i.local_leaving[place];
    let pool: Vec<f64> = (0..CELLS).map(|cell| (0..PLACES).map(|place| leaving(place, cell)).sum()).collect();
    (0..PLACES * CELLS)
        .map(|j| {
            let (place, cell) = (j / CELLS, j % CELLS);
            alive[j] - leaving(place, cell) + pool[cell] * i.share[j] + i.immigrants[j] * i.immigration[at]
        })
        .collect()
}

fn grow_older(i: &Inputs, at: usize, before: &[f64], joined: &[f64], newborn: &[f64]) -> Vec<f64> {
    let mut next = vec![0.0; PLACES * CELLS];
    for place in 0..PLACES {
        for sex in 0..2 {
            let from = place * CELLS + sex * AGES;
            for age in 0..AGES {
                next[from + (age + 1).min(AGES - 1)] += joined[from + age];
            }
        }
        let women = place * CELLS;
        let bearing: f64 =
            (15..50).map(|a| 0.5 * (before[women + a] + next[women + a]) * i.fertility[a - 15]).sum();
        for sex in 0..2 {
            next[place * CELLS + sex * AGES] =
                i.births[at] * i.local_fertility[place] * bearing * BORN[sex] * newborn[place * 2 + sex];
        }
    }
    next
}

fn figures(i: &Inputs, draw: usize, year: usize, place: usize, people: &[f64], out: &mut [f64]) {
    let sum = |from: usize, to: usize| -> f64 { people.chunks(AGES).flat_map(|sex| &sex[from..to]).sum() };
    (out[0], out[1], out[2]) = (sum(65, AGES), sum(80, AGES), sum(20, 67));
    let health = (-i.health[draw * YEARS + year]).exp();
    for kind in 0..KINDS {
        let users: f64 = people.iter().zip(&i.users[kind * CELLS..]).map(|(n, share)| n * share).sum();
        let prevented = 1.0 - i.prevention[year] * PREVENTION[kind];
        out[3 + kind] = i.local_users[place * KINDS + kind] * health * prevented * users;
    }
    let staff: f64 = (0..KINDS).map(|kind| out[3 + kind] * STAFF[kind]).sum();
    out[6] = staff * (1.0 - i.productivity[year]);
    out[7] = out[6] * COST[0] * (1.0 + COST[2]).powi(year as i32 + 1) + out[5] * COST[1];
}
