//! Headless Chromium, driven over its own protocol.

use std::time::Duration;

use chromiumoxide::browser::{Browser, BrowserConfig};
use chromiumoxide::cdp::browser_protocol::emulation::{
    SetDeviceMetricsOverrideParams, SetEmulatedMediaParams,
};
use chromiumoxide::cdp::browser_protocol::input::InsertTextParams;
use chromiumoxide::cdp::browser_protocol::network::{BlockPattern, EnableParams, SetBlockedUrLsParams};
use chromiumoxide::cdp::browser_protocol::page::{
    EventJavascriptDialogOpening, HandleJavaScriptDialogParams,
};
use chromiumoxide::page::Page;
use futures::StreamExt;
use tempfile::TempDir;

const AXE: &str = include_str!("../axe-4.14.1.min.js");
/// How long something may take to appear.
const PATIENCE: Duration = Duration::from_secs(20);

/// A browser with a profile of its own.
pub struct Window {
    browser: Browser,
    _profile: TempDir,
}

impl Window {
    pub async fn open() -> Self {
        let profile = tempfile::tempdir().unwrap();
        let executable = std::env::var("CHROMIUM").unwrap_or_else(|_| "/usr/bin/chromium".into());
        assert!(std::path::Path::new(&executable).exists(), "Chromium is missing: apt-get install chromium");
        let config = BrowserConfig::builder()
            .chrome_executable(executable)
            .user_data_dir(profile.path())
            .no_sandbox()
            .new_headless_mode()
            .window_size(1280, 900)
            .launch_timeout(Duration::from_secs(120))
            .request_timeout(Duration::from_secs(60))
            .args([
                "disable-gpu",
                "disable-background-networking",
                "disable-component-update",
                "disable-sync",
                "no-first-run",
            ])
            .build()
            .unwrap();
        let (browser, mut events) = Browser::launch(config).await.unwrap();
        tokio::spawn(async move { while events.next().await.is_some() {} });
        Self { browser, _profile: profile }
    }

    pub async fn tab(&self, address: &str) -> Tab {
        let page = self.browser.new_page("about:blank").await.unwrap();
        leave_when_asked(&page).await;
        let tab = Tab { page };
        tab.go(address).await;
        tab
    }

    /// A tab that gets no scripts. Pages have none inline, so they run none.
    pub async fn tab_without_script(&self, address: &str) -> Tab {
        let page = self.browser.new_page("about:blank").await.unwrap();
        page.execute(EnableParams::default()).await.unwrap();
        let scripts = BlockPattern::new("*://*:*/*.js", true);
        page.execute(SetBlockedUrLsParams::builder().url_pattern(scripts).build()).await.unwrap();
        let tab = Tab { page };
        tab.go(address).await;
        tab
    }

    pub async fn close(mut self) {
        let _ = self.browser.close().await;
        let _ = self.browser.wait().await;
    }
}

/// Answers yes to whether to leave a form that has been changed: who asks whether that is asked does so by itself.
async fn leave_when_asked(page: &Page) {
    let mut asked = page.event_listener::<EventJavascriptDialogOpening>().await.unwrap();
    let page = page.clone();
    tokio::spawn(async move {
        while asked.next().await.is_some() {
            let _ = page.execute(HandleJavaScriptDialogParams::new(true)).await;
        }
    });
}

pub struct Tab {
    page: Page,
}

impl Tab {
    pub async fn go(&self, address: &str) {
        self.page.goto(address).await.unwrap();
        self.settle().await;
    }

    async fn settle(&self) {
        let _ = tokio::time::timeout(PATIENCE, self.page.wait_for_navigation()).await;
    }

    pub async fn width(&self, width: i64) {
        let metrics = SetDeviceMetricsOverrideParams::new(width, 900, 1.0, false);
        self.page.execute(metrics).await.unwrap();
    }

    /// Shows the page as it is printed, or as on a screen again.
    pub async fn as_printed(&self, printed: bool) {
        let media = if printed { "print" } else { "" };
        self.page.execute(SetEmulatedMediaParams::builder().media(media).build()).await.unwrap();
    }

    /// The page's address, path and query only.
    pub async fn path(&self) -> String {
        let address = self.page.url().await.unwrap().unwrap_or_default();
        address.splitn(4, '/').nth(3).map(|rest| format!("/{rest}")).unwrap_or_default()
    }

