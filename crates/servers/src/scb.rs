//! A stand-in for Statistics Sweden's database: it answers in the same form, by both versions of its interface, and fails as the real one
//! does now and then.

use std::collections::VecDeque;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::{Response, StatusCode};
use axum::routing::{get, post};
use serde_json::{Map, Value, json};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// People of a region in a year: men and women by single age from 0 to 100, which holds all who are older.
pub type People = [[i64; 101]; 2];

/// People of a region in a year, as somebody makes them up.
pub type MadeUp = Box<dyn Fn(&str, i32) -> People + Send>;

/// How an answer goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mishap {
    /// Too many questions: come back in a second.
    TooMany,
    /// The server is away.
    Away,
    /// The answer is cut short.
    CutShort,
    /// A page for people instead of figures.
    Page,
    /// A number is not told.
    Missing,
}

/// What the server knows.
pub struct Knows {
    /// The codes of the regions.
    pub regions: Vec<String>,
    /// The last year.
    pub last_year: i32,
    /// Whether it speaks the second version of the interface.
    pub speaks_two: bool,
    /// What it calls men and women.
    pub sexes: [&'static str; 2],
    /// People of a region in a year.
    pub people: MadeUp,
}

struct Serving {
    knows: Mutex<Knows>,
    mishaps: Mutex<VecDeque<Mishap>>,
    /// Answers that come right before anything goes wrong.
    right: Mutex<usize>,
    answered: Mutex<Vec<String>>,
}

/// A server. It runs on a thread of this program, and ends when it is dropped.
pub struct Scb {
    address: SocketAddr,
    serving: Arc<Serving>,
    /// Ends the server when it goes away.
    _stop: oneshot::Sender<()>,
}

impl Scb {
    /// Starts a server.
    ///
    /// # Panics
    /// No port is free.
    pub fn start(knows: Knows) -> Self {
        let serving = Arc::new(Serving {
            knows: Mutex::new(knows),
            mishaps: Mutex::default(),
            right: Mutex::default(),
            answered: Mutex::default(),
        });
        let routes = Router::new()
            .route("/v2/config", get(config))
            .route("/v2/tables/{table}/metadata", get(metadata))
            .route("/v2/tables/{table}/data", post(data))
            .route("/v1/", get(config_one))
            .route("/v1/{*path}", get(metadata_one).post(data_one))
            .with_state(Arc::clone(&serving));
        let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port is free");
        listener.set_nonblocking(true).expect("the port can be waited on");
        let address = listener.local_addr().expect("the port has an address");
        let (stop, stopped) = oneshot::channel();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.expect("a thread can be started").block_on(async {
                let listener = TcpListener::from_std(listener).expect("the port can be waited on");
                tokio::select! { _ = axum::serve(listener, routes) => {}, _ = stopped => {} }
            });
        });
        Self { address, serving, _stop: stop }
    }

    /// Its address by the second version of the interface.
    pub fn two(&self) -> String {
        format!("http://{}/v2", self.address)
    }

    /// Its address by the first.
    pub fn one(&self) -> String {
        format!("http://{}/v1", self.address)
    }

    /// What goes wrong with the next questions for figures.
    pub fn will_fail(&self, mishaps: &[Mishap]) {
        held(&self.serving.mishaps).extend(mishaps);
    }

    /// How many answers come right before that.
    pub fn answers_before_failing(&self, answers: usize) {
        *held(&self.serving.right) = answers;
    }

    /// Changes what it knows.
    pub fn learn(&self, change: impl FnOnce(&mut Knows)) {
        change(&mut held(&self.serving.knows));
    }

    /// The questions for figures that have been answered rightly: table and year of each.
    pub fn answered(&self) -> Vec<String> {
        held(&self.serving.answered).clone()
    }
}

