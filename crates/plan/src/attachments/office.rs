//! What is inside a file of an office program, which is an archive: whether it is what its ending says, and whether it does
//! something by itself.

use std::collections::HashSet;
use std::io::{BufReader, Cursor, Read};

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesDecl, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;

use super::MediaType;
use super::active::{self, EMBEDDED, MACROS, Refusal};

const UNLIKE: Refusal = "file-unlike";
/// More than the part that tells what a file is ever holds.
const LONGEST_PART: u64 = 1024 * 1024;
/// As much of a part as tells what it is.
const LONGEST_HEAD: u64 = 512;
/// How much is read of what an archive holds, bytes: more would be a bomb.
const MOST_READ: u64 = 150 * 1024 * 1024;
/// How deep files may lie in files: a chart has its sheet in it.
const DEEPEST: usize = 2;

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// Goes on only if an archive is a file of this kind that does nothing by itself; or the key of what is wrong.
pub(super) fn examine(kind: MediaType, bytes: &[u8]) -> Result<(), Refusal> {
    let mut archive = opened(bytes)?;
    is_like(kind, &mut archive)?;
    let mut left = MOST_READ;
    does_nothing(&mut archive, &mut left, 0)
}

fn opened(bytes: &[u8]) -> Result<Archive<'_>, Refusal> {
    // An archive may have something else before it, which another program would read.
    if !bytes.starts_with(b"PK\x03\x04") {
        return Err(UNLIKE);
    }
    ZipArchive::new(Cursor::new(bytes)).map_err(|_| UNLIKE)
}

/// Whether an archive is what its name says.
fn is_like(kind: MediaType, archive: &mut Archive<'_>) -> Result<(), Refusal> {
    match main_part(kind) {
        Some(main) => {
            let types = part(archive, "[Content_Types].xml").ok_or(UNLIKE)?;
            if types.contains("macroEnabled") || types.contains("vbaProject") {
                return Err(MACROS);
            }
            // Written plainly, or something could hide behind another way to write it.
            let is_plain = !types.contains("&#") && !types.contains("<!");
            if is_plain && types.contains(&format!("\"{main}\"")) { Ok(()) } else { Err(UNLIKE) }
        }
        None => {
            let told = part(archive, "mimetype").ok_or(UNLIKE)?;
            if told.trim() == kind.name() { Ok(()) } else { Err(UNLIKE) }
        }
    }
}

/// What the main part is said to be, in the formats that say so part by part.
fn main_part(kind: MediaType) -> Option<String> {
    matches!(kind, MediaType::Docx | MediaType::Xlsx | MediaType::Pptx)
        .then(|| format!("{}.main+xml", kind.name()))
}

/// A part as text.
fn part(archive: &mut Archive<'_>, name: &str) -> Option<String> {
    let mut text = String::new();
    archive.by_name(name).ok()?.take(LONGEST_PART).read_to_string(&mut text).ok()?;
    Some(text)
}

/// Goes through every part of an archive, and of those in it. What a part is, its bytes tell: names may lie.
fn does_nothing(archive: &mut Archive<'_>, left: &mut u64, depth: usize) -> Result<(), Refusal> {
    let mut names = HashSet::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).map_err(|_| UNLIKE)?;
        let name = file.name().map_err(|_| UNLIKE)?.into_owned();
        if let Some(why) = active::part(&name) {
            return Err(why);
        }
        // Which of two with one name is read differs from program to program.
        if !names.insert(name.to_lowercase()) {
            return Err(UNLIKE);
        }
        let mut head = Vec::new();
        file.by_ref().take(LONGEST_HEAD).read_to_end(&mut head).map_err(|_| UNLIKE)?;
        if let Some(why) = active::bytes(&head) {
            return Err(why);
        }
        if head.starts_with(b"PK\x03\x04") {
            let deeper = depth.checked_add(1).filter(|depth| *depth <= DEEPEST).ok_or(EMBEDDED)?;
            let bytes = whole(head.chain(file), left)?;
            does_nothing(&mut opened(&bytes)?, left, deeper)?;
        } else if is_xml(&name, &head)? {
            examine_xml(head.chain(file), left)?;
        }
    }
    Ok(())
}

/// Endings of parts that programs read as XML.
const XML: [&str; 4] = [".xml", ".rels", ".vml", ".rdf"];
/// How XML begins that is in something else than UTF-8: UTF-16 with and without its mark, UCS-4, EBCDIC.
const OTHER_XML: [&[u8]; 5] = [b"\xff\xfe", b"\xfe\xff", b"\0<", b"\0\0\0<", b"\x4c\x6f\xa7\x94"];

/// Whether a part is XML, by its name or its beginning. Only UTF-8 is read here, so it may not be in anything else.
fn is_xml(name: &str, head: &[u8]) -> Result<bool, Refusal> {
    let name = name.to_lowercase();
    let is_named = XML.iter().any(|ending| name.ends_with(ending));
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let begins = text.is_empty() || text.starts_with(b"<");
    let is_other = OTHER_XML.iter().any(|mark| head.starts_with(mark)) || (begins && head.contains(&0));
    if is_other || (is_named && !begins) { Err(UNLIKE) } else { Ok(begins) }
}

