//! A draft with everything in it, and every address that leads to a part of it.

use plan::access::{Actor, Kind};
use plan::attachments::{Examiner, attach, check};
use plan::db::Tx;
use plan::inquiry::{self, About, Channel, Entry, InquiryInput, NewRecipient, QuestionInput, Reply, Sending};
use plan::roadmap::store::{create_area, create_initiative, create_measure, create_need};
use plan::roadmap::{AreaInput, InitiativeInput, MeasureInput, NeedInput, RoadmapTree, load};
use reqwest::Method;
use uuid::Uuid;

use super::SECRET;
use super::example;
use super::figures;
use super::group::Group;
use crate::people::People;

/// A draft of Hedemora's, with the secret in every text, and the ids of its parts.
pub struct Draft {
    pub roadmap: Uuid,
    pub area: Uuid,
    pub need: Uuid,
    pub initiative: Uuid,
    pub measure: Uuid,
    pub attachment: Uuid,
    pub inquiry: Uuid,
    pub question: Uuid,
    pub recipient: Uuid,
    pub group: Group,
    pub example: Uuid,
    pub figures: Uuid,
}

/// An inquiry of Hedemora's that Mora has answered, with the secret in every text: itself, its question and its recipient.
pub async fn inquiry(tx: &mut Tx) -> (Uuid, Uuid, Uuid) {
    let about = InquiryInput {
        title: SECRET.into(),
        theme: SECRET.into(),
        purpose: SECRET.into(),
        planned_use: SECRET.into(),
        minutes: Some(5),
        answer_by: "2027-01-31".parse().ok(),
        feedback_by: "2027-02-28".parse().ok(),
        ..InquiryInput::default()
    };
    let id = inquiry::create(tx, Some("2083"), &about, About::Theme).await.unwrap();
    let input = QuestionInput { title: SECRET.into(), ..QuestionInput::default() };
    let question = inquiry::create_question(tx, id, &input).await.unwrap();
    let asked = NewRecipient { title: SECRET.into(), ..NewRecipient::default() };
    inquiry::add(tx, id, &[asked]).await.unwrap();
    let version = inquiry::load(tx, id).await.unwrap().version;
    inquiry::open(tx, id, version).await.unwrap();
    let recipient = inquiry::recipients(tx, id).await.unwrap()[0].id;
    let reply = Reply { body: SECRET.into(), ..Reply::default() };
    inquiry::save(tx, Entry::Officer(recipient), question, 0, &reply).await.unwrap();
    let seal = inquiry::ready(tx, Entry::Officer(recipient)).await.unwrap().seal;
    let how = Sending { channel: Channel::Phone, given_by: SECRET.into(), in_part: false, seal };
    inquiry::send(tx, Entry::Officer(recipient), &how).await.unwrap();
    (id, question, recipient)
}

impl Draft {
    pub async fn new(site: &People) -> Self {
        let roadmap = site.roadmap("2083", SECRET).await;
        let mut tx = site.db.write(&Actor::Program).await.unwrap();
        let area = create_area(&mut tx, roadmap, &AreaInput { title: SECRET.into() }).await.unwrap();
        let need = NeedInput { title: SECRET.into(), more_needed: SECRET.into(), ..NeedInput::default() };
        let need = create_need(&mut tx, area, &need).await.unwrap();
        let initiative = InitiativeInput { title: SECRET.into(), ..InitiativeInput::default() };
        let initiative = create_initiative(&mut tx, need, &initiative).await.unwrap();
        let measure =
            MeasureInput { title: SECRET.into(), owner: SECRET.into(), ..MeasureInput::starting(2028) };
        let measure = create_measure(&mut tx, need, &measure).await.unwrap();
        let file = check(&format!("{SECRET}.txt"), SECRET.into(), &Examiner::Here).unwrap();
        let file = site.attachments.store(site.db.clock(), file).await.unwrap();
        let attachment = attach(&mut tx, Kind::Roadmap.of(roadmap), &file).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = site.db.write(&Actor::Program).await.unwrap();
        let (inquiry, question, recipient) = inquiry(&mut tx).await;
        tx.commit().await.unwrap();
        let mut tx = site.db.write(&Actor::Program).await.unwrap();
        let group = Group::new(&mut tx).await;
        let example = example::example(&mut tx).await;
        let figures = figures::figures(&mut tx).await;
        tx.commit().await.unwrap();
        Self {
            roadmap,
            area,
            need,
            initiative,
            measure,
            attachment,
            inquiry,
            question,
            recipient,
            group,
            example,
            figures,
        }
    }

    /// All that has an id of its own.
    pub fn parts(&self) -> Vec<Uuid> {
        let own = [
            self.roadmap,
            self.area,
            self.need,
            self.initiative,
            self.measure,
            self.attachment,
            self.inquiry,
            self.question,
            self.recipient,
        ];
        own.into_iter().chain(self.group.parts()).chain([self.example, self.figures]).collect()
    }