    /// All text of the page.
    pub async fn text(&self) -> String {
        self.value("document.body.innerText").await
    }

    /// Text of the first element that fits.
    pub async fn text_of(&self, selector: &str) -> String {
        self.value(&format!("document.querySelector({selector:?})?.innerText ?? ''")).await
    }

    /// What an expression is on the page. Between two pages there is nowhere to ask: it is asked again.
    pub async fn value(&self, expression: &str) -> String {
        let asked = tokio::time::timeout(PATIENCE, async {
            loop {
                match self.page.evaluate(expression).await {
                    Ok(answer) => return answer.into_value::<serde_json::Value>().unwrap(),
                    Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
                }
            }
        });
        let value = asked.await.expect("the page answers");
        value.as_str().map_or_else(|| value.to_string(), str::to_owned)
    }

    pub async fn click(&self, selector: &str) {
        let element = self.element(selector).await;
        element.scroll_into_view().await.unwrap();
        element.click().await.unwrap();
    }

    /// Clicks something that leads to another page, and waits for it.
    pub async fn follow(&self, selector: &str) {
        self.leave(selector, async || self.click(selector).await).await;
    }

    /// Presses Enter on something that leads to another page, and waits for it.
    pub async fn enter(&self, selector: &str) {
        self.focus(selector).await;
        self.leave(selector, async || self.press(selector, "Enter").await).await;
    }

    /// The address is the next page's before its words are: both are waited for.
    async fn leave(&self, selector: &str, act: impl AsyncFn()) {
        let before = self.value("performance.timeOrigin").await;
        act().await;
        self.until(&format!("another page after {selector}"), async || {
            self.value("performance.timeOrigin").await != before
        })
        .await;
        self.until("the page is whole", async || self.value("document.readyState").await == "complete").await;
    }

    pub async fn fill(&self, selector: &str, text: &str) {
        let element = self.element(selector).await;
        element.scroll_into_view().await.unwrap();
        element.click().await.unwrap();
        self.page.evaluate(format!("document.querySelector({selector:?}).select()")).await.unwrap();
        // As an input method would: key by key the driver knows no å, ä or ö.
        self.page.execute(InsertTextParams::new(text)).await.unwrap();
    }

    pub async fn press(&self, selector: &str, key: &str) {
        self.element(selector).await.press_key(key).await.unwrap();
    }

    pub async fn focus(&self, selector: &str) {
        self.element(selector).await.focus().await.unwrap();
    }

    /// Chooses an option as a person would see it chosen.
    pub async fn choose(&self, selector: &str, value: &str) {
        let script = format!(
            "(() => {{ const s = document.querySelector({selector:?}); s.value = {value:?}; \
             s.dispatchEvent(new Event('change', {{ bubbles: true }})); return s.value; }})()"
        );
        assert_eq!(self.value(&script).await, value, "{selector} has no option {value}");
    }

    async fn element(&self, selector: &str) -> chromiumoxide::element::Element {
        self.until(&format!("an element {selector}"), async || {
            self.page.find_element(selector).await.is_ok()
        })
        .await;
        self.page.find_element(selector).await.unwrap()
    }

    /// Waits until something is so.
    pub async fn until(&self, what: &str, so: impl AsyncFn() -> bool) {
        let waited = tokio::time::timeout(PATIENCE, async {
            while !so().await {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        })
        .await;
        assert!(waited.is_ok(), "waited in vain for {what}");
    }

    /// What axe-core finds wrong with the page: rule, why, and where.
    pub async fn violations(&self) -> Vec<String> {
        self.page.evaluate(AXE).await.unwrap();
        let run = "async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
            .flatMap(v => v.nodes.map(n => `${v.id}: ${v.help}: ${n.html.slice(0, 200)}`))";
        self.page.evaluate_function(run).await.unwrap().into_value().unwrap()
    }

    /// The first element that makes the page wider than its window, if it is.
    pub async fn overflow(&self) -> Option<String> {
        let found = self
            .value(
                "(() => { const page = document.documentElement, width = page.clientWidth + 1;
                  if (page.scrollWidth <= width) return '';
                  const all = [...document.querySelectorAll('body *')];
                  const out = all.filter(e => e.getBoundingClientRect().right > width && !e.closest('.scroll'));
                  return (out[0] || page.querySelector('.scroll')).outerHTML.slice(0, 300) })()",
            )
            .await;
        Some(found).filter(|found| !found.is_empty())
    }
}
