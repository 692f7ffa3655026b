// Decisions with one hand: j/k move in [data-list], Enter opens, a letter presses the element with that data-key,
// ? shows the keys of the page, Ctrl+K searches. Nothing happens while somebody types.
import { make, words } from "./words.js";

const typing = (element) => element?.matches?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
const seen = (element) => element.offsetParent !== null;

function list() {
  return [...document.querySelectorAll("[data-list]")].find(seen);
}

export function select(item) {
  const owner = item.closest("[data-list]");
  for (const other of owner.querySelectorAll("[data-selected]")) other.removeAttribute("data-selected");
  item.setAttribute("data-selected", "");
  item.scrollIntoView({ block: "nearest" });
  const open = item.matches("[data-open]") ? item : item.querySelector("[data-open]");
  open?.focus({ preventScroll: true });
  return open;
}

function move(step) {
  const items = [...(list()?.querySelectorAll("[data-item]") ?? [])].filter(seen);
  if (!items.length) return;
  const at = items.findIndex((i) => i.hasAttribute("data-selected") || i.querySelector("[aria-current=true]"));
  const next = items[at < 0 ? 0 : Math.min(items.length - 1, Math.max(0, at + step))];
  const open = select(next);
  if (list().dataset.list === "follow") open?.click();
}

function overlay() {
  const rows = [];
  const add = (key, label) => rows.push(make("kbd", {}, key), make("span", {}, label));
  if (list()) {
    add("j k", words.move);
    add("Enter", words.open);
  }
  const known = new Set();
  for (const element of [...document.querySelectorAll("[data-key]")].filter(seen)) {
    const { key } = element.dataset;
    if (!known.has(key)) add(key, element.dataset.label || element.getAttribute("aria-label") || element.textContent.trim());
    known.add(key);
  }
  if (document.querySelector("[data-search]")) add("Ctrl K", words.search);
  add("?", words.help);
  const dialog = make("dialog", { class: "dialog", "aria-labelledby": "keys-title" },
    make("form", { method: "dialog" },
      make("div", { class: "body" }, make("h2", { id: "keys-title" }, words.keys), make("div", { class: "keys-list" }, ...rows)),
      make("div", { class: "buttons" }, make("button", { class: "button primary" }, words.close))));
  document.body.append(dialog);
  dialog.showModal();
  dialog.addEventListener("close", () => dialog.remove());
}

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    const search = document.querySelector("[data-search]");
    if (!search) return;
    event.preventDefault();
    search.focus();
    search.select();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target) || document.querySelector("dialog[open]")) return;
  if (event.key === "?") return overlay();
  if (event.key === "j" || event.key === "k") {
    event.preventDefault();
    return move(event.key === "j" ? 1 : -1);
  }
  const pressed = [...document.querySelectorAll(`[data-key="${CSS.escape(event.key)}"]`)].find(seen);
  if (!pressed) return;
  event.preventDefault();
  if (pressed.matches("summary, button, a, input[type=radio], input[type=checkbox]")) pressed.click();
  pressed.focus();
});
// What is open beside the list is marked in the list.
document.addEventListener("click", (event) => {
  const open = event.target.closest("[data-list=follow] [data-open]");
  if (!open) return;
  for (const other of open.closest("[data-list]").querySelectorAll("[aria-current]")) other.removeAttribute("aria-current");
  open.setAttribute("aria-current", "true");
});
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-show-keys]")) overlay();
});
