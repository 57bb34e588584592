//! Which figures everything rests on, and how it is computed.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use site::Site;
use site::fault::Fault;
use site::page::{Frame, NavItem, render};
use site::texts::Texts;
use site::visit::CurrentPage;
use site::words::{lever_key, unit_key};

#[derive(Template)]
#[template(path = "forecast/figures.html")]
struct FiguresPage {
    frame: Frame,
    tables: Vec<statistics::Provenance>,
    levers: Vec<LeverRow>,
    assumptions: Vec<String>,
}

struct LeverRow {
    name: String,
    range: String,
    supported: String,
    caution: String,
}

/// Which figures everything rests on, and how it is computed.
pub async fn page(State(site): State<Site>, t: Texts, uri: CurrentPage) -> Result<Response, Fault> {
    // A table that only is there when it has been fetched says nothing before.
    let tables = site.forecast.tables().provenance.iter().filter(|table| table.rows > 0).cloned().collect();
    let levers = projection::lever::Lever::ALL
        .into_iter()
        .map(|lever| {
            let facts = lever.facts();
            let unit = t.get(unit_key(facts.unit));
            LeverRow {
                name: t.get(&lever_key(lever)),
                range: format!("{} {unit}", t.interval(&t.number(facts.min, 0), &t.number(facts.max, 0))),
                supported: facts.supported.map_or_else(
                    || t.get("lever-unsupported"),
                    |(size, low, high)| {
                        format!("{} ({}–{})", t.number(size, 1), t.number(low, 1), t.number(high, 1))
                    },
                ),
                caution: format!("{} {}", t.get(&format!("{}-caution", lever_key(lever))), facts.source),
            }
        })
        .collect();
    let model = site.forecast.model();
    let assumptions = vec![
        t.get("assumption-onset"),
        t.with("assumption-hours", &[("n", &t.number(model.need.hours_per_user, 0))]),
        t.with("assumption-instead", &[("n", &t.number(model.need.hours_instead_of_place, 0))]),
        t.with(
            "assumption-contract",
            &[
                ("a", &t.number(model.staff.contract_rate[0] * 100.0, 0)),
                ("b", &t.number(model.staff.contract_rate[1] * 100.0, 0)),
                ("c", &t.number(model.staff.contract_rate[2] * 100.0, 0)),
            ],
        ),
        t.with("assumption-place", &[("n", &t.number(model.staff.fte_per_place.iter().sum(), 2))]),
        t.with("assumption-price", &[("year", &forecast::PRICE_YEAR)]),
        t.get("assumption-supply"),
        t.get("assumption-year"),
        t.get("assumption-cost"),
        t.get("assumption-balance"),
        t.get("assumption-old-differences"),
    ];
    let frame = Frame::new(t, t.get("figures-title"), NavItem::Data, &uri);
    render(&FiguresPage { frame, tables, levers, assumptions })
}
