//! Those who are asked: choosing them by groups, pasting a list, taking the same as before, and the list itself.

use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use plan::access::{Kind as ThingKind, Phase, Right};
use plan::fault::Fault as Refused;
use plan::inquiry::{
    self, Added, Group, Inquiry, MOST, NewRecipient, Only, Recipient, RecipientList, RecipientState, SIZES,
};
use plan::organisations::{self, OrganisationKind, Organisations};
use plan::records::{Listing, Page};
use serde::Deserialize;
use uuid::Uuid;

use crate::overview::mark;
use crate::words::{
    day, frame_below, inquiry_address, name_words, recipient_address, state_key, state_words,
};
use site::Site;
use site::fault::Fault;
use site::files::{attached, csv_text, file_name, guarded};
use site::flash::{FlashMessage, FlashQuery};
use site::forms::{Fields, Form, FormView, Kind, Section, Sent, submit};
use site::page::{Frame, encoded, render_with, see_other};
use site::texts::Texts;
use site::things::Id;
use site::visit::{CurrentPage, RequestContext};
use site::words::size_words;

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/forfragan/{id}/mottagare", get(page))
        .route("/forfragan/{id}/mottagare.csv", get(csv))
        .route("/forfragan/{id}/mottagare/grupp", post(add_group))
        .route("/forfragan/{id}/mottagare/liknande", post(add_like))
        .route("/forfragan/{id}/mottagare/lista", post(add_list))
        .route("/forfragan/{id}/mottagare/samma", post(add_same))
        .route("/forfragan/{id}/mottagare/sparad", post(add_saved))
        .route("/forfragan/{id}/mottagare/spara", post(save))
        .route("/forfragan/{id}/mottagare/ta-bort-lista", post(remove))
}

#[derive(Template)]
#[template(path = "inquiry/recipients.html")]
struct RecipientsPage {
    frame: Frame,
    notice: Option<FlashMessage>,
    rows: Vec<Row>,
    caption: String,
    /// Which state is shown alone: words, and the way back to all.
    only: Option<(String, String)>,
    forms: Vec<AddForm>,
    file: String,
    q: String,
    /// Whether there are so many that one searches among them.
    searches: bool,
    /// Other pages.
    newer: Option<String>,
    older: Option<String>,
}

/// Recipients on one page.
const PAGE: usize = 200;

struct AddForm {
    title: String,
    is_open: bool,
    form: FormView,
}

