//! Searching among 50 000 published examples: `cargo bench -p plan --bench search`.
//!
//! On the database that `FARDPLAN_TEST_DATABASE` names, `file` or `postgres`. The examples are made of sentences about approaches and of
//! words as common as words are (Zipf); what is asked for is the judged list of the tests. Printed is how long the questions take in the
//! middle, at the 95th percentile and at most, whole and while they are typed. Nothing is demanded here: what to hold it against stands
//! in `docs/search.md`.

use std::time::{Duration, Instant};

use plan::access::Actor;
use plan::db::Db;
use plan::library::examples::{self, ExampleInput};
use plan::search::{Asked, find};
use servers::Database;
use statistics::Tables;
use statistics::effects::Effects;

/// Examples, unless another number is given as an argument.
const EXAMPLES: usize = 50_000;
/// Examples that are written at once.
const BATCH: usize = 200;
/// Sentences of an example, and words of no meaning besides.
const SENTENCES: usize = 4;
const WORDS: usize = 60;
/// Words of no meaning that there are.
const VOCABULARY: usize = 20_000;

fn main() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime can be started");
    runtime.block_on(measure());
}

/// Numbers that only look like chance, the same each time.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    fn below(&mut self, most: usize) -> usize {
        (self.next() % most as u64) as usize
    }

    /// The place of a word among all, the common ones often.
    fn word(&mut self) -> usize {
        let share = self.next() as f64 / f64::from(u32::MAX >> 1);
        ((VOCABULARY as f64).powf(share.min(1.0)) as usize).min(VOCABULARY - 1)
    }
}

async fn measure() {
    let database = Database::new();
    let place = database.place.parse().expect("the database has a place");
    let db = Db::open(&place).await.expect("a database can be opened");
    let effects = Tables::bundled().expect("the tables are whole").effects;
    let all = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(EXAMPLES);
    let start = Instant::now();
    fill(&db, &effects, all).await;
    println!("{all} examples written and published in {:.0} s", start.elapsed().as_secs_f64());
    let queries: Vec<String> =
        csv::Reader::from_reader(include_str!("../tests/search/judged.csv").as_bytes())
            .records()
            .map(|row| row.expect("the list is whole")[0].to_owned())
            .collect();
    for is_typing in [false, true] {
        report(&db, &queries, is_typing).await;
    }
}

async fn report(db: &Db, queries: &[String], is_typing: bool) {
    let mut times: Vec<(Duration, &str)> = Vec::new();
    let mut found = 0;
    for text in queries.iter().chain(queries) {
        let asked = Asked { text, is_typing, kinds: &[], most: if is_typing { 6 } else { 30 } };
        let mut tx = db.read(&Actor::Visitor).await.expect("the database answers");
        let start = Instant::now();
        found += find(&mut tx, &asked).await.expect("the database answers").hits.len();
        times.push((start.elapsed(), text));
    }
    times.sort();
    let at = |part: f64| times[((times.len() - 1) as f64 * part) as usize];
    let told = |part: f64| format!("{:.1} ms", at(part).0.as_secs_f64() * 1e3);
    let how = if is_typing { "typed" } else { "whole" };
    println!(
        "{how}: {} questions, {found} hits; median {}, p95 {}, most {} ({})",
        queries.len(),
        told(0.5),
        told(0.95),
        told(1.0),
        at(1.0).1
    );
}

async fn fill(db: &Db, effects: &Effects, all: usize) {
    let sentences: Vec<String> = effects
        .approaches()
        .iter()
        .flat_map(|one| {
            [one.lead.in_language("sv"), one.next.in_language("sv")]
                .join(" ")
                .split(". ")
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .filter(|sentence| sentence.len() > 20)
        .collect();
    let mut chance = Chance(7);
    for batch in 0..all / BATCH {
        let mut tx = db.write(&Actor::Machine).await.expect("the database answers");
        for number in 0..BATCH {
            let approach = &effects.approaches()[chance.below(effects.approaches().len())];
            let body: Vec<&str> =
                (0..SENTENCES).map(|_| sentences[chance.below(sentences.len())].as_str()).collect();
            let words: Vec<String> = (0..WORDS).map(|_| format!("ord{}", chance.word())).collect();
            let input = ExampleInput {
                title: format!("{} {}", approach.title.in_language("sv"), batch * BATCH + number),
                claim: sentences[chance.below(sentences.len())].chars().take(200).collect(),
                body: format!("{}. {}", body.join(". "), words.join(" ")),
                contact: "Enhetschef".into(),
                ..ExampleInput::default()
            };
            let id = examples::create(&mut tx, effects, Some("2029"), &input)
                .await
                .expect("an example can be written");
            examples::publish(&mut tx, id, 1).await.expect("it can be published");
        }
        tx.commit().await.expect("the database answers");
    }
}
