//! What a file does by itself when it is opened, and may not: run something, or fetch something from elsewhere. The list of it
//! all, for every kind of file; [`super::office`] and [`super::pdf`] read the files and ask here.
//!
//! Links that are followed when somebody clicks on them are not here: a text may refer to another.

/// Why a file may not be attached: the key of the text that says so.
pub(super) type Refusal = &'static str;

/// Macros and scripts.
pub(super) const MACROS: Refusal = "file-macros";
/// A command that starts another program (DDE).
pub(super) const COMMAND: Refusal = "file-command";
/// A template, picture, table or the like that is fetched from elsewhere.
pub(super) const REMOTE: Refusal = "file-remote";
/// An object of another program inside the file, or a file inside the file.
pub(super) const EMBEDDED: Refusal = "file-embedded";

/// Parts of an archive that an office program runs, by what stands in their names.
const PARTS: [(&str, Refusal); 4] =
    [("vbaproject", MACROS), ("vbadata", MACROS), ("/activex/", MACROS), ("/macrosheets/", MACROS)];

/// How parts begin that are objects or programs, whatever they are called.
const BYTES: [(&[u8], Refusal); 3] = [
    // An OLE compound file: objects, and documents of older programs.
    (b"\xd0\xcf\x11\xe0", EMBEDDED),
    (b"MZ", EMBEDDED),
    (b"\x7fELF", EMBEDDED),
];

/// What a part is to another, by the last word of the relation.
const RELATIONS: [(&str, Refusal); 5] = [
    ("vbaProject", MACROS),
    ("control", MACROS),
    ("oleObject", EMBEDDED),
    // Pages of the web inside a text (altChunk), which run what stands in them.
    ("aFChunk", EMBEDDED),
    ("attachedToolbars", MACROS),
];

/// Folders at the top of an archive that hold scripts.
const FOLDERS: [&str; 2] = ["basic/", "scripts/"];

/// Elements, by their names without prefix.
const ELEMENTS: [(&str, Refusal); 11] = [
    // OpenDocument.
    ("event-listener", MACROS),
    ("script", MACROS),
    ("dde-connection-decl", COMMAND),
    ("dde-link", COMMAND),
    ("dde-source", COMMAND),
    ("object-ole", EMBEDDED),
    ("applet", EMBEDDED),
    // Office Open XML.
    ("ddeLink", COMMAND),
    ("oleLink", COMMAND),
    ("connection", REMOTE),
    ("webPr", REMOTE),
];

/// Fields of a text that run something. A button for a macro (`MACROBUTTON`) does nothing without one, and stands in many templates
/// where somebody is to click and write.
const FIELDS: [&str; 2] = ["DDE", "DDEAUTO"];

/// Fields that fetch what they are told to, and may do so by themselves.
const FETCHING: [&str; 5] = ["INCLUDEPICTURE", "INCLUDETEXT", "LINK", "DATABASE", "IMPORT"];

/// Functions of a sheet that reach out of it.
const FUNCTIONS: [(&str, Refusal); 9] = [
    ("WEBSERVICE(", REMOTE),
    ("IMAGE(", REMOTE),
    ("SQL.REQUEST(", REMOTE),
    ("DDE(", COMMAND),
    ("RTD(", COMMAND),
    ("CALL(", COMMAND),
    ("EXEC(", COMMAND),
    ("REGISTER(", COMMAND),
    ("REGISTER.ID(", COMMAND),
];

/// Keys of a PDF's dictionaries.
const PDF_KEYS: [(&str, Refusal); 8] = [
    // A stream whose bytes are another file's.
    ("FFilter", REMOTE),
    ("JS", MACROS),
    ("JavaScript", MACROS),
    // Forms that hold scripts of their own.
    ("XFA", MACROS),
    ("EmbeddedFiles", EMBEDDED),
    ("EF", EMBEDDED),
    ("RichMediaContent", EMBEDDED),
    ("RichMediaSettings", EMBEDDED),
];

/// Actions of a PDF.
const PDF_ACTIONS: [(&str, Refusal); 8] = [
    ("Thread", REMOTE),
    ("JavaScript", MACROS),
    ("Launch", COMMAND),
    ("ImportData", REMOTE),
    ("SubmitForm", REMOTE),
    ("GoToR", REMOTE),
    ("GoToE", EMBEDDED),
    ("Rendition", EMBEDDED),
];

/// Actions of a PDF that may be there where somebody clicks, and not where the file does them by itself.
const PDF_CLICKED: [(&str, Refusal); 1] = [("URI", REMOTE)];

fn listed(list: &[(&str, Refusal)], is: impl Fn(&str) -> bool) -> Option<Refusal> {
    list.iter().find(|(what, _)| is(what)).map(|(_, why)| *why)
}

