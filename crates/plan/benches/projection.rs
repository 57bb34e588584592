//! How fast the projection is on this machine: `cargo bench -p plan`.
//!
//! Whole answers as the program gives them, each run anew several times: the fastest and the middle run are printed.
//! Absolute times differ between machines and hours; compare runs made side by side.

use std::time::{Duration, Instant};

use plan::forecast::{Choice, Forecast};
use projection::measure::{Effect, Measure};
use projection::worth::Gap;

const YEARS_TO: i32 = 2055;

fn main() {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    println!("1 000 futures × 30 years, {threads} threads");
    let forecast = || Forecast::new(YEARS_TO, 1000, 1).expect("the tables are whole");

    report("read the tables and set up the model", 5, || {
        forecast();
    });
    let ready = forecast();
    report("draw the country's futures", 5, || {
        projection::national::National::draw(ready.parameters(), ready.run());
    });
    ready.national();
    // Each municipality is new to the cache, so that its population is run too.
    let codes: Vec<String> = ready.regions().municipalities().map(|r| r.code.clone()).collect();
    let mut next = codes.iter().cycle();
    report("one municipality, all indicators and quantiles", 15, || {
        ready.summary(next.next().expect("it goes round"), &Choice::default());
    });
    ready.summary("2083", &Choice::default());
    report("the same municipality with a lever moved", 15, || {
        let levers = vec![(projection::lever::Lever::SickLeave, -1.0)];
        ready.summary("2083", &Choice { levers, ..Choice::default() });
    });
    let measures: Vec<Measure> = (0..6).map(measure).collect();
    report("the worth of a roadmap with six measures, exact", 5, || {
        ready.worth("2083", Default::default(), &measures, &[(Gap::Fte, 2035)]);
    });
    report("the whole country: 290 municipalities, all indicators and quantiles", 3, || {
        ready.compute_all(&Choice::default(), &|_| {});
    });
}

fn measure(i: u64) -> Measure {
    let lever = projection::lever::Lever::ALL[5 + i as usize];
    let effects = vec![Effect { lever, size: 1.0, low: 0.5, high: 1.5 }];
    Measure { id: i, start: 2027, ramp: 2, reach: 1.0, effects, cost_one_off: 0.0, cost_yearly: 0.0 }
}

fn report(what: &str, runs: usize, mut work: impl FnMut()) {
    work();
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    times.sort();
    println!("{what:<70} {:>9.1} ms fastest {:>9.1} ms middle", ms(times[0]), ms(times[runs / 2]));
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