struct Row {
    id: Uuid,
    title: String,
    address: String,
    function: String,
    mark: &'static str,
    state: String,
    last_day: String,
    remove: Option<(String, i64, String)>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Chosen {
    lage: Option<String>,
    /// Sought by name.
    q: Option<String>,
    sida: Option<usize>,
    nya: Option<usize>,
    kanda: Option<usize>,
    okanda: Option<usize>,
}

impl Chosen {
    /// Which state is shown alone.
    fn only(&self) -> Option<Only> {
        match self.lage.as_deref()? {
            "silent" => Some(Only::Silent),
            name => RecipientState::named(name).map(Only::State),
        }
    }
}

/// Those on a page, and how many there are on all pages. The database knows no letters without their marks: who is sought by
/// name is sought among all.
async fn found(
    tx: &mut plan::db::Tx,
    inquiry: &Inquiry,
    only: Option<Only>,
    chosen: &Chosen,
) -> Result<(Vec<Recipient>, usize), Fault> {
    let number = chosen.sida.unwrap_or(1).clamp(1, i32::MAX as usize);
    let sought = swedish::fold(chosen.q.as_deref().unwrap_or_default().trim());
    let page = |limit: usize, number: usize| Page { limit: limit as i64, number: number as i64 };
    if sought.is_empty() {
        let (shown, total) = inquiry::recipients_page(tx, inquiry, only, page(PAGE, number)).await?;
        return Ok((shown, usize::try_from(total).unwrap_or(0)));
    }
    let (mut all, _) = inquiry::recipients_page(tx, inquiry, only, page(3 * MOST, 1)).await?;
    all.retain(|one| swedish::fold(&one.title).contains(&sought));
    let total = all.len();
    Ok((all.into_iter().skip((number - 1) * PAGE).take(PAGE).collect(), total))
}

async fn page(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Id(id): Id,
    Query(flash): Query<FlashQuery>,
    Query(chosen): Query<Chosen>,
) -> Result<Response, Fault> {
    let added = chosen.nya.map(|new| {
        let text = t.counted(
            "recipients-added",
            new as f64,
            &[("known", &t.count("recipients-known", chosen.kanda.unwrap_or(0)))],
        );
        let unknown = chosen.okanda.filter(|unknown| *unknown > 0);
        let unknown = match unknown {
            Some(1) if new == 1 => t.get("recipients-unknown-only"),
            Some(unknown) => t.count("recipients-unknown", unknown),
            None => String::new(),
        };
        let text = format!("{text} {unknown}").trim().to_owned();
        FlashMessage { text, undo: None }
    });
    show(&site, t, &here, id, added.or_else(|| flash.message(t)), &chosen, None).await
}

async fn show(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    id: Uuid,
    notice: Option<FlashMessage>,
    chosen: &Chosen,
    refused: Option<(Way, &Form)>,
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let inquiry = inquiry::load(&mut tx, id).await?;
    let only = chosen.only();
    let (shown, total) = found(&mut tx, &inquiry, only, chosen).await?;
    let all = inquiry::states(&mut tx, &[id]).await?.remove(&id).unwrap_or_default().values().sum::<i64>();
    let all = usize::try_from(all).unwrap_or(0);
    let may_edit = plan::records::may_change(&mut tx, ThingKind::Inquiry.of(id)).await?;
    let tree = organisations::load(&mut tx).await?;
    let owner = tree.get(&inquiry.organisation_id);
    let may_ask = inquiry.phase != Phase::Ended
        && owner.is_some_and(|owner| plan::access::may(&site.visitor().actor, Right::Ask, owner.owner()));
    let mut kept = Kept::default();
    if may_ask {
        kept.earlier = earlier(&mut tx, id).await?;
        kept.lists = inquiry::recipient_lists(&mut tx, id).await?;
        kept.has_recipients = all > 0;
    }
    drop(tx);
    let today = site.db.clock().today();
    let number = chosen.sida.unwrap_or(1).clamp(1, i32::MAX as usize);
    let to = |number: usize| {
        let only = chosen.lage.as_deref().filter(|_| only.is_some()).unwrap_or_default();
        let q = chosen.q.as_deref().unwrap_or_default();
        format!("{}/mottagare?lage={only}&q={}&sida={number}", inquiry_address(id), encoded(q))
    };
    let rows = shown.iter().map(|one| Row {
        id: one.id,
        title: name_words(t, &one.title, one.is_spontaneous),
        address: recipient_address(one.id),
        function: one.function_title.clone(),
        mark: mark(state_key(one, &inquiry, today)),
        state: state_words(t, one, &inquiry, today),
        last_day: one.answer_by.map(|last| day(t, last)).unwrap_or_default(),
        remove: may_edit.then(|| {
            let named = t.with("recipient-remove-named", &[("title", &one.title)]);
            (format!("{}/bort", recipient_address(one.id)), one.version, named)
        }),
    });
    let status = refused.as_ref().map_or(StatusCode::OK, |(_, form)| form.status());
    let forms = if may_ask { forms(t, site, id, &tree, &kept, refused) } else { Vec::new() };
    let address = format!("{}/mottagare", inquiry_address(id));
    let page = RecipientsPage {
        newer: (number > 1).then(|| to(number - 1)),
        older: (number * PAGE < total).then(|| to(number + 1)),
        q: chosen.q.clone().unwrap_or_default(),
        searches: all > PAGE,
        frame: frame_below(t, here, t.get("recipients-title"), &inquiry),
        notice,
        rows: rows.collect(),
        caption: t.count("recipients-caption", all),
        only: only
            .and(chosen.lage.as_deref())
            .map(|name| (t.get(&format!("recipient-{name}")), address.clone())),
        forms,
        file: format!("{address}.csv"),
    };
    render_with(status, &page)
}

/// The ways to add somebody.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Group,
    Like,
    List,
    Same,
    Saved,
    Save,
    Remove,
}

impl Way {
    const fn slug(self) -> &'static str {
        match self {
            Self::Group => "grupp",
            Self::Like => "liknande",
            Self::List => "lista",
            Self::Same => "samma",
            Self::Saved => "sparad",
            Self::Save => "spara",
            Self::Remove => "ta-bort-lista",
        }
    }
}

/// What can be taken up again, and whether there is anything to keep.
#[derive(Default)]
struct Kept {
    /// Earlier inquiries: id and title.
    earlier: Vec<(String, String)>,
    lists: Vec<RecipientList>,
    has_recipients: bool,
}

