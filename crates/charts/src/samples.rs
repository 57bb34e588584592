//! Invented charts for the tests and the gallery.

use charts::{
    Bands, Columns, Fan, FanLabels, Forest, ForestRow, ForestStudy, Frontier, FrontierLabels, FrontierPoint,
    Kind, Legend, Map, Mark, Measure, Row, Shape, Tile, TileMap, Timeline, Waterfall, Window,
};

/// Whole numbers with a no-break space between thousands.
pub fn whole(value: f64) -> String {
    let digits = format!("{:.0}", value.abs());
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i) % 3 == 0 {
            out.push('\u{a0}');
        }
        out.push(c);
    }
    if value < -0.5 { format!("−{out}") } else { out }
}

/// A fan like a municipality's: a slow rise, then a wave.
pub fn fan(id: &str) -> Fan<'static> {
    let history =
        (2008..=2025).map(|year| (year, 1030.0 + 0.55 * f64::from((year - 2008) * (year - 2008)))).collect();
    let years = || (1..=20).map(f64::from);
    let median = |t: f64| 1190.0 + 640.0 * (1.0 - (-t / 16.0).exp());
    let band = |spread: f64| years().map(|t| median(t) + spread * t.powf(0.75) * 9.0).collect();
    Fan {
        level: Some(("dagens platser".into(), 1500.0)),
        unit: "personer".into(),
        id: id.into(),
        title: "Invånare 80 år och äldre i Hedemora, 2008–2045".into(),
        description: "Från 1 030 år 2008 till 1 540 år 2035.".into(),
        history,
        first_year: 2026,
        bands: Bands { p5: band(-1.0), p25: band(-0.4), p50: band(0.0), p75: band(0.4), p95: band(1.0) },
        other: None,
        marked_year: Some(2035),
        labels: FanLabels {
            history: "utfall".into(),
            forecast: "prognos".into(),
            median: "median".into(),
            half: "hälften".into(),
            nine_of_ten: "9 av 10 framtider".into(),
        },
        format: &whole,
    }
}

/// A fan with a second median, for full-time equivalents that nearly vanish.
pub fn fan_with_other(id: &str) -> Fan<'static> {
    let line = |end: f64| (0..=15).map(|t| 4.0 + (end - 4.0) * f64::from(t) / 15.0).collect::<Vec<f64>>();
    Fan {
        title: "Årsarbetare som saknas".into(),
        level: None,
        unit: "årsarbetare".into(),
        history: vec![(2023, 2.0), (2024, 3.0), (2025, 4.0)],
        first_year: 2025,
        bands: Bands { p5: line(-9.0), p25: line(22.0), p50: line(34.0), p75: line(41.0), p95: line(62.0) },
        other: Some(("utan spakar".into(), line(38.0))),
        marked_year: Some(2039),
        ..fan(id)
    }
}

fn row(label: &str, kind: Kind, (value, low, high): (f64, f64, f64), text: &str) -> Row {
    Row { label: label.into(), kind, value, low, high, text: text.into(), href: None }
}

/// A gap of 71 full-time equivalents, and what closes it.
pub fn waterfall(id: &str) -> Waterfall {
    let closes = |label: &str, value: f64, text: &str| row(label, Kind::Closes, (value, value, value), text);
    let mut rows = vec![
        row("Utan färdplan 2035", Kind::Start, (71.0, 58.0, 85.0), "71 (58–85)"),
        closes("Fler arbetar heltid", -16.0, "−16 (−21 till −11)"),
        closes("Läkemedelsautomater i ordinärt boende, för alla över 75 år", -9.0, "−9 (−13 till −5)"),
        closes("Förlängt arbetsliv", -12.0, "−12 (−18 till −7)"),
        closes("Lägre sjukfrånvaro", -7.0, "−7 (−12 till −2)"),
        row("Högre kontinuitet (kostar)", Kind::Costs, (4.0, 2.0, 7.0), "+4 (+2 till +7)"),
        row("Kvar att lösa", Kind::Remains, (31.0, 16.0, 47.0), "31 (16–47)"),
    ];
    rows[1].href = Some("/atgarder/1?a=b&c=d".into());
    Waterfall {
        id: id.into(),
        title: "Årsarbetare som saknas 2035, och vad varje åtgärd stänger".into(),
        description: "Färdplanen stänger 40 av 71.".into(),
        rows,
    }
}

/// A roadmap that closes more than the gap.
pub fn surplus(id: &str) -> Waterfall {
    Waterfall {
        title: "Platser som saknas 2035".into(),
        description: String::new(),
        rows: vec![
            row("Utan färdplan 2035", Kind::Start, (34.0, 22.0, 47.0), "34 (22–47)"),
            row(
                "Nytt särskilt boende",
                Kind::Closes,
                (-40.0, -40.0, -40.0),
                "−40 platser, inflyttning våren 2031",
            ),
            row("Trygghetsboende", Kind::Closes, (-6.0, -9.0, -2.0), "−6 (−9 till −2)"),
            row("Överskott", Kind::Remains, (-12.0, -25.0, 2.0), "−12 (−25 till +2)"),
        ],
        ..waterfall(id)
    }
}

