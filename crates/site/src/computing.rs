//! Where everything that takes the processor's time is computed: off the threads that answer requests, never more at once
//! than is good, a fair share to each client, and only for as long as somebody waits for it.
//!
//! What takes milliseconds waits for a processor and no more. What takes seconds goes by a [`Lane`]: a short queue, of
//! which one client fills a part only, and threads that give way to all others. Who finds it full is told at once when to
//! come back.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use forecast::{Choice, Forecast, Summary};
use quick_cache::sync::Cache;
use rayon::{ThreadPool, ThreadPoolBuilder};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use crate::fault::Fault;
use crate::site::Site;

/// Sums of municipalities that are kept, each about 25 kB.
const SUMS: usize = 1000;
/// How much the threads that compute for seconds give way to others.
const NICE: i32 = 10;

/// What bounds a site's computations.
pub struct Computing {
    /// One permit for each that takes milliseconds.
    light: Semaphore,
    /// Sums of municipalities: one at a time, for it takes all threads and the most memory.
    sums: Lane,
    /// What roadmaps are worth, and choosing among their measures.
    roadmaps: Lane,
    /// Sums as they were asked for; whoever asks for one that is being computed waits for that.
    found: Cache<(String, String), Arc<Summary>>,
}

impl Default for Computing {
    fn default() -> Self {
        Self {
            light: Semaphore::new(2 * processors()),
            sums: Lane::new(1, 8),
            roadmaps: Lane::new(processors(), 24),
            found: Cache::new(SUMS),
        }
    }
}

fn processors() -> usize {
    std::thread::available_parallelism().map_or(2, usize::from)
}

/// Threads for what takes seconds. Where they cannot be told to give way they share alike.
static THREADS: LazyLock<Option<ThreadPool>> = LazyLock::new(|| {
    let give_way = |_| {
        let _ = rustix::process::nice(NICE);
    };
    ThreadPoolBuilder::new().thread_name(|n| format!("seconds-{n}")).start_handler(give_way).build().ok()
});

/// Computations of one kind: how many run, and who waits.
struct Lane {
    running: Arc<Semaphore>,
    /// How many may be inside, running and waiting.
    most: usize,
    inside: Arc<Mutex<HashMap<String, usize>>>,
}

impl Lane {
    fn new(running: usize, most: usize) -> Self {
        Self { running: Arc::new(Semaphore::new(running)), most, inside: Arc::default() }
    }

    /// A place for a client, unless all or its own share are taken.
    fn enter(&self, client: &str) -> Result<Place, Fault> {
        let mut inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        let (all, own) = (inside.values().sum::<usize>(), inside.get(client).copied().unwrap_or(0));
        if all >= self.most || own >= self.most.div_ceil(3) {
            return Err(Fault::Busy);
        }
        inside.insert(client.to_owned(), own + 1);
        Ok(Place { client: client.to_owned(), inside: Arc::clone(&self.inside) })
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
        let _permit = self.computing.light.acquire().await.map_err(|_| Fault::Interrupted)?;
        let forecast = Arc::clone(&self.forecast);
        spawn_blocking(move || work(&forecast)).await.map_err(|_| Fault::Interrupted)
    }

    /// Computes what a roadmap is worth, or the like, for a client: up to a second or so.
    ///
    /// # Errors
    /// [`Fault::Busy`] when too much is being computed; [`Fault::Interrupted`].
    pub async fn compute_roadmap<T: Send + 'static>(
        &self,
        client: &str,
        work: impl FnOnce(&Forecast) -> T + Send + 'static,
    ) -> Result<T, Fault> {
        let lane = &self.computing.roadmaps;
        self.seconds(lane, client, |forecast, _| Some(work(forecast))).await
    }

    /// A region under a choice, for a client: what is kept ready or takes milliseconds at once, a sum of municipalities
    /// when it is its turn.
    ///
    /// # Errors
    /// [`Fault::NotFound`] for a code that is no region's; as [`Site::compute_roadmap`].
    pub async fn summary(&self, client: &str, code: &str, choice: Choice) -> Result<Arc<Summary>, Fault> {
        let code = code.to_owned();
        if !self.forecast.takes_seconds(&code, &choice) {
            let found =
                self.compute(move |forecast| forecast.summary(&code, &choice).map(|one| one.into_owned()));
            return found.await?.map(Arc::new).ok_or(Fault::NotFound);
        }
        let key = (code.clone(), format!("{choice:?}"));
        let sum = self.seconds(&self.computing.sums, client, move |forecast, is_wanted| {
            forecast.sum_while(&code, &choice, is_wanted).map(Arc::new)
        });
        self.computing.found.get_or_insert_async(&key, sum).await
    }

    /// Computes what takes seconds. What nobody waits for any more is told so; None from it then.
    async fn seconds<T: Send + 'static>(
        &self,
        lane: &Lane,
        client: &str,
        work: impl FnOnce(&Forecast, IsWanted<'_>) -> Option<T> + Send + 'static,
    ) -> Result<T, Fault> {
        let _place = lane.enter(client)?;
        let permit = Arc::clone(&lane.running).acquire_owned().await.map_err(|_| Fault::Interrupted)?;
        let forecast = Arc::clone(&self.forecast);
        // Goes with the future that waits, which goes with the client.
        let waiting = Arc::new(());
        let watch = Arc::downgrade(&waiting);
        let done = spawn_blocking(move || {
            // Until it is done, also when nobody waits for it.
            let _permit = permit;
            let work = || work(&forecast, &|| watch.strong_count() > 0);
            match &*THREADS {
                Some(threads) => threads.install(work),
                None => work(),
            }
        });
        let done = done.await.map_err(|_| Fault::Interrupted)?;
        drop(waiting);
        done.ok_or(Fault::Interrupted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_fills_a_third_of_a_lane_and_all_clients_the_whole() {
        let lane = Lane::new(1, 8);
        let places: Vec<Place> = (0..3).map(|_| lane.enter("a").unwrap_or_else(|_| panic!("room"))).collect();
        assert!(matches!(lane.enter("a"), Err(Fault::Busy)));
        let others: Vec<Place> = ["b", "c", "d", "e", "f"]
            .iter()
            .map(|one| lane.enter(one).unwrap_or_else(|_| panic!("room")))
            .collect();
        assert!(matches!(lane.enter("g"), Err(Fault::Busy)));
        drop(others);
        assert!(lane.enter("g").is_ok());
        drop(places);
        assert!(lane.inside.lock().unwrap_or_else(PoisonError::into_inner).is_empty());
    }
}
