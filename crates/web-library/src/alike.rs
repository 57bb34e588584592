//! What an example has to do with: others like it, and needs that it may meet.

use plan::access::Kind;
use plan::db::Tx;
use plan::library::examples::Example;
use plan::search::{Asked, Hit, find};

use crate::words::example_address;
use site::fault::Fault;
use site::things;

/// Most that are told of others like it, and of needs.
const MOST_ALIKE: usize = 3;

/// Examples whose titles say much the same.
pub async fn alike(tx: &mut Tx, example: &Example) -> Result<Vec<(String, String)>, Fault> {
    let asked = Asked {
        text: &example.content.title,
        is_typing: false,
        kinds: &[Kind::Example.name()],
        most: MOST_ALIKE + 1,
    };
    let hits = find(tx, &asked).await?.hits.into_iter();
    let others =
        hits.filter(|hit| hit.id != Some(example.id) && hit.title.iter().any(|(_, is_mark)| *is_mark));
    Ok(others.filter_map(|hit| Some((title(&hit), example_address(hit.id?)))).take(MOST_ALIKE).collect())
}

/// Needs that the reader may read and that are about the same.
pub async fn needs(tx: &mut Tx, example: &Example) -> Result<Vec<(String, String)>, Fault> {
    let content = &example.content;
    let text = if content.need.is_empty() { &content.title } else { &content.need };
    let asked = Asked { text, is_typing: false, kinds: &[Kind::Need.name()], most: MOST_ALIKE };
    let address = |hit: &Hit| {
        let (need, roadmap) = (Kind::Need, Kind::Roadmap.of(hit.root?));
        Some(format!("{}#{}-{}", things::address(roadmap), things::slug(need), hit.id?))
    };
    let hits = find(tx, &asked).await?.hits;
    Ok(hits.iter().filter_map(|hit| Some((title(hit), address(hit)?))).collect())
}

fn title(hit: &Hit) -> String {
    hit.title.iter().map(|(part, _)| part.as_str()).collect()
}