/// A grid of areas.
pub fn map(id: &str) -> Map {
    let shapes = (0..9u8).map(|i| {
        let (x, y) = (f64::from(i % 3) * 160.0, f64::from(i / 3) * 160.0);
        Shape {
            code: format!("20{i:02}"),
            path: format!("M{x},{y} l150,10 l10,140 l-90,10 l-70,-30z"),
            label: format!("Kommun {i}: {} %", 10 + 5 * i),
            href: format!("/kommun/20{i:02}"),
            class: (i < 8).then_some(i.min(6)),
        }
    });
    Map {
        id: id.into(),
        title: "Fler invånare 80 år och äldre till 2035".into(),
        description: "Mest i kommunerna längst ner.".into(),
        window: Window { x: 0.0, y: 0.0, width: 480.0, height: 480.0 },
        shapes: shapes.collect(),
    }
}

/// The legend to the map.
pub fn legend(id: &str) -> Legend {
    let ranges = ["under 10 %", "10–15 %", "15–20 %", "20–25 %", "25–30 %", "30–40 %", "över 40 %"];
    Legend {
        id: id.into(),
        title: "Fler invånare 80+ till 2035, procent".into(),
        entries: (0..7u8).zip(ranges).map(|(class, text)| (class, text.to_string())).collect(),
        missing: Some("uppgift saknas".into()),
    }
}

fn measure(
    label: &str,
    group: &str,
    (start, full, end): (i32, i32, Option<i32>),
    status: (&str, &str),
) -> Measure {
    Measure {
        label: label.into(),
        group: Some(group.into()),
        start,
        full,
        end,
        status_class: status.0.into(),
        status: status.1.into(),
        text: "−9 årsarbetare (−13 till −5)".into(),
        href: None,
    }
}

/// Measures under two headings, with every kind of bar.
pub fn timeline(id: &str) -> Timeline {
    let (people, technology) = ("Kompetens och bemanning", "Teknik i hemmet");
    Timeline {
        id: id.into(),
        title: "Åtgärder i färdplanen 2022–2040".into(),
        description: "Sex åtgärder; två pågår.".into(),
        rows: vec![
            measure("Fler arbetar heltid", people, (2024, 2030, None), ("running", "pågår")),
            measure("Förlängt arbetsliv", people, (2027, 2033, Some(2038)), ("decided", "beslutad")),
            measure("Språkstöd", people, (2019, 2021, Some(2024)), ("done", "genomförd")),
            measure(
                "Läkemedelsautomater i ordinärt boende, för alla över 75 år",
                technology,
                (2026, 2026, None),
                ("running", "pågår"),
            ),
            measure("Digital tillsyn nattetid", technology, (2028, 2032, None), ("proposed", "föreslagen")),
            measure("Eget larmsystem", technology, (2024, 2028, Some(2026)), ("stopped", "stoppad")),
        ],
        first_year: 2022,
        last_year: 2040,
        now: 2026,
    }
}

/// What each amount of money buys at its best, with both answers on it.
pub fn frontier(id: &str) -> Frontier<'static> {
    let point = |(cost, value, sure): (f64, f64, bool), chosen: Option<&str>| FrontierPoint {
        cost,
        value,
        sure,
        chosen: chosen.map(String::from),
    };
    Frontier {
        id: id.into(),
        title: "Vad pengarna räcker till: årsarbetare som saknas 2035".into(),
        description: "Från 71 utan åtgärder till 3 med alla.".into(),
        points: vec![
            point((0.0, 71.0, false), None),
            point((2.5, 58.0, false), None),
            point((4.0, 44.0, false), None),
            point((9.5, 31.0, false), Some("mest inom budgeten")),
            point((14.0, 12.0, false), None),
            point((16.0, 13.0, true), Some("billigast som räcker i minst 80 av 100 framtider")),
            point((21.0, 3.0, true), None),
        ],
        limit: Some((12.0, "budget".into())),
        labels: FrontierLabels {
            cost: "Kostnad till och med 2035, mnkr".into(),
            value: "Årsarbetare som saknas 2035".into(),
            sure: "räcker i minst 80 av 100 framtider".into(),
            unsure: "räcker i färre".into(),
        },
        format_cost: &whole,
        format_value: &whole,
    }
}

