//! `#[derive(FromRow)]`: what a row of either engine fills.
//!
//! It does what `sqlx`'s own does, by the same attributes, for the two engines that the program speaks to. Theirs is
//! built with both engines inside the compiler's plugin, which builds those, SQLite's C among them, once more.

use proc_macro::TokenStream;
use quote::quote;
use syn::ext::IdentExt as _;
use syn::{Data, DeriveInput, Error, Field, Fields, LitStr, Result, Type};

/// Fills a struct with named fields from a row, by their names. A field can be told to have another name
/// (`rename = "…"`), to be made of what the column holds (`try_from = "…"`), to take its own fields from the same row
/// (`flatten`) or not to come from the row (`skip`).
#[proc_macro_derive(FromRow, attributes(sqlx))]
pub fn from_row(input: TokenStream) -> TokenStream {
    let input = syn::parse_macro_input!(input as DeriveInput);
    implementation(&input).unwrap_or_else(Error::into_compile_error).into()
}

fn implementation(input: &DeriveInput) -> Result<proc_macro2::TokenStream> {
    let Data::Struct(syn::DataStruct { fields: Fields::Named(fields), .. }) = &input.data else {
        return Err(Error::new_spanned(input, "only a struct with named fields is filled from a row"));
    };
    let values = fields.named.iter().map(value).collect::<Result<Vec<_>>>()?;
    let ident = &input.ident;
    let rows = [quote!(::sqlx::sqlite::SqliteRow), quote!(::sqlx::postgres::PgRow)];
    let implementations = rows.map(|row| {
        quote! {
            #[automatically_derived]
            impl<'r> ::sqlx::FromRow<'r, #row> for #ident {
                fn from_row(row: &'r #row) -> ::sqlx::Result<Self> {
                    ::std::result::Result::Ok(Self { #(#values),* })
                }
            }
        }
    });
    Ok(quote!(#(#implementations)*))
}

/// What the attributes of a field say.
#[derive(Default)]
struct Told {
    name: Option<String>,
    from: Option<Type>,
    is_flat: bool,
    is_skipped: bool,
}

impl Told {
    fn of(field: &Field) -> Result<Self> {
        let mut told = Self::default();
        for attribute in field.attrs.iter().filter(|attribute| attribute.path().is_ident("sqlx")) {
            attribute.parse_nested_meta(|meta| {
                if meta.path.is_ident("rename") {
                    told.name = Some(meta.value()?.parse::<LitStr>()?.value());
                } else if meta.path.is_ident("try_from") {
                    told.from = Some(meta.value()?.parse::<LitStr>()?.parse()?);
                } else if meta.path.is_ident("flatten") {
                    told.is_flat = true;
                } else if meta.path.is_ident("skip") {
                    told.is_skipped = true;
                } else {
                    return Err(meta.error("not known here: rename, try_from, flatten or skip"));
                }
                Ok(())
            })?;
        }
        Ok(told)
    }
}

/// A field and what fills it.
fn value(field: &Field) -> Result<proc_macro2::TokenStream> {
    let told = Told::of(field)?;
    let (ident, kind) = (&field.ident, &field.ty);
    let name =
        told.name.or_else(|| ident.as_ref().map(|ident| ident.unraw().to_string())).unwrap_or_default();
    let value = match told.from {
        _ if told.is_skipped => quote!(::std::default::Default::default()),
        _ if told.is_flat => quote!(<#kind as ::sqlx::FromRow<'r, _>>::from_row(row)?),
        Some(from) => quote! {
            <#kind as ::std::convert::TryFrom<#from>>::try_from(::sqlx::Row::try_get::<#from, _>(row, #name)?)
                .map_err(|cause| ::sqlx::Error::ColumnDecode {
                    index: #name.to_owned(),
                    source: ::std::boxed::Box::new(cause),
                })?
        },
        None => quote!(::sqlx::Row::try_get(row, #name)?),
    };
    Ok(quote!(#ident: #value))
}
