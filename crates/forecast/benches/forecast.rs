//! How fast the projection is on this machine: `cargo bench -p forecast`.
//!
//! Whole answers as the program gives them, each run anew several times: the fastest and the middle run are printed,
//! then how the cost grows with futures and municipalities, and the most memory that was ever used. Absolute times
//! differ between machines and hours; compare runs made side by side.

use std::time::{Duration, Instant};

use forecast::{Choice, Forecast};
use projection::lever::Lever;
use projection::measure::{Effect, Measure};
use projection::worth::Gap;

const YEARS_TO: i32 = 2055;

fn main() {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    println!("1 000 futures × 30 years, {threads} threads");
    let forecast = |draws: usize| Forecast::new(YEARS_TO, draws, 1).expect("the tables are whole");
    let roadmap = Choice { measures: (0..6).map(measure).collect(), ..Choice::default() };

    report("read the tables and set up the model", 5, || {
        forecast(1000);
    });
    let ready = forecast(1000);
    report("draw the country's futures", 5, || {
        projection::national::National::draw(ready.parameters(), ready.run());
    });
    let first = Instant::now();
    ready.national();
    println!(
        "{:<78} {:>9.1} ms once",
        "draw them and balance the moves between municipalities",
        ms(first.elapsed())
    );
    let codes: Vec<String> = ready.regions().municipalities().map(|r| r.code.clone()).collect();
    let mut next = codes.iter().cycle();
    report("one municipality with a roadmap, not looked at before", 60, || {
        ready.summary(next.next().expect("there are municipalities"), &roadmap);
    });
    report("the same municipality with a lever moved", 15, || {
        let levers = vec![(Lever::SickLeave, -1.0)];
        ready.summary("2083", &Choice { levers, ..Choice::default() });
    });
    report("the worth of a roadmap with six measures, exact", 5, || {
        ready.worth("2083", forecast::Outlook::default(), &roadmap.measures, &[(Gap::Fte, 2035)]);
    });
    let long: Vec<Measure> = (0..500).map(measure).collect();
    report("the worth of a roadmap with 500 measures, over drawn orders", 5, || {
        ready.worth("2083", forecast::Outlook::default(), &long, &[(Gap::Fte, 2035)]);
    });
    report("the whole country: 290 municipalities, all outputs and quantiles", 5, || {
        ready.compute(&["00"], &[&Choice::default()], &|_| {});
    });
    report("the whole country from nothing, with and without a roadmap", 5, || {
        forecast(1000).compute(&["00"], &[&Choice::default(), &roadmap], &|_| {});
    });
    println!("most memory used: {} MB", most_memory_mb());
    growth(&forecast);
}

/// The cost of more futures and of more municipalities: each should double when they do.
fn growth(forecast: &dyn Fn(usize) -> Forecast) {
    for draws in [250, 500, 1000, 2000, 4000] {
        let ready = forecast(draws);
        ready.national();
        report(&format!("the whole country, {draws} futures"), 3, || {
            ready.compute(&["00"], &[&Choice::default()], &|_| {});
        });
    }
    let ready = forecast(1000);
    ready.national();
    let levers = vec![(Lever::SickLeave, -1.0)];
    let choice = Choice { levers, ..Choice::default() };
    // Gotland, Blekinge, Norrbotten, Dalarna, Jönköping, Skåne, Västra Götaland.
    for county in ["09", "10", "25", "20", "06", "12", "14", "00"] {
        let count =
            ready.regions().municipalities().filter(|r| county == "00" || r.county() == county).count();
        report(&format!("{count} municipalities"), 3, || {
            ready.summary(county, &choice);
        });
    }
}

fn measure(i: u64) -> Measure {
    let lever = Lever::ALL[(5 + i as usize) % Lever::ALL.len()];
    let effects = vec![Effect { lever, size: 1.0, low: 0.5, high: 1.5 }];
    Measure {
        id: i,
        start: 2027,
        ramp: 2,
        half_life: None,
        reach: 1.0,
        effects,
        cost_one_off: 0.0,
        cost_yearly: 0.0,
    }
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
    println!("{what:<78} {:>9.1} ms fastest {:>9.1} ms middle", ms(times[0]), ms(times[runs / 2]));
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// The most memory that this process has used, where the system tells.
fn most_memory_mb() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = peak.and_then(|text| text.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilobytes.map_or_else(|| "unknown".into(), |kb| (kb / 1024).to_string())
}
