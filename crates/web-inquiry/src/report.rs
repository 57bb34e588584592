//! What comes out: the answers compiled as a page, as a memo for Word, as a workbook, and as a list for the registry.

use std::collections::{BTreeMap, HashMap};

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use documents::{Block, Cell, Column, Document, Kind as ColumnKind, Run, Sheet, Table, Workbook};
use plan::attachments;
use plan::clock::in_sweden;
use plan::inquiry::{
    self, Channel, Disposition, GivenReply, Inquiry, Progress, Question, QuestionKind, Recipient,
    RecipientState, ResponseCounts, Themes,
};
use plan::organisations;
use uuid::Uuid;

use crate::answers::{may_compile, sums};
use crate::words::{
    answer_address, choice_words, day, frame_below, inquiry_address, name_words, outcome_words, reply_words,
    state_words,
};
use site::Site;
use site::fault::Fault;
use site::files::{attached, attached_workbook, csv_text, file_name, guarded};
use site::forms::{Fields, Form, FormView, Kind, Section, Sent, submit};
use site::page::{Frame, render_with, see_other};
use site::texts::Texts;
use site::things::Id;
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/forfragan/{id}/sammanstallning", get(page).post(save))
        .route("/forfragan/{id}/sammanstallning/bifoga", post(attach_above))
        .route("/forfragan/{id}/sammanstallning.docx", get(docx))
        .route("/forfragan/{id}/sammanstallning.xlsx", get(xlsx))
        .route("/forfragan/{id}/diarium.csv", get(registry))
}

/// The media type of a document for Word.
const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// Most who answered a question who are named by what they chose.
const MOST_NAMED: usize = 60;

/// All that is compiled.
struct Compiled {
    inquiry: Inquiry,
    sender: String,
    questions: Vec<Question>,
    recipients: Vec<Recipient>,
    replies: Vec<GivenReply>,
    counts: BTreeMap<Uuid, BTreeMap<String, i64>>,
    dispositions: Vec<Disposition>,
    themes: Themes,
    today: chrono::NaiveDate,
    may_compile: bool,
    /// Which of the recipients has an id.
    by_id: HashMap<Uuid, usize>,
}

impl Compiled {
    async fn load(site: &RequestContext, id: Uuid) -> Result<Self, Fault> {
        let mut tx = site.read().await?;
        let inquiry = inquiry::load(&mut tx, id).await?;
        let tree = organisations::load(&mut tx).await?;
        let recipients = inquiry::recipients(&mut tx, id).await?;
        Ok(Self {
            by_id: recipients.iter().enumerate().map(|(place, one)| (one.id, place)).collect(),
            sender: tree.name(&inquiry.organisation_id).to_owned(),
            questions: inquiry::questions(&mut tx, id).await?,
            recipients,
            replies: inquiry::replies(&mut tx, id).await?,
            counts: inquiry::counts(&mut tx, id).await?,
            dispositions: inquiry::dispositions(&mut tx, id).await?,
            themes: inquiry::themes(&mut tx, id).await?,
            today: tx.today(),
            may_compile: may_compile(site, &tree, &inquiry),
            inquiry,
        })
    }

    /// How many answered, declined and said nothing, in words: what a reader must know before the answers.
    fn response(&self, t: Texts) -> Vec<String> {
        let ResponseCounts { asked, answered, declined, silent, writing, unsent, spontaneous, .. } =
            inquiry::response_counts(self.recipients.iter().map(Progress::from));
        let mut words = vec![t.counted(
            "report-response",
            answered as f64,
            &[
                ("asked", &asked),
                ("declined", &t.count("report-declined", declined)),
                ("silent", &t.count("report-silent", silent - writing)),
            ],
        )];
        if writing > 0 {
            words.push(t.count("standing-writing", writing));
        }
        if unsent > 0 {
            words.push(t.count("response-unsent", unsent));
        }
        if spontaneous > 0 {
            words.push(t.count("report-spontaneous", spontaneous));
        }
        words
    }

