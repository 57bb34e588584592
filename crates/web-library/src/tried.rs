//! A try as it is typed: where, by when, and what it rests on; the measure that it would be.

use plan::fault::FieldFault;
use plan::library::{self, Basis};
use plan::roadmap::{Effect, HALF_LIFE, MAX_COST, MeasureInput};
use projection::evidence::Input;
use projection::lever::Lever;
use statistics::Region;
use statistics::effects::Approach;
use statistics::region::Kind as RegionKind;
use web_forecast::coverage_today;

use crate::words::{basis_words, told};
use site::fault::Fault;
use site::forms::Form;
use site::page::encoded;
use site::texts::Texts;
use site::visit::RequestContext;

/// What the button that computes sends.
pub const COMPUTE: &str = "rakna";
/// The basis that is the reader's own.
pub const OWN: &str = "egen";
/// Years until the effect is full.
const RAMP: i32 = 1;
/// What an effect on a lever is rounded to, in parts of its unit.
const PRECISION: f64 = 1_000.0;

/// A try that can be computed: where, by when, and the measure that it would be.
pub struct Tried {
    pub region: Region,
    pub year: i32,
    pub input: MeasureInput,
    /// Whether what it rests on knows in which direction it goes.
    pub is_known: bool,
    /// What it rests on, in words.
    pub basis: String,
}

/// The municipality that is named, if it is one.
pub fn region<'a>(site: &'a RequestContext, form: &Form) -> Option<&'a Region> {
    let found = site.forecast.regions().find(&form.text("kommun")).ok()?;
    (found.kind() == RegionKind::Municipality).then_some(found)
}

/// The municipality that the reader works in, by name.
pub fn home(site: &RequestContext) -> Option<String> {
    let person = site.visitor().actor.person()?;
    person.grants.iter().find_map(|grant| {
        let region = site.forecast.regions().by_code(&grant.house)?;
        (region.kind() == RegionKind::Municipality).then(|| region.name.clone())
    })
}

/// What the try rests on: one of the bases, or the reader's own numbers.
pub fn basis<'a>(bases: &[Basis<'a>], form: &Form) -> Option<Basis<'a>> {
    match form.text("underlag").as_str() {
        OWN => None,
        typed => bases.get(typed.parse::<usize>().unwrap_or(0)).copied(),
    }
}

/// The levers that the reader may set the effect on: those that the approach has to do with, or all.
pub fn levers(site: &RequestContext, approach: &Approach) -> Vec<Lever> {
    let found = site.forecast.tables().effects.levers(&approach.name);
    if found.is_empty() { Lever::ALL.to_vec() } else { found }
}

/// Whether the forecast knows a local figure: then it need not be typed.
pub fn is_known_here(input: &Input) -> bool {
    input.name == "coverage"
}

/// A number that must be there, within what can be counted with.
fn number(form: &mut Form, name: &str, (min, max): (f64, f64)) -> Option<f64> {
    if form.text(name).is_empty() {
        form.fault(FieldFault::new(name, "any-number-missing"));
        return None;
    }
    let value = form.number(name, f64::NAN);
    if value.is_nan() {
        return None;
    }
    if !(min..=max).contains(&value) {
        form.fault(FieldFault::new(name, "out-of-range").with("min", min).with("max", max));
        return None;
    }
    Some(value)
}

