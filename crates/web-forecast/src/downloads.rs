//! Charts and figures as files.

use axum::extract::{Path, Query, State};
use axum::response::Response;
use forecast::long_rows;
use statistics::Region;

use super::charts::{self, Shown, draw};
use super::choice::View;
use super::hindcast;
use super::query::unclear;
use super::region::{chosen, source};
use super::workbook::workbook;
use super::{address, region_with};
use site::Site;
use site::basis::Basis;
use site::fault::Fault;
use site::files::{UTF8_MARK, attached, attached_workbook, file_name_with};
use site::texts::Texts;
use site::visit::{CurrentPage, RequestContext};

type Fields = Query<Vec<(String, String)>>;

/// What a file is about.
struct Asked {
    region: Region,
    view: View,
    basis: Basis,
}

/// Reads what is asked for of a region, in a chart where the file is one.
async fn asked(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    (code, fields, chart): (&str, Vec<(String, String)>, Option<Shown>),
) -> Result<Asked, Fault> {
    let (region, view) = chosen(site, code, &fields).await?;
    if view.is_unclear() {
        // A file leaves the page: it must be what was asked for.
        return Err(unclear(t, &view, &fields));
    }
    let view = match chart {
        Some(shown) => view.showing(shown),
        None => view,
    };
    let basis = view.basis(t, &here.asked, &address(&region));
    Ok(Asked { region, view, basis })
}

/// A file's name: of what region, what is in it, and what it rests on.
pub fn file_name(region: &Region, what: &str, basis: &Basis, ending: &str) -> String {
    file_name_with(&format!("fardplan {} {what}", region.name), basis, ending)
}

/// All indicators and years of a region, one row each, with what the charts show beside.
pub async fn csv(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Path(code): Path<String>,
    Query(fields): Fields,
) -> Result<Response, Fault> {
    let Asked { region, view, basis } = asked(&site, t, &here, (&code, fields, None)).await?;
    let name = file_name(&region, "prognos", &basis, "csv");
    let summary = site.summary(&region.code, view.choice()).await?;
    let text = site
        .compute(move |forecast| {
            let base = forecast.run().base_year;
            let counted = charts::counted(forecast, &region, &summary);
            let expected = charts::expected(forecast, &region).unwrap_or_default();
            let same = Basis::HEADS.into_iter().zip(basis.columns()).collect::<Vec<_>>();
            long_rows::csv_beside(&region, &summary, base, &counted, &expected, &same)
        })
        .await?
        .map_err(|_| Fault::Interrupted)?;
    let text = format!("{UTF8_MARK}{text}");
    Ok(attached("text/csv; charset=utf-8", &name, text))
}

/// What the charts of a region show, as a workbook for spreadsheets.
pub async fn xlsx(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Path(code): Path<String>,
    Query(fields): Fields,
) -> Result<Response, Fault> {
    let Asked { region, view, basis } = asked(&site, t, &here, (&code, fields, None)).await?;
    let name = file_name(&region, "prognos", &basis, "xlsx");
    let summary = site.summary(&region.code, view.choice()).await?;
    let sources = [Shown::Over80, Shown::Fte].map(|shown| source(t, &region, shown));
    let book =
        site.compute(move |forecast| workbook(t, forecast, &region, &summary, &basis, &sources)).await?;
    attached_workbook(&site, &name, book).await
}

/// A chart as an SVG file of its own.
pub async fn svg(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Path((code, chart)): Path<(String, String)>,
    Query(fields): Fields,
) -> Result<Response, Fault> {
    let shown = chart.strip_suffix(".svg").and_then(Shown::named).ok_or(Fault::NotFound)?;
    let Asked { region, view, basis } = asked(&site, t, &here, (&code, fields, Some(shown))).await?;
    let name = file_name(&region, shown.name(), &basis, "svg");
    let plain = site.summary(&region.code, view.without()).await?;
    let chosen = site.summary(&region.code, view.choice()).await?;
    let svg = site
        .compute(move |forecast| {
            let drawn = draw(t, forecast, &region, shown, &view, &chosen, view.is_tried().then_some(&plain));
            ::charts::first_standalone(&drawn.svg, &basis.notes(t, &source(t, &region, shown)))
        })
        .await?
        .ok_or(Fault::NotFound)?;
    Ok(attached("image/svg+xml", &name, svg))
}

/// The hindcast of a municipality: years, forecast and outcome.
pub async fn hindcast_csv(
    State(site): State<Site>,
    here: CurrentPage,
    Path(code): Path<String>,
) -> Result<Response, Fault> {
    let region = region_with(&site, &code)?.clone();
    let basis = Basis::new(&here.asked, &address(&region), Vec::new(), &[]);
    let name = file_name(&region, "tillbakablick", &basis, "csv");
    let found = site.compute(move |forecast| hindcast::of(forecast, &region)).await??;
    let mut text = String::from(UTF8_MARK);
    text.push_str("year,p5,p25,p50,p75,p95,outcome\n");
    for point in &found.points {
        let figures = point.forecast.as_array().map(|v| format!("{v:.1}")).join(",");
        text += &format!("{},{figures},{}\n", point.year, point.outcome);
    }
    Ok(attached("text/csv; charset=utf-8", &name, text))
}

/// The hindcast's chart.
pub async fn hindcast_svg(
    State(site): State<Site>,
    t: Texts,
    here: CurrentPage,
    Path(code): Path<String>,
) -> Result<Response, Fault> {
    let region = region_with(&site, &code)?.clone();
    let basis = Basis::new(&here.asked, &address(&region), Vec::new(), &[]);
    let name = file_name(&region, "tillbakablick", &basis, "svg");
    let svg = site
        .compute(move |forecast| {
            hindcast::of(forecast, &region)?;
            let drawn = hindcast::view(forecast, t, &region).ok_or(Fault::NotFound)?;
            let notes = [t.get("past-source"), basis.fetched(t)];
            ::charts::first_standalone(&drawn.svg, &notes).ok_or(Fault::NotFound)
        })
        .await??;
    Ok(attached("image/svg+xml", &name, svg))
}
