//! What whoever answers for an example sees on its page besides: what it lacks, and the steps that it can take.

use plan::library::examples::{Example, ExampleState};

use site::forms::Form;
use site::texts::Texts;

/// What whoever answers for the example sees besides.
pub struct OwnerView {
    /// What to know: why it was sent back, what it lacks.
    pub words: Vec<String>,
    /// The steps that can be taken: name and words.
    pub steps: Vec<(&'static str, String)>,
    /// The step that asks for a reason.
    pub reasoned: Option<(&'static str, String)>,
    /// What was typed as the reason.
    pub reason: String,
    /// Whether it may be changed as it stands.
    pub may_edit: bool,
    /// Whether it may be deleted.
    pub can_delete: bool,
}

/// What they see.
pub fn owner_view(
    t: Texts,
    example: &Example,
    form: &Form,
    may_publish: bool,
    can_delete: bool,
) -> OwnerView {
    let mut words = Vec::new();
    if !example.reason.is_empty() {
        let key = format!("example-reason-{}", example.state);
        if t.has(&key) {
            words.push(t.with(&key, &[("reason", &example.reason)]));
        }
    }
    if example.state != ExampleState::Published {
        words.extend(example.lacks().iter().map(|field| t.get(&format!("example-lacks-{field}"))));
    }
    let step = |name: &'static str| (name, t.get(&format!("example-step-{name}")));
    let is_whole = example.lacks().is_empty();
    let (steps, reasoned) = match (example.state, may_publish) {
        (ExampleState::Draft | ExampleState::Withdrawn, true) if is_whole => (vec![step("publicera")], None),
        (ExampleState::Draft | ExampleState::Withdrawn, false) if is_whole => (vec![step("skicka")], None),
        (ExampleState::Submitted, true) => (vec![step("publicera")], Some(step("tillbaka"))),
        (ExampleState::Published, true) => (vec![step("stammer")], Some(step("dra-tillbaka"))),
        (ExampleState::Published, false) => (vec![step("stammer")], None),
        _ => (Vec::new(), None),
    };
    OwnerView {
        words,
        steps,
        reasoned,
        reason: form.value("reason").to_owned(),
        may_edit: example.state != ExampleState::Published || may_publish,
        can_delete,
    }
}