    /// The memo.
    fn document(&self, t: Texts) -> Document {
        let one = &self.inquiry;
        let head = [
            (t.get("report-head-from"), self.sender.clone()),
            (t.get("report-head-date"), day(t, self.today)),
            (t.get("inquiry-registry-number"), one.registry_number.clone()),
            (t.get("inquiry-answer-by"), one.answer_by.map(|last| day(t, last)).unwrap_or_default()),
        ];
        let mut blocks = vec![Block::Heading(1, t.get("report-summary"))];
        blocks.extend(Block::paragraphs(&one.summary));
        blocks.extend(self.response(t).into_iter().map(Block::plain));
        blocks.push(Block::Heading(1, t.get("report-asked")));
        blocks.extend(Block::paragraphs(&one.purpose));
        if !one.planned_use.is_empty() {
            blocks.extend(Block::paragraphs(&t.with("use-labelled", &[("text", &one.planned_use)])));
        }
        blocks.push(Block::Heading(1, t.get("report-by-question")));
        let mut given: HashMap<Uuid, Vec<&GivenReply>> = HashMap::new();
        for reply in &self.replies {
            given.entry(reply.question_id).or_default().push(reply);
        }
        for (place, question) in self.questions.iter().enumerate() {
            let of = given.remove(&question.id).unwrap_or_default();
            self.question(t, place + 1, question, &of, &mut blocks);
        }
        blocks.push(Block::Heading(1, t.get("report-who")));
        blocks.push(self.who(t));
        Document {
            title: t.with("report-title-of", &[("title", &one.title)]),
            language: t.code(),
            head: head.into_iter().filter(|(_, value)| !value.is_empty()).collect(),
            blocks,
        }
    }

    fn question(
        &self,
        t: Texts,
        number: usize,
        question: &Question,
        of: &[&GivenReply],
        blocks: &mut Vec<Block>,
    ) {
        blocks.push(Block::Heading(2, format!("{number}. {}", question.title)));
        if of.is_empty() {
            blocks.push(Block::plain(t.get("report-no-answers")));
            return;
        }
        let all = sums(t, std::slice::from_ref(question), &self.counts, &self.dispositions, &[]);
        let made = all.iter().flat_map(|sum| &sum.choices).filter(|(_, count)| *count > 0);
        let who = self.who_chose(t, question, of);
        let named = |words: &String, count: &i64| match who.get(words) {
            Some(names) => format!("{words}: {count} ({})", names.join(", ")),
            None => format!("{words}: {count}"),
        };
        let made: Vec<String> = made.map(|(words, count)| named(words, count)).collect();
        if !made.is_empty() {
            blocks.push(Block::Paragraph(vec![Run::Strong(made.join(" · "))]));
        }
        let frequent: Vec<String> = inquiry::theme_counts(&self.themes, question.id)
            .into_iter()
            .map(|(theme, count)| format!("{theme} ({count})"))
            .collect();
        if !frequent.is_empty() {
            let words = Run::Plain(frequent.join(", "));
            let title = Run::Strong(format!("{} ", t.get("themes-title")));
            blocks.push(Block::Paragraph(vec![title, words]));
        }
        for reply in of {
            let name = self.name(t, reply.recipient_id);
            let (choice, body) = reply_words(t, question, &reply.reply());
            let is_counted = !question.choices().is_empty();
            let said = if is_counted { body } else { [choice.clone(), body].join("\n").trim().to_owned() };
            if said.is_empty() {
                continue;
            }
            let who = if is_counted && !choice.is_empty() {
                format!("{name} ({})", choice.to_lowercase())
            } else {
                name
            };
            blocks.push(Block::Quote(said, who));
        }
        let disposed = self.dispositions.iter().filter(|one| one.question_id == question.id);
        for one in disposed {
            let whose =
                one.recipient_id.map(|id| t.with("disposition-of-one", &[("name", &self.name(t, id))]));
            let title = whose.unwrap_or_else(|| t.get("report-disposition"));
            let words = format!("{}. {}", outcome_words(t, one).trim_end_matches('.'), one.reason);
            blocks.push(Block::Paragraph(vec![Run::Strong(format!("{title}: ")), Run::Plain(words)]));
            if !one.changed.is_empty() {
                blocks.push(Block::plain(t.with("report-changed", &[("text", &one.changed)])));
            }
        }
    }

