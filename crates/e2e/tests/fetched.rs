//! Newer official figures are fetched, whatever goes wrong on the way, and computed with; or nothing is changed.

use std::process::{Command, Output};

use servers::Database;
use servers::scb::{Knows, Mishap, People, Scb};
use statistics::Tables;

use crate::program::{Program, binary};

/// As many people as were published, by the ages of the base year; a little more each year after the last that is bundled.
fn knows(last_year: i32) -> Knows {
    let tables = Tables::bundled().unwrap();
    let codes: Vec<String> = tables.regions.municipalities().map(|region| region.code.clone()).collect();
    let regions: Vec<String> = ["00".to_owned(), "20".into()].into_iter().chain(codes.clone()).collect();
    let of = move |place: usize, year: i32| -> People {
        let total = tables.population.total(&codes[place], year.clamp(2018, 2025)).unwrap();
        let base = &tables.base.people[place];
        let all: f64 = base.iter().flatten().map(|n| f64::from(*n)).sum();
        let share = total / all * (1.0 + 0.004 * f64::from((year - 2025).max(0)));
        // In whole people, and as many in all.
        let (mut exact, mut told) = (0.0, 0);
        [projection_men(base), projection_women(base)].map(|ages| {
            ages.map(|n| {
                exact += f64::from(n) * share;
                let more = exact.round() as i64 - told;
                told += more;
                more
            })
        })
    };
    let municipalities = regions.clone();
    let people = move |code: &str, year: i32| match municipalities.iter().skip(2).position(|own| own == code)
    {
        Some(place) => disturbed(of(place, year), year, place),
        None => {
            let all = (0..290).map(|place| of(place, year)).fold([[0; 101]; 2], |sum, one| {
                std::array::from_fn(|sex| std::array::from_fn(|age| sum[sex][age] + one[sex][age]))
            });
            disturbed(all, year, 290)
        }
    };
    Knows { regions, last_year, speaks_two: true, sexes: ["1", "2"], people: Box::new(people) }
}

/// As the publisher disturbs every number from 2025 on.
fn disturbed(people: People, year: i32, place: usize) -> People {
    let chance =
        |sex: usize, age: usize| (place * 7919 + sex * 104_729 + age * 1_299_709 + year as usize * 31) % 97;
    std::array::from_fn(|sex| {
        std::array::from_fn(|age| match people[sex][age] {
            n if year < 2025 => n,
            n @ 0..3 => {
                if chance(sex, age) % 3 < n as usize {
                    3
                } else {
                    0
                }
            }
            n => n + [-2, -1, 0, 1, 2][chance(sex, age) % 5],
        })
    })
}

/// Women come first in the program's tables, and men in the publisher's.
fn projection_women(base: &[[f32; 101]; 2]) -> [f32; 101] {
    base[0]
}

fn projection_men(base: &[[f32; 101]; 2]) -> [f32; 101] {
    base[1]
}

struct Home(tempfile::TempDir);

impl Home {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(binary()).args(arguments).current_dir(self.0.path()).output().unwrap()
    }

    fn out(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn fetch(&self, scb: &Scb) -> Output {
        self.run(&["data", "fetch", "--scb", &scb.two(), "--scb-v1", &scb.one(), "--patience", "1"])
    }
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout)
}

/// People aged 80 or more, from the first year on.
fn over_80(csv: &str) -> Vec<(i32, f64)> {
    let rows = csv.lines().map(|line| line.split(',').collect::<Vec<_>>());
    rows.filter(|row| row[3] == "population_80_plus")
        .map(|row| (row[2].parse().unwrap(), row[7].parse().unwrap()))
        .collect()
}

