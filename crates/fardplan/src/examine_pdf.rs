//! `fardplan examine-pdf`: what `serve` asks of itself when somebody attaches a PDF, in a process that may take no more than
//! so much memory and time, whatever the file has been made to do.

use std::io::Read;

use plan::attachments::{LARGEST, examine_pdf};
use rustix::process::{Resource, Rlimit, setrlimit};

/// Bytes of memory: fifty times the largest file.
const MEMORY: u64 = 512 * 1024 * 1024;
/// Seconds.
const TIME: u64 = 20;

/// What its environment must have: the allocator else reserves a gigabyte of addresses when the program starts, and finds no
/// more of them for a large file.
pub const ENVIRONMENT: &[(&str, &str)] = &[("MIMALLOC_ARENA_RESERVE", "32MiB")];

/// Reads a PDF from standard input, and prints the key of what is wrong with it, or nothing.
pub fn run() -> anyhow::Result<()> {
    for (what, most) in [(Resource::As, MEMORY), (Resource::Cpu, TIME)] {
        setrlimit(what, Rlimit { current: Some(most), maximum: Some(most) })?;
    }
    let mut bytes = Vec::new();
    std::io::stdin().take(LARGEST as u64 + 1).read_to_end(&mut bytes)?;
    if let Err(key) = examine_pdf(&bytes) {
        println!("{key}");
    }
    Ok(())
}
