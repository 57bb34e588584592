//! A page that is one form.

use askama::Template;
use axum::response::Response;

use super::{Form, FormView, Section};
use crate::fault::Fault;
use crate::page::{Frame, render_with};

/// A page that is one form, with what stands above and below it.
#[derive(Template)]
#[template(path = "forms/page.html")]
pub struct FormPage {
    /// The frame, whose title is the heading.
    pub frame: Frame,
    /// What stands above the form.
    pub lead: Vec<String>,
    /// The form.
    pub form: FormView,
    /// Ways on from here: words and address.
    pub links: Vec<(String, String)>,
}

impl FormPage {
    /// A page with the frame's title as its heading, that is sent back where it came from.
    pub fn new(frame: Frame, form: &Form, sections: Vec<Section>, save: &str) -> Self {
        let mut view = FormView::new(frame.t, form, sections, None);
        view.action = frame.here.clone();
        view.save = frame.t.get(save);
        Self { frame, lead: Vec::new(), form: view, links: Vec::new() }
    }

    /// Adds a paragraph above the form.
    #[must_use]
    pub fn lead(mut self, text: String) -> Self {
        self.lead.push(text);
        self
    }

    /// Adds a way on.
    #[must_use]
    pub fn link(mut self, words: String, address: impl Into<String>) -> Self {
        self.links.push((words, address.into()));
        self
    }

    /// The page, with the form's status.
    pub fn show(self) -> Result<Response, Fault> {
        render_with(self.form.status, &self)
    }
}
