//! What somebody who opens the file would notice.

use std::io::{Cursor, Read};

use proptest::prelude::*;
use roxmltree::{Document as Xml, Node};

use crate::{Block, Column, Document, Kind, Table, samples, text};

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fn part(file: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn named<'a>(xml: &'a Xml<'a>, name: &'a str) -> impl Iterator<Item = Node<'a, 'a>> {
    xml.descendants().filter(move |node| node.has_tag_name((W, name)))
}

fn value<'a>(node: Node<'a, 'a>, name: &str) -> Option<&'a str> {
    node.descendants().find(|node| node.has_tag_name((W, name)))?.attribute((W, "val"))
}

/// What a node says, with its breaks and tabs.
fn said(node: Node<'_, '_>) -> String {
    let piece = |node: Node<'_, '_>| match node.tag_name().name() {
        "t" => node.text().unwrap_or_default().to_owned(),
        "br" => "\n".to_owned(),
        "tab" if node.parent().is_some_and(|parent| parent.has_tag_name((W, "r"))) => "\t".to_owned(),
        _ => String::new(),
    };
    node.descendants().map(piece).collect()
}

/// Each paragraph's style, list and text.
fn paragraphs(xml: &Xml<'_>) -> Vec<(String, String, String)> {
    let told = |node, name| value(node, name).unwrap_or_default().to_owned();
    named(xml, "p").map(|p| (told(p, "pStyle"), told(p, "numId"), said(p))).collect()
}

#[test]
fn parts_of_a_memo_have_their_styles() {
    let body = part(&samples::memo().docx().unwrap(), "word/document.xml");
    let xml = Xml::parse(&body).unwrap();
    let paragraphs = paragraphs(&xml);
    for (style, list, text) in [
        ("Title", "", "Goda exempel: en sammanställning"),
        ("Memo", "", "Datum\t2026-11-28"),
        ("Heading1", "", "Vad kommunerna svarade"),
        ("Heading2", "", "Efter län"),
        ("Heading3", "", "Bilagor"),
        ("", "", "Av 290 kommuner har hälften svarat.\nFler väntas."),
        ("ListParagraph", "1", "Teknik"),
        ("ListParagraph", "2", "Svara"),
        ("ListParagraph", "3", "Börja om"),
        ("Caption", "", "Svar efter län"),
        ("Quote", "", "Vi provade 🙂."),
        ("QuoteSource", "", "Enhetschef"),
    ] {
        let expected = (style.to_owned(), list.to_owned(), text.to_owned());
        assert!(paragraphs.contains(&expected), "{expected:?}: {paragraphs:?}");
    }
    let strong: Vec<String> =
        named(&xml, "r").filter(|run| value(*run, "rStyle") == Some("Strong")).map(said).collect();
    assert!(strong.contains(&"290".to_owned()) && strong.contains(&"Datum".to_owned()), "{strong:?}");
}

#[test]
fn headings_are_headings_to_word() {
    let styles = part(&samples::memo().docx().unwrap(), "word/styles.xml");
    let xml = Xml::parse(&styles).unwrap();
    for (id, name, level) in
        [("Heading1", "heading 1", "0"), ("Heading2", "heading 2", "1"), ("Heading3", "heading 3", "2")]
    {
        let style = named(&xml, "style").find(|style| style.attribute((W, "styleId")) == Some(id)).unwrap();
        assert_eq!((value(style, "name"), value(style, "outlineLvl")), (Some(name), Some(level)));
        assert!(style.descendants().any(|node| node.has_tag_name((W, "keepNext"))));
    }
}

#[test]
fn every_style_that_is_used_is_there() {
    let file = samples::memo().docx().unwrap();
    let (styles, body) = (part(&file, "word/styles.xml"), part(&file, "word/document.xml"));
    let (styles, body) = (Xml::parse(&styles).unwrap(), Xml::parse(&body).unwrap());
    let known: Vec<_> = named(&styles, "style").filter_map(|style| style.attribute((W, "styleId"))).collect();
    for name in ["pStyle", "rStyle", "tblStyle"] {
        for used in named(&body, name) {
            assert!(known.contains(&used.attribute((W, "val")).unwrap()), "{used:?}");
        }
    }
}

