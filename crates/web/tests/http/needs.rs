//! What is left blank in a need, and what is let through when somebody has read it.

use plan::access::Role;
use reqwest::StatusCode;
use serde_json::json;

use crate::decisions::{CONSULT, step};
use crate::people::People;
use crate::served::Served;

#[tokio::test]
async fn that_nothing_is_under_way_is_said_with_one_click_and_of_many_needs_at_a_time() {
    let site = Served::new().await;
    let roadmap = site.roadmap().await;
    let page = format!("/fardplan/{roadmap}");
    let need = site.need(&roadmap).await;
    let said = async |column: &str| {
        let tree = site.json(&format!("/roadmaps/{roadmap}")).await;
        tree["areas"][0]["needs"][0]["blanks"][column].clone()
    };
    let to =
        site.done(&format!("/behov/{need}/tomt"), &[("kolumn", "local"), ("svar", "not_relevant")]).await;
    assert_eq!(to, format!("{page}#behov-{need}"));
    assert_eq!(said("local").await, "not_relevant");
    assert!(site.page(&page).await.contains("<span class=\"soft\">Inte aktuellt hos oss</span>"));
    site.done(&format!("/behov/{need}/tomt"), &[("kolumn", "local")]).await;
    assert_eq!(said("local").await, json!(null));

    let form = site.page(&format!("{page}/fyll-i")).await;
    let field = |name: &str| format!("{need}.{name}");
    assert!(form.contains(&format!("name=\"{}\"", field("horizon"))));
    let fill = format!("{page}/fyll-i");
    let (local, more, horizon) = (field("blank_local"), field("more_needed"), field("horizon"));
    let wrong = [(local.as_str(), "nothing"), (more.as_str(), "Fler händer"), (horizon.as_str(), "1850")];
    let refused = site.refused(&fill, &wrong, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(refused.contains("Fler händer") && refused.contains("value=\"1850\""), "{refused}");
    assert_eq!(said("local").await, json!(null), "nothing is saved by halves");
    let right = [(local.as_str(), "nothing"), (more.as_str(), "Fler händer"), (horizon.as_str(), "2031")];
    site.done(&fill, &right).await;
    let tree = site.json(&format!("/roadmaps/{roadmap}")).await;
    let filled = &tree["areas"][0]["needs"][0];
    assert_eq!((&filled["blanks"]["local"], &filled["horizon"]), (&json!("nothing"), &json!(2031)));
    // What somebody else has filled in meanwhile is not overwritten.
    let again = site.refused(&fill, &[(more.as_str(), "Annat")], StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(again.contains("Någon annan har fyllt i det här") && again.contains("Annat"), "{again}");
    assert_eq!(
        site.json(&format!("/roadmaps/{roadmap}")).await["areas"][0]["needs"][0]["more_needed"],
        "Fler händer"
    );
}

#[tokio::test]
async fn a_version_says_why_a_column_was_blank_and_only_while_it_was() {
    let site = People::new().await;
    let leader = site.person(Role::DevelopmentLeader, "2083").await;
    let roadmap = format!("/fardplan/{}", site.roadmap("2083", "Färdplan").await);
    let id =
        |to: &str| to.rsplit('-').take(5).collect::<Vec<_>>().into_iter().rev().collect::<Vec<_>>().join("-");
    let area = id(&leader.done(&format!("{roadmap}/omrade"), &[("title", "Grunduppdraget")]).await);
    let need = id(&leader.done(&format!("/omrade/{area}/behov"), &[("title", "Bemanning")]).await);
    for column in ["national", "local"] {
        leader.done(&format!("/behov/{need}/tomt"), &[("kolumn", column), ("svar", "nothing")]).await;
    }
    let initiative = [("title", "Nattpatrull"), ("level", "local")];
    leader.done(&format!("/behov/{need}/initiativ"), &initiative).await;
    step(&leader, &roadmap, &[("to", "preparation")]).await;
    step(&leader, &roadmap, &CONSULT).await;
    let version = leader.page(&format!("{roadmap}/version/1")).await;
    assert!(version.contains("Nationellt: Inget pågår"), "{version}");
    assert!(!version.contains("Lokalt: Inget pågår"), "something is under way");
    let locked = leader.get(&format!("{roadmap}/fyll-i")).await;
    assert_eq!(locked.status(), StatusCode::CONFLICT);
}

#[tokio::test]
async fn what_looks_like_case_data_is_saved_when_somebody_has_read_it_and_the_trail_says_so() {
    let site = Served::new().await;
    let roadmap = site.roadmap().await;
    let path = format!("/behov/{}/atgard", site.need(&roadmap).await);
    let fields = [("title", "Anna Svensson har demens"), ("start_year", "2028")];
    let page = site.refused(&path, &fields, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(page.contains("name=\"granskad\""), "{page}");
    assert!(
        !site.page(&path).await.contains("name=\"granskad\""),
        "nobody is asked before there is something to read"
    );
    let read = page.split("name=\"granskad\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    // It is good for what has been read, and for nothing else.
    let other = [("title", "Rut Lind har fått diabetes"), fields[1], ("granskad", read)];
    site.refused(&path, &other, StatusCode::UNPROCESSABLE_ENTITY).await;
    site.refused(&path, &[fields[0], fields[1], ("granskad", "1")], StatusCode::UNPROCESSABLE_ENTITY).await;
    let number = [("title", "Se 19121212-1212"), fields[1]];
    let never = site.refused(&path, &number, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(!never.contains("name=\"granskad\""), "an identity number is never let through");
    site.done(&path, &[fields[0], fields[1], ("granskad", read)]).await;
    let trail = site.json("/trail").await;
    let last = trail[0]["change"].as_str().unwrap();
    assert!(last.contains("\"case_data_reviewed\":[null,true]"), "{last}");
    // What holds nothing of the kind is not said to have been reviewed.
    site.done(&path, &[("title", "Nattpatrull"), fields[1], ("granskad", "1")]).await;
    assert!(!site.json("/trail").await[0]["change"].as_str().unwrap().contains("reviewed"));
    // What has been read once comes back by its own file, when it is read there, and is no hindrance beside it.
    let need = path.trim_start_matches("/behov/").trim_end_matches("/atgard");
    site.done(&format!("/behov/{need}/tomt"), &[("kolumn", "more"), ("svar", "nothing")]).await;
    let file = site.page(&format!("/fardplan/{roadmap}/fil")).await;
    let import = [("title", "Kopia"), ("origin", "file"), ("file", file.as_str())];
    let asked = site.refused("/kommun/2083/fardplaner", &import, StatusCode::UNPROCESSABLE_ENTITY).await;
    let read = asked.split("name=\"granskad\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    site.done("/kommun/2083/fardplaner", &[import[0], import[1], import[2], ("granskad", read)]).await;
}
