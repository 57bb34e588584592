//! From the first invitation to a published decision, in a browser, with axe-core on every page on the way.

use crate::browser::{Tab, Window};
use crate::program::{Program, run};

const PASSWORD: &str = "en blå cykel i regn";

/// Invites an address from the command line; the link.
pub fn invite(program: &Program, email: &str, role: &str, organisation: &str) -> String {
    let place = program.place();
    let origin = program.address.as_str();
    let asked = ["invite", email, "--role", role, "--organisation", organisation, "--title", "Funktionen"];
    let said = run(&[&asked[..], &["--origin", origin, "--database", place]].concat());
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    let said = String::from_utf8(said.stdout).unwrap();
    said.lines().find(|line| line.starts_with("http")).unwrap().to_owned()
}

/// Looks at the page as axe does, on a phone and on a screen.
pub async fn look(tab: &Tab, what: &str, wrong: &mut Vec<String>) {
    for width in [360, 1280] {
        look_at(tab, what, width, wrong).await;
    }
}

/// The same at one width.
pub async fn look_at(tab: &Tab, what: &str, width: i64, wrong: &mut Vec<String>) {
    tab.width(width).await;
    wrong.extend(tab.violations().await.into_iter().map(|v| format!("{what} at {width}: {v}")));
    if let Some(element) = tab.overflow().await {
        wrong.push(format!("{what} at {width}: wider than the window: {element}"));
    }
}

/// Opens a browser of somebody's own, who accepts an invitation.
async fn comes_in(program: &Program, window: &Window, role: &str) -> Tab {
    comes_in_at(program, window, role, "2083").await
}

/// The same for somebody of another organisation.
pub async fn comes_in_at(program: &Program, window: &Window, role: &str, organisation: &str) -> Tab {
    let house = if organisation == "2083" { "hedemora" } else { organisation };
    let link = invite(program, &format!("{role}@{house}.example"), role, organisation);
    let tab = window.tab(&link).await;
    tab.fill("[name=name]", &format!("Person {role}")).await;
    tab.fill("[name=password]", PASSWORD).await;
    tab.follow(".fm-buttons button").await;
    assert_eq!(tab.path().await, "/konto?ny=1");
    tab
}

/// Signs in with a password.
async fn signs_in(tab: &Tab, role: &str) {
    tab.fill("[name=email]", &format!("{role}@hedemora.example")).await;
    tab.fill("[name=password]", PASSWORD).await;
    tab.follow(".fm-buttons button").await;
}

/// Takes a step on the page of decisions.
pub async fn step(tab: &Tab, page: &str, to: &str, fields: &[(&str, &str)]) {
    tab.go(page).await;
    let form = format!("details:has([name=to][value={to}])");
    tab.click(&format!("{form} > summary")).await;
    for (name, value) in fields {
        if ["decided_by", "decided_on", "answer_by"].contains(name) {
            // Dates are typed in the order of the browser's own language.
            tab.choose(&format!("{form} [name={name}]"), value).await;
        } else {
            tab.fill(&format!("{form} [name={name}]"), value).await;
        }
    }
    tab.follow(&format!("{form} .fm-buttons button")).await;
    assert!(tab.path().await.ends_with("?sparad=steg"), "{to}: {}", tab.text().await);
}