/// Why a part of an archive may not be there, by its name.
pub(super) fn part(name: &str) -> Option<Refusal> {
    let name = format!("/{}", name.to_lowercase().replace('\\', "/"));
    if FOLDERS.iter().any(|folder| name[1..].starts_with(folder)) {
        return Some(MACROS);
    }
    listed(&PARTS, |mark| name.contains(mark))
}

/// Why an element may not be there, by its name without prefix.
pub(super) fn element(name: &str) -> Option<Refusal> {
    listed(&ELEMENTS, |one| one == name)
}

/// Why an attribute of an element may not be there.
pub(super) fn attribute(element: &str, name: &str, value: &str) -> Option<Refusal> {
    match name {
        // OpenDocument: what is shown in its place, but for what one clicks on and what a document was made from.
        "href" if !matches!(element, "a" | "template") && is_remote(value) => Some(REMOTE),
        "action"
            if ["program", "macro", "ole"]
                .iter()
                .any(|what| value.starts_with(&format!("ppaction://{what}"))) =>
        {
            Some(COMMAND)
        }
        "formula" => formula(value),
        "instr" => fields(value),
        _ => None,
    }
}

/// Why a part may not begin so.
pub(super) fn bytes(head: &[u8]) -> Option<Refusal> {
    BYTES.iter().find(|(mark, _)| head.starts_with(mark)).map(|(_, why)| *why)
}

/// Why a part may not be in such a relation to another, or to something outside of the archive.
pub(super) fn relation(kind: &str, target: &str, is_outside: bool) -> Option<Refusal> {
    let kind = kind.rsplit('/').next().unwrap_or_default();
    if is_outside {
        // One that is followed when somebody clicks may lead anywhere.
        return (kind != "hyperlink" && is_remote(target)).then_some(REMOTE);
    }
    listed(&RELATIONS, |one| one.eq_ignore_ascii_case(kind))
}

/// Why the instructions of a text's fields may not be there: a line for each field, or piece of one.
pub(super) fn fields(instructions: &str) -> Option<Refusal> {
    let text = instructions.to_uppercase();
    let words: Vec<&str> = text.split_whitespace().map(leading).collect();
    // A field may be spelled out by the numbers of its letters.
    let spells = words.windows(2).any(|pair| pair[0] == "QUOTE" && is_number(pair[1]));
    if spells || words.iter().any(|word| FIELDS.contains(word)) {
        return Some(COMMAND);
    }
    let lines = || text.lines().map(str::trim);
    let fetches = lines().any(|line| FETCHING.contains(&leading(line)));
    // What a field fetches may stand in a field inside it.
    let leads_away = lines()
        .filter(|line| leading(line) != "HYPERLINK")
        .any(|line| line.split([' ', '\t', '"']).any(|word| is_remote(&word.replace("\\\\", "\\"))));
    (fetches && leads_away).then_some(REMOTE)
}

