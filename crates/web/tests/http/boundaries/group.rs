//! A group with everything in it, and every address that leads to a part of it.

use plan::db::Tx;
use plan::groups::{
    self, DocumentInput, GroupInput, HolderInput, ItemInput, MeetingInput, Openness, Purpose, SeatInput,
    SeatRole, StepInput, TaskInput,
};
use plan::inquiry::Channel;
use reqwest::Method;
use uuid::Uuid;

use super::SECRET;

/// A group of Hedemora's that nobody but those with seats may know of, with the secret in every text, and the ids of its parts.
pub struct Group {
    pub group: Uuid,
    pub seat: Uuid,
    pub meeting: Uuid,
    pub item: Uuid,
    pub task: Uuid,
    pub document: Uuid,
    pub step: Uuid,
    pub remark: Uuid,
}

impl Group {
    pub async fn new(tx: &mut Tx) -> Self {
        let input = GroupInput {
            title: SECRET.into(),
            mandate: SECRET.into(),
            theme: SECRET.into(),
            decider: SECRET.into(),
            openness: Openness::Members,
            ..GroupInput::default()
        };
        let group = groups::create(tx, Some("2083"), &input).await.unwrap();
        let input = SeatInput {
            title: SECRET.into(),
            organisation_id: Some("2062".into()),
            county: String::new(),
            role: SeatRole::Strategist,
            perspectives: Vec::new(),
        };
        let seat = groups::create_seat(tx, group, &input).await.unwrap();
        let holder = HolderInput { name: SECRET.into(), ..HolderInput::default() };
        groups::take_seat(tx, seat, 1, &holder).await.unwrap();
        let input = MeetingInput {
            title: SECRET.into(),
            day: "2027-02-25".parse().ok(),
            time: "13:00:00".parse().ok(),
            minutes: Some(90),
            address: String::new(),
            background: SECRET.into(),
        };
        let meeting = groups::create_meeting(tx, group, &input).await.unwrap();
        let input = ItemInput { title: SECRET.into(), notes: SECRET.into(), ..ItemInput::default() };
        let item = groups::create_item(tx, meeting, &input).await.unwrap();
        let input = TaskInput {
            title: SECRET.into(),
            seat_id: Some(seat),
            due: "2027-03-01".parse().ok(),
            ..TaskInput::default()
        };
        let task = groups::create_task(tx, group, Some(meeting), &input).await.unwrap();
        let input = DocumentInput { title: SECRET.into(), purpose: Purpose::Directive, body: SECRET.into() };
        let document = groups::create_document(tx, group, &input).await.unwrap();
        let input = StepInput { whom: SECRET.into(), ..StepInput::default() };
        let step = groups::recruit(tx, group, &input).await.unwrap();
        let remark = groups::note_remark(tx, seat, None, Channel::Phone, SECRET).await.unwrap();
        Self { group, seat, meeting, item, task, document, step, remark }
    }

    /// All that has an id of its own.
    pub fn parts(&self) -> [Uuid; 8] {
        [self.group, self.seat, self.meeting, self.item, self.task, self.document, self.step, self.remark]
    }

    /// Every address that has to do with the group, with what may be asked of it.
    pub fn addresses(&self) -> Vec<(Method, String)> {
        let file = Uuid::from_u128(9);
        let (group, seat, meeting) = (self.group, self.seat, self.meeting);
        let mut all = Vec::new();
        for (slug, id, shown, changed) in [
            (
                "grupp",
                group,
                &[
                    "",
                    "/andra",
                    "/avsluta",
                    "/bilagor",
                    "/borttaget",
                    "/brev",
                    "/dela",
                    "/dokument",
                    "/minne",
                    "/mote",
                    "/platser",
                    "/rekrytering",
                    "/rekrytering/brev",
                    "/sagt",
                    "/serie",
                    "/serien",
                    "/serien.docx",
                    "/tackning",
                ][..],
                &[
                    "/andra",
                    "/aterstall",
                    "/avsluta",
                    "/bilagor",
                    "/bort",
                    "/dela",
                    "/dokument",
                    "/kalla",
                    "/mote",
                    "/platser",
                    "/platser/lista",
                    "/rekrytering",
                    "/rekrytering/brev",
                    "/serie",
                ][..],
            ),
            (
                "plats",
                seat,
                &["", "/andra"][..],
                &[
                    "/andra",
                    "/anteckna",
                    "/aterkalla",
                    "/aterstall",
                    "/bort",
                    "/flytta",
                    "/lamna",
                    "/lank",
                    "/tilltrad",
                ][..],
            ),
            (
                "mote",
                meeting,
                &[
                    "",
                    "/andra",
                    "/anteckningar.docx",
                    "/fragor",
                    "/kalender.ics",
                    "/narvaro",
                    "/nu",
                    "/punkt",
                    "/sammanfatta",
                    "/stall-in",
                    "/synpunkter",
                    "/underlag",
                    "/uppgift",
                ][..],
                &[
                    "/andra",
                    "/aterstall",
                    "/ateruppta",
                    "/bort",
                    "/flytta",
                    "/fragor",
                    "/hallet",
                    "/narvaro",
                    "/punkt",
                    "/sagt",
                    "/sammanfatta",
                    "/slutliga",
                    "/stall-in",
                    "/synpunkter",
                    "/underlag",
                    "/uppgift",
                ][..],
            ),
            ("punkt", self.item, &[""][..], &["", "/aterstall", "/bort", "/flytta"][..]),
            ("uppgift", self.task, &[""][..], &["", "/aterstall", "/bort", "/flytta"][..]),
            ("direktiv", self.document, &[""][..], &["", "/aterstall", "/beslut", "/bort", "/flytta"][..]),
            ("rekrytering", self.step, &[""][..], &["", "/bort"][..]),
            ("synpunkt", self.remark, &[""][..], &[""][..]),
            // Those who have no seat have no room.
            (
                "min-plats",
                seat,
                &["", "/sagt.csv", "/dokument"][..],
                &["/kommer", "/skriv", "/konto", "/kalender"][..],
            ),
            ("om-gruppen", group, &[""][..], &[][..]),
            ("vill-delta", group, &[""][..], &[""][..]),
        ] {
            all.extend(shown.iter().map(|what| (Method::GET, format!("/{slug}/{id}{what}"))));
            all.extend(changed.iter().map(|what| (Method::POST, format!("/{slug}/{id}{what}"))));
        }
        for path in [
            format!("/grupp/{group}/bilaga/{file}"),
            format!("/min-plats/{seat}/bilaga/{file}"),
            format!("/min-plats/{seat}/mote/{meeting}"),
            format!("/kalender/{group}.ics"),
            format!("/api/v1/groups/{group}/attachments"),
        ] {
            all.push((Method::GET, path));
        }
        for path in [
            format!("/grupp/{group}/bilaga/{file}/bort"),
            format!("/grupp/{group}/bilaga/{file}/aterstall"),
            format!("/grupp/{group}/dela/{file}/sluta"),
            format!("/min-plats/{seat}/mote/{meeting}"),
            format!("/min-plats/{seat}/svara/{seat}"),
            format!("/min-plats/{seat}/uppgift/{}", self.task),
        ] {
            all.push((Method::POST, path));
        }
        all.push((Method::DELETE, format!("/api/v1/groups/{group}?version=1")));
        all
    }
}