#[tokio::test]
async fn people_come_in_and_take_a_roadmap_to_a_decision() {
    let program = Program::with_accounts();
    let mut wrong = Vec::new();
    let stranger = Window::open().await;
    let tab = stranger.tab(&program.at("/logga-in")).await;
    for path in [
        "/logga-in",
        "/glomt-losenord",
        "/behorigheter",
        "/organisation/00",
        "/organisation/20",
        "/organisation/2083",
        "/konto",
    ] {
        tab.go(&program.at(path)).await;
        look(&tab, path, &mut wrong).await;
    }
    tab.go(&program.at("/logga-in")).await;
    tab.fill("[name=email]", "ingen@hedemora.example").await;
    tab.fill("[name=password]", "gissar lite grann").await;
    tab.follow(".fm-buttons button").await;
    assert!(tab.text_of("[role=alert]").await.contains("stämmer inte"));
    look(&tab, "a failed sign-in", &mut wrong).await;
    while !tab.text().await.contains("För många försök") {
        tab.fill("[name=password]", "gissar lite grann").await;
        tab.follow(".fm-buttons button").await;
    }
    look(&tab, "a sign-in after too many", &mut wrong).await;
    tab.go(&invite(&program, "ny@hedemora.example", "economist", "2083")).await;
    look(&tab, "an invitation", &mut wrong).await;

    let windows = [Window::open().await, Window::open().await, Window::open().await, Window::open().await];
    let admin = comes_in(&program, &windows[0], "organisation_admin").await;
    look(&admin, "the own account", &mut wrong).await;
    admin.go(&program.at("/organisation/2083")).await;
    look(&admin, "an organisation with functions", &mut wrong).await;
    admin.go(&program.at("/min-kommun")).await;
    look(&admin, "the own municipality", &mut wrong).await;
    for (path, button) in
        [("/konto/losenord", false), ("/konto/engangskoder", true), ("/konto/radera", false)]
    {
        admin.go(&program.at(path)).await;
        look(&admin, path, &mut wrong).await;
        if button {
            admin.follow(".fm-buttons button").await;
            look(&admin, "a key for one-time codes", &mut wrong).await;
        }
    }

    let leader = comes_in(&program, &windows[1], "development_leader").await;
    leader.go(&program.at("/kommun/2083/fardplaner")).await;
    leader.click("[name=origin][value=empty]").await;
    leader.fill("[name=title]", "Färdplan 2035").await;
    leader.follow(".fm-buttons button").await;
    let roadmap = leader.path().await.split(['?', '#']).next().unwrap().to_owned();
    leader.follow("a[href$='/omrade']").await;
    leader.fill("[name=title]", "Grunduppdraget").await;
    leader.follow(".fm-buttons button").await;
    leader.follow("a[href$='/behov']").await;
    leader.fill("[name=title]", "Bemanning").await;
    leader.fill("[name=more_needed]", "Fler som arbetar heltid").await;
    leader.fill("[name=horizon]", "2030").await;
    leader.follow(".fm-buttons button").await;
    for level in ["national", "local"] {
        leader.go(&program.at(&roadmap)).await;
        leader.follow("a[href$='/initiativ']").await;
        leader.click(&format!("[name=level][value={level}]")).await;
        leader.fill("[name=title]", "Saknas").await;
        leader.follow(".fm-buttons button").await;
    }
    leader.go(&program.at(&roadmap)).await;
    leader.follow("a[href$='/beslut']").await;
    look(&leader, "decisions of a draft", &mut wrong).await;
    leader.go(&program.at(&format!("{roadmap}/dela"))).await;
    look(&leader, "sharing", &mut wrong).await;
    leader.choose("[name=organisation_id]", "2062").await;
    leader.choose("[name=until_date]", "2099-01-31").await;
    leader.fill("[name=purpose]", "Gemensam nattpatrull").await;
    let elsewhere = Window::open().await;
    let other = elsewhere.tab(&program.at("/logga-in")).await;
    signs_in(&other, "development_leader").await;
    other.go(&program.at("/konto")).await;
    other.follow("form[action='/konto/sessioner'] button").await;
    elsewhere.close().await;
    leader.follow(".fm-buttons button").await;
    assert!(leader.text().await.contains("Gemensam nattpatrull"));
    look(&leader, "a form sent after the session has ended", &mut wrong).await;
    leader.go(&program.at("/logga-in")).await;
    signs_in(&leader, "development_leader").await;

    leader.go(&program.at("/organisation/2083/flytt")).await;
    look(&leader, "carrying roadmaps out and in", &mut wrong).await;
    leader.follow("form[action$='/ut'] button").await;
    // The list asks again by itself until a worker has made the file.
    leader.until("the file is there", async || !leader.text_of("a[download]").await.is_empty()).await;
    look(&leader, "a file that is ready", &mut wrong).await;

    let page = program.at(&format!("{roadmap}/beslut"));
    step(&leader, &page, "preparation", &[]).await;
    let soon = leader.value("new Date(Date.now() + 60 * 864e5).toISOString().slice(0, 10)").await;
    let consult = [("question", "Räcker målen?"), ("answer_by", soon.as_str())];
    step(&leader, &page, "consultation", &consult).await;
    step(&leader, &page, "revision", &[]).await;
    let investigator = comes_in(&program, &windows[2], "investigator").await;
    step(&investigator, &page, "proposal", &[("summary", "Alla tillstyrker.")]).await;
    let secretary = comes_in(&program, &windows[3], "committee_secretary").await;
    step(&secretary, &page, "committee", &[("registry_number", "ON 2026/412")]).await;
    let decision = [("decided_by", "committee"), ("decided_on", "2026-01-16"), ("paragraph", "§ 87")];
    step(&secretary, &page, "adopted", &decision).await;
    look(&secretary, "decisions of an adopted roadmap", &mut wrong).await;
    tab.go(&program.at(&roadmap)).await;
    assert!(tab.text().await.contains("Sidan finns inte"), "adopted is not yet published");
    secretary.follow("form[action$='/publicera'] button").await;
    tab.go(&program.at(&roadmap)).await;
    assert!(tab.text().await.contains("Bemanning"), "everyone reads what is published");
    look(&tab, "a published roadmap", &mut wrong).await;
    for part in ["/beslut", "/version/3", "/version/1/andringar/3"] {
        secretary.go(&program.at(&format!("{roadmap}{part}"))).await;
        look(&secretary, part, &mut wrong).await;
    }

    let auditor = comes_in(&program, &windows[2], "auditor").await;
    auditor.go(&program.at("/logg")).await;
    assert!(auditor.text().await.contains("Person committee_secretary"));
    look(&auditor, "the trail", &mut wrong).await;
    auditor.follow("form.sign-out button").await;
    assert!(auditor.text().await.contains("Logga in"));

    let checked = run(&["verify-trail", "--database", program.place()]);
    let said = String::from_utf8(checked.stdout).unwrap();
    assert!(checked.status.success() && said.starts_with("Loggen är hel:"), "{said}");
    let hash = said.trim().rsplit(' ').next().unwrap();
    assert!(run(&["verify-trail", "--known", hash, "--database", program.place()]).status.success());
    let strange = run(&["verify-trail", "--known", &"0".repeat(64), "--database", program.place()]);
    assert!(
        !strange.status.success() && String::from_utf8_lossy(&strange.stderr).contains("Ingen av loggens")
    );
    for window in windows {
        window.close().await;
    }
    stranger.close().await;
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
