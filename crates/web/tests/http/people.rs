//! A site with accounts, and people who have been invited to it.

use std::sync::Arc;

use plan::access::{Actor, Role};
use plan::accounts::{Client as Browser, InvitationInput, Invited, NewPassword, SecretKey, accept, invite};
use plan::attachments::Store;
use plan::clock::Clock;
use plan::db::Db;
use plan::organisations::{FunctionInput, create_function};
use plan::outbox;
use plan::roadmap::store::create;
use plan::roadmap::{Origin, RoadmapInput};
use servers::Database;
use uuid::Uuid;
use web::{Accounts, AuthMode, IdentityProvider};

use crate::served::{Browsing, attachments, browser, forecast, listener, serve};

pub const PASSWORD: &str = "en blå cykel i regn";
pub const NOW: &str = "2026-11-22T09:30:00Z";

/// A site with accounts on a port of its own.
pub struct People {
    pub address: String,
    pub db: Db,
    pub attachments: Store,
    pub database: Arc<Database>,
}

impl People {
    pub async fn new() -> Self {
        Self::at(Arc::new(Database::new()), NOW, true, |_| Vec::new()).await
    }

    /// A site that sends no letters.
    pub async fn without_mail() -> Self {
        Self::at(Arc::new(Database::new()), NOW, false, |_| Vec::new()).await
    }

    /// The same site, asked at another time.
    pub async fn later(&self, now: &str) -> Self {
        Self::at(Arc::clone(&self.database), now, true, |_| Vec::new()).await
    }

    /// A site with identity providers, made when its own address is known.
    pub async fn with(sends_mail: bool, providers: impl FnOnce(&str) -> Vec<IdentityProvider>) -> Self {
        Self::at(Arc::new(Database::new()), NOW, sends_mail, providers).await
    }

    async fn at(
        database: Arc<Database>,
        now: &str,
        sends_mail: bool,
        providers: impl FnOnce(&str) -> Vec<IdentityProvider>,
    ) -> Self {
        let clock = Clock::fixed(now.parse().unwrap());
        let db = Db::open(&database.place.parse().unwrap()).await.unwrap().with_clock(clock);
        let db = db.with_secret_key(SecretKey::new(&[7; SecretKey::LENGTH]).unwrap());
        let (listener, address) = listener().await;
        let attachments = attachments(&database);
        let gate = AuthMode::Accounts(Accounts {
            origin: address.parse().unwrap(),
            behind_proxy: false,
            providers: providers(&address),
            sends_mail,
        });
        let site = web::Site {
            db: db.clone(),
            attachments: attachments.clone(),
            forecast: forecast(),
            gate: Arc::new(gate),
            computing: Arc::default(),
        };
        serve(listener, site);
        Self { address, db, attachments, database }
    }

    /// A browser that nobody has signed in with.
    pub fn stranger(&self) -> Browsing {
        let client = browser().cookie_store(true).build().unwrap();
        Browsing { client, address: self.address.clone() }
    }

    /// A function in an organisation.
    pub async fn function(&self, role: Role, organisation: &str) -> Uuid {
        let mut tx = self.db.write(&Actor::Program).await.unwrap();
        let input = FunctionInput { role, title: "Funktionen".into() };
        let id = create_function(&mut tx, organisation, &input).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// The secret of an invitation to a function.
    pub async fn invited(&self, email: &str, function: Uuid) -> String {
        let mut tx = self.db.write(&Actor::Program).await.unwrap();
        let input = InvitationInput {
            email: email.into(),
            from_date: self.db.clock().today(),
            to_date: None,
            is_substitute: false,
        };
        let Invited::Link(secret) = invite(&mut tx, function, &input).await.unwrap() else {
            panic!("{email} is new")
        };
        tx.commit().await.unwrap();
        secret
    }

    /// Somebody with a role in an organisation, who has signed in.
    pub async fn person(&self, role: Role, organisation: &str) -> Browsing {
        let email = format!("{role}.{}@example.se", organisation.to_lowercase());
        let link = self.invited(&email, self.function(role, organisation).await).await;
        let password = NewPassword::new(self.db.clock(), PASSWORD).await.unwrap();
        let mut tx = self.db.write(&Actor::Visitor).await.unwrap();
        let name = format!("Person {role}");
        let signed = accept(&mut tx, &link, &name, &password, &Browser::default()).await.unwrap();
        tx.commit().await.unwrap();
        let jar = reqwest::cookie::Jar::default();
        jar.add_cookie_str(&format!("session={}", signed.secret), &self.address.parse().unwrap());
        let client = browser().cookie_provider(Arc::new(jar)).build().unwrap();
        Browsing { client, address: self.address.clone() }
    }

    /// A roadmap of an organisation.
    pub async fn roadmap(&self, organisation: &str, title: &str) -> Uuid {
        let mut tx = self.db.write(&Actor::Program).await.unwrap();
        let input = RoadmapInput { region_code: "2083".into(), title: title.into(), purpose: String::new() };
        let id = create(&mut tx, Some(organisation), &input, Origin::Template).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// The letters that wait, the oldest first: also to those whom inquiries ask, and who have seats in groups.
    pub async fn letters(&self) -> Vec<outbox::Email> {
        let mut letters = Vec::new();
        let minute = chrono::Duration::minutes(1);
        let origin = self.address.parse().unwrap();
        while let Some(job) =
            plan::jobs::claim(&self.db, "test", &[plan::jobs::JobKind::Inquiry], minute).await.unwrap()
        {
            let errand = serde_json::from_str(&job.payload).unwrap();
            web::post_letters(&self.db, &origin, &job, &errand).await.unwrap();
        }
        let sender = web::Sender { name: "Färdplan".into(), email: "fardplan@kommun.example".into() };
        while let Some(job) =
            plan::jobs::claim(&self.db, "test", &[plan::jobs::JobKind::Group], minute).await.unwrap()
        {
            let errand = serde_json::from_str(&job.payload).unwrap();
            web::post_group_letters(&self.db, &origin, Some(&sender), &job, &errand).await.unwrap();
        }
        while let Some(job) =
            plan::jobs::claim(&self.db, "test", &[plan::jobs::JobKind::Mail], minute).await.unwrap()
        {
            let posted: outbox::Posted = serde_json::from_str(&job.payload).unwrap();
            let mut tx = self.db.write_as_system().await.unwrap();
            letters.extend(outbox::take(&mut tx, posted.letter).await.unwrap());
            plan::jobs::finish(&mut tx, &job).await.unwrap();
            tx.commit().await.unwrap();
        }
        letters
    }
}

/// The path of the link in a letter.
pub fn link(letter: &outbox::Email) -> String {
    let line = letter.text.lines().find(|line| line.starts_with("http")).unwrap();
    let path = line.splitn(4, '/').nth(3).unwrap();
    assert!(letter.html.contains(line), "both parts lead to the same place");
    format!("/{path}")
}
