//! Writing an example: a tip of a few fields, or all of it.

use axum::extract::Query;
use axum::response::Response;
use axum::routing::get;
use plan::access::Right;
use plan::fault::FieldFault;
use plan::library::examples::{
    self, EvidenceLevel, Example, ExampleInput, ExampleResult, Licence, MOST_RESULTS, Maturity, Provision,
    Verdict,
};
use serde::Deserialize;
use statistics::effects::Theme;

use crate::words::{example_address, frame, frame_below, theme_words, told};
use site::Site;
use site::fault::Fault;
use site::forms::{
    Field, FieldGroup, Fields, Form, FormPage, Kind, Section, Sent, acting_for, options, submit, submit_once,
};
use site::page::see_other;
use site::texts::Texts;
use site::things::Id;
use site::visit::{CurrentPage, RequestContext};
use site::words::{region_name, typed};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/bibliotek/tips", get(new_tip).post(create_tip))
        .route("/bibliotek/exempel/nytt", get(new).post(create))
        .route("/exempel/{id}/andra", get(edit).post(save))
}

/// Rows of results that are there to fill in.
const EMPTY_ROWS: usize = 2;

#[derive(Default, Deserialize)]
#[serde(default)]
struct Prefilled {
    arbetssatt: String,
}

async fn new_tip(site: RequestContext, t: Texts, here: CurrentPage) -> Result<Response, Fault> {
    let mut form = Form::default();
    fill(&mut form, t, &ExampleInput::default());
    show_tip(&site, t, &here, &form).await
}

async fn show_tip(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    form: &Form,
) -> Result<Response, Fault> {
    let fields = Fields { t, thing: "tip", form, theirs: None };
    let mut first = vec![
        Field { required: true, ..fields.called("title", "what", Kind::Line) },
        fields.required("claim", Kind::Line),
        fields.field("maturity", Kind::Radios(options(t, "maturity", Maturity::ALL.map(Maturity::name)))),
        fields.field("not_worked", Kind::Text),
        fields.required("contact", Kind::Line),
    ];
    let tellers = acting_for(site, t, Right::Contribute).await?;
    if tellers.len() > 1 {
        first.insert(0, fields.required("organisation_id", Kind::Choice(tellers)));
    }
    let other = vec![
        fields.field("told_by", Kind::Line),
        fields.field("region_code", Kind::Choice(regions(site, t))),
    ];
    let sections = vec![
        Section { fields: first, ..Section::default() },
        Section { heading: Some(t.get("tip-section-other")), fields: other, ..Section::default() },
    ];
    let frame = frame(t, here, t.get("tip-title")).below(t.get("library-title"), "/bibliotek");
    let mut page = FormPage::new(frame, form, sections, "tip-save");
    page.form.hidden.push(form.one_time_key(site.db.clock()));
    page.lead(t.get("tip-lead")).link(t.get("example-new"), "/bibliotek/exempel/nytt").show()
}

/// The regions to choose among, where the organisation lies first.
fn regions(site: &RequestContext, t: Texts) -> Vec<(String, String)> {
    let mut all = vec![(String::new(), t.get("example-region-own"))];
    all.extend(site.forecast.regions().municipalities().map(|one| (one.code.clone(), one.name.clone())));
    all.extend(site.forecast.regions().counties().map(|one| (one.code.clone(), region_name(t, one))));
    all
}

async fn create_tip(sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let input = read(&mut form);
    match make(&site, &mut form, input, true).await? {
        Some(id) => Ok(see_other(&format!("{}?sparad=tips", example_address(id)))),
        None => show_tip(&site, t, &here, &form).await,
    }
}

/// Makes an example of what was typed; a tip is sent on at once.
async fn make(
    site: &RequestContext,
    form: &mut Form,
    input: ExampleInput,
    is_tip: bool,
) -> Result<Option<uuid::Uuid>, Fault> {
    let organisation = form.text("organisation_id");
    let teller = Some(organisation.as_str()).filter(|id| !id.is_empty());
    let effects = &site.forecast.tables().effects;
    submit_once(site, form, async |tx| {
        let id = examples::create(tx, effects, teller, &input).await?;
        if is_tip {
            examples::submit(tx, id, 1).await?;
        }
        Ok(id)
    })
    .await
}

async fn new(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Query(from): Query<Prefilled>,
) -> Result<Response, Fault> {
    let mut form = Form::default();
    fill(&mut form, t, &ExampleInput { approach: from.arbetssatt, ..ExampleInput::default() });
    show_new(&site, t, &here, &form).await
}

async fn show_new(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    form: &Form,
) -> Result<Response, Fault> {
    let mut sections = sections(site, t, form, None);
    let tellers = acting_for(site, t, Right::Contribute).await?;
    if tellers.len() > 1 {
        let fields = Fields { t, thing: "example", form, theirs: None };
        sections[0].fields.insert(0, fields.required("organisation_id", Kind::Choice(tellers)));
    }
    let frame = frame(t, here, t.get("example-new")).below(t.get("library-title"), "/bibliotek");
    let mut page = FormPage::new(frame, form, sections, "example-save");
    page.form.hidden.push(form.one_time_key(site.db.clock()));
    page.lead(t.get("example-new-lead")).link(t.get("tip-title"), "/bibliotek/tips").show()
}

