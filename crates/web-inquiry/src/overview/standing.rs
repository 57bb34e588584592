//! Who has answered and who has not: in sum, by county and size, and how those who have differ from those asked.

use std::collections::BTreeMap;

use charts::{Mark, Tile, TileMap, Width};
use plan::inquiry::{
    self, Alike, ByFunction, Passed, Recipient, RecipientState, ResponseCounts, SIZES, size_class,
};
use plan::organisations::{OrganisationKind, Organisations};
use site::texts::Texts;
use site::visit::RequestContext;
use site::words::size_words;
use statistics::region::Kind as RegionKind;

use crate::words::{day, recipient_address};

/// How it stands.
pub struct Standing {
    /// In one sentence.
    pub lead: String,
    /// How many have come how far: mark, words and count.
    pub states: Vec<(String, String, usize)>,
    /// Those who have passed it on, and how it stands below them.
    pub branches: Vec<CountyRow>,
    /// By county: name, words, and one mark for each of those asked.
    pub counties: Vec<CountyRow>,
    /// The same as a map, drawn for both widths; nothing where fewer than two counties are asked.
    pub map: Option<String>,
    /// By size: name, answered, asked, per cent.
    pub sizes: Vec<(String, usize, usize, String)>,
    /// By role: name, answered, asked, per cent.
    pub roles: Vec<(String, usize, usize, String)>,
    /// How those who answered differ from those asked; nothing where they do not, or are too few.
    pub skew: Option<String>,
    /// Why those declined who did, the most usual reason first.
    pub declined: Vec<Reason>,
}

/// How many have answered, declined and said nothing, in words.
fn lead(t: Texts, response: &ResponseCounts) -> String {
    let ResponseCounts {
        asked, answered, partly, declined, again, silent, writing, unsent, spontaneous, ..
    } = *response;
    let mut words = vec![if asked == 0 {
        t.get("standing-nobody-asked")
    } else {
        let partly = t.count("standing-partly", partly);
        t.counted("standing-answered", answered as f64, &[("asked", &asked), ("partly", &partly)])
    }];
    if declined > 0 {
        words.push(t.counted(
            "standing-declined",
            declined as f64,
            &[("again", &t.count("standing-again", again))],
        ));
    }
    if writing > 0 {
        words.push(t.count("standing-writing", writing));
    }
    if silent > writing {
        words.push(t.count("standing-waiting", silent - writing));
    }
    if unsent > 0 {
        words.push(t.count("response-unsent", unsent));
    }
    if spontaneous > 0 {
        words.push(t.count("report-spontaneous", spontaneous));
    }
    words.join(" ")
}

/// A reason to decline.
pub struct Reason {
    pub text: String,
    pub count: usize,
    /// Who gave it: name, address, and when they may be asked again.
    pub who: Vec<(String, String, String)>,
}

/// The reasons to decline, alike ones together.
fn reasons(t: Texts, declined: &[Recipient]) -> Vec<Reason> {
    let mut reasons: Vec<Reason> = Vec::new();
    for one in declined {
        let again = one.ask_again_on.map(|at| t.with("declined-again", &[("day", &day(t, at))]));
        let who = (one.title.clone(), recipient_address(one.id), again.unwrap_or_default());
        match reasons
            .iter_mut()
            .find(|reason| swedish::fold(&reason.text) == swedish::fold(&one.decline_reason))
        {
            Some(reason) => reason.who.push(who),
            None => reasons.push(Reason { text: one.decline_reason.clone(), count: 0, who: vec![who] }),
        }
    }
    reasons.iter_mut().for_each(|reason| reason.count = reason.who.len());
    reasons.sort_by_key(|reason| std::cmp::Reverse(reason.count));
    reasons
}

/// A county.
pub struct CountyRow {
    pub name: String,
    pub answered: usize,
    pub declined: usize,
    pub waiting: usize,
    pub asked: usize,
}

impl CountyRow {
    fn new<'a>(name: String, all: impl Iterator<Item = &'a Alike>) -> Self {
        let mut row = Self { name, answered: 0, declined: 0, waiting: 0, asked: 0 };
        for alike in all {
            let (state, count) = (alike.progress.state, count(alike));
            row.asked += count;
            match state {
                state if state.has_answered() => row.answered += count,
                RecipientState::Declined => row.declined += count,
                _ => row.waiting += count,
            }
        }
        row
    }
}

/// How many are alike.
fn count(alike: &Alike) -> usize {
    usize::try_from(alike.progress.count).unwrap_or(0)
}

/// Those who have passed it on, and how it stands below each.
fn branches(passed: &[Passed]) -> Vec<CountyRow> {
    let through = passed.chunk_by(|one, other| one.through == other.through);
    through.map(|of| CountyRow::new(of[0].through.clone(), of.iter().map(|one| &one.alike))).collect()
}

/// How far some have come, as a stable name.
fn key(alike: &Alike) -> &'static str {
    if alike.is_silent() { "silent" } else { alike.progress.state.name() }
}

