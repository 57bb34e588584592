//! A statement that is put together of parts, for questions with many forms. All else is written out with `sql!`.

use std::fmt::Write;

use super::query::{Query, Value, query};

/// A statement so far, with the values of its placeholders.
pub(crate) struct Builder {
    text: String,
    query: Query,
    bound: usize,
}

impl Builder {
    /// Begins with a text.
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), query: query(""), bound: 0 }
    }

    /// Adds text of the program's own: never anything that somebody has typed.
    pub fn push(&mut self, text: &str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    /// Adds a placeholder and its value.
    pub fn bind<'a, V: Value<'a>>(&mut self, value: V) -> &mut Self {
        self.bound += 1;
        // Writing to a text cannot fail.
        let _ = write!(self.text, "${}", self.bound);
        let query = std::mem::replace(&mut self.query, query(""));
        self.query = query.bind(value);
        self
    }

    /// Adds `column in (…)`, which is false for no values.
    pub fn is_in<'a, V: Value<'a>>(
        &mut self,
        column: &str,
        values: impl IntoIterator<Item = V>,
    ) -> &mut Self {
        let mut values = values.into_iter();
        let Some(first) = values.next() else { return self.push("false") };
        self.push(column).push(" in (").bind(first);
        for value in values {
            self.push(", ").bind(value);
        }
        self.push(")")
    }

    /// The statement.
    pub fn build(self) -> Query {
        self.query.with_text(self.text)
    }
}