    /// Every address that has to do with the inquiry.
    pub fn inquiry_addresses(&self) -> Vec<(Method, String)> {
        let mut all = Vec::new();
        let (inquiry, question, recipient) = (self.inquiry, self.question, self.recipient);
        let file = Uuid::from_u128(9);
        for (slug, id, shown, changed) in [
            (
                "forfragan",
                inquiry,
                &[
                    "",
                    "/aterkoppling",
                    "/andra",
                    "/bilagor",
                    "/borttaget",
                    "/dela",
                    "/diarium.csv",
                    "/fraga",
                    "/mottagare",
                    "/mottagare.csv",
                    "/paminnelser",
                    "/plan",
                    "/sa-ser-den-ut",
                    "/sammanstallning",
                    "/sammanstallning.docx",
                    "/sammanstallning.xlsx",
                    "/svaren",
                ][..],
                &[
                    "/aterkoppling",
                    "/aterstall",
                    "/avsluta",
                    "/bort",
                    "/andra",
                    "/bilagor",
                    "/dela",
                    "/fraga",
                    "/mottagare/grupp",
                    "/mottagare/liknande",
                    "/mottagare/lista",
                    "/mottagare/samma",
                    "/oppna",
                    "/paminn",
                    "/plan",
                    "/sammanstallning",
                    "/sammanstallning/bifoga",
                ][..],
            ),
            (
                "fraga",
                question,
                &["/andra", "/svar"][..],
                &["/andra", "/svar", "/bort", "/aterstall", "/flytta"][..],
            ),
            (
                "mottagare",
                recipient,
                &[""][..],
                &["/gor", "/lank", "/bort", "/aterstall", "/flytta", "/exempel"][..],
            ),
        ] {
            all.extend(shown.iter().map(|what| (Method::GET, format!("/{slug}/{id}{what}"))));
            all.extend(changed.iter().map(|what| (Method::POST, format!("/{slug}/{id}{what}"))));
        }
        // What an answer's address is made of: nobody but those who are asked, and those who ask, comes in by them.
        for key in [recipient.to_string(), format!("at-{recipient}")] {
            for what in [
                "",
                "/kontrollera",
                "/kvitto",
                "/blev",
                "/mer-tid",
                "/tacka-nej",
                "/filer",
                "/alla",
                "/planen",
                "/kollega",
            ] {
                all.push((Method::GET, format!("/svara/{key}{what}")));
            }
            for what in [
                "/borja",
                "/skicka",
                "/mer-tid",
                "/tacka-nej",
                "/filer",
                "/vidare",
                "/godkannande",
                "/kollega",
                "/skicka-tillbaka",
            ] {
                all.push((Method::POST, format!("/svara/{key}{what}")));
            }
            all.push((Method::GET, format!("/svara/{key}/{question}")));
            all.push((Method::POST, format!("/svara/{key}/{question}")));
            all.push((Method::POST, format!("/svara/{key}/{question}/utkast")));
            all.push((Method::POST, format!("/svara/{key}/{question}/lyft")));
            all.push((Method::POST, format!("/svara/{key}/filer/{file}/bort")));
            all.push((Method::GET, format!("/svara/{key}/underlag/{file}")));
            all.push((Method::GET, format!("/svara/{key}/svar/1")));
            all.push((Method::POST, format!("/svara/{key}/kollega/{file}/bort")));
        }
        for path in
            [format!("/mottagare/{recipient}/fil/{file}"), format!("/forfragan/{inquiry}/bilaga/{file}")]
        {
            all.push((Method::GET, path));
        }
        for path in [
            format!("/forfragan/{inquiry}/bilaga/{file}/bort"),
            format!("/forfragan/{inquiry}/bilaga/{file}/aterstall"),
            format!("/forfragan/{inquiry}/dela/{file}/sluta"),
        ] {
            all.push((Method::POST, path));
        }
        all.push((Method::GET, format!("/vi-fragade/{inquiry}")));
        all.push((Method::POST, format!("/fraga/{question}/tema")));
        all.push((Method::GET, format!("/mottagare/{recipient}/svar/1")));
        all.push((Method::POST, format!("/fraga/{question}/effekt/{recipient}")));
        all.push((Method::GET, format!("/forfragan/{inquiry}/effekter")));
        all.push((Method::GET, format!("/forfragan/{inquiry}/spridning")));
        for what in ["sparad", "spara", "ta-bort-lista"] {
            all.push((Method::POST, format!("/forfragan/{inquiry}/mottagare/{what}")));
        }
        all.push((Method::POST, format!("/forfragan/{inquiry}/effekter")));
        all.push((Method::POST, format!("/forfragan/{inquiry}/spridning")));
        all.push((Method::GET, format!("/oppen-fraga/{inquiry}")));
        all.push((Method::POST, format!("/oppen-fraga/{inquiry}")));
        all.push((Method::GET, format!("/oppen-fraga/{inquiry}/planen")));
        all.push((Method::GET, format!("/oppen-fraga/{inquiry}/underlag/{inquiry}")));
        all.push((Method::GET, format!("/forfragan/{inquiry}/planen")));
        all.push((Method::GET, format!("/forfragan/{inquiry}/underlag/{inquiry}")));
        all.push((Method::DELETE, format!("/api/v1/inquiries/{inquiry}?version=1")));
        all.push((Method::GET, format!("/api/v1/inquiries/{inquiry}/attachments")));
        all
    }

