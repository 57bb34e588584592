//! A roadmap file on the command line: whose it is, and its measures.

use std::path::Path;

use anyhow::{Context, bail};
use forecast::Forecast;
use projection::measure::Measure;
use statistics::Region;
use statistics::region::{Kind, Unknown};

/// A roadmap file as it can be computed.
pub struct Roadmap {
    /// The municipality that it belongs to.
    pub own: Region,
    /// The measures that count, each with its title.
    pub measures: Vec<(String, Measure)>,
}

/// Reads a roadmap file. Its measures belong to one municipality: others may not be asked for.
pub fn read(forecast: &Forecast, file: &Path, asked: &[String]) -> anyhow::Result<Roadmap> {
    let name = file.display();
    let text =
        std::fs::read_to_string(file).with_context(|| format!("Färdplanen {name} gick inte att läsa."))?;
    let roadmap =
        plan::roadmap::file::from_toml(&text).map_err(|fault| in_file(&name.to_string(), &fault))?;
    let own = forecast.regions().find(&roadmap.region).map_err(unknown)?;
    if own.kind() != Kind::Municipality {
        bail!("Färdplanen {name} gäller {}. Värdet räknas för en kommun i taget.", own.name);
    }
    for asked in asked {
        let region = forecast.regions().find(asked).map_err(unknown)?;
        if region.code != own.code {
            bail!("Färdplanen {name} gäller {} och kan inte räknas för {}.", own.name, region.name);
        }
    }
    let measures = roadmap.titled().map_err(|fault| in_file(&name.to_string(), &fault))?;
    Ok(Roadmap { own: own.clone(), measures })
}

/// A region that there is none of, with what may have been meant.
pub fn unknown(unknown: Unknown) -> anyhow::Error {
    let meant: Vec<String> = unknown.suggestions.iter().map(|r| format!("{} ({})", r.name, r.code)).collect();
    match meant.is_empty() {
        true => anyhow::anyhow!(
            "Okänd kommun \"{}\". Ange namn eller kod, till exempel Hedemora eller 2083.",
            unknown.asked
        ),
        false => anyhow::anyhow!("Okänd kommun \"{}\". Menade du {}?", unknown.asked, meant.join(" eller ")),
    }
}

/// A fault in a roadmap file, with the place in it.
fn in_file(name: &str, fault: &plan::fault::Fault) -> anyhow::Error {
    use plan::fault::Fault;
    match fault {
        Fault::File(f) => anyhow::anyhow!("{name}, rad {}, kolumn {}: {}", f.line, f.column, f.reason),
        Fault::Invalid(fields) => {
            let lines: Vec<String> =
                fields.iter().map(|f| format!("  {}: {}", f.field, web::sentence(f))).collect();
            anyhow::anyhow!("Färdplanen {name} går inte att räkna på:\n{}", lines.join("\n"))
        }
        other => anyhow::anyhow!("{name}: {other}"),
    }
}
