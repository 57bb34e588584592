//! Where everything that takes the processor's time is computed: off the threads that answer requests, never more at once
//! than is good, a fair share to each client, and only for as long as somebody waits for it.
//!
//! What takes milliseconds waits for a processor and no more. What takes seconds goes by a [`Lane`]: a short queue, of
//! which one client fills a part only, and threads that give way to all others. Who finds it full is told at once when to
//! come back.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use forecast::{Choice, Forecast, Summary};
use futures::FutureExt;
use futures::future::{BoxFuture, Shared, WeakShared};
use quick_cache::sync::Cache;
use rayon::{ThreadPool, ThreadPoolBuilder};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use crate::fault::Fault;
use crate::figures::InForce;
use crate::site::Site;

/// Sums of municipalities that are kept, each about 25 kB.
const SUMS: usize = 1000;
/// How much the threads that compute for seconds give way to others.
const NICE: i32 = 10;

/// What bounds a site's computations.
pub struct Computing {
    /// One permit for each that takes milliseconds.
    light: Arc<Semaphore>,
    /// Sums of municipalities.
    sums: Lane,
    /// What roadmaps are worth, and choosing among their measures.
    roadmaps: Lane,
    /// Reading files that somebody has sent.
    files: Lane,
    /// Sums as they were asked for.
    found: Cache<Question, Arc<Summary>>,
    /// Those that somebody waits for: whoever asks for the same waits with them, and it goes on until the last has left.
    under_way: Mutex<HashMap<Question, WeakShared<BoxFuture<'static, Found>>>>,
    /// What the forecast has been told of figures in use.
    pub(crate) in_force: InForce,
}

/// A region and a choice.
type Question = (String, String);
/// A sum, or why there is none.
type Found = Result<Arc<Summary>, Missed>;

/// Why something was not computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Missed {
    /// There is no room in the lane.
    Busy,
    /// The program is stopping, or has a fault of its own.
    Interrupted,
}

impl From<Missed> for Fault {
    fn from(missed: Missed) -> Self {
        match missed {
            Missed::Busy => Self::Busy,
            Missed::Interrupted => Self::Interrupted,
        }
    }
}

impl Default for Computing {
    fn default() -> Self {
        Self {
            light: Arc::new(Semaphore::new(2 * processors())),
            sums: Lane::new(8, &SUM_THREADS),
            roadmaps: Lane::new(24, &ROADMAP_THREADS),
            files: Lane::new(60, &FILE_THREADS),
            found: Cache::new(SUMS),
            under_way: Mutex::default(),
            in_force: InForce::default(),
        }
    }
}

fn processors() -> usize {
    std::thread::available_parallelism().map_or(2, usize::from)
}

/// Threads of a lane, which all its sites share. Where they cannot be told to give way they share alike.
type Threads = LazyLock<Option<ThreadPool>>;

static SUM_THREADS: Threads = LazyLock::new(|| threads("sums"));
static ROADMAP_THREADS: Threads = LazyLock::new(|| threads("roadmaps"));
static FILE_THREADS: Threads = LazyLock::new(|| threads("files"));

fn threads(name: &'static str) -> Option<ThreadPool> {
    let give_way = |_| {
        let _ = rustix::process::nice(NICE);
    };
    let named = ThreadPoolBuilder::new().thread_name(move |n| format!("{name}-{n}"));
    named.start_handler(give_way).build().ok()
}

/// Computations of one kind. One at a time has all the lane's threads: a thread that helps out while it waits never takes up
/// another's work, which could wait for its own.
#[derive(Clone)]
struct Lane {
    running: Arc<Semaphore>,
    threads: &'static Threads,
    /// How many may be inside, running and waiting.
    most: usize,
    inside: Arc<Mutex<HashMap<String, usize>>>,
}

impl Lane {
    fn new(most: usize, threads: &'static Threads) -> Self {
        Self { running: Arc::new(Semaphore::new(1)), threads, most, inside: Arc::default() }
    }

    /// A place for a client, unless all or its own share are taken.
    fn enter(&self, client: &str) -> Result<Place, Missed> {
        let mut inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        let (all, own) = (inside.values().sum::<usize>(), inside.get(client).copied().unwrap_or(0));
        if all >= self.most || own >= self.most.div_ceil(3) {
            return Err(Missed::Busy);
        }
        inside.insert(client.to_owned(), own + 1);
        Ok(Place { client: client.to_owned(), inside: Arc::clone(&self.inside) })
    }

    /// Computes what takes seconds. What nobody waits for any more is told so; None from it then.
    async fn compute<T: Send + 'static>(
        self,
        client: String,
        work: impl FnOnce(IsWanted<'_>) -> Option<T> + Send + 'static,
    ) -> Result<T, Missed> {
        let _place = self.enter(&client)?;
        let permit = Arc::clone(&self.running).acquire_owned().await.map_err(|_| Missed::Interrupted)?;
        // Goes with the future that waits, which goes with the last client.
        let waiting = Arc::new(());
        let watch = Arc::downgrade(&waiting);
        let done = spawn_blocking(move || {
            // Until it is done, also when nobody waits for it.
            let _permit = permit;
            let work = || work(&|| watch.strong_count() > 0);
            match &**self.threads {
                Some(threads) => threads.install(work),
                None => work(),
            }
        });
        let done = done.await.map_err(|_| Missed::Interrupted)?;
        drop(waiting);
        done.ok_or(Missed::Interrupted)
    }
}

