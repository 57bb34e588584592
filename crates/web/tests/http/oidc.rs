//! Signing in through a real identity provider, with a browser that follows redirects and fills in its forms.

use plan::access::{Actor, Role};
use plan::accounts::Provider;
use reqwest::{Client, StatusCode};
use servers::oidc::{CLIENT_ID, CLIENT_SECRET, IdentityProvider};

use crate::accounts::{between, code};
use crate::people::{NOW, PASSWORD, People};

/// A site with a provider that speaks for Hedemora's addresses.
async fn site() -> (People, IdentityProvider) {
    site_that_trusts(false).await
}

/// The same, which may be trusted with those addresses where it does not say that it has verified them.
async fn site_that_trusts(trusts_domains: bool) -> (People, IdentityProvider) {
    site_with(trusts_domains, true).await
}

async fn site_with(trusts_domains: bool, sends_mail: bool) -> (People, IdentityProvider) {
    let mut started = None;
    let site = People::with(sends_mail, |address| {
        let provider = IdentityProvider::start(&format!("{address}/logga-in/med/kommunen/svar"));
        let settings = web::IdentityProvider {
            provider: Provider {
                name: "kommunen".into(),
                domains: vec!["hedemora.example".into()],
                trusts_domains,
                secret: CLIENT_SECRET.into(),
            },
            issuer: provider.issuer.clone(),
            client_id: CLIENT_ID.into(),
        };
        started = Some(provider);
        vec![settings]
    })
    .await;
    (site, started.unwrap())
}

/// A browser that follows wherever it is sent.
fn browser() -> Client {
    Client::builder().cookie_store(true).build().unwrap()
}

/// Goes by way of the provider as a person; the page that one ends up on.
async fn through(client: &Client, address: &str, who: &str) -> (StatusCode, String, String) {
    let mut response = client.get(address).send().await.unwrap();
    for prompt in ["login", "consent"] {
        let page = response.url().clone();
        if !page.path().starts_with("/interaction/") {
            break;
        }
        let fields = [("prompt", prompt), ("login", who), ("password", "vad som helst")];
        response = client.post(page).form(&fields).send().await.unwrap();
    }
    let (status, path) = (response.status(), response.url().path().to_owned());
    (status, path, response.text().await.unwrap())
}

#[tokio::test]
async fn whoever_is_invited_comes_in_through_their_own_provider_and_again_without_invitation() {
    let (site, _provider) = site().await;
    let link = site.invited("Anna@Hedemora.example", site.function(Role::Economist, "2083").await).await;
    let anna = browser();
    let sign_in =
        anna.get(format!("{}/inbjudan/{link}", site.address)).send().await.unwrap().text().await.unwrap();
    assert!(sign_in.contains("Logga in med kommunen"));
    let address = format!("{}/logga-in/med/kommunen?inbjudan={link}", site.address);
    let (status, path, page) = through(&anna, &address, "811218-9876").await;
    assert_eq!((status, path.as_str()), (StatusCode::OK, "/min-kommun"), "{page}");
    assert!(page.contains("Anna Andersson"));

    let again = browser();
    let address = format!("{}/logga-in/med/kommunen?tillbaka=/konto", site.address);
    let (status, path, page) = through(&again, &address, "811218-9876").await;
    assert_eq!((status, path.as_str()), (StatusCode::OK, "/konto"), "{page}");
    assert!(page.contains("Ekonom, Hedemora"));

    // What the provider calls her is nowhere in what is kept.
    let kept = again
        .get(format!("{}/konto/uppgifter.json", site.address))
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    assert!(!kept.contains("811218") && kept.contains("kommunen"), "{kept}");
    let mut tx = site.db.read(&Actor::Program).await.unwrap();
    let trail = plan::audit::read(&mut tx, &plan::audit::TrailFilter { most: 100, ..Default::default() })
        .await
        .unwrap();
    assert!(!format!("{trail:?}").contains("811218"));
}

#[tokio::test]
async fn nobody_comes_in_whom_nobody_invited_or_whose_address_the_provider_does_not_speak_for() {
    let (site, _provider) = site().await;
    // Somebody elsewhere has an account; a provider of Hedemora's must not open it.
    site.person(Role::Economist, "2083").await;
    let elsewhere =
        site.invited("cecilia@elsewhere.example", site.function(Role::Economist, "2062").await).await;
    let unverified =
        site.invited("bertil@hedemora.example", site.function(Role::Economist, "2083").await).await;
    for (who, link, why) in [
        ("811218-9876", "", "ingen har bjudit in dig"),
        ("120101-1234", elsewhere.as_str(), "hör inte till"),
        ("640823-3234", unverified.as_str(), "inte kontrollerad"),
        ("720202-2222", "", "lämnar ingen e-postadress"),
    ] {
        let client = browser();
        let address = format!("{}/logga-in/med/kommunen?inbjudan={link}", site.address);
        let (status, _, page) = through(&client, &address, who).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{who}: {page}");
        assert!(page.contains(why), "{who}: {page}");
        let account = client.get(format!("{}/konto", site.address)).send().await.unwrap();
        assert_eq!(account.url().path(), "/logga-in");
    }
}

