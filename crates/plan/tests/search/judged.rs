//! How well what people ask for is found, by a list of what they should find: queries as officers write them, with the approaches that
//! answer each best, and those that are good to know of.

use std::collections::HashMap;
use std::fmt::Write;

use frostem::{Algorithm, Stemmer};
use plan::access::Actor;
use plan::library;
use plan::search::{APPROACH, Named};

use super::{Site, effects};

const FIRST: usize = 10;

/// A query, and how much each approach is worth to whoever asks.
struct Judged {
    query: String,
    worth: HashMap<String, f64>,
}

fn judged() -> Vec<Judged> {
    let text = include_str!("judged.csv");
    let names = |list: &str, worth: f64| -> Vec<(String, f64)> {
        list.split('|').filter(|name| !name.is_empty()).map(|name| (name.to_owned(), worth)).collect()
    };
    let known: Vec<String> = effects().approaches().iter().map(|one| one.name.clone()).collect();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let all: Vec<Judged> = reader
        .records()
        .map(|row| {
            let row = row.unwrap();
            let worth: HashMap<String, f64> =
                [names(&row[1], 2.0), names(&row[2], 1.0)].concat().into_iter().collect();
            assert!(!worth.is_empty() && worth.keys().all(|name| known.contains(name)), "{row:?}");
            Judged { query: row[0].to_owned(), worth }
        })
        .collect();
    assert!(all.len() >= 80);
    all
}

/// Discounted cumulative gain of the first ten against the best order there could be (Järvelin and Kekäläinen 2002), and the part of
/// all that is worth something that is among them.
fn measures(judged: &Judged, order: &[String]) -> (f64, f64) {
    let gain = |worth: &mut dyn Iterator<Item = f64>| -> f64 {
        worth.take(FIRST).enumerate().map(|(at, worth)| worth / ((at + 2) as f64).log2()).sum()
    };
    let of = |name: &String| judged.worth.get(name).copied().unwrap_or(0.0);
    let mut best: Vec<f64> = judged.worth.values().copied().collect();
    best.sort_by(|a, b| b.total_cmp(a));
    let found = order.iter().take(FIRST).filter(|name| judged.worth.contains_key(*name)).count();
    let ndcg = gain(&mut order.iter().map(of)) / gain(&mut best.into_iter());
    (ndcg, found as f64 / judged.worth.len() as f64)
}

/// The mean of both over all queries.
struct Score {
    ndcg: f64,
    recall: f64,
}

fn mean(all: &[Judged], orders: &[Vec<String>]) -> Score {
    let each: Vec<(f64, f64)> = all.iter().zip(orders).map(|(one, order)| measures(one, order)).collect();
    let count = each.len() as f64;
    Score {
        ndcg: each.iter().map(|(ndcg, _)| ndcg).sum::<f64>() / count,
        recall: each.iter().map(|(_, recall)| recall).sum::<f64>() / count,
    }
}

/// All that is written of an approach, with or without the words that people search for.
fn documents(has_keywords: bool) -> Vec<Named> {
    let mut all = library::named(&effects());
    for one in all.iter_mut().filter(|_| !has_keywords) {
        one.keywords.clear();
    }
    all
}

fn whole(one: &Named) -> String {
    format!("{}\n{}\n{}\n{}", one.title, one.strong, one.body, one.keywords).to_lowercase()
}

/// By how many of the query's words stand in the text as they are typed, part of a word or whole.
fn by_substring(documents: &[Named], query: &str) -> Vec<String> {
    let words: Vec<String> = query.to_lowercase().split_whitespace().map(str::to_owned).collect();
    ranked(documents, |one| words.iter().filter(|word| whole(one).contains(*word)).count() as f64)
}

/// By Snowball's Swedish stems and BM25.
fn by_snowball(documents: &[Named], query: &str) -> Vec<String> {
    let stemmer = Stemmer::new(Algorithm::Swedish);
    let stems = |text: &str| -> Vec<String> {
        let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(|word| stemmer.stem(&word.to_lowercase()).into_owned()).collect()
    };
    let texts: Vec<Vec<String>> = documents.iter().map(|one| stems(&whole(one))).collect();
    let usual = texts.iter().map(Vec::len).sum::<usize>() as f64 / texts.len() as f64;
    let asked = stems(query);
    let place: HashMap<&str, usize> =
        documents.iter().enumerate().map(|(at, one)| (one.name.as_str(), at)).collect();
    ranked(documents, |one| {
        let text = &texts[place[one.name.as_str()]];
        let score = |stem: &String| {
            let there = texts.iter().filter(|text| text.contains(stem)).count() as f64;
            let times = text.iter().filter(|other| *other == stem).count() as f64;
            let rarity = (1.0 + (texts.len() as f64 - there + 0.5) / (there + 0.5)).ln();
            rarity * times * 2.2 / (times + 1.2 * (0.25 + 0.75 * text.len() as f64 / usual))
        };
        asked.iter().map(score).sum()
    })
}

