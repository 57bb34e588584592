//! A document as a part of a page: marked up for everyone, without styles or scripts of its own. What looks different has the
//! classes that the site's own tables have.

use quick_xml::escape::escape;

use crate::document::{Block, Document, Kind, Run, Table, is_blank, items};
use crate::text;

impl Document {
    /// The document without its title, as HTML. Its headings begin at `<h2>`, below the page's own.
    pub fn html(&self) -> String {
        let mut html = format!("<div lang=\"{}\">\n", escape(self.language));
        let head = self.head_lines();
        if !head.is_empty() {
            html += "<dl>\n";
            for (name, value) in head {
                html += &format!("<dt>{}</dt><dd>{}</dd>\n", escape(name), escape(value));
            }
            html += "</dl>\n";
        }
        html.extend(self.blocks.iter().map(block));
        html + "</div>\n"
    }
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading(level, text) => {
            let (level, text) = ((*level).clamp(1, 3) + 1, one_line(text));
            if text.is_empty() { text } else { format!("<h{level}>{text}</h{level}>\n") }
        }
        Block::Paragraph(content) if is_blank(content) => String::new(),
        Block::Paragraph(content) => format!("<p>{}</p>\n", runs(content)),
        Block::List(content) => list("ul", content),
        Block::Numbered(content) => list("ol", content),
        Block::Table(content) => table(content),
        Block::Quote(said, who) => quote(said, who),
        Block::PageBreak => String::from("<div class=\"page-break\"></div>\n"),
    }
}

fn runs(runs: &[Run]) -> String {
    let piece = |run: &Run| {
        let text = many_lines(run.text());
        match run {
            _ if text.is_empty() => text,
            Run::Plain(_) => text,
            Run::Strong(_) => format!("<strong>{text}</strong>"),
            Run::Emphasis(_) => format!("<em>{text}</em>"),
        }
    };
    runs.iter().map(piece).collect()
}

fn list(tag: &str, list: &[Vec<Run>]) -> String {
    let items: String = items(list).map(|item| format!("<li>{}</li>\n", runs(item))).collect();
    if items.is_empty() { items } else { format!("<{tag}>\n{items}</{tag}>\n") }
}

fn quote(said: &str, who: &str) -> String {
    let paragraphs: String =
        text::paragraphs(said).iter().map(|text| format!("<p>{}</p>", many_lines(text))).collect();
    let who = one_line(who);
    match (paragraphs.is_empty(), who.is_empty()) {
        (true, _) => String::new(),
        (false, true) => format!("<blockquote>{paragraphs}</blockquote>\n"),
        (false, false) => {
            format!("<figure><blockquote>{paragraphs}</blockquote><figcaption>{who}</figcaption></figure>\n")
        }
    }
}

fn table(table: &Table) -> String {
    let columns = table.all_columns();
    if columns.is_empty() {
        return String::new();
    }
    let caption = one_line(&table.caption);
    // What may be wider than the screen is moved from the keyboard too; with a name it is a region of its own.
    let mut html = String::from("<div class=\"scroll\" tabindex=\"0\"");
    if !caption.is_empty() {
        html += &format!(" role=\"region\" aria-label=\"{caption}\"");
    }
    html += "><table class=\"data\">\n";
    if !caption.is_empty() {
        html += &format!("<caption>{caption}</caption>\n");
    }
    if table.has_head() {
        let heads = columns.iter().map(|column| head(&one_line(&column.head), column.kind));
        html += &format!("<thead><tr>{}</tr></thead>\n", heads.collect::<String>());
    }
    html += "<tbody>\n";
    for row in &table.rows {
        let cells = Table::cells(row, &columns).map(|(text, kind)| cell(&many_lines(&text), kind));
        html += &format!("<tr>{}</tr>\n", cells.collect::<String>());
    }
    html + "</tbody></table></div>\n"
}

/// The head of a column; an empty one is no head, which a screen reader would announce.
fn head(text: &str, kind: Kind) -> String {
    match kind {
        _ if text.is_empty() => String::from("<td></td>"),
        Kind::Number => format!("<th scope=\"col\" class=\"number\">{text}</th>"),
        Kind::Text | Kind::Name => format!("<th scope=\"col\">{text}</th>"),
    }
}

fn cell(text: &str, kind: Kind) -> String {
    match kind {
        Kind::Number => format!("<td class=\"number\">{text}</td>"),
        Kind::Name if !text.is_empty() => format!("<th scope=\"row\">{text}</th>"),
        Kind::Name | Kind::Text => format!("<td>{text}</td>"),
    }
}

fn one_line(text: &str) -> String {
    escape(text::line(text)).into_owned()
}

fn many_lines(text: &str) -> String {
    escape(text::clean(text)).replace('\n', "<br>")
}

#[cfg(test)]
mod tests {
    use crate::samples;

    #[test]
    fn everything_is_marked_up_as_what_it_is() {
        let html = samples::memo().html();
        for part in [
            "<div lang=\"sv\">",
            "<dt>Datum</dt><dd>2026-11-28</dd>",
            "<h2>Vad kommunerna svarade</h2>",
            "<h4>Bilagor</h4>",
            "<p>Av <strong>290</strong> kommuner har <em>hälften</em> svarat.<br>Fler väntas.</p>",
            "<ul>\n<li>Bemanning</li>",
            "<ol>\n<li>Läs</li>",
            "role=\"region\" aria-label=\"Svar efter län\"><table class=\"data\">\n<caption>Svar efter län</caption>",
            "<th scope=\"col\">Län</th><th scope=\"col\" class=\"number\">Svar</th>",
            "<tr><th scope=\"row\">Skåne</th><td class=\"number\">10</td><td>Rad ett<br>rad två</td></tr>",
            "<figcaption>Enhetschef</figcaption>",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
        assert!(!html.contains("style=") && !html.contains("<h1"));
    }

    #[test]
    fn nothing_that_was_typed_becomes_markup() {
        let html = samples::everywhere("<script>\"&'\u{0}\u{b}\u{fffe}x").html();
        assert!(!html.contains("<script") && !html.contains(['\u{0}', '\u{b}', '\u{fffe}']));
        // Well formed, but for the line breaks that HTML leaves open.
        let closed = html.replace("<br>", "<br/>");
        roxmltree::Document::parse(&closed).unwrap_or_else(|fault| panic!("{fault}: {html}"));
    }

    #[test]
    fn what_says_nothing_is_left_out() {
        let blank = samples::everywhere(" \u{0}\n").html();
        for tag in ["<h", "<p", "<dt", "<ul", "<ol", "<li", "<blockquote", "<caption", "<th", "role="] {
            assert!(!blank.contains(tag), "{tag}: {blank}");
        }
    }
}
