//! Writes a page with every chart in both widths, to look at: `cargo run -p charts --example gallery -- /tmp/g.html`.
//! With `dark` as a second argument, the page is dark.

use charts::{DARK, STYLE, Sparkline, Width, standalone};

#[path = "../src/samples.rs"]
mod samples;

fn main() -> std::io::Result<()> {
    let path = std::env::args().nth(1).unwrap_or_else(|| "gallery.html".into());
    let dark = std::env::args().nth(2).is_some_and(|scheme| scheme == "dark");
    let mut page = String::from("<!doctype html><html lang=sv><meta charset=utf-8>");
    page += "<meta name=viewport content='width=device-width'><title>Diagram</title><style>";
    page += STYLE;
    page += "body{margin:16px;max-width:760px;font:16px/1.4 system-ui;background:var(--card,#fff);color:var(--ink,#17242c)}";
    page += "svg.chart,svg.map{margin:8px 0 36px}svg.map{max-width:340px}";
    if dark {
        page += ":root{--ink:#e6ecef;--soft:#a9b5bc;--line:#37454d;--card:#182329;";
        page += DARK;
        page += "}";
    }
    page += "</style>";
    for width in [Width::Wide, Width::Narrow] {
        page += &samples::fan("fan").svg(width);
        page += &samples::fan_with_other("other").svg(width);
        page += &samples::waterfall("waterfall").svg(width);
        page += &samples::surplus("surplus").svg(width);
        page += &samples::timeline("timeline").svg(width);
        page += &samples::legend("legend").svg(width);
        page += &samples::frontier("frontier").svg(width);
        page += &samples::tile_map("tiles").svg(width);
        page += &samples::forest("forest").svg(width);
        page += &samples::columns("columns").svg(width);
    }
    page += &samples::map("map").svg();
    page += "<p>Rad i en tabell ";
    page += &Sparkline { values: vec![3.0, 4.0, 4.5, 7.0, 6.0, 9.0] }.svg();
    page += "</p>";
    std::fs::write(format!("{path}.svg"), standalone(&samples::fan("fan").svg(Width::Wide), &[]))?;
    std::fs::write(path, page)
}
