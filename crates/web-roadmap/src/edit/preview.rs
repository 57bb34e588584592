//! What a measure would do by itself, told before it is saved.

use forecast::{Choice, HORIZON};
use plan::roadmap::RoadmapTree;

use super::measure;
use site::fault::Fault;
use site::forms::Form;
use site::texts::Texts;
use site::visit::RequestContext;
use web_forecast::effects;

/// What a measure would do.
#[derive(Clone)]
pub struct Preview {
    /// In which year.
    pub title: String,
    /// Each figure's name, and its change with the interval.
    pub effects: Vec<(String, String)>,
    /// Why there are none.
    pub why: Option<String>,
}

/// Faults that can wait until the measure is saved.
const LATER: [&str; 7] = [
    "case-name-with-illness",
    "title-missing",
    "decided-needs-owner",
    "decided-needs-funding",
    "decided-needs-deadline",
    "planned-needs-indicator",
    "stopped-needs-reason",
];

/// What the measure in a form would do in the year that everything is told of, or when it has its full effect. None when
/// something is wrong with the form, which is noted there.
pub async fn of(
    site: &RequestContext,
    t: Texts,
    tree: &RoadmapTree,
    form: &mut Form,
) -> Result<Option<Preview>, Fault> {
    let (input, rows) = measure::read(form);
    let mut faults = input.validate().err().unwrap_or_default();
    faults.retain(|fault| !LATER.contains(&fault.key));
    form.add(measure::at_rows(faults, &rows));
    if !form.is_good() {
        return Ok(None);
    }
    let nothing = |key: &str| {
        let (title, effects) = (t.get("measure-effect-preview"), Vec::new());
        Some(Preview { title, effects, why: Some(t.get(key)) })
    };
    if input.effects.is_empty() {
        return Ok(nothing("measure-preview-no-effect"));
    }
    let measure = input.computable();
    let code = tree.roadmap.region_code.clone();
    let full = i64::from(measure.start) + i64::from(measure.ramp);
    let found = site
        .compute(move |forecast| {
            let year = i32::try_from(full).unwrap_or(HORIZON).max(HORIZON).min(forecast.last_year());
            let choice = Choice { measures: vec![measure], ..Choice::default() };
            let change = forecast.change(&code, &choice)?;
            Some(Preview {
                title: t.with("measure-preview-title", &[("year", &year)]),
                effects: effects(forecast, t, &change.difference, year),
                why: None,
            })
        })
        .await?;
    Ok(found.or_else(|| nothing("worth-not-municipality")))
}
