//! Drives [`fuzz::measures`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::measures(bytes));
