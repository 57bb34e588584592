//! Accounts from outside: invitations, signing in and out, codes, sessions, recovery, and being forgotten.

use plan::access::Role;
use reqwest::StatusCode;

use crate::people::{PASSWORD, People, link};

#[tokio::test]
async fn without_a_mail_server_the_administrator_hands_over_the_link() {
    let site = People::without_mail().await;
    let admin = site.person(Role::OrganisationAdmin, "2083").await;
    let function = site.function(Role::Economist, "2083").await;
    let fields = [("email", "anna@hedemora.example"), ("from_date", "2026-11-22")];
    let told = admin.post(&format!("/organisation/2083/funktion/{function}/bjud-in"), &fields).await;
    assert_eq!(told.status(), StatusCode::OK);
    let page = told.text().await.unwrap();
    let link = page.split("value=\"").find(|text| text.contains("/inbjudan/")).unwrap();
    let link = link.split('"').next().unwrap().trim_start_matches(&site.address);
    site.stranger().done(link, &[("name", "Anna Andersson"), ("password", PASSWORD)]).await;
    assert!(site.letters().await.is_empty(), "nothing waits for a server that there is not");
    assert!(!admin.page("/organisation/2083").await.contains(link), "it is shown once");
}

#[tokio::test]
async fn somebody_is_invited_comes_in_and_goes_out() {
    let site = People::new().await;
    let admin = site.person(Role::OrganisationAdmin, "2083").await;
    admin
        .done(
            "/organisation/2083/funktion",
            &[("role", "development_leader"), ("title", "Utvecklingsledare")],
        )
        .await;
    let page = admin.page("/organisation/2083").await;
    let own = page.split("<h3>Utvecklingsledare</h3>").nth(1).unwrap();
    let invite = own.split('"').find(|text| text.ends_with("/bjud-in")).unwrap();
    let fields = [("email", "Anna.Andersson@hedemora.example"), ("from_date", "2026-11-22")];
    admin.done(invite, &fields).await;

    let letters = site.letters().await;
    assert_eq!(letters.len(), 1);
    assert!(letters[0].text.contains("Hedemora"));
    assert!(letters[0].text.contains("Utvecklingsledare"));
    let link = link(&letters[0]);
    let anna = site.stranger();
    assert!(anna.page(&link).await.contains("Anna.Andersson@hedemora.example"));
    let weak = anna
        .refused(&link, &[("name", "Anna"), ("password", "kort")], StatusCode::UNPROCESSABLE_ENTITY)
        .await;
    assert!(weak.contains("för kort") && !weak.contains("value=\"kort\""), "a password is never sent back");
    anna.done(&link, &[("name", "Anna Andersson"), ("password", PASSWORD)]).await;
    let account = anna.page("/konto").await;
    assert!(
        account.contains("Anna Andersson") && account.contains("Utvecklingsledare, Hedemora"),
        "{account}"
    );
    assert_eq!(anna.status(&link).await, StatusCode::GONE, "an invitation is good once");

    anna.done("/logga-ut", &[]).await;
    assert_eq!(anna.get("/konto").await.headers()["location"], "/logga-in?tillbaka=/konto");
    let wrong = anna.sign_in("anna.andersson@hedemora.example", "fel lösenord här").await;
    assert_eq!(wrong.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let nobody = anna.sign_in("ingen@hedemora.example", "fel lösenord här").await;
    let (wrong, nobody) = (wrong.text().await.unwrap(), nobody.text().await.unwrap());
    assert_eq!(
        wrong.replace("anna.andersson@hedemora.example", "x"),
        nobody.replace("ingen@hedemora.example", "x"),
        "nobody learns who has an account"
    );
    assert_eq!(
        anna.sign_in("anna.andersson@hedemora.example", PASSWORD).await.status(),
        StatusCode::SEE_OTHER
    );
    assert!(anna.page("/").await.contains("Anna Andersson"));
}

#[tokio::test]
async fn a_session_is_new_at_every_sign_in_and_the_old_one_is_dead() {
    let site = People::new().await;
    site.person(Role::Economist, "2083").await;
    let email = "economist.2083@example.se";
    let given = "session=ett-eget-värde-som-någon-lagt-dit".replace('ä', "a");
    let fixed = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let answer = fixed
        .post(format!("{}/logga-in", site.address))
        .header("cookie", &given)
        .form(&[("email", email), ("password", PASSWORD)])
        .send()
        .await
        .unwrap();
    let cookie = answer.headers()["set-cookie"].to_str().unwrap().to_owned();
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && !cookie.contains(&given),
        "{cookie}"
    );
    let account = |cookie: String| {
        let request = fixed.get(format!("{}/konto", site.address)).header("cookie", cookie);
        async move { request.send().await.unwrap().status() }
    };
    let mine = cookie.split(';').next().unwrap().to_owned();
    assert_eq!(account(given).await, StatusCode::SEE_OTHER, "what was planted is no session");
    assert_eq!(account(mine.clone()).await, StatusCode::OK);
    let again = fixed
        .post(format!("{}/logga-in", site.address))
        .header("cookie", &mine)
        .form(&[("email", email), ("password", PASSWORD)])
        .send()
        .await
        .unwrap();
    assert_eq!(again.status(), StatusCode::SEE_OTHER);
    assert_eq!(account(mine).await, StatusCode::SEE_OTHER, "the session before has ended");
}