/// The fewest answers that anything is said of.
const FEWEST: usize = 5;

impl Standing {
    pub fn new(
        site: &RequestContext,
        t: Texts,
        tree: &Organisations,
        (asked, passed): (&[Alike], &[Passed]),
        functions: &[ByFunction],
        declined: &[Recipient],
    ) -> Self {
        // Also those who have been asked further down.
        let whole = asked.iter().chain(passed.iter().map(|one| &one.alike));
        let whole: Vec<Placed> = whole.map(|one| Placed::new(site, tree, one)).collect();
        let lead = lead(t, &inquiry::response_counts(asked.iter().map(|alike| alike.progress)));
        let mut by_state: BTreeMap<&str, usize> = BTreeMap::new();
        for alike in asked {
            *by_state.entry(key(alike)).or_default() += count(alike);
        }
        // What there is comes first, then what is waited for, then what is not there.
        let order = [
            "answered",
            "partly",
            "answering",
            "time_asked",
            "time_granted",
            "forwarded",
            "read",
            "sent",
            "silent",
            "declined",
            "not_sent",
        ];
        let states = order.into_iter().filter_map(|name| {
            by_state
                .get(name)
                .map(|count| (mark(name).to_owned(), t.get(&format!("recipient-{name}")), *count))
        });
        Self {
            lead,
            states: states.collect(),
            branches: branches(passed),
            map: map(site, t, &whole),
            counties: counties(site, t, &whole),
            sizes: sizes(t, &whole),
            roles: roles(t, tree, asked, functions),
            skew: skew(t, &whole),
            declined: reasons(t, declined),
        }
    }
}

/// The shape that stands for a state, by the name of its class: colour alone tells nothing.
pub fn mark(state: &str) -> &'static str {
    match state {
        "answered" => "full",
        "partly" => "half",
        "time_asked" | "time_granted" | "answering" => "dotted",
        "declined" => "struck",
        _ => "empty",
    }
}

/// Those asked who are alike, with the municipality that they are, or are a part of.
struct Placed<'a> {
    alike: &'a Alike,
    code: Option<&'a str>,
    inhabitants: Option<f64>,
}

impl<'a> Placed<'a> {
    fn new(site: &RequestContext, tree: &'a Organisations, alike: &'a Alike) -> Self {
        let way = alike.organisation_id.as_deref().map(|id| tree.path_to(id)).unwrap_or_default();
        let found = way.iter().find(|above| above.kind == OrganisationKind::Municipality);
        let code = found.map(|found| found.id.as_str());
        Self { alike, code, inhabitants: code.and_then(|code| site.inhabitants(code)) }
    }

    fn has_answered(&self) -> bool {
        self.alike.progress.state.has_answered()
    }

    fn count(&self) -> usize {
        count(self.alike)
    }
}

/// Those asked in each county, the counties in their own order; none where nobody is asked.
fn by_county<'p, 'a>(
    site: &RequestContext,
    t: Texts,
    asked: &'p [Placed<'a>],
) -> Vec<(String, String, Vec<&'p Placed<'a>>)> {
    let mut of: BTreeMap<&str, Vec<&Placed<'_>>> = BTreeMap::new();
    for one in asked {
        if let Some(county) = one.code.and_then(|code| code.get(..2)) {
            of.entry(county).or_default().push(one);
        }
    }
    let counties = site.forecast.regions().counties().filter(|county| county.kind() == RegionKind::County);
    let found = counties.filter_map(|county| {
        let here = of.remove(county.code.as_str())?;
        Some((county.code.clone(), site::words::region_name(t, county), here))
    });
    found.collect()
}

