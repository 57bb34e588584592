//! Fetches the newest official figures: asked for piece by piece, as often as the server allows and no more, kept as they come so that
//! a fetch that was broken off goes on, and put in force when all of it is right.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, bail};
use backon::{ExponentialBuilder, Retryable};
use data_encoding::HEXLOWER;
use http_client::header::RETRY_AFTER;
use http_client::{Client, RequestBuilder, StatusCode};
use indicatif::{ProgressBar, ProgressStyle};
use plan::clock::Clock;
use sha2::{Digest, Sha256};
use statistics::fetched::json_stat::{Dataset, Dimension};
use statistics::fetched::pxweb::{Limits, PEOPLE, Question, Source, Version, described};
use statistics::fetched::{FETCHED_FROM, PeopleFetched};
use statistics::{Fetched, Tables};
use tokio::sync::Mutex;
use tokio::time::{Interval, MissedTickBehavior, interval};

use super::kept::Kept;

/// From where figures are fetched.
#[derive(clap::Args, Debug)]
pub struct Servers {
    /// Statistics Sweden's database, by the second version of its interface.
    #[arg(long, value_name = "URL", default_value = "https://statistikdatabasen.scb.se/api/v2")]
    scb: String,
    /// The same by the first version, which is asked when the second does not answer.
    #[arg(long, value_name = "URL", default_value = "https://api.scb.se/OV0104/v1/doris/sv/ssd/START")]
    scb_v1: String,
    /// Longest wait between two tries, seconds, unless the server asks for a longer one, of up to five minutes.
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    patience: u64,
}

/// How long an answer may take.
const ANSWER: Duration = Duration::from_secs(120);
/// The longest wait that a server may ask for: beyond, it is told and tried another time.
const LONGEST_TOLD: Duration = Duration::from_mins(5);
/// How often something is asked for before it is given up.
const TRIES: usize = 6;
/// The shortest wait before it is asked for again.
const SHORTEST: Duration = Duration::from_millis(500);
/// The country's code.
const COUNTRY: &str = "00";

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
enum Trouble {
    /// It may come if it is asked for again, and not before so long.
    #[error("{why}")]
    Passing { why: String, after: Option<Duration> },
    /// It does not come.
    #[error("{0}")]
    Lasting(String),
}

impl Trouble {
    fn passing(why: impl ToString) -> Self {
        Self::Passing { why: why.to_string(), after: None }
    }
}

/// Fetches, checks and puts in force.
pub async fn fetch(servers: &Servers, kept: &Kept) -> anyhow::Result<()> {
    let known = Tables::bundled()?;
    let unfinished = kept.unfinished();
    forget_old(&unfinished);
    std::fs::create_dir_all(&unfinished)
        .with_context(|| format!("{} gick inte att skapa.", unfinished.display()))?;
    let scb = Scb::found(servers).await.context("SCB:s databas svarar inte. Försök igen senare.")?;
    let people = scb
        .people(&known, &unfinished)
        .await
        .context("Hämtningen avbröts, och inget har ändrats. Kör samma kommando igen, så fortsätter den där den slutade.")?;
    let tables = people.tables(&known);
    // What is whole is asked for anew the next time, right or wrong.
    std::fs::remove_dir_all(&unfinished).ok();
    let tables = tables.context("Det som hämtades stämmer inte, och inget har ändrats")?;
    let fetched = Fetched::of(tables);
    let name = kept.keep(&scb.source(), Clock::system().now(), &fetched)?;
    say!(
        "Siffrorna {name} i {} gäller nu. Starta om programmet, så räknar det med dem.",
        kept.folder().display()
    );
    say!("Källa: {}.", scb.source());
    Ok(())
}

/// Answers of another day are not mixed with today's.
fn forget_old(unfinished: &Path) {
    for file in std::fs::read_dir(unfinished).into_iter().flatten().flatten() {
        let age = file
            .metadata()
            .and_then(|about| about.modified())
            .ok()
            .and_then(|written| written.elapsed().ok());
        if age.is_none_or(|age| age > LONGEST_KEPT) {
            std::fs::remove_file(file.path()).ok();
        }
    }
}

