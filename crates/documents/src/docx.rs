//! A document as a file for Word (Office Open XML, ISO/IEC 29500): real headings, lists and tables, with a language and a
//! title, so that screen readers and tables of contents find their way.
//!
//! The parts that are alike in every file lie beside as they are; what is said goes straight into the archive, and takes no
//! more memory than the file.

mod body;
mod table;

use std::io::{self, BufWriter, Cursor, Write};

use quick_xml::escape::escape;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::document::{Block, Document, items};
use crate::text;

/// What is alike in every file. `{…}` is filled in.
const PARTS: [(&str, &str); 10] = [
    ("[Content_Types].xml", include_str!("docx/content_types.xml")),
    ("_rels/.rels", include_str!("docx/package_rels.xml")),
    ("docProps/core.xml", include_str!("docx/core.xml")),
    ("word/_rels/document.xml.rels", include_str!("docx/document_rels.xml")),
    ("word/styles.xml", include_str!("docx/styles.xml")),
    ("word/numbering.xml", include_str!("docx/numbering.xml")),
    ("word/settings.xml", include_str!("docx/settings.xml")),
    ("word/fontTable.xml", include_str!("docx/font_table.xml")),
    ("word/theme.xml", include_str!("docx/theme.xml")),
    ("word/footer.xml", include_str!("docx/footer.xml")),
];
/// The list with bullets, in `numbering.xml`. Those with numbers follow it.
const BULLETS: usize = 1;

impl Document {
    /// The document as a file for Word and its like.
    ///
    /// # Errors
    /// A table with more columns than Word can hold, 63, or a file of more than four gigabytes.
    pub fn docx(&self) -> io::Result<Vec<u8>> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in PARTS {
            archive.start_file(name, SimpleFileOptions::default())?;
            archive.write_all(self.filled(content).as_bytes())?;
        }
        archive.start_file("word/document.xml", SimpleFileOptions::default())?;
        let mut buffered = BufWriter::with_capacity(1 << 16, &mut archive);
        body::write(&mut buffered, self)?;
        buffered.flush()?;
        drop(buffered);
        Ok(archive.finish()?.into_inner())
    }

    /// A part with what is this document's own. The title, which may say anything, comes last.
    fn filled(&self, part: &str) -> String {
        let language = match self.language {
            "sv" => "sv-SE",
            "en" => "en-GB",
            other => other,
        };
        let part = part.replace("{language}", &escape(language));
        let part = part.replace("{numbered}", &self.numberings());
        part.replace("{title}", &escape(text::line(&self.title)))
    }

    /// A numbering for each list with numbers, or it would go on where the last one ended.
    fn numberings(&self) -> String {
        let is_numbered =
            |block: &&Block| matches!(block, Block::Numbered(list) if items(list).next().is_some());
        let lists = self.blocks.iter().filter(is_numbered).count();
        let numbering = |list: usize| {
            format!(
                "<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"0\">\
                 <w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>\n",
                BULLETS + list
            )
        };
        (1..=lists).map(numbering).collect()
    }
}

#[cfg(test)]
mod tests;
