//! What studies say together: random-effects pooling of published effects, and what they are on a lever.
//!
//! Pure numbers. What may be pooled (the same outcome on the same scale, each trial once, no review with its own trials) is for
//! whoever has the studies to decide; what is pooled here is pooled whole.

mod conversion;
mod pool;
mod scale;

pub use conversion::{Conversion, Input, InputUnit};
pub use pool::{Pooled, Study, Unpooled, pool};
pub use scale::{Reported, Scale};