fn ranked(documents: &[Named], score: impl Fn(&Named) -> f64) -> Vec<String> {
    let mut all: Vec<(f64, &str)> = documents.iter().map(|one| (score(one), one.name.as_str())).collect();
    all.retain(|(score, _)| *score > 0.0);
    all.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    all.into_iter().map(|(_, name)| name.to_owned()).collect()
}

/// By the database server's own Swedish.
async fn by_server(site: &Site, documents: &[Named], queries: &[Judged]) -> Option<Vec<Vec<String>>> {
    if !site.database.place.starts_with("postgres") {
        return None;
    }
    let pool = sqlx::PgPool::connect(&site.database.place).await.unwrap();
    let mut orders = Vec::new();
    for judged in queries {
        let words: Vec<&str> = judged.query.split_whitespace().collect();
        let mut scores = Vec::new();
        for one in documents {
            let (rank,): (f32,) = sqlx::query_as(
                "select ts_rank(to_tsvector('swedish', $1), websearch_to_tsquery('swedish', $2))",
            )
            .bind(whole(one))
            .bind(words.join(" or "))
            .fetch_one(&pool)
            .await
            .unwrap();
            scores.push((one.name.clone(), f64::from(rank)));
        }
        let scores: HashMap<String, f64> = scores.into_iter().collect();
        orders.push(ranked(documents, |one| scores[&one.name]));
    }
    Some(orders)
}

async fn ours(site: &Site, documents: &[Named], queries: &[Judged]) -> Vec<Vec<String>> {
    plan::search::keep_named(&site.db, APPROACH, documents).await.unwrap();
    let mut orders = Vec::new();
    for judged in queries {
        let found = site.find(&Actor::Visitor, &judged.query, &[APPROACH]).await;
        orders.push(found.hits.into_iter().map(|hit| hit.name).collect());
    }
    orders
}

#[tokio::test]
async fn what_people_ask_for_is_found_better_than_by_others_ways() {
    let site = Site::new().await;
    let queries = judged();
    let told = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/search.md")).unwrap();
    let mut table = String::new();
    for has_keywords in [true, false] {
        let documents = documents(has_keywords);
        let order = |by: fn(&[Named], &str) -> Vec<String>| -> Vec<Vec<String>> {
            queries.iter().map(|one| by(&documents, &one.query)).collect()
        };
        let own = ours(&site, &documents, &queries).await;
        if has_keywords {
            // The same hits in the same order, whatever the database.
            let told = |(one, order): (&Judged, &Vec<String>)| format!("{}: {}", one.query, order.join(" "));
            let told: Vec<String> = queries.iter().zip(&own).map(told).collect();
            insta::assert_snapshot!("orders", told.join("\n"));
        }
        let mut rows = vec![
            ("Färdplan", mean(&queries, &own)),
            ("Snowball, BM25", mean(&queries, &order(by_snowball))),
            ("Substring", mean(&queries, &order(by_substring))),
        ];
        rows.extend(
            by_server(&site, &documents, &queries)
                .await
                .map(|order| ("PostgreSQL, swedish", mean(&queries, &order))),
        );
        let texts = if has_keywords { "with search words" } else { "texts alone" };
        for (name, score) in &rows {
            let line = format!("| {texts} | {name} | {:.2} | {:.2} |", score.ndcg, score.recall);
            writeln!(table, "{line}").unwrap();
        }
        let (own, others) = rows.split_first().unwrap();
        for (name, score) in others {
            assert!(own.1.ndcg > score.ndcg && own.1.recall > score.recall, "{name} is no worse:\n{table}");
        }
    }
    for line in table.lines() {
        assert!(told.contains(line), "docs/search.md is old. It should say:\n{table}");
    }
}
