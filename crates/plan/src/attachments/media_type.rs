//! The kinds of files that may be attached. What is not here may not.

use crate::name::named;

named! {
    /// A kind of file, by its media type.
    MediaType {
        /// Pages as they are printed.
        Pdf = "application/pdf",
        /// A document of Word's.
        Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        /// A spreadsheet of Excel's.
        Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        /// A presentation of PowerPoint's.
        Pptx = "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        /// A document of LibreOffice's.
        Odt = "application/vnd.oasis.opendocument.text",
        /// A spreadsheet of LibreOffice's.
        Ods = "application/vnd.oasis.opendocument.spreadsheet",
        /// A presentation of LibreOffice's.
        Odp = "application/vnd.oasis.opendocument.presentation",
        /// A picture.
        Png = "image/png",
        /// A photograph.
        Jpeg = "image/jpeg",
        /// A table as text.
        Csv = "text/csv",
        /// Text.
        Txt = "text/plain",
    }
}

impl MediaType {
    /// How names of such files end; also what the kind is called among texts.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Pptx => "pptx",
            Self::Odt => "odt",
            Self::Ods => "ods",
            Self::Odp => "odp",
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Csv => "csv",
            Self::Txt => "txt",
        }
    }

    /// The kind that a file with this ending says that it is.
    pub(super) fn ending_with(ending: &str) -> Option<Self> {
        let ending = ending.to_ascii_lowercase();
        let ending = if ending == "jpeg" { "jpg" } else { &ending };
        Self::ALL.into_iter().find(|kind| kind.ending() == ending)
    }
}