/// How long an answer of a fetch that is not finished is kept.
const LONGEST_KEPT: Duration = Duration::from_hours(12);

/// Statistics Sweden's database.
struct Scb {
    client: Client,
    version: Version,
    address: String,
    limits: Limits,
    pace: Mutex<Interval>,
    longest: Duration,
}

impl Scb {
    /// The database by the newest version of its interface that answers.
    async fn found(servers: &Servers) -> anyhow::Result<Self> {
        // A cryptography that has been chosen already is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder().timeout(ANSWER).build()?;
        let longest = Duration::from_secs(servers.patience);
        let newest = Self::at(&client, Version::Two, &servers.scb, longest).await;
        match newest {
            Ok(found) => Ok(found),
            Err(why) => {
                eprintln!("Version 2 av SCB:s databas svarar inte ({why}); version 1 frågas i stället.");
                Self::at(&client, Version::One, &servers.scb_v1, longest).await
            }
        }
    }

    async fn at(client: &Client, version: Version, address: &str, longest: Duration) -> anyhow::Result<Self> {
        let address = address.trim_end_matches('/').to_owned();
        let cautious = Limits { cells: 0, calls: 1, seconds: 1 };
        let mut scb = Self {
            client: client.clone(),
            version,
            address,
            limits: cautious,
            pace: Mutex::new(every(cautious)),
            longest,
        };
        let url = match version {
            Version::Two => format!("{}/config", scb.address),
            Version::One => format!("{}/?config", scb.address),
        };
        let told = scb.ask(|client| client.get(&url), |text| Limits::read(version, text)).await?;
        scb.limits = told.1;
        scb.pace = Mutex::new(every(scb.limits));
        Ok(scb)
    }

    fn source(&self) -> String {
        let tables: Vec<&str> = PEOPLE.iter().map(|source| source.number).collect();
        format!("SCB, {} ({})", tables.join(" och "), self.address)
    }

    /// People by municipality, sex and single age of all years that there are.
    async fn people(&self, known: &Tables, unfinished: &Path) -> anyhow::Result<PeopleFetched> {
        let mut regions = vec![COUNTRY];
        regions.extend(known.regions.municipalities().map(|region| region.code.as_str()));
        let mut pieces = Vec::new();
        for source in &PEOPLE {
            let dimensions = self.description(source).await?;
            for year in years(source, &dimensions) {
                for some in self.chunks(source, &dimensions, year, &regions)? {
                    let question = Question::people(source, &dimensions, year, some)?;
                    // By what is asked, so that another question's answer is never taken for it.
                    let asked = Sha256::digest(question.body(self.version).to_string());
                    let name = format!("{}-{year}-{}.json", source.number, HEXLOWER.encode(&asked[..8]));
                    pieces.push((source, unfinished.join(name), question));
                }
            }
        }
        let progress = ProgressBar::new(pieces.len() as u64)
            .with_style(ProgressStyle::with_template("{bar:30} {pos} av {len}  {msg}")?)
            .with_message("folkmängd efter kommun, kön och ålder");
        let mut people = PeopleFetched::default();
        for (source, file, question) in &pieces {
            people.take(&self.piece(source, file, question).await?)?;
            progress.inc(1);
        }
        progress.finish();
        Ok(people)
    }

    /// What a table is divided into.
    async fn description(&self, source: &Source) -> anyhow::Result<Vec<Dimension>> {
        let url = match self.version {
            Version::Two => {
                format!("{}/tables/{}/metadata?lang=sv&outputFormat=json-stat2", self.address, source.number)
            }
            Version::One => format!("{}/{}", self.address, source.path),
        };
        let version = self.version;
        Ok(self.ask(|client| client.get(&url), |text| described(version, text)).await?.1)
    }

