//! Tests that start the real program and drive a real browser; see `tests/`.
