// What the pages gain from script beyond what htmx does. Every page works without it.
"use strict";

// Forms that compute while they are changed need no button, and sliders say their value at once.
document.documentElement.classList.add("script");

document.addEventListener("input", (event) => {
  const field = event.target;
  const output = field.id && document.querySelector(`output[for="${CSS.escape(field.id)}"]`);
  if (!output) return;
  const decimals = (field.step.split(".")[1] || "").length;
  const value = Number(field.value).toLocaleString(document.documentElement.lang, {
    minimumFractionDigits: decimals, maximumFractionDigits: decimals, signDisplay: "exceptZero",
  });
  output.value = `${value} ${output.dataset.unit}`;
});

// Escape closes the list of suggestions and leaves the field as it was.
document.addEventListener("keydown", (event) => {
  const list = document.getElementById("forslag");
  if (event.key === "Escape" && list) list.replaceChildren();
});

// What is tried stands in the address, so that Back, a reload, a link and a bookmark show the same.
let writing;
document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
  const form = ctx.sourceElement;
  if (ctx.response.status >= 400 || !form.matches("form[data-tried]")) return;
  clearTimeout(writing);
  // Browsers take only so many a second.
  writing = setTimeout(() => {
    const address = `${form.getAttribute("action")}?${new URLSearchParams(new FormData(form))}`;
    history.replaceState(history.state, "", address);
    for (const link of document.querySelectorAll("header a[href*='tillbaka=']")) {
      const there = new URL(link.href);
      there.searchParams.set("tillbaka", address);
      link.href = there;
    }
  }, 200);
});

// An answer that did not come is told: what is shown is old, and can be asked for again.
const failed = document.getElementById("uteblivet");
let askAgain;
function tellFailure({ detail: { ctx } }) {
  if (!ctx || !(ctx.target instanceof Element) || ctx.sourceElement.matches("[type=search]")) return;
  ctx.target.classList.add("stale");
  if (failed.hidden || !ctx.target.previousElementSibling?.isSameNode(failed)) ctx.target.before(failed);
  const { missing, unsaved } = failed.dataset;
  failed.querySelector("span").textContent = ctx.request.method === "POST" ? unsaved : missing;
  failed.hidden = false;
  const { action } = ctx.request;
  const how = { source: ctx.sourceElement, target: ctx.target, swap: ctx.swapSpec?.style || "innerHTML" };
  askAgain = () => ctx.sourceElement.matches("form")
    ? ctx.sourceElement.dispatchEvent(new Event("change", { bubbles: true }))
    : htmx.ajax("GET", action, how);
}
document.addEventListener("htmx:response:error", tellFailure);
document.addEventListener("htmx:error", tellFailure);
document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
  if (ctx.response.status >= 400) return;
  failed.hidden = true;
  for (const old of document.querySelectorAll(".stale")) old.classList.remove("stale");
});
failed.querySelector("button").addEventListener("click", () => askAgain?.());
window.addEventListener("online", () => failed.hidden || askAgain?.());

// What has been typed is not left without a question. Passwords are no work to lose.
document.addEventListener("input", ({ target: { form } }) => {
  if (form?.method === "post") form.dataset.changed = "1";
});
window.addEventListener("beforeunload", (event) => {
  const unsent = "form[data-changed]:not([data-sent], :has([type=password]))";
  if (document.querySelector(unsent)) event.preventDefault();
});

// A form that has been sent is not sent again by a second click. Coming back to the page lets it be sent anew.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "1";
  // One that was stopped on the way can be sent anew.
  setTimeout(() => delete form.dataset.sent, 5000);
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// A chart as a picture of points, drawn by the browser from the file.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-png]");
  if (!link) return;
  event.preventDefault();
  const file = await fetch(link.href);
  if (!file.ok) return;
  const name = /filename="([^"]+)\.svg"/.exec(file.headers.get("content-disposition"))?.[1] ?? "fardplan";
  const picture = new Image();
  picture.src = link.href;
  await picture.decode();
  const canvas = document.createElement("canvas");
  // Twice its size, but no larger than browsers draw.
  const times = Math.min(2, 4000 / Math.max(picture.naturalWidth, picture.naturalHeight));
  canvas.width = times * picture.naturalWidth;
  canvas.height = times * picture.naturalHeight;
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  const points = document.createElement("a");
  points.href = canvas.toDataURL("image/png");
  points.download = `${name}.png`;
  points.click();
});

// A file that is chosen is put where it can be pasted, and said to be what one begins with.
document.addEventListener("change", async ({ target }) => {
  const text = target.dataset?.into && document.getElementById(target.dataset.into);
  if (!text || !target.files?.[0]) return;
  text.value = await target.files[0].text();
  const begins = text.form.querySelector("[type=radio][name=origin][value=file]");
  if (begins) begins.checked = true;
  text.dispatchEvent(new Event("input", { bubbles: true }));
});

// Whoever moves something, or brings it back, stays with it: after the browser has gone to its place, which takes focus away.
window.addEventListener("load", () => setTimeout(() => {
  const place = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const done = new URLSearchParams(location.search);
  if (!place || !(done.has("flyttad") || done.has("sparad"))) return;
  const tools = place.querySelector(".rm-tools") ?? place;
  const same = tools.querySelector(`button[value="${CSS.escape(done.get("riktning") ?? "")}"]`);
  (same ?? tools.querySelector("a, button"))?.focus({ preventScroll: true });
}));
