//! axe-core on every page, at the width of a phone and of a screen; and no page wider than its window.

use crate::browser::Window;
use crate::program::Program;

#[tokio::test]
async fn no_page_has_an_accessibility_violation_or_overflows() {
    let program = Program::start();
    let id = program.roadmap_from_template("2083", "Färdplan för Hedemora").await;
    let tree: serde_json::Value =
        reqwest::get(program.at(&format!("/api/v1/roadmaps/{id}"))).await.unwrap().json().await.unwrap();
    let area = tree["areas"][0]["id"].as_str().unwrap();
    let need = tree["areas"][0]["needs"][0]["id"].as_str().unwrap();
    let initiative = tree["areas"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|a| a["needs"].as_array().unwrap())
        .flat_map(|n| n["initiatives"].as_array().unwrap())
        .next()
        .unwrap()["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let measure =
        crate::user_path::add_measure(&program, need, "Fler arbetar heltid", "contract_hours", 2.0).await;
    let paths = [
        "/".to_owned(),
        "/?visa=arsarbetare&ar=2045&ordna=namn".into(),
        "/sok?q=he".into(),
        "/sok?q=zzzz".into(),
        "/riket".into(),
        "/lan/20".into(),
        "/kommun/2083".into(),
        "/kommun/2083?scenario=andel&visa=kostnad&sick_leave=-1".into(),
        "/kommun/2083?sick_leave=-999&exit_age=snart".into(),
        "/kommun/2083/jamforelse".into(),
        "/kommun/9999".into(),
        "/siffror".into(),
        "/tillganglighet".into(),
        "/finns-inte".into(),
        "/fardplaner".into(),
        "/kommun/2083/fardplaner".into(),
        "/kommun/0114/fardplaner".into(),
        format!("/fardplan/{id}"),
        format!("/fardplan/{id}?visa=tidslinje"),
        format!("/fardplan/{id}?visa=lista"),
        format!("/fardplan/{id}/varde"),
        format!("/fardplan/{id}/varde?gap=kronor&valt=1"),
        format!("/behov/{need}/atgard"),
        format!("/atgard/{measure}"),
        format!("/behov/{need}"),
        format!("/omrade/{area}"),
        format!("/initiativ/{initiative}"),
        "/kommun/2083/ny-atgard?hav=sick_leave:-1".into(),
    ];
    let window = Window::open().await;
    let tab = window.tab(&program.at("/tillganglighet")).await;
    let mut wrong = Vec::new();
    for path in &paths {
        for width in [360, 1280] {
            tab.width(width).await;
            tab.go(&program.at(path)).await;
            wrong.extend(tab.violations().await.into_iter().map(|v| format!("{path} at {width}: {v}")));
            if tab.overflows().await {
                wrong.push(format!("{path} at {width}: wider than the window"));
            }
        }
    }
    window.close().await;
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