    /// Who made each choice, by its words, where so few answered that all can be named.
    fn who_chose(&self, t: Texts, question: &Question, of: &[&GivenReply]) -> BTreeMap<String, Vec<String>> {
        let mut who: BTreeMap<String, Vec<String>> = BTreeMap::new();
        if of.len() > MOST_NAMED {
            return who;
        }
        for reply in of {
            let name = self.name(t, reply.recipient_id);
            if question.kind == QuestionKind::Uptake {
                let stage = reply.choice.lines().next().unwrap_or_default();
                let more = choice_words(t, question, &reply.choice)
                    .split_once(", ")
                    .map(|(_, more)| more.to_owned());
                let told = more.map_or(name.clone(), |more| format!("{name}: {more}"));
                who.entry(choice_words(t, question, stage)).or_default().push(told);
                continue;
            }
            for choice in reply.choice.lines() {
                who.entry(choice_words(t, question, choice)).or_default().push(name.clone());
            }
        }
        who
    }

    fn name(&self, t: Texts, id: Uuid) -> String {
        self.by_id.get(&id).map_or_else(String::new, |place| {
            let one = &self.recipients[*place];
            name_words(t, &one.title, one.is_spontaneous)
        })
    }

    /// What an answer is about, with commas between.
    fn about(&self, reply: &GivenReply) -> String {
        let themes = self.themes.get(&(reply.question_id, reply.recipient_id));
        themes.map(|themes| themes.join(", ")).unwrap_or_default()
    }

    /// Who was asked, how far each came, and why those declined who did.
    fn who(&self, t: Texts) -> Block {
        // Who came by themselves and said nothing is nobody's to read of.
        let told = self.recipients.iter().filter(|one| !one.is_spontaneous || one.state.has_answered());
        let rows = told.map(|one| {
            let date = one.answered_at.map(|at| in_sweden(at).date().to_string()).unwrap_or_default();
            let again = one.ask_again_on.map(|at| t.with("declined-again", &[("day", &day(t, at))]));
            let declined = one.state == RecipientState::Declined;
            let by = Channel::named(&one.channel).filter(|channel| *channel != Channel::Web);
            let by =
                by.map(|by| t.with("recipient-came-by", &[("channel", &t.get(&format!("channel-{by}")))]));
            let why = if declined { one.decline_reason.clone() } else { by.unwrap_or_default() };
            let note = format!("{why} {}", again.filter(|_| declined).unwrap_or_default());
            vec![
                name_words(t, &one.title, one.is_spontaneous),
                state_words(t, one, &self.inquiry, self.today),
                date,
                note.trim().to_owned(),
            ]
        });
        Block::Table(Table {
            caption: t.get("report-who-caption"),
            columns: vec![
                Column::new(t.get("recipients-column-name"), ColumnKind::Name).weighing(3),
                Column::new(t.get("recipients-column-state"), ColumnKind::Text).weighing(2),
                Column::new(t.get("report-column-date"), ColumnKind::Text).weighing(2),
                Column::new(t.get("recipients-column-reason"), ColumnKind::Text).weighing(4),
            ],
            rows: rows.collect(),
        })
    }