#[tokio::test]
async fn sessions_are_listed_and_ended_and_run_out() {
    let site = People::new().await;
    let first = site.person(Role::Economist, "2083").await;
    let second = site.stranger();
    second.sign_in("economist.2083@example.se", PASSWORD).await;
    let page = first.page("/konto").await;
    assert_eq!(page.matches("/konto/sessioner/").count(), 1, "one can be ended besides the own");
    assert!(page.contains("den här webbläsaren"));
    first.done("/konto/sessioner", &[]).await;
    assert_eq!(second.status("/konto").await, StatusCode::SEE_OTHER);
    assert_eq!(first.status("/konto").await, StatusCode::OK);

    let soon = site.later("2026-11-22T11:29:00Z").await;
    let late = site.later("2026-11-22T13:31:00Z").await;
    let at = |other: &People| crate::served::Browsing { address: other.address.clone(), ..first.clone() };
    // The cookie is the host's, whatever the port.
    assert_eq!(at(&soon).status("/konto").await, StatusCode::OK);
    assert_eq!(at(&late).status("/konto").await, StatusCode::SEE_OTHER, "two hours unused");
}

#[tokio::test]
async fn whoever_reads_waits_for_nobody_who_writes() {
    let site = People::new().await;
    let reader = site.person(Role::Economist, "2083").await;
    // Long enough for the session to be noted as used again.
    let later = site.later("2026-11-22T09:45:00Z").await;
    let writes = later.db.write_as_system().await.unwrap();
    let there = crate::served::Browsing { address: later.address.clone(), ..reader };
    assert_eq!(there.status("/konto").await, StatusCode::OK);
    drop(writes);
}

#[tokio::test]
async fn somebody_elses_session_cannot_be_ended() {
    let site = People::new().await;
    let one = site.person(Role::Economist, "2083").await;
    let other = site.person(Role::Investigator, "2083").await;
    site.stranger().sign_in("investigator.2083@example.se", PASSWORD).await;
    let page = other.page("/konto").await;
    let id = page.split("/konto/sessioner/").nth(1).unwrap().split('"').next().unwrap();
    one.refused(&format!("/konto/sessioner/{id}"), &[], StatusCode::NOT_FOUND).await;
}

#[tokio::test]
async fn guessing_is_slowed_down_for_a_while() {
    let site = People::new().await;
    site.person(Role::Economist, "2083").await;
    let guesser = site.stranger();
    let email = "economist.2083@example.se";
    for _ in 0..8 {
        assert_eq!(guesser.sign_in(email, "gissar på måfå").await.status(), StatusCode::UNPROCESSABLE_ENTITY);
    }
    let told = guesser.sign_in(email, PASSWORD).await;
    assert_eq!(told.status(), StatusCode::TOO_MANY_REQUESTS);
    assert!(told.text().await.unwrap().contains("Vänta 15 minuter"));
    let later = site.later("2026-11-22T09:46:00Z").await;
    assert_eq!(later.stranger().sign_in(email, PASSWORD).await.status(), StatusCode::SEE_OTHER);
}

/// Turns one-time codes on; the key that the device learns.
async fn turn_codes_on(browser: &crate::served::Browsing) -> String {
    let page = browser.post("/konto/engangskoder", &[]).await.text().await.unwrap();
    let key = between(&page, "<code class=\"key\">", "<").to_owned();
    let first = code(&key, crate::people::NOW);
    let told = browser.post("/konto/engangskoder/bekrafta", &[("code", &first)]).await;
    assert_eq!(told.status(), StatusCode::OK);
    key
}