fn counties(site: &RequestContext, t: Texts, asked: &[Placed<'_>]) -> Vec<CountyRow> {
    let row = |(_, name, of): (String, String, Vec<&Placed<'_>>)| {
        CountyRow::new(name, of.iter().map(|one| one.alike))
    };
    let rows: Vec<CountyRow> = by_county(site, t, asked).into_iter().map(row).collect();
    if rows.len() < 2 { Vec::new() } else { rows }
}

/// The counties as tiles with a square for each of those asked.
fn map(site: &RequestContext, t: Texts, asked: &[Placed<'_>]) -> Option<String> {
    let tile = |(code, name, of): (String, String, Vec<&Placed<'_>>)| {
        let answered: usize = of.iter().filter(|one| one.has_answered()).map(|one| one.count()).sum();
        let all: usize = of.iter().map(|one| one.count()).sum();
        let shown = |one: &&Placed<'_>| std::iter::repeat_n(square(key(one.alike)), one.count());
        let mut squares: Vec<Mark> =
            if all > MOST_SQUARES { Vec::new() } else { of.iter().flat_map(shown).collect() };
        squares.sort_by_key(|mark| Mark::ALL.iter().position(|other| other == mark));
        Tile {
            code,
            name: name.trim_end_matches(" län").trim_end_matches('s').to_owned(),
            words: t.with("standing-of", &[("answered", &answered), ("asked", &all)]),
            // More than the eye counts are told in words alone.
            squares,
            href: None,
        }
    };
    let tiles: Vec<Tile> = by_county(site, t, asked).into_iter().map(tile).collect();
    if tiles.len() < 2 {
        return None;
    }
    let words = |mark: Mark| t.get(&format!("mark-{}", shape(mark)));
    let there = Mark::ALL.into_iter().filter(|mark| tiles.iter().any(|tile| tile.squares.contains(mark)));
    let map = TileMap {
        id: "svarande".into(),
        title: t.get("standing-map"),
        description: t.get("standing-map-about"),
        key: there.map(|mark| (mark, words(mark))).collect(),
        tiles,
    };
    Some(map.svg(Width::Wide) + &map.svg(Width::Narrow))
}

/// Most squares of one county: all of Västra Götaland's municipalities, and some units.
const MOST_SQUARES: usize = 80;

fn square(state: &str) -> Mark {
    match mark(state) {
        "full" => Mark::Full,
        "half" => Mark::Half,
        "dotted" => Mark::Dotted,
        "struck" => Mark::Struck,
        _ => Mark::Empty,
    }
}

fn shape(mark: Mark) -> &'static str {
    match mark {
        Mark::Full => "full",
        Mark::Half => "half",
        Mark::Dotted => "dotted",
        Mark::Struck => "struck",
        Mark::Empty | Mark::Dot => "empty",
    }
}

fn sizes(t: Texts, asked: &[Placed<'_>]) -> Vec<(String, usize, usize, String)> {
    let mut by_size = [(0, 0); SIZES.len()];
    for one in asked {
        let Some(number) = one.inhabitants else { continue };
        let (answered, all) = &mut by_size[size_class(number)];
        *all += one.count();
        *answered += if one.has_answered() { one.count() } else { 0 };
    }
    let filled = by_size.iter().filter(|(_, all)| *all > 0).count();
    if filled < 2 {
        return Vec::new();
    }
    let row = |(class, (answered, all)): (usize, &(usize, usize))| {
        let share = t.percent(*answered as f64 / (*all).max(1) as f64, 0);
        (size_words(t, class), *answered, *all, share)
    };
    by_size.iter().enumerate().filter(|(_, (_, all))| *all > 0).map(row).collect()
}

/// By the functions that are asked; where none are named, by what the organisations are.
fn roles(
    t: Texts,
    tree: &Organisations,
    asked: &[Alike],
    functions: &[ByFunction],
) -> Vec<(String, usize, usize, String)> {
    let mut rows: Vec<(String, usize, usize)> = Vec::new();
    if functions.iter().any(|one| !one.function_title.is_empty()) {
        let number = |n: i64| usize::try_from(n).unwrap_or(0);
        let name = |one: &ByFunction| match one.function_title.as_str() {
            "" => t.get("standing-no-function"),
            title => title.to_owned(),
        };
        rows.extend(functions.iter().map(|one| (name(one), number(one.answered), number(one.asked))));
    } else {
        for alike in asked.iter().filter(|alike| !alike.progress.is_spontaneous) {
            let kind = alike.organisation_id.as_deref().and_then(|id| tree.get(id)).map(|one| one.kind);
            let name = kind.map_or_else(
                || t.get("standing-no-organisation"),
                |kind| t.get(&format!("recipients-kind-{kind}")),
            );
            let place = rows.iter().position(|(there, ..)| *there == name).unwrap_or_else(|| {
                rows.push((name, 0, 0));
                rows.len() - 1
            });
            rows[place].1 += if alike.progress.state.has_answered() { count(alike) } else { 0 };
            rows[place].2 += count(alike);
        }
    }
    if rows.len() < 2 {
        return Vec::new();
    }
    let share = |answered: usize, asked: usize| t.percent(answered as f64 / asked.max(1) as f64, 0);
    rows.into_iter().map(|(name, answered, asked)| (name, answered, asked, share(answered, asked))).collect()
}
/// How those who answered differ from those asked: in the middle of the municipalities' inhabitants.
fn skew(t: Texts, asked: &[Placed<'_>]) -> Option<String> {
    let numbers = |is: fn(&Placed<'_>) -> bool| {
        let each = |one: &Placed<'_>| Some(std::iter::repeat_n(one.inhabitants?, one.count()));
        let mut numbers: Vec<f64> = asked.iter().filter(|one| is(one)).filter_map(each).flatten().collect();
        numbers.sort_by(f64::total_cmp);
        numbers
    };
    let (all, answered) = (numbers(|_| true), numbers(|one| one.has_answered()));
    if answered.len() < FEWEST || answered.len() == all.len() {
        return None;
    }
    let middle = |sorted: &[f64]| sorted[sorted.len() / 2];
    let (own, whole) = (middle(&answered), middle(&all));
    let key = match own / whole {
        ratio if ratio > 1.25 => "skew-larger",
        ratio if ratio < 0.8 => "skew-smaller",
        _ => "skew-alike",
    };
    Some(t.with(key, &[("own", &t.number(own, 0)), ("all", &t.number(whole, 0))]))
}
