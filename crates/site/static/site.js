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