fn forms(
    t: Texts,
    site: &RequestContext,
    id: Uuid,
    tree: &Organisations,
    kept: &Kept,
    refused: Option<(Way, &Form)>,
) -> Vec<AddForm> {
    let mut empty = Form::default();
    empty.set("most", USUAL_ALIKE);
    let make = |way: Way, fields: &dyn Fn(&Fields<'_>) -> Vec<site::forms::Field>| {
        let typed = refused.as_ref().filter(|(refused, _)| *refused == way).map(|(_, form)| *form);
        let form = typed.unwrap_or(&empty);
        let fields = fields(&Fields { t, thing: "recipients", form, theirs: None });
        let mut view = FormView::new(t, form, vec![Section { fields, ..Section::default() }], None);
        view.action = format!("{}/mottagare/{}", inquiry_address(id), way.slug());
        view.save = t.get(match way {
            Way::Save => "recipients-save-list",
            Way::Remove => "recipients-remove-list",
            _ => "recipients-add",
        });
        AddForm {
            title: t.get(&format!("recipients-by-{}", way.slug())),
            is_open: typed.is_some(),
            form: view,
        }
    };
    let kinds = kinds(t, tree);
    let counties = counties(t, site);
    let sizes: Vec<(String, String)> = std::iter::once((String::new(), t.get("recipients-all-sizes")))
        .chain((0..SIZES.len()).map(|class| (class.to_string(), size_words(t, class))))
        .collect();
    let mut municipalities: Vec<(String, String)> =
        site.forecast.regions().municipalities().map(|one| (one.code.clone(), one.name.clone())).collect();
    let order = swedish::Order::new();
    municipalities
        .sort_by(|a, b| order.as_ref().map_or_else(|| a.1.cmp(&b.1), |order| order.compare(&a.1, &b.1)));
    municipalities.insert(0, (String::new(), t.get("recipients-choose")));
    let mut forms = vec![
        make(Way::Group, &|fields| {
            vec![
                fields.required("kind", Kind::Choice(kinds.clone())),
                fields.field("county", Kind::Choice(counties.clone())),
                fields.field("size", Kind::Choice(sizes.clone())),
            ]
        }),
        make(Way::Like, &|fields| {
            vec![
                fields.required("like", Kind::Choice(municipalities.clone())),
                fields.required("most", Kind::Number),
            ]
        }),
        make(Way::List, &|fields| vec![fields.required("list", Kind::Text)]),
    ];
    let lists: Vec<(String, String)> = kept
        .lists
        .iter()
        .map(|one| {
            (
                one.id.to_string(),
                t.with("recipients-list-of", &[("title", &one.title), ("count", &one.count)]),
            )
        })
        .collect();
    let choose = |name: &'static str, from: &[(String, String)]| {
        let from = from.to_vec();
        move |fields: &Fields<'_>| vec![fields.required(name, Kind::Choice(from.clone()))]
    };
    if !lists.is_empty() {
        forms.push(make(Way::Saved, &choose("saved", &lists)));
    }
    if !kept.earlier.is_empty() {
        forms.push(make(Way::Same, &choose("same", &kept.earlier)));
    }
    if kept.has_recipients {
        forms.push(make(Way::Save, &|fields| vec![fields.required("list_title", Kind::Line)]));
    }
    if !lists.is_empty() {
        forms.push(make(Way::Remove, &choose("saved", &lists)));
    }
    forms
}

fn kinds(t: Texts, tree: &Organisations) -> Vec<(String, String)> {
    let there = OrganisationKind::ALL
        .into_iter()
        .filter(|kind| *kind != OrganisationKind::Nation && tree.all().any(|one| one.kind == *kind));
    there.map(|kind| (kind.name().to_owned(), t.get(&format!("recipients-kind-{kind}")))).collect()
}

fn counties(t: Texts, site: &RequestContext) -> Vec<(String, String)> {
    let all = site.forecast.regions().counties();
    let counties = all.map(|county| (county.code.clone(), site::words::region_name(t, county)));
    std::iter::once((String::new(), t.get("recipients-all-counties"))).chain(counties).collect()
}

/// Earlier inquiries that the reader may take the same recipients from.
async fn earlier(tx: &mut plan::db::Tx, own: Uuid) -> Result<Vec<(String, String)>, Fault> {
    let (all, _) = inquiry::list(tx, &Listing::all()).await?;
    Ok(all
        .into_iter()
        .filter(|one| one.id != own)
        .map(|one| (one.id.to_string(), one.title))
        .take(50)
        .collect())
}

async fn add_group(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let given = |name: &str| Some(form.text(name)).filter(|text| !text.is_empty());
    let group = Group {
        kind: OrganisationKind::named(form.value("kind")),
        county: given("county"),
        size: given("size").and_then(|class| class.parse().ok()),
    };
    let tree = organisations::load(&mut site.read().await?).await?;
    let mut found = inquiry::chosen(&tree, &group, |code| site.inhabitants(code));
    // Nobody asks themselves.
    let own = inquiry::load(&mut site.read().await?, id).await?.organisation_id;
    found.retain(|one| one.organisation_id.as_deref() != Some(own.as_str()));
    if found.is_empty() {
        form.fault(plan::fault::FieldFault::new("kind", "recipients-none"));
    }
    add(site, t, here, id, Way::Group, form, found).await
}

/// How many municipalities that are alike are offered first.
const USUAL_ALIKE: i64 = 20;
/// Most municipalities that are alike.
const MOST_ALIKE: i64 = 100;

