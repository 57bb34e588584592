//! Drives [`fuzz::roadmap`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::roadmap(bytes));