#[tokio::test]
async fn nobody_is_locked_out_by_what_others_fail_with() {
    let site = People::new().await;
    let me = site.person(Role::Economist, "2083").await;
    let email = "economist.2083@example.se";
    let key = turn_codes_on(&me).await;
    let now = "2026-11-22T09:40:00Z";
    let site = site.later(now).await;
    let mine = site.stranger();
    mine.sign_in(email, PASSWORD).await;
    mine.done("/logga-in/kod", &[("code", &code(&key, now))]).await;
    mine.done("/logga-ut", &[]).await;

    let others = site.stranger();
    while others.sign_in(email, "gissar på måfå").await.status() != StatusCode::TOO_MANY_REQUESTS {}
    let told = others.refused("/logga-in", &[("email", email)], StatusCode::TOO_MANY_REQUESTS).await;
    assert!(told.contains("en webbläsare som du har loggat in i förut"), "{told}");
    assert!(!told.contains("Något behöver rättas"), "nothing that was typed is wrong");
    assert!(told.contains("name=\"code\"") && told.contains(&format!("value=\"{email}\"")), "{told}");

    let answer = mine.sign_in(email, PASSWORD).await;
    assert_eq!(
        answer.headers()["location"],
        "/logga-in/kod?tillbaka=/min-kommun",
        "a known browser comes in"
    );
    let site = site.later("2026-11-22T09:41:00Z").await;
    let new = site.stranger();
    assert_eq!(new.sign_in(email, PASSWORD).await.status(), StatusCode::TOO_MANY_REQUESTS);
    let guess = [("email", email), ("password", PASSWORD), ("code", "000000")];
    new.refused("/logga-in", &guess, StatusCode::UNPROCESSABLE_ENTITY).await;
    let right = code(&key, "2026-11-22T09:41:00Z");
    new.refused(
        "/logga-in",
        &[("email", email), ("password", "fel"), ("code", &right)],
        StatusCode::UNPROCESSABLE_ENTITY,
    )
    .await;
    new.done("/logga-in", &[("email", email), ("password", PASSWORD), ("code", &right)]).await;
    assert_eq!(new.status("/konto").await, StatusCode::OK, "so does whoever has a code");
}