/// Counties with a square for each municipality: its answers, in full or in part, delays, refusals and silence.
pub fn tile_map(id: &str) -> TileMap {
    let counties = [
        ("25", "Norrbotten", [2, 0, 0, 4, 8]),
        ("24", "Västerbotten", [6, 1, 0, 2, 6]),
        ("23", "Jämtland", [1, 1, 1, 0, 5]),
        ("22", "Västernorrland", [0, 0, 0, 0, 0]),
        ("20", "Dalarna", [1, 0, 0, 1, 13]),
        ("21", "Gävleborg", [1, 0, 1, 0, 8]),
        ("17", "Värmland", [1, 2, 0, 2, 11]),
        ("18", "Örebro", [5, 1, 0, 0, 6]),
        ("19", "Västmanland", [4, 0, 0, 0, 6]),
        ("03", "Uppsala", [4, 1, 0, 2, 1]),
        ("14", "Västra Götaland", [14, 3, 2, 7, 23]),
        ("05", "Östergötland", [4, 0, 0, 0, 9]),
        ("04", "Södermanland", [4, 0, 1, 1, 3]),
        ("01", "Stockholm", [13, 1, 0, 2, 10]),
        ("13", "Halland", [5, 0, 0, 1, 0]),
        ("06", "Jönköping", [4, 0, 0, 4, 5]),
        ("08", "Kalmar", [1, 0, 1, 3, 7]),
        ("09", "Gotland", [1, 0, 0, 0, 0]),
        ("12", "Skåne", [10, 0, 0, 5, 18]),
        ("07", "Kronoberg", [2, 0, 1, 2, 3]),
        ("10", "Blekinge", [4, 0, 0, 0, 1]),
    ];
    let tile = |(code, name, counts): (&str, &str, [usize; 5])| {
        let marks = Mark::ALL.into_iter().zip(counts);
        let squares: Vec<Mark> = marks.flat_map(|(mark, count)| vec![mark; count]).collect();
        let words = format!("{} av {}", counts[0] + counts[1], squares.len());
        Tile { code: code.into(), name: name.into(), words, squares, href: Some(format!("#lan-{code}")) }
    };
    let mut tiles: Vec<Tile> = counties.into_iter().map(tile).collect();
    (tiles[3].words, tiles[3].squares) = ("inte skickat".into(), vec![Mark::Dot; 7]);
    let words = [
        "har svarat",
        "har svarat delvis",
        "vill ha mer tid",
        "har tackat nej",
        "inget svar",
        "inte skickat",
    ];
    TileMap {
        id: id.into(),
        title: "Vilka har svarat, efter län".into(),
        description: "En ruta är en kommun. Flest har svarat i Västra Götaland, 17 av 49.".into(),
        tiles,
        key: Mark::ALL.into_iter().zip(words).map(|(mark, words)| (mark, words.into())).collect(),
    }
}

/// Ratios with a comma and two decimals.
fn ratio(value: f64) -> String {
    format!("{value:.2}").replace('.', ",")
}

/// Three studies that contradict each other, what they say together and what the next place can expect.
pub fn forest(id: &str) -> Forest<'static> {
    let row = |label: &str, effect: f64, low: f64, high: f64| ForestRow {
        label: label.into(),
        effect,
        low,
        high,
        text: format!("{} ({}–{})", ratio(effect), ratio(low), ratio(high)),
    };
    let study = |row: ForestRow, weight: f64, is_randomised: bool| ForestStudy {
        row,
        weight: Some(weight),
        is_randomised,
    };
    Forest {
        id: id.into(),
        title: "Tre studier av fall hemma".into(),
        description: "Vägt tillsammans 0,74, 95 %-intervall 0,25 till 2,16.".into(),
        outcome: "Fall per person och år".into(),
        studies: vec![
            study(row("Norrby 2011", 0.54, 0.36, 0.83), 0.31, true),
            study(row("Söderlunda med mycket lång titel på sin studie 2005", 0.59, 0.42, 0.83), 0.33, false),
            study(row("Västerlunda 2021", 1.17, 1.01, 1.36), 0.36, true),
        ],
        pooled: Some(row("Vägt tillsammans", 0.74, 0.25, 2.16)),
        expected: Some(ForestRow {
            text: "0,09–5,86".into(),
            ..row("Nästa kommun kan vänta sig", 0.74, 0.09, 5.86)
        }),
        is_ratio: true,
        sides: ("färre fall".into(), "fler fall".into()),
        format: &ratio,
    }
}

/// Columns like those of something that spreads: a slow start, then faster.
pub fn columns(id: &str) -> Columns<'static> {
    let parts = |year: i32| {
        let n = f64::from(year - 2015);
        vec![n.powf(1.3).floor(), (n * 1.5).floor(), (14.0 - n).max(0.0)]
    };
    Columns {
        id: id.into(),
        title: "Kommuner som använder digitala lås".into(),
        description: "Från 14 år 2015 till 44 år 2026.".into(),
        unit: "kommuner".into(),
        classes: vec![6, 4, 2],
        years: (2015..=2026).map(|year| (year, parts(year))).collect(),
        format: &whole,
    }
}