    /// The same as a workbook: everything that was answered, row by row.
    fn workbook(&self, t: Texts) -> Workbook {
        let text = |text: &str| Cell::Text(text.to_owned());
        let head = |keys: &[&str]| keys.iter().map(|key| t.get(key)).collect::<Vec<_>>();
        let places: HashMap<Uuid, usize> =
            self.questions.iter().enumerate().map(|(place, one)| (one.id, place)).collect();
        let mut replies: Vec<&GivenReply> = self.replies.iter().collect();
        replies.sort_by_key(|reply| (self.by_id.get(&reply.recipient_id), places.get(&reply.question_id)));
        let answers = replies.into_iter().filter_map(|reply| {
            let place = *places.get(&reply.question_id)?;
            let question = &self.questions[place];
            let (choice, body) = reply_words(t, question, &reply.reply());
            let number = Some(&reply.choice).filter(|_| question.kind == QuestionKind::Number);
            let chosen =
                number.and_then(|number| number.parse().ok()).map_or(text(&choice), |n| Cell::Number(n, 2));
            Some(vec![
                text(&self.name(t, reply.recipient_id)),
                Cell::Number((place + 1) as f64, 0),
                text(&question.title),
                chosen,
                text(&body),
                text(&self.about(reply)),
            ])
        });
        let disposed = self.dispositions.iter().filter_map(|one| {
            let question = self.questions.get(*places.get(&one.question_id)?)?;
            let name = one.recipient_id.map(|id| self.name(t, id)).unwrap_or_default();
            let outcome = outcome_words(t, one);
            Some(vec![
                text(&question.title),
                text(&name),
                text(&outcome),
                text(&one.reason),
                text(&one.changed),
            ])
        });
        let who = self.recipients.iter().map(|one| {
            vec![
                text(&name_words(t, &one.title, one.is_spontaneous)),
                text(one.organisation_id.as_deref().unwrap_or_default()),
                text(&state_words(t, one, &self.inquiry, self.today)),
                text(&one.answered_at.map(|at| in_sweden(at).date().to_string()).unwrap_or_default()),
                text(&one.decline_reason),
            ]
        });
        Workbook {
            sheets: vec![
                Sheet {
                    name: t.get("answers-title"),
                    head: head(&[
                        "recipients-column-name",
                        "report-column-number",
                        "report-column-question",
                        "report-column-choice",
                        "report-column-text",
                        "themes-field",
                    ]),
                    rows: answers.collect(),
                },
                Sheet {
                    name: t.get("report-disposition"),
                    head: head(&[
                        "report-column-question",
                        "recipients-column-name",
                        "disposition-outcome",
                        "recipients-column-reason",
                        "disposition-changed",
                    ]),
                    rows: disposed.collect(),
                },
                Sheet {
                    name: t.get("recipients-title"),
                    head: head(&[
                        "recipients-column-name",
                        "recipients-column-code",
                        "recipients-column-state",
                        "report-column-date",
                        "recipients-column-reason",
                    ]),
                    rows: who.collect(),
                },
            ],
        }
    }
}

#[derive(Template)]
#[template(path = "inquiry/report.html")]
struct ReportPage {
    frame: Frame,
    notice: Option<String>,
    address: String,
    response: Vec<String>,
    form: Option<FormView>,
    /// Whether it can be attached to one's own answer above.
    attaches: bool,
    html: String,
}

async fn page(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Id(id): Id,
    axum::extract::Query(flash): axum::extract::Query<site::flash::FlashQuery>,
) -> Result<Response, Fault> {
    show(&site, t, &here, id, flash.message(t).map(|message| message.text), None).await
}

async fn show(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    id: Uuid,
    notice: Option<String>,
    refused: Option<&Form>,
) -> Result<Response, Fault> {
    let all = Compiled::load(site, id).await?;
    let mut fresh = Form::default();
    fresh.set("summary", &all.inquiry.summary).set("version", all.inquiry.version);
    let form = refused.unwrap_or(&fresh);
    let fields = Fields { t, thing: "report", form, theirs: None };
    let section = Section { fields: vec![fields.field("summary", Kind::Text)], ..Section::default() };
    let address = format!("{}/sammanstallning", inquiry_address(id));
    let mut view = FormView::new(t, form, vec![section], None);
    view.action.clone_from(&address);
    let page = ReportPage {
        frame: frame_below(t, here, t.get("report-title"), &all.inquiry),
        notice,
        response: all.response(t),
        form: all.may_compile.then_some(view),
        attaches: all.may_compile && all.inquiry.above_id.is_some(),
        html: all.document(t).html(),
        address: inquiry_address(id),
    };
    render_with(refused.map_or(StatusCode::OK, Form::status), &page)
}

