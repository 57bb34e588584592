//! What a municipality's own figures of its care change.

use plan::figures::CareFigures;
use projection::output::Output;
use site::figures::our_figure;

use super::{Compared, Detail, Difference};
use crate::words::care_number;

/// What is compared, year by year.
const COMPARED: [Output; 4] =
    [Output::SpecialHousingPersons, Output::HomeCareHours, Output::FteGap, Output::CostSek];

pub(super) fn difference(compared: &Compared<'_>, figures: &CareFigures) -> Option<Difference> {
    let (t, year) = (compared.t, compared.shown());
    let lead = t.with(
        "own-figures-care-lead",
        &[
            ("year", &year),
            ("places", &t.signed(compared.change(Output::SpecialHousingPersons, year), 0)),
            ("staff", &t.signed(compared.change(Output::Fte, year), 0)),
            ("cost", &t.signed(compared.change(Output::CostSek, year), 0)),
        ],
    );
    Some(Difference {
        lead,
        chart_title: String::new(),
        chart: String::new(),
        source: String::new(),
        years: compared.years(&COMPARED),
        note: t.with("own-figures-care-note", &[("year", &forecast::PRICE_YEAR)]),
        detail: each(compared, figures)?,
    })
}

/// Each figure beside what we compute with ourselves.
fn each(compared: &Compared<'_>, figures: &CareFigures) -> Option<Detail> {
    let t = compared.t;
    let ours = compared.forecast.our_care(&compared.region.code)?;
    let row = |(figure, own): (&plan::figures::CareFigure, &f64)| {
        let (before, share) = match our_figure(&ours, *figure) {
            Some(before) if before > 0.0 => {
                (care_number(t, *figure, before), t.signed_percent(own / before - 1.0))
            }
            _ => (String::new(), String::new()),
        };
        let name = t.get(&format!("own-figures-{}", figure.name().replace('_', "-")));
        vec![name, before, care_number(t, *figure, *own), share]
    };
    Some(Detail {
        heading: t.get("own-figures-care-each"),
        lead: String::new(),
        folded: None,
        heads: vec![
            (t.get("own-figures-what"), false),
            (t.get("own-figures-col-ours"), true),
            (t.get("own-figures-col-own"), true),
            (t.get("own-figures-col-share"), true),
        ],
        rows: figures.iter().map(row).collect(),
    })
}
