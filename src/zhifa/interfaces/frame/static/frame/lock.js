// A session that locks or ends does not take the page away: the question stands over it, and what was typed stays under it.
import { make, words } from "./words.js";

const EVERY = 20000;
let touched = false;
let asked = performance.now();
let shown = null;

for (const kind of ["pointerdown", "keydown", "wheel", "touchmove"]) {
  addEventListener(kind, () => (touched = true), { capture: true, passive: true });
}

// What the change counter is told now and then: that somebody was here, or only that we want to know how the session stands.
export function presence() {
  if (shown || performance.now() - asked < EVERY) return "";
  asked = performance.now();
  const said = touched ? "&active=1" : "&session=1";
  touched = false;
  return said;
}

function token() {
  const found = document.querySelector("[name=csrfmiddlewaretoken]");
  return found ? found.value : JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"] || "";
}

// An answer that says the session is locked or over; true when it was one.
export function notice(answer) {
  const kind = answer.headers?.get("X-Session") ?? answer.getResponseHeader?.("X-Session");
  if (kind === "session_locked") show(unlocking());
  else if (kind === "session_over") show(leaving());
  return Boolean(kind);
}

function show(dialog) {
  if (shown) return;
  shown = dialog;
  document.body.append(dialog);
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  dialog.showModal();
}

function unlocking() {
  const secret = make("input", { type: "password", id: "lock-secret", name: "secret", autocomplete: "current-password", required: true, autofocus: true });
  const wrong = make("p", { class: "error", role: "alert" });
  const form = make("form", { class: "form", "data-lock": true },
    make("div", { class: "body" },
      make("h2", { id: "lock-title" }, words.locked), make("p", {}, words.locked_hint),
      make("div", { class: "field" }, make("label", { for: "lock-secret" }, words.secret), secret, wrong)),
    make("div", { class: "buttons" }, make("button", { class: "button primary" }, words.unlock)));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("button");
    if (button.hasAttribute("aria-busy")) return;
    button.setAttribute("aria-busy", "true");
    const body = new URLSearchParams({ secret: secret.value, csrfmiddlewaretoken: token() });
    const answer = await fetch("/lock", { method: "POST", body, headers: { Accept: "application/json" } }).catch(() => null);
    button.removeAttribute("aria-busy");
    if (answer?.status === 204) return done();
    secret.value = "";
    secret.focus();
    wrong.textContent = answer ? await said(answer) : words.failed;
  });
  return make("dialog", { class: "dialog lock", "aria-labelledby": "lock-title" }, form);
}

async function said(answer) {
  if (answer.status === 401) location.reload();
  const problem = await answer.json().catch(() => ({}));
  return problem.detail ?? words.failed;
}

function done() {
  shown.remove();
  shown = null;
  document.dispatchEvent(new CustomEvent("zhifa:unlocked"));
}

function leaving() {
  const place = `/login?${new URLSearchParams({ next: location.pathname + location.search })}`;
  return make("dialog", { class: "dialog lock", "aria-labelledby": "lock-title" },
    make("div", { class: "body" }, make("h2", { id: "lock-title" }, words.over), make("p", {}, words.over_hint)),
    make("div", { class: "buttons" }, make("a", { class: "button primary", href: place }, words.log_in)));
}

document.addEventListener("htmx:responseError", (event) => notice(event.detail.xhr));