fn whole(part: impl Read, left: &mut u64) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    let read = part.take(*left + 1).read_to_end(&mut bytes).map_err(|_| UNLIKE)?;
    *left = left.checked_sub(read as u64).ok_or("file-packed")?;
    Ok(bytes)
}

/// Goes through a part, piece by piece.
fn examine_xml(part: impl Read, left: &mut u64) -> Result<(), Refusal> {
    let mut reader = Reader::from_reader(BufReader::new(part.take(*left + 1)));
    // What other programs have written is not corrected here.
    reader.config_mut().check_end_names = false;
    let (mut buffer, mut gathered) = (Vec::new(), Gathered::default());
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|_| UNLIKE)? {
            Event::Start(start) => {
                examine_element(&start)?;
                gathered.begin(&local(&start));
            }
            Event::Empty(start) => {
                examine_element(&start)?;
                gathered.begin(&local(&start));
                gathered.end()?;
            }
            Event::Text(text) => gathered.add(&text.decode().map_err(|_| UNLIKE)?),
            Event::CData(text) => gathered.add(&text.decode().map_err(|_| UNLIKE)?),
            Event::GeneralRef(reference) => match reference.resolve_char_ref().map_err(|_| UNLIKE)? {
                Some(c) => gathered.add(c.encode_utf8(&mut [0; 4])),
                None => {
                    let name = reference.decode().map_err(|_| UNLIKE)?;
                    gathered.add(resolve_xml_entity(&name).ok_or(UNLIKE)?);
                }
            },
            Event::End(_) => gathered.end()?,
            // They could make what is read mean something else.
            Event::DocType(_) => return Err(UNLIKE),
            Event::Decl(declared) if !is_utf8(&declared) => return Err(UNLIKE),
            Event::Eof => break,
            _ => {}
        }
    }
    *left = left.checked_sub(reader.buffer_position()).ok_or("file-packed")?;
    active::fields(&gathered.instructions).map_or(Ok(()), Err)
}

/// Whether a part says that it is in UTF-8, or says nothing.
fn is_utf8(declared: &BytesDecl<'_>) -> bool {
    declared.encoding().is_none_or(|name| {
        name.is_ok_and(|name| name.eq_ignore_ascii_case(b"utf-8") || name.eq_ignore_ascii_case(b"us-ascii"))
    })
}

fn local(start: &BytesStart<'_>) -> String {
    String::from_utf8_lossy(start.local_name().as_ref()).into_owned()
}

fn examine_element(start: &BytesStart<'_>) -> Result<(), Refusal> {
    let element = local(start);
    if let Some(why) = active::element(&element) {
        return Err(why);
    }
    let (mut kind, mut target, mut is_outside) = (String::new(), String::new(), false);
    for one in start.attributes().with_checks(false) {
        let one = one.map_err(|_| UNLIKE)?;
        let name = String::from_utf8_lossy(one.key.local_name().as_ref()).into_owned();
        let value = one.normalized_value(XmlVersion::Implicit1_0).map_err(|_| UNLIKE)?;
        if let Some(why) = active::attribute(&element, &name, &value) {
            return Err(why);
        }
        // By their whole names: one with a prefix is another.
        match one.key.as_ref() {
            b"Type" => kind = value.into_owned(),
            b"Target" => target = value.into_owned(),
            b"TargetMode" => is_outside = value.eq_ignore_ascii_case("external"),
            _ => {}
        }
    }
    let relation = (element == "Relationship").then(|| active::relation(&kind, &target, is_outside));
    relation.flatten().map_or(Ok(()), Err)
}

/// Texts that say what is done: the instructions of a part's fields, which may be split, and a formula.
#[derive(Default)]
struct Gathered {
    instructions: String,
    formula: String,
    /// What the text of each open element belongs to, the innermost last.
    open: Vec<Into>,
}

#[derive(Clone, Copy, Default, PartialEq)]
enum Into {
    #[default]
    Nothing,
    Instructions,
    Formula,
}

impl Gathered {
    fn inside(&self) -> Into {
        self.open.last().copied().unwrap_or_default()
    }

    fn begin(&mut self, element: &str) {
        self.open.push(match element {
            "instrText" | "delInstrText" => Into::Instructions,
            "f" | "definedName" => Into::Formula,
            _ => self.inside(),
        });
        // A field begins, or ends.
        if element == "fldChar" {
            self.instructions.push('\n');
        }
    }

    fn add(&mut self, text: &str) {
        match self.inside() {
            Into::Nothing => {}
            Into::Instructions => self.instructions.push_str(text),
            Into::Formula => self.formula.push_str(text),
        }
    }

    fn end(&mut self) -> Result<(), Refusal> {
        let ended = self.open.pop().unwrap_or_default();
        if ended != Into::Formula || self.inside() == Into::Formula {
            return Ok(());
        }
        let formula = std::mem::take(&mut self.formula);
        active::formula(&formula).map_or(Ok(()), Err)
    }
}