#[test]
fn a_tables_head_comes_again_on_each_page_and_its_rows_stay_whole() {
    let body = part(&samples::memo().docx().unwrap(), "word/document.xml");
    let xml = Xml::parse(&body).unwrap();
    let rows: Vec<_> = named(&xml, "tr").collect();
    assert_eq!(rows.len(), 5);
    let has = |node: Node<'_, '_>, name| node.descendants().any(|node| node.has_tag_name((W, name)));
    for (i, row) in rows.iter().enumerate() {
        assert_eq!(has(*row, "tblHeader"), i == 0);
        assert!(has(*row, "cantSplit"));
    }
    let cells: Vec<_> = rows[1].descendants().filter(|node| node.has_tag_name((W, "tc"))).collect();
    let alignment: Vec<_> = cells.iter().map(|cell| value(*cell, "jc")).collect();
    assert_eq!(alignment, [None, Some("right"), None]);
    assert_eq!(value(named(&xml, "tbl").next().unwrap(), "tblCaption"), Some("Svar efter län"));
}

#[test]
fn tables_do_not_grow_together_and_a_new_page_begins_where_asked() {
    let body = part(&samples::memo().docx().unwrap(), "word/document.xml");
    let xml = Xml::parse(&body).unwrap();
    let tables: Vec<_> = named(&xml, "tbl").collect();
    for table in tables {
        assert!(table.next_sibling_element().unwrap().has_tag_name((W, "p")));
    }
    let breaks: Vec<_> = named(&xml, "pageBreakBefore").collect();
    assert_eq!(breaks.len(), 1);
    assert_eq!(said(breaks[0].parent().unwrap().parent().unwrap()), "Bilagor");
}

#[test]
fn the_file_knows_its_title_and_its_language() {
    for (code, tag) in [("sv", "sv-SE"), ("en", "en-GB")] {
        let document =
            Document { title: "Å & <{language}>\n2".into(), language: code, ..Document::default() };
        let file = document.docx().unwrap();
        let core = part(&file, "docProps/core.xml");
        assert!(core.contains("<dc:title>Å &amp; &lt;{language}&gt; 2</dc:title>"), "{core}");
        assert!(core.contains(&format!("<dc:language>{tag}</dc:language>")), "{core}");
        let language = format!("<w:lang w:val=\"{tag}\"");
        assert!(part(&file, "word/styles.xml").contains(&language));
        assert!(part(&file, "word/settings.xml").contains(&format!("<w:themeFontLang w:val=\"{tag}\"")));
        let footer = part(&file, "word/footer.xml");
        assert!(footer.contains("Å &amp; &lt;{language}&gt; 2") && footer.contains(" PAGE "), "{footer}");
    }
}

#[test]
fn a_table_that_word_cannot_hold_is_refused() {
    let columns = |count| vec![Column::new("a", Kind::Text); count];
    let document = |count| Document {
        blocks: vec![Block::Table(Table { columns: columns(count), ..Table::default() })],
        ..Document::default()
    };
    assert!(document(63).docx().is_ok());
    assert!(document(64).docx().is_err());
}

#[test]
fn what_says_nothing_is_left_out() {
    let body = part(&samples::everywhere(" \u{0}\n").docx().unwrap(), "word/document.xml");
    let xml = Xml::parse(&body).unwrap();
    let outside: Vec<_> = named(&xml, "body").next().unwrap().children().collect();
    // The table's cells, and the paragraph below it.
    let names: Vec<_> = outside.iter().map(|node| node.tag_name().name()).collect();
    assert_eq!(names, ["tbl", "p", "sectPr"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn whatever_was_typed_makes_a_whole_file_that_says_it(typed in "(?s)[\\x00-\\x7f]{0,20}\\PC{0,20}|(?s).{0,40}") {
        let file = samples::everywhere(&typed).docx().unwrap();
        let mut archive = zip::ZipArchive::new(Cursor::new(&file)).unwrap();
        for i in 0..archive.len() {
            let mut content = String::new();
            archive.by_index(i).unwrap().read_to_string(&mut content).unwrap();
            prop_assert!(Xml::parse(&content).is_ok(), "{content}");
        }
        let body = part(&file, "word/document.xml");
        let xml = Xml::parse(&body).unwrap();
        let all = paragraphs(&xml);
        let line = text::line(&typed);
        if !line.is_empty() {
            prop_assert!(all.iter().any(|(style, _, said)| style == "Heading1" && *said == line));
            let kept = text::clean(&typed).repeat(3);
            prop_assert!(all.iter().any(|(style, _, said)| style.is_empty() && *said == kept), "{all:?}");
        }
    }
}
