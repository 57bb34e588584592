//! "Vad saknas?": what the gap finder says, counted by kind, with a link to every place.

use plan::roadmap::{FindingKind, Part, RoadmapTree};

use crate::words::part_address;
use site::texts::Texts;

/// One kind of thing that is lacking.
pub struct Lack {
    /// How much of it, in words.
    pub text: String,
    /// Where: address and title.
    pub places: Vec<(String, String)>,
}

/// Everything lacking, in the order of [`FindingKind::ALL`].
pub fn lacks(t: Texts, tree: &RoadmapTree, this_year: i32) -> Vec<Lack> {
    let gaps = tree.findings(this_year);
    let lack = |kind: FindingKind| {
        let found = gaps.iter().filter(|gap| gap.kind == kind);
        let places: Vec<(String, String)> = found
            .filter_map(|gap| match gap.measure_id {
                Some(id) => tree
                    .measure(id)
                    .map(|row| (part_address(tree.roadmap.id, Part::Measure, id), row.title.clone())),
                None => tree
                    .need(gap.need_id)
                    .map(|row| (part_address(tree.roadmap.id, Part::Need, row.id), row.title.clone())),
            })
            .collect();
        Lack { text: t.count(&format!("lacks-{kind}"), places.len()), places }
    };
    FindingKind::ALL.into_iter().map(lack).filter(|lack| !lack.places.is_empty()).collect()
}
