//! One row of futures with measures added one by one.

use crate::kernel::ROW;
use crate::measure::{Drawn, RunningSum};
use crate::simulation::{Levels, Outputs, Simulation};

use super::shapley::{Order, Values};
use super::{Asked, Gap};

/// A row of futures in which sets of measures are tried.
pub(super) struct Row<'a> {
    pub simulation: &'a Simulation<'a>,
    pub drawn: &'a [Drawn],
    pub asked: &'a Asked<'a>,
    /// Which row.
    pub block: usize,
    pub levels: Levels,
}

impl Row<'_> {
    /// What a set of measures gives: a row of futures for each gap and year asked for.
    pub fn at(&self, set: &[usize]) -> Values {
        let mut sum = self.nothing();
        set.iter().for_each(|&measure| sum.add(&self.drawn[measure]));
        self.run(&sum, &mut self.outputs())
    }

    /// The same with each measure of an order added to those before it. What all of them give is known: every order
    /// ends there.
    pub fn along(&self, order: &Order, all: &Values) -> Vec<Values> {
        let mut sum = self.nothing();
        let mut outputs = self.outputs();
        let Some((_, until_last)) = order.split_last() else { return Vec::new() };
        let steps = until_last.iter().map(|&measure| {
            sum.add(&self.drawn[measure]);
            self.run(&sum, &mut outputs)
        });
        steps.chain([all.clone()]).collect()
    }

    fn nothing(&self) -> RunningSum {
        RunningSum::none(self.asked.last, self.block)
    }

    fn outputs(&self) -> Outputs {
        Outputs::zeros(self.asked.last, ROW)
    }

    fn run(&self, sum: &RunningSum, outputs: &mut Outputs) -> Values {
        self.simulation.run_row_into(&self.levels, sum.levers(), self.block, outputs);
        let value = |&(gap, year): &(Gap, usize)| (self.asked.value)(gap, outputs, year.min(self.asked.last));
        self.asked.gaps.iter().flat_map(value).collect()
    }
}
