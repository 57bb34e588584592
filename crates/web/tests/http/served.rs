//! The real router on a port of its own, with a database of its own.

use std::sync::{Arc, OnceLock};

use forecast::Forecast;
use plan::attachments::{Location, Store};
use plan::clock::Clock;
use plan::db::Db;
use reqwest::redirect::Policy;
use reqwest::{Client, Response, StatusCode};
use serde_json::Value;
use servers::Database;

/// A small forecast: the tests are about pages.
pub fn forecast() -> Arc<Forecast> {
    static FORECAST: OnceLock<Arc<Forecast>> = OnceLock::new();
    Arc::clone(FORECAST.get_or_init(|| Arc::new(Forecast::new(2035, 50, 1).unwrap())))
}

/// Where a test's attached files are kept.
pub fn attachments(database: &Database) -> Store {
    Store::open(&Location::Folder(database.folder.path().join("attachments"))).unwrap()
}

/// The site on a port of its own.
pub struct Served {
    pub address: String,
    pub client: Client,
    /// The database that it serves.
    pub db: Db,
    pub database: Database,
}

impl Served {
    pub async fn new() -> Self {
        let database = Database::new();
        let clock = Clock::fixed("2026-11-22T09:30:00Z".parse().unwrap());
        let db = Db::open(&database.place.parse().unwrap()).await.unwrap().with_clock(clock);
        let attachments = attachments(&database);
        let site = web::Site { db: db.clone(), attachments, forecast: forecast(), gate: Arc::default() };
        let router = web::router(site);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        let client = Client::builder().redirect(Policy::none()).build().unwrap();
        Self { address, client, db, database }
    }

    pub async fn get(&self, path: &str) -> Response {
        self.client.get(format!("{}{path}", self.address)).send().await.unwrap()
    }

    /// A page that must be there.
    pub async fn page(&self, path: &str) -> String {
        let response = self.get(path).await;
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        response.text().await.unwrap()
    }

    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Response {
        self.client.post(format!("{}{path}", self.address)).form(fields).send().await.unwrap()
    }

    /// A form that must be saved; where it leads.
    pub async fn saved(&self, path: &str, fields: &[(&str, &str)]) -> String {
        let response = self.post(path, fields).await;
        let status = response.status();
        let to = response.headers().get("location").map(|to| to.to_str().unwrap().to_owned());
        let text = response.text().await.unwrap();
        assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
        to.unwrap()
    }

    /// A form that must not be saved; its page.
    pub async fn refused(&self, path: &str, fields: &[(&str, &str)], status: StatusCode) -> String {
        let response = self.post(path, fields).await;
        assert_eq!(response.status(), status, "{path}");
        response.text().await.unwrap()
    }

    pub async fn json(&self, path: &str) -> Value {
        self.get(&format!("/api/v1{path}")).await.json().await.unwrap()
    }

    /// A roadmap from the template; its id.
    pub async fn roadmap(&self) -> String {
        let to =
            self.saved("/kommun/2083/fardplaner", &[("title", "Färdplan"), ("origin", "template")]).await;
        to.trim_start_matches("/fardplan/").chars().take(36).collect()
    }

    /// The id of the first need of a roadmap.
    pub async fn need(&self, roadmap: &str) -> String {
        text(&self.json(&format!("/roadmaps/{roadmap}")).await["areas"][0]["needs"][0]["id"])
    }

    /// A measure in the first need; its id.
    pub async fn measure(&self, need: &str) -> String {
        let to = self
            .saved(&format!("/behov/{need}/atgard"), &[("title", "Heltid som norm"), ("start_year", "2028")])
            .await;
        to.rsplit("#atgard-").next().unwrap().to_owned()
    }
}

/// A JSON text.
pub fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}
