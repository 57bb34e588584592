//! Names, addresses and numbers that the pages of figures share.

use forecast::NotOwn;
use plan::access::{Kind, Ref};
use plan::db::Tx;
use plan::fault::FieldFault;
use plan::figures::{self, AgeClass, CareFigure, Figures, FiguresState, FiguresSubject};
use projection::AGES;
use projection::population::GivenPeople;
use site::fault::Fault;
use site::page::{Frame, NavItem};
use site::texts::Texts;
use site::things;
use site::visit::{CurrentPage, RequestContext};
use site::words::{region_address, region_name};
use statistics::Region;
use uuid::Uuid;
use web_things::Pages;

/// Address of figures.
pub fn figures_address(id: Uuid) -> String {
    things::address(Kind::Figures.of(id))
}

/// Where a municipality's figures are put in and listed.
pub fn list_address(code: &str) -> String {
    format!("/kommun/{code}/egna-siffror")
}

/// Where a municipality's figures of a subject are put in and listed.
pub fn subject_address(code: &str, subject: FiguresSubject) -> String {
    match subject {
        FiguresSubject::People => list_address(code),
        FiguresSubject::Places => format!("{}/platser", list_address(code)),
        FiguresSubject::Care => format!("{}/omsorg", list_address(code)),
    }
}

/// What figures of a subject are called.
pub fn subject_words(t: Texts, subject: FiguresSubject) -> String {
    t.get(&format!("own-figures-subject-{subject}"))
}

/// A figure of care with its unit.
pub fn care_number(t: Texts, figure: CareFigure, value: f64) -> String {
    let (key, decimals) = match figure {
        CareFigure::HomeCareUsers
        | CareFigure::SpecialHousingUsers
        | CareFigure::ShortTermUsers
        | CareFigure::DayActivityUsers => return t.number(value, 0),
        CareFigure::SickLeave | CareFigure::ContractRate => return t.percent(value / 100.0, 1),
        CareFigure::HoursPerUser => ("own-figures-hours", 1),
        CareFigure::CostPerPlace | CareFigure::CostPerHour => ("own-figures-kronor", 0),
    };
    t.with(key, &[("n", &t.number(value, decimals))])
}

/// A frame for a page below a municipality.
pub fn frame_of(t: Texts, here: &CurrentPage, title: impl Into<String>, region: &Region) -> Frame {
    Frame::new(t, title, NavItem::Forecast, here).below(region_name(t, region), region_address(region))
}

/// A frame for a page below the list of a municipality's figures.
pub fn frame_below_list(t: Texts, here: &CurrentPage, title: impl Into<String>, region: &Region) -> Frame {
    frame_of(t, here, title, region).below(t.get("own-figures-heading"), list_address(&region.code))
}

/// A frame for a page below figures that may be read.
pub async fn figures_frame(
    site: &RequestContext,
    tx: &mut Tx,
    t: Texts,
    here: &CurrentPage,
    title: impl Into<String>,
    id: Uuid,
) -> Result<Frame, Fault> {
    let figures = figures::load(tx, id).await?;
    let region = web_forecast::region_with(site, &figures.region_code)?;
    Ok(frame_below_list(t, here, title, region).below(figures.content.title, figures_address(id)))
}

/// Where figures are seen.
pub async fn pages(tx: &mut Tx, of: Ref) -> Result<Pages, Fault> {
    let with = figures_address(of.id);
    let without = match figures::load(tx, of.id).await {
        Ok(figures) => list_address(&figures.region_code),
        Err(_) => "/".to_owned(),
    };
    Ok(Pages { with, anchor: String::new(), without })
}

/// How far figures have come, in words.
pub fn state_words(t: Texts, figures: &Figures) -> String {
    match figures.state {
        FiguresState::Replaced if figures.used_from.is_none() => t.get("own-figures-state-withdrawn"),
        state => t.get(&format!("own-figures-state-{state}")),
    }
}

/// What the mark of a state looks like.
pub const fn state_mark(figures: &Figures) -> &'static str {
    if figures.state.is_used() { "good" } else { "" }
}

/// Why numbers are no forecast of a municipality, as something that is wrong with a field.
pub fn not_own(site: &RequestContext, field: &str, why: &NotOwn) -> FieldFault {
    let fault = |key| FieldFault::new(field, key);
    match why {
        NotOwn::NoMunicipality => fault("figures-no-municipality"),
        NotOwn::NoYears => fault("figures-no-years")
            .with("from", site.forecast.run().base_year + 1)
            .with("to", site.forecast.last_year()),
        NotOwn::FarAway(GivenPeople { year, ages, people, .. }) => {
            let age = |age: usize| u8::try_from(age).unwrap_or(u8::MAX);
            let to = Some(ages.end).filter(|end| *end < AGES).map(|end| age(end - 1));
            fault("figures-far-away")
                .with("people", swedish::number(f64::from(*people), 0))
                .with("ages", AgeClass { from: age(ages.start), to })
                .with("year", *year)
        }
    }
}
