//! Drives [`fuzz::number`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::number(bytes));
