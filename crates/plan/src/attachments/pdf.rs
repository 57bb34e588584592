//! What is inside a PDF: whether it does something by itself. Most of it is packed, so it has to be read as a viewer reads it;
//! and what is packed may be made to fill any memory, so the program reads it in a process of its own ([`super::Examiner`]).

use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object};
use hayro_syntax::{LoadPdfError, Pdf};

use super::active::{self, Refusal};

/// How deep things may lie in things.
const DEEPEST: usize = 64;
/// How many actions may follow one another.
const LONGEST_CHAIN: usize = 16;

/// Goes on only if a PDF can be read and does nothing by itself; or the key of what is wrong.
///
/// # Errors
/// The key of a text.
pub fn examine_pdf(bytes: &[u8]) -> Result<(), Refusal> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|fault| match fault {
        LoadPdfError::Decryption(_) => "file-locked",
        LoadPdfError::Invalid => "file-pdf-unreadable",
    })?;
    pdf.objects().into_iter().try_for_each(|object| examine(&object, DEEPEST))
}

fn examine(object: &Object<'_>, left: usize) -> Result<(), Refusal> {
    let left = left.checked_sub(1).ok_or("file-pdf-unreadable")?;
    match object {
        Object::Dict(dict) => examine_dict(dict, left),
        Object::Stream(stream) => examine_dict(stream.dict(), left),
        Object::Array(array) => examine_array(array, left),
        _ => Ok(()),
    }
}

fn examine_dict(dict: &Dict<'_>, left: usize) -> Result<(), Refusal> {
    for (key, value) in dict.entries() {
        // An action's name may be an object of its own.
        let name = dict.get::<Name<'_>>(key.as_str());
        if let Some(why) = active::pdf(key.as_str(), name.as_ref().map(Name::as_str)) {
            return Err(why);
        }
        match key.as_str() {
            "OpenAction" => dict.get(&key).map_or(Ok(()), |action| by_itself(&action, LONGEST_CHAIN))?,
            "AA" => examine_triggers(&dict.get(&key).unwrap_or_else(Dict::empty))?,
            _ => {}
        }
        // What is referred to is an object of its own.
        if let MaybeRef::NotRef(value) = &value {
            examine(value, left)?;
        }
    }
    Ok(())
}

/// Actions that something else than a click sets off: that a page is opened, a field is left.
fn examine_triggers(triggers: &Dict<'_>) -> Result<(), Refusal> {
    let actions = triggers.keys().filter_map(|key| triggers.get::<Dict<'_>>(key.as_str()));
    actions.into_iter().try_for_each(|action| by_itself(&action, LONGEST_CHAIN))
}

/// An action that the file does by itself, and those that follow.
fn by_itself(action: &Dict<'_>, left: usize) -> Result<(), Refusal> {
    let left = left.checked_sub(1).ok_or("file-pdf-unreadable")?;
    let why = action.get::<Name<'_>>("S").and_then(|name| active::pdf_by_itself(name.as_str()));
    if let Some(why) = why {
        return Err(why);
    }
    if let Some(next) = action.get::<Dict<'_>>("Next") {
        by_itself(&next, left)?;
    }
    let several = action.get::<Array<'_>>("Next");
    several.into_iter().flat_map(|all| all.iter::<Dict<'_>>()).try_for_each(|next| by_itself(&next, left))
}

fn examine_array(array: &Array<'_>, left: usize) -> Result<(), Refusal> {
    array.raw_iter().try_for_each(|value| match value {
        MaybeRef::NotRef(value) => examine(&value, left),
        MaybeRef::Ref(_) => Ok(()),
    })
}
