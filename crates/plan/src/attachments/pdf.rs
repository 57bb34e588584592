//! What is inside a PDF: whether it does something by itself. Most of it is packed, so it has to be read as a viewer reads it;
//! and what is packed may be made to fill any memory, so the program reads it in a process of its own ([`super::Examiner`]).

use hayro_syntax::object::{Array, Dict, MaybeRef, Object};
use hayro_syntax::{LoadPdfError, Pdf};

use super::active::{self, Refusal};

/// How deep things may lie in things.
const DEEPEST: usize = 64;

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
        let name = match &value {
            MaybeRef::NotRef(Object::Name(name)) => Some(name.as_str()),
            _ => None,
        };
        if let Some(why) = active::pdf(key.as_str(), name) {
            return Err(why);
        }
        // What is referred to is an object of its own.
        if let MaybeRef::NotRef(value) = &value {
            examine(value, left)?;
        }
    }
    Ok(())
}

fn examine_array(array: &Array<'_>, left: usize) -> Result<(), Refusal> {
    array.raw_iter().try_for_each(|value| match value {
        MaybeRef::NotRef(value) => examine(&value, left),
        MaybeRef::Ref(_) => Ok(()),
    })
}
