//! The answer in words and as a chart: both choices, what the money buys, and why each measure was chosen or not.

use charts::{Frontier, FrontierLabels, FrontierPoint, Width};
use plan::roadmap::{Measure, computable};
use projection::portfolio::{Choice, LeftOut, MOST_EXACT, Part, Portfolio, Set, Why};
use projection::quantile::Quantiles;
use uuid::Uuid;

use super::query::PortfolioQuery;
use crate::worth::Written;
use site::texts::Texts;
use site::verdict::in_how_many;
use site::words::{gap_title, kronor};

/// Most points of the frontier that a page shows; the file has them all.
const MOST_SHOWN: usize = 40;

/// A measure and why it was chosen or not, for both choices.
pub struct Explained {
    pub id: Uuid,
    pub title: String,
    pub cost: String,
    pub best: Verdict,
    pub certain: Verdict,
}

/// Whether a measure is in, and why.
pub struct Verdict {
    pub is_in: bool,
    pub why: String,
}

/// A set on the frontier as a row of the table.
pub struct Row {
    pub cost: String,
    pub lacking: String,
    pub chance: String,
    pub measures: Vec<String>,
}

/// Everything that the page says.
pub struct PortfolioResult {
    pub best: String,
    pub certain: Option<String>,
    pub is_certain: bool,
    /// What the second choice is called; none where no set is ever enough.
    pub second: Option<String>,
    pub title: String,
    /// The frontier in both widths.
    pub chart: String,
    pub shown: Option<String>,
    pub rows: Vec<Row>,
    pub measures: Vec<Explained>,
    pub without_cost: Vec<(Uuid, String)>,
    pub notes: Vec<String>,
}

/// Writes the answer to what was asked.
pub struct Writer<'a> {
    pub t: Texts,
    pub asked: &'a PortfolioQuery,
    pub measures: &'a [&'a Measure],
    pub found: &'a Portfolio,
}

