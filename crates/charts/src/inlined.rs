//! Rules as attributes, for programs that read no style sheets or only the simplest: LibreOffice, Inkscape, CairoSVG.

use roxmltree::{Document, Node};
use simplecss::{AttributeOperator, Element, PseudoClass, StyleSheet};

/// What may stand as an attribute, of all that the rules say.
const ATTRIBUTES: [&str; 13] = [
    "fill",
    "fill-opacity",
    "font-family",
    "font-size",
    "font-weight",
    "stroke",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-opacity",
    "stroke-width",
    "vector-effect",
    "display",
];

/// A figure whose elements have as attributes what the rules say of them, and a halo as a text of its own below each text
/// that has one. A text that is no figure comes back unchanged.
pub(crate) fn inlined(svg: &str, rules: &str) -> String {
    let Ok(document) = Document::parse(svg) else { return svg.to_owned() };
    let sheet = StyleSheet::parse(rules);
    let mut written = String::with_capacity(svg.len() * 2);
    let mut from = 0;
    for node in document.descendants().filter(Node::is_element) {
        let range = node.range();
        let name_ends = range.start + 1 + node.tag_name().name().len();
        let said = declarations(node, &sheet);
        let is_over_halo = said.iter().any(|(name, value)| *name == "paint-order" && *value == "stroke");
        written.push_str(&svg[from..range.start]);
        if is_over_halo {
            let halo = attributes(node, &said, |_| true);
            written.push_str(&format!("<text{halo} aria-hidden=\"true\"{}\n", &svg[name_ends..range.end]));
        }
        written.push_str(&svg[range.start..name_ends]);
        written.push_str(&attributes(node, &said, |name| !is_over_halo || !name.starts_with("stroke")));
        from = name_ends;
    }
    written.push_str(&svg[from..]);
    written
}

/// What the rules say of an element, the strongest last.
fn declarations<'s>(node: Node<'_, '_>, sheet: &'s StyleSheet<'_>) -> Vec<(&'s str, &'s str)> {
    let matching = sheet.rules.iter().filter(|rule| rule.selector.matches(&Styled(node)));
    matching.flat_map(|rule| rule.declarations.iter().map(|said| (said.name, said.value))).collect()
}

/// Those of the declarations that are taken and that the element does not have itself, as attributes.
fn attributes(node: Node<'_, '_>, said: &[(&str, &str)], is_taken: impl Fn(&str) -> bool) -> String {
    let strongest = |name: &str| said.iter().rev().find(|(said, _)| *said == name).map(|(_, value)| *value);
    ATTRIBUTES
        .into_iter()
        .filter(|name| is_taken(name) && !node.has_attribute(*name))
        .filter_map(|name| Some((name, strongest(name)?)))
        .map(|(name, value)| format!(" {name}=\"{}\"", plain(value)))
        .collect()
}

/// A value without what an attribute cannot hold; user units need no name.
fn plain(value: &str) -> String {
    let value = value.trim().replace('"', "'");
    value.strip_suffix("px").map(str::to_owned).unwrap_or(value)
}

/// An element that rules are held against.
struct Styled<'a, 'd>(Node<'a, 'd>);

impl Element for Styled<'_, '_> {
    fn parent_element(&self) -> Option<Self> {
        self.0.parent_element().map(Self)
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        self.0.prev_sibling_element().map(Self)
    }

    fn has_local_name(&self, name: &str) -> bool {
        self.0.tag_name().name() == name
    }

    fn attribute_matches(&self, name: &str, operator: AttributeOperator<'_>) -> bool {
        self.0.attribute(name).is_some_and(|value| operator.matches(value))
    }

    fn pseudo_class_matches(&self, _: PseudoClass<'_>) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_element_has_what_the_strongest_rule_says_and_a_halo_is_a_text_below() {
        let rules = ".chart text{fill:#111;font-size:14px}.soft{fill:#999}.chart .soft{fill:#222}\
                     .halo{paint-order:stroke;stroke:#fff;stroke-width:4px}";
        let svg = "<svg class=\"chart\"><text class=\"soft halo\" x=\"1.0\">a<tspan>b</tspan></text></svg>";
        assert_eq!(
            inlined(svg, rules),
            "<svg class=\"chart\"><text fill=\"#222\" font-size=\"14\" stroke=\"#fff\" stroke-width=\"4\" \
             aria-hidden=\"true\" class=\"soft halo\" x=\"1.0\">a<tspan>b</tspan></text>\n\
             <text fill=\"#222\" font-size=\"14\" class=\"soft halo\" x=\"1.0\">a<tspan>b</tspan></text></svg>"
        );
    }

    #[test]
    fn what_an_element_says_itself_stands() {
        let svg = "<svg><rect fill=\"url(#stripes)\"/></svg>";
        assert_eq!(inlined(svg, "rect{fill:#000}"), svg);
    }
}