#[tokio::test]
async fn a_provider_may_be_trusted_with_addresses_that_it_does_not_call_verified() {
    let (site, _provider) = site_that_trusts(true).await;
    // No word of whether it is verified; a user name alone; and the word as a text.
    for (who, email) in [
        ("710101-1111", "dag@hedemora.example"),
        ("720202-2222", "eva@hedemora.example"),
        ("730303-3333", "frida@hedemora.example"),
    ] {
        let link = site.invited(email, site.function(Role::Economist, "2083").await).await;
        let address = format!("{}/logga-in/med/kommunen?inbjudan={link}", site.address);
        let (status, path, page) = through(&browser(), &address, who).await;
        assert_eq!((status, path.as_str()), (StatusCode::OK, "/min-kommun"), "{who}: {page}");
    }
    let elsewhere =
        site.invited("cecilia@elsewhere.example", site.function(Role::Economist, "2062").await).await;
    // What it says that it has not verified is not.
    let unverified =
        site.invited("bertil@hedemora.example", site.function(Role::Economist, "2083").await).await;
    for (who, link, why) in
        [("120101-1234", elsewhere, "hör inte till"), ("640823-3234", unverified, "inte kontrollerad")]
    {
        let address = format!("{}/logga-in/med/kommunen?inbjudan={link}", site.address);
        let (status, _, page) = through(&browser(), &address, who).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{who}");
        assert!(page.contains(why), "{page}");
    }
}

#[tokio::test]
async fn without_mail_an_address_of_the_providers_is_proved_by_it_and_by_no_password() {
    let (site, _provider) = site_with(false, false).await;
    let link = site.invited("anna@hedemora.example", site.function(Role::Economist, "2083").await).await;
    let fields = [("name", "Någon annan"), ("password", PASSWORD)];
    let told = site.stranger().post(&format!("/inbjudan/{link}"), &fields).await;
    assert_eq!(told.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(told.text().await.unwrap().contains("visar att adressen är din"));
    let address = format!("{}/logga-in/med/kommunen?inbjudan={link}", site.address);
    let (status, _, page) = through(&browser(), &address, "811218-9876").await;
    assert_eq!(status, StatusCode::OK, "{page}");
}

#[tokio::test]
async fn an_invitation_to_another_address_is_not_taken_over() {
    let (site, _provider) = site().await;
    let link =
        site.invited("chef@hedemora.example", site.function(Role::HeadOfSocialServices, "2083").await).await;
    let address = format!("{}/logga-in/med/kommunen?inbjudan={link}", site.address);
    let (status, _, page) = through(&browser(), &address, "811218-9876").await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    assert!(page.contains("en annan adress"), "{page}");
}

#[tokio::test]
async fn an_answer_to_another_browser_or_a_second_time_is_refused() {
    let (site, _provider) = site().await;
    site.invited("anna@hedemora.example", site.function(Role::Economist, "2083").await).await;
    let plain =
        Client::builder().redirect(reqwest::redirect::Policy::none()).cookie_store(true).build().unwrap();
    let begun = plain.get(format!("{}/logga-in/med/kommunen", site.address)).send().await.unwrap();
    let to = begun.headers()["location"].to_str().unwrap().to_owned();
    let state = to.split("state=").nth(1).unwrap().split('&').next().unwrap();
    assert!(to.contains("code_challenge_method=S256"));
    assert!(to.contains("nonce="));
    let answer = format!("{}/logga-in/med/kommunen/svar?code=x&state={state}", site.address);
    let lured = Client::new().get(&answer).send().await.unwrap();
    assert_eq!(lured.status(), StatusCode::GONE, "another browser than the one that began");
    let first = plain.get(&answer).send().await.unwrap();
    assert_eq!(first.status(), StatusCode::BAD_GATEWAY, "the provider does not know the code");
    let second = plain.get(&answer).send().await.unwrap();
    assert_eq!(second.status(), StatusCode::GONE);
    let refused = plain.get(format!("{}/logga-in/med/kommunen/svar?error=access_denied", site.address));
    assert_eq!(refused.send().await.unwrap().status(), StatusCode::GONE);
}

#[tokio::test]
async fn a_provider_that_is_away_leaves_the_password_as_a_way_in() {
    let (site, provider) = site().await;
    site.person(Role::Economist, "2083").await;
    drop(provider);
    let answer = site.stranger().get("/logga-in/med/kommunen").await;
    assert_eq!(answer.status(), StatusCode::BAD_GATEWAY);
    assert!(answer.text().await.unwrap().contains("logga in med lösenord"));
    let signed_in = site.stranger().sign_in("economist.2083@example.se", PASSWORD).await;
    assert_eq!(signed_in.status(), StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn who_has_one_time_codes_on_gives_one_every_time_also_through_a_provider() {
    let (site, _provider) = site().await;
    let link = site.invited("anna@hedemora.example", site.function(Role::Economist, "2083").await).await;
    let own = site.stranger();
    own.done(&format!("/inbjudan/{link}"), &[("name", "Anna"), ("password", PASSWORD)]).await;
    let page = own.post("/konto/engangskoder", &[]).await.text().await.unwrap();
    let key = between(&page, "<code class=\"key\">", "<").to_owned();
    let on = own.post("/konto/engangskoder/bekrafta", &[("code", &code(&key, NOW))]).await;
    assert_eq!(on.status(), StatusCode::OK);
    for time in ["the first", "the second"] {
        let client = browser();
        let address = format!("{}/logga-in/med/kommunen?tillbaka=/konto", site.address);
        let (_, path, _) = through(&client, &address, "811218-9876").await;
        assert_eq!(path, "/logga-in/kod", "{time} time");
        let account = client.get(format!("{}/konto", site.address)).send().await.unwrap();
        assert_eq!(account.url().path(), "/logga-in", "{time} time");
    }
}
