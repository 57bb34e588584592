//! What levers or measures change, in words with figures.

use forecast::{Forecast, Summary};
use projection::output::Output;

use site::texts::Texts;

/// What something changes in a year, future by future: each figure's name, and the change with its interval.
pub fn effects(forecast: &Forecast, t: Texts, change: &Summary, year: i32) -> Vec<(String, String)> {
    told(forecast, t, change, year, true)
}

/// The same where it is not known in which direction it goes: each figure's name, and the interval alone.
pub fn effect_intervals(forecast: &Forecast, t: Texts, change: &Summary, year: i32) -> Vec<(String, String)> {
    told(forecast, t, change, year, false)
}

fn told(
    forecast: &Forecast,
    t: Texts,
    change: &Summary,
    year: i32,
    has_middle: bool,
) -> Vec<(String, String)> {
    const SHOWN: [Output; 5] =
        [Output::PlacesGap, Output::Queue, Output::HomeCarePersons, Output::FteGap, Output::CostSek];
    let index = forecast.year_index(year).unwrap_or_default();
    let written = |indicator: Output| {
        let q = change.at(indicator, index);
        let is_money = indicator == Output::CostSek;
        let (scale, decimals) = if is_money { (1e-6, 1) } else { (1.0, 0) };
        let n = |v: f64| t.signed(v * scale, decimals);
        let certain = n(q.p5) == n(q.p95);
        let span = if certain { String::new() } else { format!(" ({})", t.interval(&n(q.p5), &n(q.p95))) };
        let amount =
            |number: String| if is_money { t.with("amount-millions", &[("n", &number)]) } else { number };
        let words = match has_middle || certain {
            true => amount(n(q.p50)) + &span,
            false => amount(t.interval(&n(q.p5), &n(q.p95))),
        };
        (indicator != Output::Queue || q.p95 >= 0.5).then_some(words)
    };
    let name = |i: Output| t.get(&format!("effect-{}", i.name().replace('_', "-")));
    SHOWN.into_iter().filter_map(|i| Some((name(i), written(i)?))).collect()
}
