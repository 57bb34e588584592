//! The API held against its own description: by a validator, and by a client that makes requests of it (schemathesis), of
//! every operation, right and wrong.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::program::Program;

/// A program of Python's that the test command has installed.
fn tool(name: &str) -> Command {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../servers/contract/venv/bin");
    assert!(folder.is_dir(), "./run-tests has made {}", folder.display());
    Command::new(folder.join(name))
}

fn passes(command: &mut Command) {
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
}

/// Things that the API has addresses of, so that not all that is asked for is missing.
struct Things {
    roadmap: String,
    need: String,
    measure: String,
}

impl Things {
    async fn new(program: &Program) -> Self {
        let roadmap = program.roadmap_from_template("2083", "Färdplan").await;
        let address = program.at(&format!("/api/v1/roadmaps/{roadmap}"));
        let tree: Value = reqwest::get(address).await.unwrap().json().await.unwrap();
        let need = tree["areas"][0]["needs"][0]["id"].as_str().unwrap().to_owned();
        let body = serde_json::json!({ "title": "Fler platser", "start_year": 2028 });
        let address = program.at(&format!("/api/v1/needs/{need}/measures"));
        let made = reqwest::Client::new().post(address).json(&body).send().await.unwrap();
        let made: Value = made.json().await.unwrap();
        Self { roadmap, need, measure: made["id"].as_str().unwrap().to_owned() }
    }

    /// Tells the client to ask for these where nothing is taken away.
    fn settings(&self, folder: &Path) -> PathBuf {
        let of = |method: &str, path: &str, id: &str| {
            format!(
                "[[operations]]\ninclude-method = \"{method}\"\ninclude-path-regex = \"{path}\"\n\
                 parameters = {{ \"path.id\" = \"{id}\" }}\n\n"
            )
        };
        let text = of("GET", "^/roadmaps/", &self.roadmap)
            + &of("PUT", "^/roadmaps/", &self.roadmap)
            + &of("POST", "^/needs/", &self.need)
            + &of("PUT", "^/measures/", &self.measure);
        let file = folder.join("schemathesis.toml");
        std::fs::write(&file, text).unwrap();
        file
    }
}

#[tokio::test]
async fn the_api_is_what_its_description_says() {
    let program = Program::start();
    let folder = tempfile::tempdir().unwrap();
    let address = program.at("/api/v1/openapi.json");
    let file = folder.path().join("openapi.json");
    std::fs::write(&file, reqwest::get(&address).await.unwrap().bytes().await.unwrap()).unwrap();
    passes(tool("openapi-spec-validator").arg(&file));
    let settings = Things::new(&program).await.settings(folder.path());
    // What the description cannot say (that a title has letters, or a version is the last one) may be refused.
    passes(
        tool("schemathesis")
            .current_dir(folder.path())
            .arg("--config-file")
            .arg(settings)
            .args(["run", &address, "--seed", "1", "--max-examples", "20", "--no-color"])
            .args(["--exclude-checks", "positive_data_acceptance", "--continue-on-failure"]),
    );
}