    /// Regions in so many parts that none is more than the server answers.
    fn chunks<'r>(
        &self,
        source: &Source,
        dimensions: &[Dimension],
        year: i32,
        regions: &'r [&'r str],
    ) -> anyhow::Result<Vec<&'r [&'r str]>> {
        let of_one = Question::people(source, dimensions, year, &regions[..1])?.cells();
        let most = self.limits.cells / of_one;
        if most == 0 {
            bail!("servern ger högst {} tal åt gången, och en kommun har {of_one}", self.limits.cells);
        }
        Ok(regions.chunks(most).collect())
    }

    /// An answer, kept as it comes; one that is kept already is not asked for again.
    async fn piece(&self, source: &Source, file: &PathBuf, question: &Question) -> anyhow::Result<Dataset> {
        if let Some(kept) = std::fs::read_to_string(file).ok().and_then(|text| Dataset::read(&text).ok()) {
            return Ok(kept);
        }
        let url = match self.version {
            Version::Two => {
                format!("{}/tables/{}/data?lang=sv&outputFormat=json-stat2", self.address, source.number)
            }
            Version::One => format!("{}/{}", self.address, source.path),
        };
        let body = question.body(self.version);
        let (text, answer) = self.ask(|client| client.post(&url).json(&body), Dataset::read).await?;
        let new = file.with_extension("new");
        std::fs::write(&new, text)?;
        std::fs::rename(new, file)?;
        Ok(answer)
    }

    /// Asks, and asks again while it may help: as often as the server allows, and not before it says.
    async fn ask<T, E: ToString>(
        &self,
        request: impl Fn(&Client) -> RequestBuilder,
        read: impl Fn(&str) -> Result<T, E>,
    ) -> Result<(String, T), Trouble> {
        let once = async || {
            self.pace.lock().await.tick().await;
            let text = answered(request(&self.client)).await?;
            // What is cut short comes whole the next time.
            let value = read(&text).map_err(Trouble::passing)?;
            Ok((text, value))
        };
        let waits = ExponentialBuilder::default()
            .with_min_delay(SHORTEST.min(self.longest))
            .with_max_delay(self.longest)
            .with_max_times(TRIES)
            .with_jitter();
        once.retry(waits)
            .when(|trouble| matches!(trouble, Trouble::Passing { .. }))
            .adjust(|trouble, wait| match trouble {
                Trouble::Passing { after: Some(after), .. } => wait.map(|wait| wait.max(*after)),
                _ => wait,
            })
            .await
    }
}

/// The text of an answer.
async fn answered(request: RequestBuilder) -> Result<String, Trouble> {
    let answer = request.send().await.map_err(Trouble::passing)?;
    let status = answer.status();
    let after = answer.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.parse().ok());
    let text = answer.text().await.map_err(Trouble::passing)?;
    if status.is_success() {
        return Ok(text);
    }
    let said: String = text.chars().take(200).collect();
    let why = format!("{status}: {said}");
    if status == StatusCode::TOO_MANY_REQUESTS || status.is_server_error() {
        let after = after.map(Duration::from_secs);
        return Err(match after.filter(|after| *after > LONGEST_TOLD) {
            Some(after) => {
                Trouble::Lasting(format!("{why}; servern ber oss vänta {} minuter", after.as_secs() / 60))
            }
            None => Trouble::Passing { why, after },
        });
    }
    Err(Trouble::Lasting(why))
}

/// The years of a table that are fetched.
fn years(source: &Source, dimensions: &[Dimension]) -> Vec<i32> {
    let times = dimensions.iter().filter(|of| of.code == "Tid").flat_map(|of| &of.categories);
    let (from, to) = source.years;
    times
        .filter_map(|time| time.parse().ok())
        .filter(|year| (from.max(FETCHED_FROM)..=to).contains(year))
        .collect()
}

/// A tick for each question that the server allows.
fn every(limits: Limits) -> Interval {
    let seconds = f64::from(limits.seconds.max(1)) / f64::from(limits.calls.max(1));
    let mut ticks = interval(Duration::from_secs_f64(seconds));
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    ticks
}