/// The letters and figures that a text begins with.
fn leading(text: &str) -> &str {
    text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default()
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Why a sheet's formula may not be there.
pub(super) fn formula(formula: &str) -> Option<Refusal> {
    // There may be blanks before a bracket.
    let formula: String = formula.to_uppercase().split_whitespace().collect();
    let calls = |name: &str| {
        let before = |at: usize| formula[..at].chars().next_back();
        formula.match_indices(name).any(|(at, _)| !before(at).is_some_and(char::is_alphanumeric))
    };
    listed(&FUNCTIONS, calls)
}

/// Why a table as text may not have a line, whatever stands between its cells: a program for sheets would take one for a command
/// that starts a program, or fetches something.
pub(super) fn line(line: &str) -> Option<Refusal> {
    let is_begin = |at: usize| !line[..at].chars().next_back().is_some_and(char::is_alphanumeric);
    let from = |marks: &[char]| {
        let begin = line.match_indices(marks).map(|(at, _)| at).find(|at| is_begin(*at));
        begin.map(|at| &line[at..])
    };
    let cells = from(&['=', '+', '-', '@'])?;
    let refers = from(&['=']).is_some_and(|cells| cells.contains("//") || cells.contains("\\\\"));
    if calls_program(cells) { Some(COMMAND) } else { formula(cells).or(refers.then_some(REMOTE)) }
}

/// Whether there is `program|topic!item` in a text.
fn calls_program(text: &str) -> bool {
    text.match_indices('|').any(|(at, _)| {
        let is_named = text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
        let topic = &text[at + 1..];
        is_named && !topic.starts_with(char::is_whitespace) && topic.contains('!')
    })
}

/// Why a PDF may not have a key, or an action.
pub(super) fn pdf(key: &str, value: Option<&str>) -> Option<Refusal> {
    match value {
        Some(action) if key == "S" => listed(&PDF_ACTIONS, |one| one == action),
        _ => listed(&PDF_KEYS, |one| one == key),
    }
}

/// Why a PDF may not do an action by itself.
pub(super) fn pdf_by_itself(action: &str) -> Option<Refusal> {
    listed(&PDF_ACTIONS, |one| one == action).or_else(|| listed(&PDF_CLICKED, |one| one == action))
}

/// Whether a target is on another computer. Drives and what lies beside the file are not, nor is a server with a name that only
/// the own network knows: templates of a municipality lie on such.
fn is_remote(target: &str) -> bool {
    let target = percent_encoding::percent_decode_str(target.trim())
        .decode_utf8_lossy()
        .replace('\\', "/")
        .to_lowercase();
    let rest = target.strip_prefix("file:").unwrap_or(&target);
    let path = rest.trim_start_matches('/');
    let slashes = rest.len() - path.len();
    let is_drive = path.chars().nth(1) == Some(':') && path.starts_with(|c: char| c.is_ascii_alphabetic());
    if is_drive {
        return false;
    }
    if slashes >= 2 && !(rest.len() < target.len() && slashes == 3) {
        let host = path.split('/').next().unwrap_or_default();
        let is_near = host.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
            && host.chars().any(|c| c.is_ascii_alphabetic())
            && !host.starts_with("0x");
        return !is_near;
    }
    let scheme = rest.split_once(':').map_or("", |(scheme, _)| scheme);
    // A picture that came with a letter is in the file.
    !matches!(scheme, "" | "cid")
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_computers_are_told_from_the_own_network() {
        for far in [
            "https://evil.example/mall.dotm",
            "HTTP://evil.example",
            "//evil.example/x",
            "\\\\192.0.2.1\\x",
            "file://///evil.example/x",
            "file:////evil.example/x",
            "file://evil.example/x",
            "%5C%5Cevil.example\\x",
            "\\\\evil@ssl\\x",
            "mhtml:http://evil.example",
            "\\\\3232235777\\x",
        ] {
            assert!(is_remote(far), "{far}");
        }
        for near in [
            "file:///C:\\Users\\eva\\Mall.dotx",
            "H:/mallar/x.dotx",
            "../Bilder/x.png",
            "Pictures/10000.png",
            "file:///\\\\filserver01\\mallar\\Protokoll.dotx",
            "\\\\filserver01\\mallar\\x.dotx",
            "./Object 1",
            "file:///home/eva/x.ott",
            "",
        ] {
            assert!(!is_remote(near), "{near}");
        }
    }

    #[test]
    fn lines_that_command_are_told_from_figures() {
        for bad in [
            "=cmd|' /C calc'!A0",
            "hej;=cmd|' /C calc, x'!A0",
            "hej#=cmd|' /C calc'!A0",
            "sep=#;+cmd|'x'!A",
            "x,\"=WEBSERVICE(\"\"http://x\"\")\"",
            "=WEBSERVICE (A1)",
            "@SUM(1+1)*cmd|'x'!A",
            "-cmd|'x'!A",
            "+dde(\"x\")",
            "='\\\\evil.example\\s\\[x.xlsx]A'!A1",
            "=HYPERLINK(\"https://evil.example\")",
        ] {
            assert!(line(bad).is_some(), "{bad}");
        }
        for good in [
            "-5,3;84",
            "+46 70 000 00 00",
            "=A1+B2",
            "- saknas (ännu)",
            "@sjukhuset",
            "Katalog(1)",
            "=SUMMA(A1:A3)",
            "-5;se https://kommun.example/!",
            "- ett | två! tre",
            "a=b|c!",
        ] {
            assert_eq!(line(good), None, "{good}");
        }
    }

    #[test]
    fn fields_that_run_or_fetch_are_told_from_those_that_count() {
        for bad in [
            "DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe",
            "DDEAUTO\"c:\\\\windows\"",
            " dde x y",
            "QUOTE 68 68 69",
            "INCLUDEPICTURE \"https://evil.example/x.png\" \\d",
            "INCLUDETEXT \n QUOTE \"\\\\\\\\evil.example\\\\x\"",
        ] {
            assert!(fields(bad).is_some(), "{bad}");
        }
        for good in [
            "PAGE \\* MERGEFORMAT",
            "TOC \\o \"1-3\"",
            "QUOTE \"hej\"",
            "HYPERLINK \"https://kommun.example/dde\"",
            "INCLUDEPICTURE \"cid:image001.png@01\"\nHYPERLINK \"https://kommun.example\"",
            "LINK Excel.Sheet.12 \"C:\\\\Mina\\\\x.xlsx\" \\a",
        ] {
            assert_eq!(fields(good), None, "{good}");
        }
    }
}