impl Writer<'_> {
    pub fn answer(&self) -> PortfolioResult {
        let shown = self.shown();
        let (t, all) = (self.t, self.found.frontier.len());
        let numbers = (t.number(shown.len() as f64, 0), t.number(all as f64, 0));
        let without_cost = self.measures.iter().filter(|measure| {
            // One without effect is never chosen, whatever it costs.
            !measure.effects.is_empty() && computable(measure).lacks_cost()
        });
        PortfolioResult {
            best: self.best(),
            certain: self.certain(),
            is_certain: self.found.is_certain,
            second: self.second(),
            title: self.title(),
            chart: self.chart(&shown),
            shown: (shown.len() < all)
                .then(|| t.with("portfolio-shown", &[("shown", &numbers.0), ("all", &numbers.1)])),
            rows: shown.iter().map(|set| self.row(set)).collect(),
            measures: (0..self.measures.len()).map(|i| self.explained(i)).collect(),
            without_cost: without_cost.map(|m| (m.id, m.title.clone())).collect(),
            notes: self.notes(),
        }
    }

    fn written(&self) -> Written {
        Written::new(self.t, self.asked.gap)
    }

    /// What is lacking, in words with the year.
    fn title(&self) -> String {
        gap_title(self.t, self.asked.gap, self.asked.year)
    }

    /// Kronor, in millions where they are many.
    fn money(&self, amount: f64) -> String {
        if amount < 1e6 {
            return kronor(self.t, amount);
        }
        self.t.with("amount-millions", &[("n", &self.t.number(amount / 1e6, 1))])
    }

    fn chance(&self, certainty: f64) -> String {
        self.t.number(certainty * 100.0, 0)
    }

    /// "71 (58–85)", the number in bold.
    fn level(&self, mean: f64, q: &Quantiles) -> String {
        let level = self.written().level(mean, q);
        let (number, interval) = level.split_once(" (").unwrap_or((&level, ""));
        format!("<b>{number}</b> <span class=\"ci\">({interval}</span>")
    }

    /// "Årsarbetare som saknas 2035: från 71 (58–85) till 31 (16–47)."
    fn change(&self, choice: &Choice) -> String {
        self.t.with(
            "portfolio-change",
            &[
                ("what", &self.title()),
                ("without", &self.level(self.found.without.lacking, &self.found.without_lacking)),
                ("lacking", &self.level(choice.set.lacking, &choice.lacking)),
            ],
        )
    }

    fn best(&self) -> String {
        let (t, set) = (self.t, &self.found.best.set);
        let budget = self.money(self.asked.limits.budget);
        if self.found.without.lacking == 0.0 {
            return t.with("portfolio-no-gap", &[("year", &self.asked.year)]);
        }
        if set.measures.is_empty() {
            return t.with("portfolio-best-none", &[("budget", &budget)]);
        }
        let sentence = t.counted(
            "portfolio-best",
            set.measures.len() as f64,
            &[
                ("budget", &budget),
                ("cost", &self.money(set.cost)),
                ("chance", &in_how_many(t, set.measures.len(), set.certainty)),
            ],
        );
        format!("{sentence} {}", self.change(&self.found.best))
    }

    /// The second answer; none where there is nothing to close.
    fn certain(&self) -> Option<String> {
        let (t, set) = (self.t, &self.found.certain.set);
        if self.found.without.lacking == 0.0 {
            return None;
        }
        let certainty = self.chance(self.asked.limits.certainty);
        let (cost, chance) = (self.money(set.cost), self.chance(set.certainty));
        let over = set.cost - self.asked.limits.budget;
        let values: [(&str, &dyn std::fmt::Display); 3] =
            [("certainty", &certainty), ("cost", &cost), ("chance", &chance)];
        if !self.found.is_certain {
            let sentence = match set.certainty > 0.0 {
                true => t.counted("portfolio-surest", set.measures.len() as f64, &values),
                false => t.with("portfolio-never", &[("certainty", &certainty)]),
            };
            return Some(sentence);
        }
        if set.measures.is_empty() {
            return Some(t.with("portfolio-certain-none", &values[..]));
        }
        let fits = match over > 0.005 {
            true => t.with("portfolio-over", &[("over", &self.money(over))]),
            false => t.get("portfolio-within"),
        };
        let sentence = t.counted("portfolio-certain", set.measures.len() as f64, &values);
        Some(format!("{sentence} {fits} {}", self.change(&self.found.certain)))
    }

    fn second(&self) -> Option<String> {
        match (self.found.is_certain, self.found.certain.set.certainty > 0.0) {
            (true, _) => Some(self.t.get("portfolio-certain-question")),
            (false, true) => Some(self.t.get("portfolio-surest-question")),
            (false, false) => None,
        }
    }

    /// The points that are drawn: all, or the chosen ones and others evenly.
    fn shown(&self) -> Vec<&Set> {
        let frontier = &self.found.frontier;
        let last = frontier.len().saturating_sub(1);
        let even = |i: &usize| {
            frontier.len() <= MOST_SHOWN
                || i * MOST_SHOWN / frontier.len() != (i + 1) * MOST_SHOWN / frontier.len()
        };
        let is_kept = |(i, set): &(usize, &Set)| *i == 0 || *i == last || self.is_chosen(set) || even(i);
        frontier.iter().enumerate().filter(is_kept).map(|(_, set)| set).collect()
    }

    fn is_chosen(&self, set: &Set) -> bool {
        *set == self.found.best.set || *set == self.found.certain.set
    }

    fn row(&self, set: &Set) -> Row {
        Row {
            cost: self.money(set.cost),
            lacking: self.written().number(set.lacking),
            chance: self.chance(set.certainty),
            measures: set.measures.iter().map(|&i| self.measures[i].title.clone()).collect(),
        }
    }

    fn chart(&self, shown: &[&Set]) -> String {
        let t = self.t;
        let certainty = self.chance(self.asked.limits.certainty);
        let named = |key: &str| t.with(key, &[("certainty", &certainty)]);
        let chosen = |set: &Set| {
            let best = (*set == self.found.best.set).then(|| t.get("portfolio-chart-best"));
            let certain = (*set == self.found.certain.set).then(|| {
                if self.found.is_certain {
                    named("portfolio-chart-certain")
                } else {
                    t.get("portfolio-chart-surest")
                }
            });
            match (best, certain) {
                (Some(one), Some(other)) => {
                    Some(t.with("portfolio-chart-both", &[("one", &one), ("other", &other)]))
                }
                (best, certain) => best.or(certain),
            }
        };
        let scale = self.written().scale;
        let point = |set: &&Set| FrontierPoint {
            cost: set.cost / 1e6,
            value: set.lacking * scale,
            sure: set.certainty >= self.asked.limits.certainty - 1e-9,
            chosen: chosen(set),
        };
        let points: Vec<FrontierPoint> = shown.iter().map(point).collect();
        let decimals = |points: &[FrontierPoint], of: fn(&FrontierPoint) -> f64| {
            if points.iter().map(of).fold(0.0, f64::max) < 5.0 { 1 } else { 0 }
        };
        let (across, up) = (decimals(&points, |p| p.cost), decimals(&points, |p| p.value));
        let unit = if scale == 1.0 { String::new() } else { format!(", {}", t.get("unit-millions")) };
        let figure = Frontier {
            id: "avvagningen".into(),
            title: t.with("portfolio-chart-title", &[("what", &self.title())]),
            description: t.get("portfolio-chart-description"),
            points,
            limit: Some((self.asked.limits.budget / 1e6, t.get("portfolio-chart-budget"))),
            labels: FrontierLabels {
                cost: t.with("portfolio-chart-cost", &[("year", &self.asked.year)]),
                value: format!("{}{unit}", self.title()),
                sure: named("portfolio-chart-sure"),
                unsure: named("portfolio-chart-unsure"),
            },
            format_cost: &|value| t.number(value, across),
            format_value: &|value| t.number(value, up),
        };
        figure.svg(Width::Wide) + &figure.svg(Width::Narrow)
    }

    fn explained(&self, i: usize) -> Explained {
        let measure = self.measures[i];
        Explained {
            id: measure.id,
            title: measure.title.clone(),
            cost: self.money(self.found.costs[i]),
            best: self.verdict(&self.found.best, i),
            certain: self.verdict(&self.found.certain, i),
        }
    }

    fn verdict(&self, choice: &Choice, i: usize) -> Verdict {
        let part = choice.parts.iter().find(|part| part.measure == i);
        let left_out = choice.left_out.iter().find(|left_out| left_out.measure == i);
        let why = part.map(|part| self.chosen(part)).or(left_out.map(|out| self.left_out(choice, out)));
        Verdict { is_in: part.is_some(), why: why.unwrap_or_default() }
    }

    fn chosen(&self, part: &Part) -> String {
        let change = self.written().with_interval(part.mean, &part.quantiles);
        self.t.with("portfolio-in", &[("change", &change)])
    }

    fn left_out(&self, choice: &Choice, out: &LeftOut) -> String {
        let key = format!("portfolio-out-{}", out.why.name());
        let left = self.money((self.asked.limits.budget - choice.set.cost).max(0.0));
        // One decimal, so that little is not taken for nothing.
        let written = self.written();
        let change = written.amount(&self.t.signed(out.change * written.scale, 1));
        let gap = self.t.get(&format!("worth-of-{}", self.asked.gap.name()));
        let (cost, chance) = (self.money(out.cost), self.chance(out.certainty));
        match out.why {
            Why::Idle => self.t.with(&key, &[("year", &self.asked.year)]),
            Why::TooDear => self.t.with(&key, &[("change", &change), ("cost", &cost), ("left", &left)]),
            Why::NotNeeded => self.t.with(&key, &[("change", &change), ("cost", &cost), ("chance", &chance)]),
            Why::ClosesNothing => self.t.with(&key, &[("change", &change), ("gap", &gap)]),
            Why::NoSurer | Why::Missed => self.t.with(&key, &[("change", &change)]),
        }
    }

    /// How the answer was found, and what its numbers mean.
    fn notes(&self) -> Vec<String> {
        let (t, found) = (self.t, self.found);
        let computed = t.number(found.computed as f64, 0);
        let how = match found.exact {
            true => t.counted("portfolio-exact", found.computed as f64, &[("computed", &computed)]),
            false => t.with("portfolio-not-exact", &[("computed", &computed), ("most", &MOST_EXACT)]),
        };
        vec![how, t.with("portfolio-note", &[("year", &self.asked.year)])]
    }
}