async fn save(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let version = form.value("version").parse().unwrap_or(-1);
    let summary = form.text("summary");
    match submit(&site, &mut form, async |tx| inquiry::sum_up(tx, id, version, &summary).await).await? {
        Some(()) => Ok(see_other(&format!("{}/sammanstallning?sparad=sammanfattning", inquiry_address(id)))),
        None => {
            if form.is_conflict() {
                let now = inquiry::load(&mut site.read().await?, id).await?;
                form.set("version", now.version);
            }
            show(&site, t, &here, id, None, Some(&form)).await
        }
    }
}

async fn docx(site: RequestContext, t: Texts, Id(id): Id) -> Result<Response, Fault> {
    let all = Compiled::load(&site, id).await?;
    let name = file_name(&t.with("report-title-of", &[("title", &all.inquiry.title)]), "docx");
    let file = site.compute(move |_| all.document(t).docx()).await?.map_err(|_| Fault::Interrupted)?;
    Ok(attached(DOCX, &name, file))
}

/// Attaches the memo to one's own answer, where the inquiry passes another on.
async fn attach_above(site: RequestContext, t: Texts, Id(id): Id) -> Result<Response, Fault> {
    let all = Compiled::load(&site, id).await?;
    let above = all.inquiry.above_id.ok_or(Fault::NotFound)?;
    let entry = inquiry::Entry::Account(above);
    inquiry::demand_file(&mut site.read().await?, entry, 0).await?;
    let name = file_name(&t.with("report-title-of", &[("title", &all.inquiry.title)]), "docx");
    let file = site.compute(move |_| all.document(t).docx()).await?.map_err(|_| Fault::Interrupted)?;
    let examiner = site.attachments.examiner().clone();
    let checked = site.read_file(move || attachments::check(&name, file, &examiner)).await??;
    let stored = site.attachments.store(site.db.clock(), checked).await?;
    let mut tx = site.write().await?;
    let kept = inquiry::add_file(&mut tx, entry, None, &stored).await?;
    tx.commit().await?;
    if kept != stored.id() {
        site.attachments.forget(stored.id()).await?;
    }
    Ok(see_other(&format!("{}/kontrollera", answer_address(&above.to_string()))))
}

async fn xlsx(site: RequestContext, t: Texts, Id(id): Id) -> Result<Response, Fault> {
    let all = Compiled::load(&site, id).await?;
    let name = file_name(&t.with("report-title-of", &[("title", &all.inquiry.title)]), "xlsx");
    let workbook = all.workbook(t);
    // Not kept while the file is written: it holds all that was answered.
    drop(all);
    attached_workbook(&site, &name, workbook).await
}

/// The answers as the registry lists them: when it came, from whom, the number of the case, and what it is.
async fn registry(site: RequestContext, t: Texts, Id(id): Id) -> Result<Response, Fault> {
    let all = Compiled::load(&site, id).await?;
    let head = ["registry-date", "registry-from", "registry-number", "registry-subject", "registry-channel"];
    let mut rows = vec![head.map(|key| t.get(key)).to_vec()];
    rows.extend(all.recipients.iter().filter_map(|one| {
        let at = one.answered_at?;
        Some(vec![
            in_sweden(at).format("%Y-%m-%d").to_string(),
            guarded(&name_words(t, &one.title, one.is_spontaneous)),
            guarded(&all.inquiry.registry_number),
            guarded(&t.with("registry-subject-of", &[("title", &all.inquiry.title)])),
            t.get(&format!("channel-{}", one.channel)),
        ])
    }));
    let text = csv_text(rows).map_err(|_| Fault::Interrupted)?;
    Ok(attached(
        "text/csv; charset=utf-8",
        &file_name(&format!("diarium {}", all.inquiry.title), "csv"),
        text,
    ))
}