#[tokio::test]
async fn a_browser_is_still_known_when_its_owner_has_changed_the_password() {
    let site = People::new().await;
    site.person(Role::Economist, "2083").await;
    let email = "economist.2083@example.se";
    let (mine, left) = (site.stranger(), site.stranger());
    mine.sign_in(email, PASSWORD).await;
    left.sign_in(email, PASSWORD).await;
    let new = "två gröna stövlar på tork";
    mine.done("/konto/losenord", &[("old", PASSWORD), ("password", new)]).await;
    mine.done("/logga-ut", &[]).await;
    let others = site.stranger();
    while others.sign_in(email, "gissar").await.status() != StatusCode::TOO_MANY_REQUESTS {}
    assert_eq!(left.sign_in(email, new).await.status(), StatusCode::TOO_MANY_REQUESTS, "and no other");
    assert_eq!(mine.sign_in(email, new).await.status(), StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_known_browser_guesses_no_more_than_others_and_knows_only_its_own() {
    let site = People::new().await;
    site.person(Role::Economist, "2083").await;
    site.person(Role::Investigator, "2083").await;
    let (own, other) = ("economist.2083@example.se", "investigator.2083@example.se");
    let browser = site.stranger();
    browser.sign_in(own, PASSWORD).await;
    browser.done("/logga-ut", &[]).await;
    for email in [own, other] {
        for _ in 0..8 {
            assert_eq!(browser.sign_in(email, "gissar").await.status(), StatusCode::UNPROCESSABLE_ENTITY);
        }
        assert_eq!(browser.sign_in(email, PASSWORD).await.status(), StatusCode::TOO_MANY_REQUESTS, "{email}");
    }
}

#[tokio::test]
async fn a_mailbox_is_not_filled_and_any_letter_lets_one_in_where_others_have_failed() {
    let site = People::new().await;
    site.person(Role::Economist, "2083").await;
    let email = "economist.2083@example.se";
    let stranger = site.stranger();
    while stranger.sign_in(email, "gissar").await.status() != StatusCode::TOO_MANY_REQUESTS {}
    for _ in 0..40 {
        let told = stranger.post("/glomt-losenord", &[("email", email)]).await;
        assert_eq!(told.status(), StatusCode::OK, "nobody learns which letter is sent");
    }
    let letters = site.letters().await;
    assert_eq!(letters.len(), 3);
    let new = "två gröna stövlar på tork";
    stranger.done(&link(&letters[0]), &[("password", new)]).await;
    for used in &letters {
        let answer = stranger.post(&link(used), &[("password", "tre gula stövlar på tork")]).await;
        assert_eq!(answer.status(), StatusCode::GONE, "each is good until one is used");
    }
    assert_eq!(site.stranger().sign_in(email, new).await.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(stranger.sign_in(email, new).await.status(), StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn what_a_clock_a_month_ahead_has_left_ends_when_it_is_corrected() {
    let site = People::new().await;
    site.person(Role::Economist, "2083").await;
    let email = "economist.2083@example.se";
    let ahead = site.later("2026-12-22T09:30:00Z").await;
    let browser = ahead.stranger();
    browser.sign_in(email, PASSWORD).await;
    assert_eq!(browser.status("/konto").await, StatusCode::OK);
    let guesser = ahead.stranger();
    while guesser.sign_in(email, "gissar").await.status() != StatusCode::TOO_MANY_REQUESTS {}

    let now = crate::served::Browsing { address: site.address.clone(), ..browser };
    assert_eq!(now.status("/konto").await, StatusCode::SEE_OTHER, "the session does not last a month");
    assert_eq!(
        site.stranger().sign_in(email, PASSWORD).await.status(),
        StatusCode::SEE_OTHER,
        "nor the lock"
    );
}

#[tokio::test]
async fn a_forgotten_password_is_changed_by_mail() {
    let site = People::new().await;
    let signed_in = site.person(Role::Economist, "2083").await;
    let email = "economist.2083@example.se";
    let stranger = site.stranger();
    let known = stranger.post("/glomt-losenord", &[("email", email)]).await.text().await.unwrap();
    let unknown =
        stranger.post("/glomt-losenord", &[("email", "ingen@example.se")]).await.text().await.unwrap();
    assert_eq!(known, unknown, "nobody learns who has an account");
    for nonsense in ["", "anna", "a@b"] {
        let told = stranger.post("/glomt-losenord", &[("email", nonsense)]).await;
        assert_eq!(told.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(told.text().await.unwrap().contains("Skriv en e-postadress"));
    }
    let letters = site.letters().await;
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].to, email);
    let link = link(&letters[0]);
    let late = site.later("2026-11-22T10:31:00Z").await;
    let new = "två gröna stövlar på tork";
    late.stranger().refused(&link, &[("password", new)], StatusCode::GONE).await;
    let to = stranger.done(&link, &[("password", new)]).await;
    assert!(stranger.page(&to).await.contains("Lösenordet är bytt"));
    stranger.refused(&link, &[("password", new)], StatusCode::GONE).await;
    assert_eq!(signed_in.status("/konto").await, StatusCode::SEE_OTHER, "every session has ended");
    assert_eq!(stranger.sign_in(email, PASSWORD).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(stranger.sign_in(email, new).await.status(), StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn what_is_sent_after_the_session_has_ended_can_be_sent_again() {
    let site = People::new().await;
    let leader = site.person(Role::DevelopmentLeader, "2083").await;
    let id = site.roadmap("2083", "Trygg i Hedemora").await;
    let (plan, path) = (format!("/fardplan/{id}"), format!("/fardplan/{id}/beslut"));
    let form = leader.page(&path).await;
    let version = between(&form, "name=\"version\" value=\"", "\"");
    let fields = [("to", "preparation"), ("version", version), ("reason", "Vi <börjar>")];
    leader.done("/logga-ut", &[]).await;

    let address = format!("{}{path}", site.address);
    let sent = leader.client.post(&address).header("referer", &address).form(&fields).send().await.unwrap();
    assert_eq!(sent.status(), StatusCode::NOT_FOUND);
    let page = sent.text().await.unwrap();
    assert!(page.contains(&format!("href=\"/logga-in?tillbaka={path}\"")), "{page}");
    assert!(page.contains(&format!("action=\"{path}\"")));
    for (name, value) in fields {
        let value = value.replace('<', "&#60;").replace('>', "&#62;");
        assert!(page.contains(&format!("name=\"{name}\" value=\"{value}\"")), "{name}: {page}");
    }
    // From elsewhere nobody is led elsewhere, and a password never stands on a page.
    let lured = leader.client.post(format!("{address}?x=1")).header("referer", "https://evil.example/y");
    assert!(!lured.form(&fields).send().await.unwrap().text().await.unwrap().contains("evil"));
    let secret = [("old", PASSWORD), ("password", "en ny hemlighet"), ("x", "y")];
    let page = leader.refused("/konto/losenord", &secret, StatusCode::UNAUTHORIZED).await;
    assert!(!page.contains(PASSWORD));
    assert!(!page.contains("en ny hemlighet"));

    leader.sign_in("development_leader.2083@example.se", PASSWORD).await;
    leader.done(&path, &fields).await;
    assert!(leader.page(&plan).await.to_lowercase().contains("intern beredning"));
}

/// The code that a device shows for a key at a time.
pub fn code(key: &str, now: &str) -> String {
    use totp_rs::{Algorithm, Secret, TOTP};
    let key = Secret::Encoded(key.into()).to_bytes().unwrap();
    let now: chrono::DateTime<chrono::Utc> = now.parse().unwrap();
    TOTP::new(Algorithm::SHA1, 6, 1, 30, key, None, String::new()).unwrap().generate(now.timestamp() as u64)
}

pub fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    text.split(before).nth(1).unwrap().split(after).next().unwrap()
}

#[tokio::test]
async fn one_time_codes_are_asked_for_when_they_are_on_and_each_is_good_once() {
    let site = People::new().await;
    let me = site.person(Role::Economist, "2083").await;
    let email = "economist.2083@example.se";
    let page = me.post("/konto/engangskoder", &[]).await.text().await.unwrap();
    let key = between(&page, "<code class=\"key\">", "<").to_owned();
    assert!(page.contains("<svg"), "there is a picture to read");
    let again = me
        .refused("/konto/engangskoder/bekrafta", &[("code", "000000")], StatusCode::UNPROCESSABLE_ENTITY)
        .await;
    assert!(again.contains(&key), "the key that the device has learnt still holds");
    let now = crate::people::NOW;
    let paper =
        me.post("/konto/engangskoder/bekrafta", &[("code", &code(&key, now))]).await.text().await.unwrap();
    let paper = between(&paper, "<li><code class=\"key\">", "<").to_owned();

    let later = "2026-11-22T09:35:00Z";
    let site = site.later(later).await;
    let browser = site.stranger();
    let answer = browser.sign_in(email, PASSWORD).await;
    assert_eq!(answer.headers()["location"], "/logga-in/kod?tillbaka=/min-kommun");
    assert_eq!(browser.status("/konto").await, StatusCode::SEE_OTHER, "a password is not enough");
    browser.refused("/logga-in/kod", &[("code", &code(&key, now))], StatusCode::UNPROCESSABLE_ENTITY).await;
    browser.done("/logga-in/kod", &[("code", &code(&key, later))]).await;
    assert_eq!(browser.status("/konto").await, StatusCode::OK);

    let replay = site.stranger();
    replay.sign_in(email, PASSWORD).await;
    replay.refused("/logga-in/kod", &[("code", &code(&key, later))], StatusCode::UNPROCESSABLE_ENTITY).await;
    let typed = paper.to_lowercase().replace('-', " ");
    replay.done("/logga-in/kod", &[("code", &typed)]).await;
    let used = site.stranger();
    used.sign_in(email, PASSWORD).await;
    used.refused("/logga-in/kod", &[("code", &paper)], StatusCode::UNPROCESSABLE_ENTITY).await;

    browser.refused("/konto/engangskoder/av", &[("password", "fel")], StatusCode::UNPROCESSABLE_ENTITY).await;
    browser.done("/konto/engangskoder/av", &[("password", PASSWORD)]).await;
    let plain = site.stranger();
    assert_eq!(plain.sign_in(email, PASSWORD).await.headers()["location"], "/min-kommun");
}

#[tokio::test]
async fn a_person_gets_what_is_kept_and_is_forgotten() {
    let site = People::new().await;
    let me = site.person(Role::DevelopmentLeader, "2083").await;
    me.done("/kommun/2083/fardplaner", &[("title", "Färdplan"), ("origin", "empty")]).await;
    let kept: serde_json::Value = me.get("/konto/uppgifter.json").await.json().await.unwrap();
    assert_eq!(kept["email"], "development_leader.2083@example.se");
    assert_eq!(kept["functions"][0]["organisation"], "2083");
    assert!(kept["actions"].as_array().unwrap().iter().any(|did| did["action"] == "roadmap.create"));

    let auditor = site.person(Role::Auditor, "2083").await;
    assert!(auditor.page("/logg").await.contains("Person development_leader"));
    me.refused("/konto/radera", &[("password", "fel")], StatusCode::UNPROCESSABLE_ENTITY).await;
    me.done("/konto/radera", &[("password", PASSWORD)]).await;
    assert_eq!(me.status("/konto").await, StatusCode::SEE_OTHER);
    let sign_in = me.sign_in("development_leader.2083@example.se", PASSWORD).await;
    assert_eq!(sign_in.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let trail = auditor.page("/logg").await;
    assert!(trail.contains("(raderad person)") && !trail.contains("Person development_leader"), "{trail}");
    let admin = site.person(Role::OrganisationAdmin, "2083").await;
    assert!(!admin.page("/organisation/2083").await.contains("development_leader.2083@"));
}

#[tokio::test]
async fn one_comes_back_to_this_site_only() {
    let site = People::new().await;
    site.person(Role::Economist, "2083").await;
    for (back, to) in [
        ("/kommun/2083", "/kommun/2083"),
        ("//evil.example", "/min-kommun"),
        ("https://evil.example", "/min-kommun"),
    ] {
        let path = format!("/logga-in?tillbaka={back}");
        let fields = [("email", "economist.2083@example.se"), ("password", PASSWORD)];
        assert_eq!(site.stranger().done(&path, &fields).await, to);
    }
}

#[tokio::test]
async fn without_accounts_there_is_nothing_to_sign_in_to_and_no_way_in_from_outside() {
    let site = crate::served::Served::new().await;
    for path in ["/logga-in", "/konto", "/glomt-losenord"] {
        assert_eq!(site.get(path).await.status(), StatusCode::NOT_FOUND, "{path}");
    }
    for (name, value) in [
        ("host", "fardplan.example.se"),
        ("x-forwarded-for", "192.0.2.1"),
        ("forwarded", "for=192.0.2.1"),
        ("x-forwarded-host", "localhost"),
    ] {
        let request = site.client.get(format!("{}/", site.address)).header(name, value);
        assert_eq!(request.send().await.unwrap().status(), StatusCode::MISDIRECTED_REQUEST, "{name}");
    }
}

#[tokio::test]
async fn many_guesses_at_once_are_counted_as_well() {
    let site = People::new().await;
    site.person(Role::Economist, "2083").await;
    let guess = |_| {
        let browser = site.stranger();
        async move { browser.sign_in("economist.2083@example.se", "gissar på måfå").await.status() }
    };
    let told = futures::future::join_all((0..30).map(guess)).await;
    let tried = told.iter().filter(|status| **status == StatusCode::UNPROCESSABLE_ENTITY).count();
    assert_eq!(tried, 8, "{told:?}");
}

#[tokio::test]
async fn who_has_an_account_elsewhere_accepts_by_signing_in_and_chooses_where_roadmaps_belong() {
    let site = People::new().await;
    let leader = site.person(Role::DevelopmentLeader, "2083").await;
    let link = site
        .invited("development_leader.2083@example.se", site.function(Role::DevelopmentLeader, "2062").await)
        .await;
    let path = format!("/inbjudan/{link}");
    let take = format!("{path}/ta-emot");
    assert!(site.stranger().page(&path).await.contains("har redan ett konto"));
    let to = site.stranger().done(&take, &[]).await;
    assert_eq!(to, format!("/logga-in?tillbaka={path}"));
    let other = site.person(Role::Economist, "2083").await;
    other.refused(&take, &[], StatusCode::GONE).await;
    leader.done("/kommun/2034/fardplaner", &[("title", "Innan"), ("origin", "empty")]).await;
    leader.done(&take, &[]).await;
    assert!(leader.page("/konto").await.contains("Utvecklingsledare, Mora"));

    // For one of the two it is that one's; for a third somebody must say.
    let form = leader.page("/kommun/2034/fardplaner").await;
    assert!(form.contains("name=\"organisation_id\""));
    let fields = [("title", "Gemensam"), ("origin", "empty")];
    let told = leader.refused("/kommun/2034/fardplaner", &fields, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(told.contains("Välj en organisation"));
    leader.done("/kommun/2034/fardplaner", &[&fields[..], &[("organisation_id", "2083")]].concat()).await;
    let neighbour = site.person(Role::Investigator, "2062").await;
    assert!(!neighbour.page("/fardplaner").await.contains("Gemensam"));
}

#[tokio::test]
async fn whoever_looks_after_an_organisation_exports_and_erases_its_people_and_no_others() {
    let site = People::new().await;
    let admin = site.person(Role::OrganisationAdmin, "2083").await;
    site.person(Role::Economist, "2083").await;
    site.person(Role::Economist, "2062").await;
    let page = admin.page("/organisation/2083").await;
    let own = page.split("Person economist, sedan").nth(1).unwrap();
    let find = |text: &str, end: &str| text.split('"').find(|part| part.ends_with(end)).unwrap().to_owned();
    let kept = admin.page(&find(own, "/uppgifter.json")).await;
    assert!(kept.contains("economist.2083@example.se") && kept.contains("account.sign_in"), "{kept}");
    let neighbour = site.person(Role::OrganisationAdmin, "2062").await;
    let theirs = neighbour.page("/organisation/2062").await;
    let theirs = theirs.split("Person economist, sedan").nth(1).unwrap();
    assert_eq!(admin.status(&find(theirs, "/uppgifter.json")).await, StatusCode::NOT_FOUND);
    let foreign = find(theirs, "/radera").replace("/2062/", "/2083/");
    admin.refused(&foreign, &[], StatusCode::NOT_FOUND).await;
    admin.done(&find(own, "/radera"), &[]).await;
    assert!(!admin.page("/organisation/2083").await.contains("Person economist"));
    assert!(neighbour.page("/organisation/2062").await.contains("Person economist"));
}

#[tokio::test]
async fn whoever_runs_the_program_is_out_of_reach_for_administrators_and_the_last_one_stays() {
    let site = People::new().await;
    let admin = site.person(Role::OrganisationAdmin, "2083").await;
    let operator = site.person(Role::SystemAdmin, "2083").await;
    let page = operator.page("/organisation/2083").await;
    let row = page.split("Person system_admin, sedan").nth(1).unwrap();
    let find = |end: &str| row.split('"').find(|part| part.ends_with(end)).unwrap().to_owned();
    let (export, erase) = (find("/uppgifter.json"), find("/radera"));
    assert!(!admin.page("/organisation/2083").await.contains(&erase));
    for status in [admin.status(&export).await, admin.post(&erase, &[]).await.status()] {
        assert!(status.is_client_error(), "{status}");
    }
    assert_eq!(operator.status("/konto").await, StatusCode::OK, "nothing was erased");

    let password = [("password", PASSWORD)];
    let page = operator.refused("/konto/radera", &password, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(page.contains("det enda som sköter"), "{page}");
    let second = site.invited("reserv@example.se", site.function(Role::SystemAdmin, "2083").await).await;
    let stranger = site.stranger();
    let fields = [("name", "Reserven"), ("password", PASSWORD), ("repeated", PASSWORD)];
    stranger.post(&format!("/inbjudan/{second}"), &fields).await;
    operator.done("/konto/radera", &password).await;
    // Now the second is the last, the same day too.
    stranger.refused("/konto/radera", &password, StatusCode::UNPROCESSABLE_ENTITY).await;
}

#[tokio::test]
async fn nobody_is_invited_twice_to_the_same_function() {
    let site = People::new().await;
    let admin = site.person(Role::OrganisationAdmin, "2083").await;
    site.person(Role::Economist, "2083").await;
    let function = site.function(Role::Investigator, "2083").await;
    let path = format!("/organisation/2083/funktion/{function}/bjud-in");
    for email in ["ny@hedemora.example", "economist.2083@example.se"] {
        let fields = [("email", email), ("from_date", "2026-12-01")];
        admin.done(&path, &fields).await;
        let told = admin.refused(&path, &fields, StatusCode::UNPROCESSABLE_ENTITY).await;
        assert!(told.contains("redan"), "{email}");
    }
    let page = admin.page("/organisation/2083").await;
    assert_eq!(page.matches("ny@hedemora.example är inbjuden").count(), 1);
}
