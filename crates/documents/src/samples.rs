//! Documents for the tests.

use crate::{Block, Column, Document, Kind, Run, Table};

/// A memo with a part of every kind.
pub fn memo() -> Document {
    let columns = vec![
        Column::new("Län", Kind::Name).weighing(2),
        Column::new("Svar", Kind::Number),
        Column::new("Kommentar", Kind::Text).weighing(5),
    ];
    let row = |cells: [&str; 3]| cells.map(String::from).to_vec();
    let rows = vec![row(["Skåne", "10", "Rad ett\nrad två"]), row(["Kalmar", "1", ""])];
    let items = |texts: [&str; 2]| texts.map(|text| vec![Run::Plain(text.into())]).to_vec();
    Document {
        title: "Goda exempel: en sammanställning".into(),
        language: "sv",
        head: vec![("Datum".into(), "2026-11-28".into()), ("Mottagare".into(), "Äldrenämnden".into())],
        blocks: vec![
            Block::Heading(1, "Vad kommunerna svarade".into()),
            Block::Paragraph(vec![
                Run::Plain("Av ".into()),
                Run::Strong("290".into()),
                Run::Plain(" kommuner har ".into()),
                Run::Emphasis("hälften".into()),
                Run::Plain(" svarat.\nFler väntas.".into()),
            ]),
            Block::List(items(["Bemanning", "Teknik"])),
            Block::Numbered(items(["Läs", "Svara"])),
            Block::Numbered(items(["Börja om", "Sluta"])),
            Block::Heading(2, "Efter län".into()),
            Block::Table(Table { caption: "Svar efter län".into(), columns, rows }),
            Block::plain("Tabellen visar de som har svarat."),
            Block::Quote("Vi provade 🙂.\n\nDet gick bra.".into(), "Enhetschef".into()),
            Block::PageBreak,
            Block::Heading(3, "Bilagor".into()),
            Block::Table(Table { rows: vec![row(["a", "b", "c"])], ..Table::default() }),
            Block::Table(Table { rows: vec![row(["d", "e", "f"])], ..Table::default() }),
        ],
    }
}

/// A document that says the same everywhere.
pub fn everywhere(text: &str) -> Document {
    let said = || String::from(text);
    let runs = || vec![Run::Plain(said()), Run::Strong(said()), Run::Emphasis(said())];
    let columns = [Kind::Text, Kind::Number, Kind::Name].map(|kind| Column::new(text, kind));
    let table =
        Table { caption: said(), columns: columns.to_vec(), rows: vec![vec![said(); 3], vec![said()]] };
    Document {
        title: said(),
        language: "sv",
        head: vec![(said(), said())],
        blocks: vec![
            Block::Heading(0, said()),
            Block::Heading(9, said()),
            Block::Paragraph(runs()),
            Block::List(vec![runs()]),
            Block::Numbered(vec![runs()]),
            Block::Table(table),
            Block::Quote(said(), said()),
            Block::PageBreak,
        ],
    }
}