#[tokio::test]
async fn what_is_fetched_is_computed_with_until_the_programs_own_are_chosen() {
    let home = Home::new();
    let scb = Scb::start(knows(2026));
    assert!(home.out(&["data"]).starts_with("in force: bundled"));
    scb.will_fail(&[Mishap::TooMany, Mishap::Away, Mishap::CutShort, Mishap::Page]);
    let fetched = home.fetch(&scb);
    assert!(fetched.status.success(), "{}", said(&fetched));
    assert_eq!(scb.answered().len(), 7, "a question a year: {:?}", scb.answered());
    let listed = home.out(&["data"]);
    for what in
        ["in force: 20", "SCB, TAB638 och TAB5557", "fetched", "hash", "31 December 2020–2026", "2026-12-31"]
    {
        assert!(listed.contains(what), "{what}: {listed}");
    }
    let project = ["project", "2083", "--to", "2030", "--draws", "40", "--format", "csv"];
    let newer = over_80(&home.out(&project));
    assert_eq!(newer[0].0, 2026, "the newest count is where it begins");
    let known = Tables::bundled().unwrap();
    let place = known.regions.place_of("2083").unwrap();
    let base: f64 = known.base.people[place].iter().flat_map(|ages| &ages[80..]).map(|n| f64::from(*n)).sum();
    assert!((newer[0].1 / (base * 1.004) - 1.0).abs() < 0.02, "{newer:?} from {base}");

    // What has been counted since can be stood in, and be judged by, at every age.
    let tried = home.out(&["backtest", "--from", "2021", "--to", "2026", "--draws", "40"]);
    assert!(tried.contains("2021") && tried.contains("2026") && tried.contains("85"), "{tried}");
    let far = home.run(&["backtest", "--from", "2026", "--to", "2027", "--draws", "40"]);
    assert!(
        said(&far).contains("2008–2025 och prövas mot ett senare år, till och med 2026"),
        "{}",
        said(&far)
    );

    // The pages say from which figures they are made.
    let database = Database::file();
    let folder = home.0.path().join("data/figures").display().to_string();
    let program = Program::start_with(database, &["--figures", &folder]);
    let page = reqwest::get(program.at("/siffror")).await.unwrap().text().await.unwrap();
    assert!(page.contains("fetched from its database"), "{page}");
    for path in ["/", "/kommun/2083", "/lan/20", "/metod"] {
        let page = reqwest::get(program.at(path)).await.unwrap().text().await.unwrap();
        for untrue in ["än 2025", "Invånare 2025", "äldre 2025", "räknades senast 2025"] {
            assert!(!page.contains(untrue), "{path}: {untrue}");
        }
    }
    let municipality = reqwest::get(program.at("/kommun/2083")).await.unwrap().text().await.unwrap();
    assert!(municipality.contains("än 2026"), "{municipality}");
    drop(program);

    let name = listed.lines().next().unwrap().strip_prefix("in force: ").unwrap().to_owned();
    home.out(&["data", "use", "bundled"]);
    assert_eq!(over_80(&home.out(&project))[0].0, 2025);
    home.out(&["data", "use", &name]);
    assert_eq!(over_80(&home.out(&project)), newer);
    let unknown = home.run(&["data", "use", "nyast"]);
    assert!(!unknown.status.success() && said(&unknown).contains(&name), "{}", said(&unknown));
    // What has been touched since is not computed with.
    let table = home.0.path().join("data/figures").join(&name).join("population_base.csv");
    let text = std::fs::read_to_string(&table).unwrap();
    std::fs::write(&table, text.replacen(",1", ",2", 1)).unwrap();
    let touched = home.run(&project);
    assert!(!touched.status.success() && said(&touched).contains("data use bundled"), "{}", said(&touched));
}

#[test]
fn a_fetch_that_is_broken_off_goes_on_and_one_that_is_wrong_changes_nothing() {
    let home = Home::new();
    let scb = Scb::start(knows(2025));
    // Two answers, and then nothing for as long as it is asked.
    scb.answers_before_failing(2);
    scb.will_fail(&[Mishap::Away; 7]);
    let broken = home.fetch(&scb);
    assert!(!broken.status.success() && said(&broken).contains("fortsätter"), "{}", said(&broken));
    assert_eq!(scb.answered().len(), 2);
    assert!(home.out(&["data"]).starts_with("in force: bundled"));
    let whole = home.fetch(&scb);
    assert!(whole.status.success(), "{}", said(&whole));
    let first = scb.answered().len();
    assert_eq!(first, 6, "what was answered is not asked for again: {:?}", scb.answered());

    let home = Home::new();
    scb.learn(|knows| knows.sexes = ["M", "K"]);
    let changed = home.fetch(&scb);
    assert!(
        !changed.status.success() && said(&changed).contains("Kon has no 1 any more"),
        "{}",
        said(&changed)
    );
    scb.learn(|knows| knows.sexes = ["1", "2"]);
    scb.learn(|knows| knows.speaks_two = false);
    scb.will_fail(&[Mishap::Missing]);
    let missing = home.fetch(&scb);
    assert!(!missing.status.success() && said(&missing).contains("are not told"), "{}", said(&missing));
    assert!(home.out(&["data"]).starts_with("in force: bundled"));
    assert_eq!(scb.answered().len(), first + 6, "by the first version of the interface");
    let whole = home.fetch(&scb);
    assert!(whole.status.success(), "{}", said(&whole));
    assert_eq!(scb.answered().len(), first + 12, "what was wrong is asked for anew");
    assert!(!home.0.path().join("data/figures/unfinished").exists());
}