async fn add_like(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let most = form.whole("most").unwrap_or(USUAL_ALIKE);
    if !(1..=MOST_ALIKE).contains(&most) {
        let wrong = plan::fault::FieldFault::new("most", "out-of-range");
        form.fault(wrong.with("min", 1).with("max", MOST_ALIKE));
    }
    let tree = organisations::load(&mut site.read().await?).await?;
    let alike = site.forecast.similar(form.value("like"), usize::try_from(most).unwrap_or(1));
    let found: Vec<NewRecipient> =
        alike.iter().filter_map(|code| tree.get(code)).map(NewRecipient::from).collect();
    if found.is_empty() {
        form.fault(plan::fault::FieldFault::new("like", "recipients-none"));
    }
    add(site, t, here, id, Way::Like, form, found).await
}

async fn add_list(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let tree = organisations::load(&mut site.read().await?).await?;
    let asks = inquiry::load(&mut site.read().await?, id).await?.organisation_id;
    let found = match inquiry::pasted(&tree, tree.house(&asks), form.value("list")) {
        Ok(found) if found.is_empty() => {
            form.fault(plan::fault::FieldFault::new("list", "recipients-none"));
            found
        }
        Ok(found) => found,
        Err(faults) => {
            form.refuse(Refused::Invalid(faults))?;
            Vec::new()
        }
    };
    add(site, t, here, id, Way::List, form, found).await
}

async fn add_same(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, form } = sent;
    let from: Uuid = form.value("same").parse().map_err(|_| Fault::NotFound)?;
    let there = inquiry::recipients(&mut site.read().await?, from).await?;
    let found = there.into_iter().filter(|one| !one.is_spontaneous).map(|one| NewRecipient {
        title: one.title,
        organisation_id: one.organisation_id,
        function_title: one.function_title,
        email: one.email,
    });
    let found = found.collect();
    add(site, t, here, id, Way::Same, form, found).await
}

async fn add_saved(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, form } = sent;
    let list: Uuid = form.value("saved").parse().map_err(|_| Fault::NotFound)?;
    let found = inquiry::listed_recipients(&mut site.read().await?, id, list).await?;
    add(site, t, here, id, Way::Saved, form, found).await
}

/// Keeps those who are asked as a list.
async fn save(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let title = form.text("list_title");
    match submit(&site, &mut form, async |tx| inquiry::save_list(tx, id, &title).await).await? {
        Some(_) => Ok(see_other(&format!("{}/mottagare?sparad=lista", inquiry_address(id)))),
        None => show(&site, t, &here, id, None, &Chosen::default(), Some((Way::Save, &form))).await,
    }
}

async fn remove(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, form, .. } = sent;
    let list: Uuid = form.value("saved").parse().map_err(|_| Fault::NotFound)?;
    let mut tx = site.write().await?;
    inquiry::remove_list(&mut tx, id, list).await?;
    tx.commit().await?;
    Ok(see_other(&format!("{}/mottagare?sparad=lista-borta", inquiry_address(id))))
}

async fn add(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    id: Uuid,
    way: Way,
    mut form: Form,
    found: Vec<NewRecipient>,
) -> Result<Response, Fault> {
    match submit(&site, &mut form, async |tx| inquiry::add(tx, id, &found).await).await? {
        Some(Added { new, known, unknown }) => {
            let address = inquiry_address(id);
            Ok(see_other(&format!("{address}/mottagare?nya={new}&kanda={known}&okanda={unknown}")))
        }
        None => show(&site, t, &here, id, None, &Chosen::default(), Some((way, &form))).await,
    }
}

/// Those who are asked, as a file: how far each has come, and why those declined who did.
async fn csv(site: RequestContext, t: Texts, Id(id): Id) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let inquiry = inquiry::load(&mut tx, id).await?;
    let all = inquiry::recipients(&mut tx, id).await?;
    drop(tx);
    let today = site.db.clock().today();
    let date = |at: Option<chrono::NaiveDate>| at.map(|at| at.to_string()).unwrap_or_default();
    let head = ["name", "code", "function", "state", "last-day", "reason", "again"];
    let mut rows = vec![head.map(|key| t.get(&format!("recipients-column-{key}"))).to_vec()];
    rows.extend(all.iter().map(|one| {
        vec![
            guarded(&one.title),
            one.organisation_id.clone().unwrap_or_default(),
            guarded(&one.function_title),
            state_words(t, one, &inquiry, today),
            date(one.last_day(&inquiry)),
            guarded(&one.decline_reason),
            date(one.ask_again_on),
        ]
    }));
    let text = csv_text(rows).map_err(|_| Fault::Interrupted)?;
    Ok(attached("text/csv; charset=utf-8", &file_name(&inquiry.title, "csv"), text))
}