/// A client's place in a lane, given back when it is dropped.
struct Place {
    client: String,
    inside: Arc<Mutex<HashMap<String, usize>>>,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = inside.get_mut(&self.client) {
            *count -= 1;
            if *count == 0 {
                inside.remove(&self.client);
            }
        }
    }
}

/// Whether somebody still waits for what is being computed.
pub type IsWanted<'a> = &'a (dyn Fn() -> bool + Sync);

impl Site {
    /// Computes what takes milliseconds.
    ///
    /// # Errors
    /// [`Fault::Interrupted`].
    pub async fn compute<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Forecast) -> T + Send + 'static,
    ) -> Result<T, Fault> {
        let permit = Arc::clone(&self.computing.light).acquire_owned().await;
        let permit = permit.map_err(|_| Fault::Interrupted)?;
        let forecast = Arc::clone(&self.forecast);
        let work = move || {
            // Until it is done: a client that leaves makes no room for more.
            let _permit = permit;
            work(&forecast)
        };
        spawn_blocking(work).await.map_err(|_| Fault::Interrupted)
    }

    /// Computes what a roadmap is worth, or the like, for a client: up to a second or so.
    ///
    /// # Errors
    /// [`Fault::Busy`] when too much is being computed; [`Fault::Interrupted`].
    pub async fn compute_roadmap<T: Send + 'static>(
        &self,
        client: String,
        work: impl FnOnce(&Forecast) -> T + Send + 'static,
    ) -> Result<T, Fault> {
        let (forecast, lane) = (Arc::clone(&self.forecast), self.computing.roadmaps.clone());
        Ok(lane.compute(client, move |_| Some(work(&forecast))).await?)
    }

    /// Reads a file that a client has sent: up to some seconds, and much memory.
    ///
    /// # Errors
    /// As [`Site::compute_roadmap`].
    pub async fn read_file<T: Send + 'static>(
        &self,
        client: String,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Fault> {
        Ok(self.computing.files.clone().compute(client, move |_| Some(work())).await?)
    }

    /// A region under a choice, for a client: what is kept ready or takes milliseconds at once, a sum of municipalities
    /// when it is its turn.
    ///
    /// # Errors
    /// [`Fault::NotFound`] for a code that is no region's; as [`Site::compute_roadmap`].
    pub async fn summary(&self, client: String, code: &str, choice: Choice) -> Result<Arc<Summary>, Fault> {
        let code = code.to_owned();
        if !self.forecast.takes_seconds(&code, &choice) {
            let found =
                self.compute(move |forecast| forecast.summary(&code, &choice).map(|one| one.into_owned()));
            return found.await?.map(Arc::new).ok_or(Fault::NotFound);
        }
        let question = (code.clone(), format!("{choice:?}"));
        if let Some(found) = self.computing.found.get(&question) {
            return Ok(found);
        }
        Ok(self.waited_for(client, question, code, choice).await?)
    }

    /// A sum that somebody waits for already, or is begun.
    fn waited_for(
        &self,
        client: String,
        question: Question,
        code: String,
        choice: Choice,
    ) -> Shared<BoxFuture<'static, Found>> {
        let mut under_way = self.computing.under_way.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sum) = under_way.get(&question).and_then(WeakShared::upgrade) {
            return sum;
        }
        under_way.retain(|_, sum| sum.upgrade().is_some());
        let (forecast, computing) = (Arc::clone(&self.forecast), Arc::clone(&self.computing));
        let asked = question.clone();
        let sum = async move {
            let lane = computing.sums.clone();
            let sum = lane.compute(client, move |is_wanted| forecast.sum_while(&code, &choice, is_wanted));
            let sum = Arc::new(sum.await?);
            computing.found.insert(asked, Arc::clone(&sum));
            Ok(sum)
        };
        let sum = sum.boxed().shared();
        under_way.extend(sum.downgrade().map(|waiting| (question, waiting)));
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_fills_a_third_of_a_lane_and_all_clients_the_whole() {
        let lane = Lane::new(8, &SUM_THREADS);
        let places: Vec<Place> = (0..3).map(|_| lane.enter("a").unwrap_or_else(|_| panic!("room"))).collect();
        assert!(matches!(lane.enter("a"), Err(Missed::Busy)));
        let others: Vec<Place> = ["b", "c", "d", "e", "f"]
            .iter()
            .map(|one| lane.enter(one).unwrap_or_else(|_| panic!("room")))
            .collect();
        assert!(matches!(lane.enter("g"), Err(Missed::Busy)));
        drop(others);
        assert!(lane.enter("g").is_ok());
        drop(places);
        assert!(lane.inside.lock().unwrap_or_else(PoisonError::into_inner).is_empty());
    }
}