fn held<T>(of: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

type Known = State<Arc<Serving>>;

fn answer(status: StatusCode, text: String) -> Response<Body> {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    response
}

fn away(serving: &Serving) -> Option<Response<Body>> {
    (!held(&serving.knows).speaks_two).then(|| answer(StatusCode::NOT_FOUND, "Not found".into()))
}

async fn config(State(serving): Known) -> Response<Body> {
    let told = json!({ "apiVersion": "2.2.0", "maxDataCells": 150_000, "maxCallsPerTimeWindow": 30, "timeWindow": 1 });
    away(&serving).unwrap_or_else(|| answer(StatusCode::OK, told.to_string()))
}

async fn config_one(_: Known) -> Response<Body> {
    let told =
        json!({ "maxValues": 100_000, "maxCells": 150_000, "maxCalls": 30, "timeWindow": 1, "CORS": true });
    answer(StatusCode::OK, told.to_string())
}

/// The dimensions of a table, each with its categories and whether it can be left out.
fn dimensions(knows: &Knows, table: &str) -> Vec<(&'static str, Vec<String>, bool)> {
    let is_disturbed = table.contains("5557") || table.contains("CKM");
    let mut ages: Vec<String> = (0..100).map(|age| age.to_string()).chain(["100+".into()]).collect();
    let mut sexes: Vec<String> = knows.sexes.map(str::to_owned).into();
    let years = if is_disturbed { 2025..=knows.last_year } else { 2018..=knows.last_year.min(2024) };
    let contents = if is_disturbed { "000007ME" } else { "BE0101N1" };
    let mut civil: Vec<String> = ["OG", "G", "ÄNKL", "SK"].map(str::to_owned).into();
    if is_disturbed {
        ages.extend(["100+1", "-4", "80-84", "TotSA"].map(str::to_owned));
        sexes.push("TotSa".into());
        civil.push("SC".into());
    } else {
        ages.push("tot".into());
    }
    vec![
        ("Region", knows.regions.clone(), !is_disturbed),
        ("Civilstand", civil, !is_disturbed),
        ("Alder", ages, false),
        ("Kon", sexes, !is_disturbed),
        ("ContentsCode", vec![contents.into()], false),
        ("Tid", years.map(|year| year.to_string()).collect(), false),
    ]
}

/// A data set in JSON-stat, the keys of each index not in order.
fn json_stat(dimensions: &[(String, Vec<String>, bool)], values: &[Value]) -> Value {
    let of = |(code, codes, can_be_left_out): &(String, Vec<String>, bool)| {
        let index: Map<String, Value> =
            codes.iter().enumerate().map(|(at, code)| (code.clone(), json!(at))).collect();
        (
            code.clone(),
            json!({ "category": { "index": index }, "extension": { "elimination": can_be_left_out } }),
        )
    };
    let all: Map<String, Value> = dimensions.iter().map(of).collect();
    json!({ "version": "2.0", "class": "dataset", "source": "SCB", "dimension": all,
        "id": dimensions.iter().map(|(code, ..)| code).collect::<Vec<_>>(),
        "size": dimensions.iter().map(|(_, codes, _)| codes.len()).collect::<Vec<_>>(), "value": values })
}

async fn metadata(State(serving): Known, Path(table): Path<String>) -> Response<Body> {
    if let Some(away) = away(&serving) {
        return away;
    }
    let all = dimensions(&held(&serving.knows), &table);
    let all: Vec<_> = all.into_iter().map(|(code, codes, out)| (code.to_owned(), codes, out)).collect();
    answer(StatusCode::OK, json_stat(&all, &[]).to_string())
}

async fn metadata_one(State(serving): Known, Path(path): Path<String>) -> Response<Body> {
    let of = |(code, codes, out): (&str, Vec<String>, bool)| json!({ "code": code, "text": code, "values": codes, "valueTexts": codes, "elimination": out });
    let all: Vec<Value> = dimensions(&held(&serving.knows), &path).into_iter().map(of).collect();
    answer(StatusCode::OK, json!({ "title": "Folkmängd", "variables": all }).to_string())
}

async fn data(State(serving): Known, Path(table): Path<String>, request: Request) -> Response<Body> {
    let asked = body(request).await;
    let of = |one: &Value| (text(&one["variableCode"]), texts(&one["valueCodes"]));
    figures(&serving, &table, asked["selection"].as_array().into_iter().flatten().map(of).collect())
}

async fn data_one(State(serving): Known, Path(path): Path<String>, request: Request) -> Response<Body> {
    let asked = body(request).await;
    assert_eq!(asked["response"]["format"], "json-stat2", "without a format there is none that is read");
    let of = |one: &Value| (text(&one["code"]), texts(&one["selection"]["values"]));
    figures(&serving, &path, asked["query"].as_array().into_iter().flatten().map(of).collect())
}

async fn body(request: Request) -> Value {
    let bytes =
        axum::body::to_bytes(request.into_body(), 10_000_000).await.expect("the question comes whole");
    serde_json::from_slice(&bytes).expect("the question is JSON")
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn texts(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().map(text).collect()
}

/// What is asked of a table, or what goes wrong.
fn figures(serving: &Serving, table: &str, asked: Vec<(String, Vec<String>)>) -> Response<Body> {
    let knows = held(&serving.knows);
    let known = dimensions(&knows, table);
    for (code, codes, can_be_left_out) in &known {
        match asked.iter().find(|(of, _)| of == code) {
            None if *can_be_left_out => {}
            Some((_, wanted)) if wanted.iter().all(|one| codes.contains(one)) => {}
            _ => return answer(StatusCode::BAD_REQUEST, format!("Non-existent value in {code}")),
        }
    }
    let of = |code: &str| {
        asked.iter().find(|(of, _)| of == code).map(|(_, codes)| codes.as_slice()).unwrap_or_default()
    };
    let mut values = Vec::new();
    // In the order of the question: the last fastest.
    let other: usize =
        asked.iter().filter(|(code, _)| code == "Civilstand").map(|(_, codes)| codes.len()).product();
    for region in of("Region") {
        for _ in 0..other.max(1) {
            let years: Vec<i32> = of("Tid").iter().filter_map(|year| year.parse().ok()).collect();
            let people: Vec<People> = years.iter().map(|year| (knows.people)(region, *year)).collect();
            for age in of("Alder") {
                let age: usize = age.split('+').next().and_then(|age| age.parse().ok()).unwrap_or(100);
                for sex in of("Kon") {
                    let sex = knows.sexes.iter().position(|known| known == sex).unwrap_or_default();
                    values.extend(people.iter().map(|own| json!(own[sex][age])));
                }
            }
        }
    }
    if values.len() > 150_000 {
        return answer(StatusCode::BAD_REQUEST, "Too many cells".into());
    }
    let mut right = held(&serving.right);
    let mishap = if *right > 0 {
        *right -= 1;
        None
    } else {
        held(&serving.mishaps).pop_front()
    };
    if mishap == Some(Mishap::Missing) {
        values[17] = Value::Null;
    }
    let told: Vec<_> = asked.iter().map(|(code, codes)| (code.clone(), codes.clone(), false)).collect();
    let whole = json_stat(&told, &values).to_string();
    match mishap {
        None | Some(Mishap::Missing) => {
            held(&serving.answered).push(format!("{table} {}", of("Tid").join(" ")));
            answer(StatusCode::OK, whole)
        }
        Some(Mishap::TooMany) => {
            let mut response = answer(StatusCode::TOO_MANY_REQUESTS, "Too many calls".into());
            response.headers_mut().insert("retry-after", axum::http::HeaderValue::from_static("1"));
            response
        }
        Some(Mishap::Away) => answer(StatusCode::SERVICE_UNAVAILABLE, "Service unavailable".into()),
        Some(Mishap::CutShort) => answer(StatusCode::OK, whole[..whole.len() / 2].to_owned()),
        Some(Mishap::Page) => answer(StatusCode::OK, "<!doctype html><title>Driftstopp</title>".into()),
    }
}
