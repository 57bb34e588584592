//! `fardplan verify-trail`: whether the trail of who did what is as it was written, and what was frozen as it was frozen.

use std::io::Write;

use anyhow::{Context, bail};
use data_encoding::HEXLOWER_PERMISSIVE;
use plan::access::Actor;
use plan::audit::verify;

use crate::settings::{Place, open_existing};

/// What to check.
#[derive(clap::Args, Debug)]
pub struct Options {
    /// A hash that an earlier check told: one of the rows must still have it, or rows at the end have been taken away.
    #[arg(long, value_name = "HASH")]
    known: Option<String>,
    #[command(flatten)]
    place: Place,
}

/// Prints how many rows there are and the hash to keep elsewhere.
pub fn run(options: &Options) -> anyhow::Result<()> {
    let known = options.known.as_deref().map(read).transpose()?;
    let location = options.place.location()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let checked = runtime.block_on(async {
        let db = open_existing(&location).await?;
        let mut tx = db.read(&Actor::Program).await?;
        let checked = verify(&mut tx, known).await?;
        let altered = plan::decisions::verify(&mut tx).await?;
        drop(tx);
        db.close().await;
        anyhow::Ok((checked, altered))
    })?;
    let (checked, altered) = checked;
    match checked {
        Err(broken) => bail!(
            "Loggen är bruten vid rad {}: den är ändrad, borttagen eller tillagd i efterhand.",
            broken.number
        ),
        Ok(found) if !found.has_known => bail!(
            "Ingen av loggens {} rader har kontrollsumman som angavs: rader i slutet är borttagna, eller loggen är en annan.",
            found.rows
        ),
        Ok(_) if !altered.is_empty() => {
            let each =
                altered.iter().map(|one| format!("{} {} version {}", one.of.kind, one.of.id, one.number));
            bail!(
                "Loggen är hel, men det som har frysts är inte det som den berättar om: {}.",
                each.collect::<Vec<_>>().join(", ")
            )
        }
        Ok(found) => {
            let hash = HEXLOWER_PERMISSIVE.encode(&found.hash);
            let mut out = std::io::stdout().lock();
            writeln!(out, "Loggen är hel: {} rader. Alla frysta versioner är som de frystes.", found.rows)?;
            writeln!(out, "Kontrollsumma att spara någon annanstans: {hash}")?;
        }
    }
    Ok(())
}

fn read(hash: &str) -> anyhow::Result<[u8; 32]> {
    let bytes = HEXLOWER_PERMISSIVE.decode(hash.trim().as_bytes()).ok();
    bytes.and_then(|bytes| bytes.try_into().ok()).context("Kontrollsumman ska ha 64 tecken, 0–9 och a–f.")
}