async fn create(sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let input = read(&mut form);
    match make(&site, &mut form, input, false).await? {
        Some(id) => Ok(see_other(&format!("{}?sparad=exempel", example_address(id)))),
        None => show_new(&site, t, &here, &form).await,
    }
}

async fn edit(site: RequestContext, t: Texts, here: CurrentPage, Id(id): Id) -> Result<Response, Fault> {
    let example = examples::load(&mut site.read().await?, id).await?;
    let mut form = Form::default();
    fill(&mut form, t, &example.content);
    form.set("version", example.version);
    show_edit(&site, t, &here, &example, &form, None)
}

fn show_edit(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    example: &Example,
    form: &Form,
    theirs: Option<&Form>,
) -> Result<Response, Fault> {
    let frame = frame_below(t, here, t.get("example-edit"), example);
    let mut page = FormPage::new(frame, form, sections(site, t, form, theirs), "form-save");
    page.form.cancel = Some(example_address(example.id));
    page.show()
}

async fn save(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let input = read(&mut form);
    let version = form.value("version").parse().unwrap_or(-1);
    let effects = &site.forecast.tables().effects;
    match submit(&site, &mut form, async |tx| examples::edit(tx, effects, id, version, &input).await).await? {
        Some(()) => Ok(see_other(&format!("{}?sparad=exempel", example_address(id)))),
        None => {
            let now = examples::load(&mut site.read().await?, id).await?;
            let mut theirs = Form::default();
            fill(&mut theirs, t, &now.content);
            let is_conflict = form.is_conflict();
            if is_conflict {
                form.set("version", now.version);
            }
            show_edit(&site, t, &here, &now, &form, is_conflict.then_some(&theirs))
        }
    }
}

fn result_field(row: usize, field: &str) -> String {
    format!("result[{row}].{field}")
}

fn rows(form: &Form) -> usize {
    form.value("rows").parse().unwrap_or(EMPTY_ROWS).clamp(1, MOST_RESULTS)
}

/// Reads an example as it was typed; what cannot be read is noted in the form.
pub fn read(form: &mut Form) -> ExampleInput {
    let results = (0..rows(form)).filter_map(|row| read_result(form, row)).collect();
    let amount = |form: &mut Form, field: &str| {
        let is_given = !form.text(field).is_empty();
        let value = form.kronor(field);
        is_given.then_some(value)
    };
    ExampleInput {
        title: form.text("title"),
        region_code: form.text("region_code"),
        claim: form.text("claim"),
        conclusions: form.text("conclusions"),
        need: form.text("need"),
        theme: form.text("theme"),
        approach: form.text("approach"),
        target_group: form.text("target_group"),
        provision: Provision::named(form.value("provision")).unwrap_or(Provision::Unknown),
        from_year: form.whole("from_year"),
        to_year: form.whole("to_year"),
        maturity: Maturity::named(form.value("maturity")).unwrap_or(Maturity::Tested),
        verdict: Verdict::named(form.value("verdict")).unwrap_or(Verdict::TooEarly),
        body: form.text("body"),
        staff_hours: form.optional_number("staff_hours"),
        cost_once: amount(form, "cost_once"),
        cost_yearly: amount(form, "cost_yearly"),
        paid_by: form.text("paid_by"),
        results,
        evidence: EvidenceLevel::named(form.value("evidence")).unwrap_or(EvidenceLevel::Told),
        not_worked: form.text("not_worked"),
        conditions: form.text("conditions"),
        legal: form.text("legal"),
        next_step: form.text("next_step"),
        contact: form.text("contact"),
        contact_email: form.text("contact_email"),
        licence: Licence::named(form.value("licence")).unwrap_or(Licence::CcBy),
        source: form.text("source"),
        told_by: form.text("told_by"),
    }
}

fn read_result(form: &mut Form, row: usize) -> Option<ExampleResult> {
    let name = |field: &str| result_field(row, field);
    if ["indicator", "unit", "before", "after", "compared"]
        .iter()
        .all(|field| form.text(&name(field)).is_empty())
    {
        return None;
    }
    if form.text(&name("indicator")).is_empty() {
        form.fault(FieldFault::new(name("indicator"), "indicator-missing"));
    }
    Some(ExampleResult {
        indicator: form.text(&name("indicator")),
        unit: form.text(&name("unit")),
        value_before: form.optional_number(&name("before")),
        value_after: form.optional_number(&name("after")),
        compared: form.text(&name("compared")),
    })
}