    /// Every address of the site that has to do with the draft, with what may be asked of it.
    pub fn addresses(&self) -> Vec<(Method, String)> {
        let r = self.roadmap;
        let mut all = Vec::new();
        let mut get = |route: &'static str| {
            let path = route.replace("{id}", &r.to_string()).replace("{chart}", "vattenfall.svg");
            let path = path.replace("{number}", "1").replace("{to}", "1");
            let path = path.replace("{attachment}", &self.attachment.to_string());
            let asked = if route.ends_with("portfolio") { "?year=2033&budget=5000000" } else { "" };
            let path = format!("{path}{asked}");
            all.push((Method::GET, path));
        };
        for route in [
            "/fardplan/{id}",
            "/fardplan/{id}/atgarder.csv",
            "/fardplan/{id}/atgarder.xlsx",
            "/fardplan/{id}/beslut",
            "/fardplan/{id}/borttaget",
            "/fardplan/{id}/bilaga/{attachment}",
            "/fardplan/{id}/bilagor",
            "/fardplan/{id}/dela",
            "/fardplan/{id}/fil",
            "/fardplan/{id}/fyll-i",
            "/fardplan/{id}/urval",
            "/fardplan/{id}/urval.csv",
            "/fardplan/{id}/urval.xlsx",
            "/fardplan/{id}/urval/avvagningen.svg",
            "/fardplan/{id}/varde",
            "/fardplan/{id}/varde.csv",
            "/fardplan/{id}/varde.xlsx",
            "/fardplan/{id}/varde/{chart}",
            "/fardplan/{id}/version/{number}",
            "/fardplan/{id}/version/{number}/andringar",
            "/fardplan/{id}/version/{number}/andringar/{to}",
            "/api/v1/roadmaps/{id}",
            "/api/v1/roadmaps/{id}/attachments",
            "/api/v1/roadmaps/{id}/file",
            "/api/v1/roadmaps/{id}/gaps",
            "/api/v1/roadmaps/{id}/worth",
            "/api/v1/roadmaps/{id}/portfolio",
            "/api/v1/roadmaps/{id}/versions",
            "/api/v1/roadmaps/{id}/versions/{number}",
        ] {
            get(route);
        }
        let mut with = |method: Method, path: String| all.push((method, path));
        let share = Uuid::from_u128(7);
        let file = format!("/fardplan/{r}/bilaga/{}", self.attachment);
        with(Method::POST, format!("/behov/{}/tomt", self.need));
        with(Method::POST, format!("/fardplan/{r}/bilagor"));
        with(Method::POST, format!("/fardplan/{r}/fyll-i"));
        with(Method::POST, format!("{file}/bort"));
        with(Method::POST, format!("{file}/aterstall"));
        with(Method::POST, format!("/fardplan/{r}/beslut"));
        with(Method::POST, format!("/fardplan/{r}/dela"));
        with(Method::POST, format!("/fardplan/{r}/dela/{share}/sluta"));
        with(Method::POST, format!("/fardplan/{r}/publicera"));
        with(Method::PUT, format!("/api/v1/roadmaps/{r}"));
        with(Method::DELETE, format!("/api/v1/roadmaps/{r}?version=1"));
        with(Method::POST, format!("/api/v1/needs/{}/measures", self.need));
        with(Method::PUT, format!("/api/v1/measures/{}", self.measure));
        with(Method::DELETE, format!("/api/v1/measures/{}?version=1", self.measure));
        for (slug, id) in [
            ("fardplan", r),
            ("omrade", self.area),
            ("behov", self.need),
            ("initiativ", self.initiative),
            ("atgard", self.measure),
        ] {
            let form =
                if slug == "fardplan" { format!("/fardplan/{id}/andra") } else { format!("/{slug}/{id}") };
            with(Method::GET, form.clone());
            with(Method::POST, form);
            for what in ["bort", "aterstall", "flytta"] {
                with(Method::POST, format!("/{slug}/{id}/{what}"));
            }
        }
        for path in [
            format!("/fardplan/{r}/omrade"),
            format!("/omrade/{}/behov", self.area),
            format!("/behov/{}/initiativ", self.need),
            format!("/behov/{}/atgard", self.need),
        ] {
            with(Method::GET, path.clone());
            with(Method::POST, path);
        }
        all.extend(self.inquiry_addresses());
        all.extend(self.group.addresses());
        all.extend(example::addresses(self.example));
        all.extend(figures::addresses(self.figures));
        all
    }

    pub async fn tree(&self, site: &People) -> RoadmapTree {
        load(&mut site.db.read(&Actor::Program).await.unwrap(), self.roadmap).await.unwrap()
    }
}