/// Reads a try; what is wrong is noted in the form.
pub async fn read(
    site: &RequestContext,
    t: Texts,
    approach: &Approach,
    form: &mut Form,
) -> Result<Option<Tried>, Fault> {
    let found = region(site, form).cloned();
    if found.is_none() {
        let key =
            if form.text("kommun").is_empty() { "municipality-missing" } else { "municipality-unknown" };
        form.fault(FieldFault::new("kommun", key));
    }
    let coverage = match &found {
        Some(region) => {
            let code = region.code.clone();
            site.compute(move |forecast| coverage_today(forecast, &code)).await?
        }
        None => None,
    };
    let base = site.forecast.run().base_year;
    let last = site.forecast.last_year();
    let reach = number(form, "andel", (0.1, 100.0));
    let start = number(form, "borjar", (f64::from(base), f64::from(last)));
    let year = number(form, "ar", (f64::from(base + 1), f64::from(last)));
    let cost = form.kronor("kostnad");
    if !(0.0..=MAX_COST).contains(&cost) {
        form.fault(FieldFault::new("kostnad", "out-of-range").with("min", 0).with("max", MAX_COST));
    }
    let fades = !form.text("halveras").is_empty();
    let half_life = if fades { number(form, "halveras", HALF_LIFE) } else { None };
    let outcomes = library::outcomes(&site.forecast.tables().effects, &approach.name);
    let bases = library::bases(&outcomes);
    let resting = match basis(&bases, form) {
        Some(basis) => published(t, &basis, form, coverage),
        None => own(t, site, approach, form),
    };
    let (Some(region), Some(reach), Some(start), Some(year), Some((effect, words, is_known))) =
        (found, reach, start, year, resting)
    else {
        return Ok(None);
    };
    let input = MeasureInput {
        // What it does is drawn by its title: the same in whatever language it is tried.
        title: approach.title.in_language(Texts::Swedish.code()).to_owned(),
        description: told(t, &approach.lead),
        cost_yearly: cost,
        ramp_years: RAMP,
        half_life_years: half_life,
        reach_percent: reach,
        effects: vec![effect],
        ..MeasureInput::starting(start as i32)
    };
    form.add(input.validate().err().unwrap_or_default());
    Ok(Some(Tried { region, year: year as i32, input, is_known, basis: words }))
}

/// The effect by what has been published, with the local figures that it takes.
fn published(
    t: Texts,
    basis: &Basis<'_>,
    form: &mut Form,
    coverage: Option<f64>,
) -> Option<(Effect, String, bool)> {
    let inputs: &[Input] = basis.conversion()?.inputs();
    // What is not typed is the municipality's own, so that it follows when another municipality is.
    let mut value = |input: &Input| match coverage.filter(|_| is_known_here(input)) {
        Some(share) if form.text(input.name).is_empty() => Some((share * 1_000.0).round() / 10.0),
        _ => number(form, input.name, (input.min, input.max)),
    };
    let values: Option<Vec<f64>> = inputs.iter().map(&mut value).collect();
    let values = values?;
    let effect = basis.effect(&values)?;
    let mut words = vec![basis_words(t, basis)];
    for (input, value) in inputs.iter().zip(&values) {
        let name = t.get(&format!("try-here-{}", input.name.replace('_', "-")));
        words.push(format!("{name}: {}", t.number(*value, 1)));
    }
    let said = words.join(". ");
    let source = format!("{said}. {}", basis.sources().join("; "));
    let round = |value: f64| (value * PRECISION).round() / PRECISION;
    let effect = Effect {
        lever: effect.lever,
        size: round(effect.size),
        low: round(effect.low),
        high: round(effect.high),
        source,
    };
    Some((effect, said, basis.is_known()))
}

/// The effect by the reader's own numbers.
fn own(
    t: Texts,
    site: &RequestContext,
    approach: &Approach,
    form: &mut Form,
) -> Option<(Effect, String, bool)> {
    let all = levers(site, approach);
    let lever =
        Lever::named(form.value("havstang")).filter(|one| all.contains(one)).or(all.first().copied())?;
    let facts = lever.facts();
    let [size, low, high] = ["mitt", "lagst", "hogst"].map(|name| number(form, name, (facts.min, facts.max)));
    let (size, low, high) = (size?, low?, high?);
    let wrong =
        |field: &str, key| FieldFault::new(field, key).with("low", low).with("size", size).with("high", high);
    if low > size {
        form.fault(wrong("lagst", "low-above-size"));
        return None;
    }
    if size > high {
        form.fault(wrong("hogst", "size-above-high"));
        return None;
    }
    let words = t.get("try-here-own-words");
    let is_known = low > 0.0 || high < 0.0;
    Some((Effect { lever, size, low, high, source: words.clone() }, words, is_known))
}

/// The try as an address asks for it.
pub fn query(form: &Form) -> String {
    let mut names: Vec<&str> =
        form.names().filter(|name| !form.text(name).is_empty() && *name != COMPUTE).collect();
    names.sort_unstable();
    names.iter().map(|name| format!("{name}={}", encoded(&form.text(name)))).collect::<Vec<_>>().join("&")
}
