//! The real router on a port of its own, with a database of its own, and the browsers that read it.

use std::net::SocketAddr;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use forecast::Forecast;
use plan::attachments::{Location, Store};
use plan::clock::Clock;
use plan::db::Db;
use plan::quotas::Quotas;
use reqwest::redirect::Policy;
use reqwest::{Client, ClientBuilder, Response, StatusCode};
use serde_json::Value;
use servers::Database;
use tokio::net::TcpListener;

/// A small forecast: the tests are about pages.
pub fn forecast() -> Arc<Forecast> {
    static FORECAST: OnceLock<Arc<Forecast>> = OnceLock::new();
    Arc::clone(FORECAST.get_or_init(|| Arc::new(Forecast::new(2035, 50, 1).unwrap())))
}

/// Where a test's attached files are kept.
pub fn attachments(database: &Database) -> Store {
    Store::open(&Location::Folder(database.folder.path().join("attachments"))).unwrap()
}

/// A port of its own, and its address.
pub async fn listener() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    (listener, address)
}

/// Serves a site until the test ends.
pub fn serve(listener: TcpListener, site: web::Site) {
    let router = web::router(site).into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
}

/// A browser that stays where it is told to go on.
pub fn browser() -> ClientBuilder {
    Client::builder().redirect(Policy::none())
}

/// The site on a port of its own, and a browser that reads it.
pub struct Served {
    browsing: Browsing,
    /// The database that it serves.
    pub db: Db,
    pub database: Database,
}

impl Deref for Served {
    type Target = Browsing;

    fn deref(&self) -> &Browsing {
        &self.browsing
    }
}

impl Served {
    pub async fn new() -> Self {
        Self::with_quotas(Quotas::default()).await
    }

    pub async fn with_quotas(quotas: Quotas) -> Self {
        let database = Database::new();
        let clock = Clock::fixed("2026-11-22T09:30:00Z".parse().unwrap());
        let db = Db::open(&database.place.parse().unwrap()).await.unwrap().with_clock(clock);
        let db = db.with_quotas(quotas);
        let attachments = attachments(&database);
        let site = web::Site {
            db: db.clone(),
            attachments,
            forecast: forecast(),
            gate: Arc::default(),
            computing: Arc::default(),
        };
        let (listener, address) = listener().await;
        serve(listener, site);
        Self { browsing: Browsing { client: browser().build().unwrap(), address }, db, database }
    }

    /// A roadmap from the template; its id.
    pub async fn roadmap(&self) -> String {
        let to = self.done("/kommun/2083/fardplaner", &[("title", "Färdplan"), ("origin", "template")]).await;
        to.trim_start_matches("/fardplan/").chars().take(36).collect()
    }

    /// The id of the first need of a roadmap.
    pub async fn need(&self, roadmap: &str) -> String {
        text(&self.json(&format!("/roadmaps/{roadmap}")).await["areas"][0]["needs"][0]["id"])
    }

    /// A measure in the first need; its id.
    pub async fn measure(&self, need: &str) -> String {
        let to = self
            .done(&format!("/behov/{need}/atgard"), &[("title", "Heltid som norm"), ("start_year", "2028")])
            .await;
        to.rsplit("#atgard-").next().unwrap().to_owned()
    }
}

/// Somebody's browser.
#[derive(Clone)]
pub struct Browsing {
    pub client: Client,
    pub address: String,
}

impl Browsing {
    pub async fn get(&self, path: &str) -> Response {
        self.client.get(format!("{}{path}", self.address)).send().await.unwrap()
    }

    pub async fn status(&self, path: &str) -> StatusCode {
        self.get(path).await.status()
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

    /// A form that must be taken; where it leads.
    pub async fn done(&self, path: &str, fields: &[(&str, &str)]) -> String {
        let response = self.post(path, fields).await;
        let status = response.status();
        let to = response.headers().get("location").map(|to| to.to_str().unwrap().to_owned());
        let text = response.text().await.unwrap();
        assert_eq!(status, StatusCode::SEE_OTHER, "{path}: {text}");
        to.unwrap()
    }

    /// A form that must be refused; what is said.
    pub async fn refused(&self, path: &str, fields: &[(&str, &str)], status: StatusCode) -> String {
        let response = self.post(path, fields).await;
        assert_eq!(response.status(), status, "{path}");
        response.text().await.unwrap()
    }

    pub async fn json(&self, path: &str) -> Value {
        self.get(&format!("/api/v1{path}")).await.json().await.unwrap()
    }

    pub async fn sign_in(&self, email: &str, password: &str) -> Response {
        self.post("/logga-in", &[("email", email), ("password", password)]).await
    }
}

/// A JSON text.
pub fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}
