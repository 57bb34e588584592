//! The template: four areas and twenty needs, with the national initiatives that concern them.

use super::file::{RoadmapFile, from_toml};
use crate::fault::Fault;

/// The template's text, a roadmap file like any other.
pub const TEXT: &str = include_str!("template.toml");

/// The template as a file: give it a title and a region.
pub fn template() -> Result<RoadmapFile, Fault> {
    from_toml(TEXT)
}