fn fill(form: &mut Form, t: Texts, input: &ExampleInput) {
    let year = |year: Option<i64>| year.map(|year| year.to_string()).unwrap_or_default();
    let amount = |value: Option<f64>| value.map(|value| typed(t, value)).unwrap_or_default();
    form.set("title", &input.title)
        .set("region_code", &input.region_code)
        .set("claim", &input.claim)
        .set("conclusions", &input.conclusions)
        .set("need", &input.need)
        .set("theme", &input.theme)
        .set("approach", &input.approach)
        .set("target_group", &input.target_group)
        .set("provision", input.provision)
        .set("from_year", year(input.from_year))
        .set("to_year", year(input.to_year))
        .set("maturity", input.maturity)
        .set("verdict", input.verdict)
        .set("body", &input.body)
        .set("staff_hours", amount(input.staff_hours))
        .set("cost_once", amount(input.cost_once))
        .set("cost_yearly", amount(input.cost_yearly))
        .set("paid_by", &input.paid_by)
        .set("evidence", input.evidence)
        .set("not_worked", &input.not_worked)
        .set("conditions", &input.conditions)
        .set("legal", &input.legal)
        .set("next_step", &input.next_step)
        .set("contact", &input.contact)
        .set("contact_email", &input.contact_email)
        .set("licence", input.licence)
        .set("source", &input.source)
        .set("told_by", &input.told_by)
        .set("rows", (input.results.len() + EMPTY_ROWS).min(MOST_RESULTS));
    for (row, result) in input.results.iter().enumerate() {
        form.set(result_field(row, "indicator"), &result.indicator)
            .set(result_field(row, "unit"), &result.unit)
            .set(result_field(row, "before"), amount(result.value_before))
            .set(result_field(row, "after"), amount(result.value_after))
            .set(result_field(row, "compared"), &result.compared);
    }
}

fn sections(site: &RequestContext, t: Texts, form: &Form, theirs: Option<&Form>) -> Vec<Section> {
    let fields = Fields { t, thing: "example", form, theirs };
    let none = || vec![(String::new(), t.get("choice-none"))];
    let mut themes = none();
    themes.extend(
        Theme::ALL.iter().filter_map(|theme| Some((theme.name().to_owned(), theme_words(t, theme.name())?))),
    );
    let mut approaches = none();
    let all = site.forecast.tables().effects.approaches();
    approaches.extend(all.iter().map(|one| (one.name.clone(), told(t, &one.title))));
    let radios = |prefix: &str, names: Vec<&'static str>| Kind::Radios(options(t, prefix, names));
    let section =
        |heading: &str, fields| Section { heading: Some(t.get(heading)), fields, ..Section::default() };
    let first = vec![
        fields.required("title", Kind::Line),
        fields.required("claim", Kind::Line),
        fields.field("conclusions", Kind::Text),
        fields.field("region_code", Kind::Choice(regions(site, t))),
        fields.field("maturity", radios("maturity", Maturity::ALL.map(Maturity::name).into())),
        fields.field("verdict", radios("example-verdict", Verdict::ALL.map(Verdict::name).into())),
        fields.field("contact", Kind::Line),
        fields.field("contact_email", Kind::Line),
    ];
    let context = vec![
        fields.field("theme", Kind::Choice(themes)),
        fields.field("approach", Kind::Choice(approaches)),
        fields.field("need", Kind::Text),
        fields.field("target_group", Kind::Line),
        fields.field("provision", Kind::Choice(options(t, "provision", Provision::ALL.map(Provision::name)))),
        fields.field("from_year", Kind::Number),
        fields.field("to_year", Kind::Number),
    ];
    let done = vec![
        fields.field("body", Kind::Text),
        fields.field("not_worked", Kind::Text),
        fields.field("conditions", Kind::Text),
        fields.field("legal", Kind::Text),
        fields.field("next_step", Kind::Text),
    ];
    let results = Section {
        heading: Some(t.get("example-section-results")),
        fields: vec![
            fields.field("evidence", radios("evidence", EvidenceLevel::ALL.map(EvidenceLevel::name).into())),
        ],
        groups: (0..rows(form)).map(|row| result_group(t, &fields, row)).collect(),
        ..Section::default()
    };
    let cost = vec![
        fields.field("staff_hours", Kind::Number),
        fields.field("cost_once", Kind::Number),
        fields.field("cost_yearly", Kind::Number),
        fields.field("paid_by", Kind::Line),
    ];
    let rest = vec![
        fields.field("source", Kind::Text),
        fields.field("told_by", Kind::Line),
        fields.field("licence", radios("licence", Licence::ALL.map(Licence::name).into())),
    ];
    vec![
        section("example-section-first", first),
        section("example-section-context", context),
        section("example-section-done", done),
        results,
        section("example-section-cost", cost),
        section("example-section-rest", rest),
    ]
}

fn result_group(t: Texts, fields: &Fields<'_>, row: usize) -> FieldGroup {
    let field = |name: &str, kind| fields.called(&result_field(row, name), &format!("result-{name}"), kind);
    FieldGroup {
        legend: t.with("example-result-row", &[("row", &(row + 1))]),
        fields: vec![
            field("indicator", Kind::Line),
            field("unit", Kind::Line),
            field("before", Kind::Number),
            field("after", Kind::Number),
            field("compared", Kind::Line),
        ],
        button: None,
    }
}
