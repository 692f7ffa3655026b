// Live parts: every two seconds the change counter is asked; when it moved, each [data-live] part fetches itself anew.
// A part is not replaced while somebody types in it, has a menu open in it or selects text in it: a button says that there is news.
import { notice, presence } from "./lock.js";
import { make, words } from "./words.js";

const EVERY = 2000;
const counter = document.querySelector("[data-changes]");
const held = new Set();

function occupied(part) {
  const focus = document.activeElement;
  if (part.contains(focus) && focus.matches("input, textarea, select, [contenteditable]") && (focus.value || "") !== (focus.defaultValue || "")) return true;
  if (part.querySelector("details[data-light][open]")) return true;
  const selection = getSelection();
  return !selection.isCollapsed && part.contains(selection.anchorNode);
}

function remember(part) {
  const focus = part.contains(document.activeElement) ? document.activeElement : null;
  const scroller = part.closest(".pane") ?? document.scrollingElement;
  const anchor = [...part.querySelectorAll("[data-id]")].find((i) => i.getBoundingClientRect().bottom > scroller.getBoundingClientRect().top);
  return {
    scroller,
    anchor: anchor && { id: anchor.dataset.id, top: anchor.getBoundingClientRect().top },
    focus: focus && (focus.id ? `#${CSS.escape(focus.id)}` : focus.closest("[data-id]") && `[data-id="${CSS.escape(focus.closest("[data-id]").dataset.id)}"] [data-open]`),
    open: [...part.querySelectorAll("details[open][id]")].map((d) => d.id),
    selected: part.querySelector("[data-item][data-selected]")?.dataset.id,
    current: part.querySelector("[data-item]:has([aria-current=true])")?.dataset.id,
  };
}

function restore(part, was) {
  for (const id of was.open) {
    const details = document.getElementById(id);
    if (details) details.open = true;
  }
  if (was.selected) part.querySelector(`[data-item][data-id="${CSS.escape(was.selected)}"]`)?.setAttribute("data-selected", "");
  if (was.current) part.querySelector(`[data-item][data-id="${CSS.escape(was.current)}"] [data-open]`)?.setAttribute("aria-current", "true");
  if (was.anchor) {
    const same = part.querySelector(`[data-id="${CSS.escape(was.anchor.id)}"]`);
    if (same) was.scroller.scrollTop += same.getBoundingClientRect().top - was.anchor.top;
  }
  if (was.focus) part.querySelector(was.focus)?.focus({ preventScroll: true });
}

async function refresh(part) {
  const answer = await fetch(part.dataset.live || part.getAttribute("hx-get"), { headers: { "HX-Request": "true", "X-Live": "true" } });
  if (!answer.ok || answer.status === 204) return;
  const text = await answer.text();
  if (occupied(part)) return hold(part);
  const fresh = new DOMParser().parseFromString(text, "text/html");
  const body = (part.id && fresh.getElementById(part.id)) || fresh.body;
  if (body.innerHTML === part.dataset.shown) return;
  const was = remember(part);
  part.replaceChildren(...[...body.childNodes].map((n) => document.importNode(n, true)));
  part.dataset.shown = body.innerHTML;
  globalThis.htmx?.process(part);
  restore(part, was);
  part.dispatchEvent(new CustomEvent("htmx:afterSettle", { bubbles: true }));
}

function hold(part) {
  if (held.has(part)) return;
  held.add(part);
  const button = make("button", { type: "button" }, words.updates);
  const bar = make("div", { class: "updates", role: "status" }, button);
  button.addEventListener("click", () => {
    held.delete(part);
    bar.remove();
    document.activeElement?.blur();
    getSelection().removeAllRanges();
    refresh(part);
  });
  part.before(bar);
}

async function ask() {
  if (document.hidden || !navigator.onLine) return;
  const answer = await fetch(`${counter.dataset.changes}?seen=${encodeURIComponent(counter.dataset.seen)}${presence()}`).catch(() => null);
  if (answer?.status === 401) notice(answer);
  if (!answer || answer.status !== 200 || answer.redirected) return;
  counter.dataset.seen = await answer.text();
  document.dispatchEvent(new CustomEvent("zhifa:changed"));
  for (const part of document.querySelectorAll("[data-live]")) {
    if (occupied(part)) hold(part);
    else refresh(part).catch(() => {});
  }
}

if (counter) {
  const again = () => ask().finally(() => setTimeout(again, EVERY));
  setTimeout(again, EVERY);
  document.addEventListener("visibilitychange", () => document.hidden || ask());
}
