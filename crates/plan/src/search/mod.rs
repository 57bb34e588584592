//! One search in everything: what is written is fed to it in the transaction that writes it, and who searches finds what they may read.
//!
//! Texts become terms by [`swedish::analysis`], and each term of a text has a weight, a whole number: so both databases find the same, in
//! the same order.

mod feed;
mod find;
mod named;
mod quote;
mod score;
mod spelling;
mod synonyms;
mod terms;

pub(crate) use feed::refresh;
pub use feed::{catch_up, is_searched};
pub use find::{Asked, Found, Hit, find, ids};
pub use named::{APPROACH, Named, keep_named};
pub use quote::Marked;
pub use synonyms::{SynonymList, set_synonyms, synonyms};

use swedish::analysis::Analyser;

use crate::db::Tx;
use crate::fault::Fault;

/// What makes terms of texts here.
pub(crate) async fn analyser(tx: &mut Tx) -> Result<Analyser, Fault> {
    Ok(Analyser::new(synonyms::stored(tx).await?))
}
