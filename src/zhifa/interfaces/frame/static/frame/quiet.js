// The quiet line after an act, with its undo; it leaves by itself unless somebody is at it.
import { make, words } from "./words.js";

const STAYS = 8000;
const place = document.getElementById("quiet-lines");

function token() {
  const found = document.querySelector("[name=csrfmiddlewaretoken]");
  return found ? found.value : JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"] || "";
}

export function say(text, undo) {
  if (!place) return;
  const line = make("div", { class: "quiet-line" }, make("span", {}, text));
  if (undo) {
    const form = make("form", { method: "post", action: undo.url }, make("button", { class: "undo" }, undo.label));
    for (const [name, value] of Object.entries({ ...undo.fields, csrfmiddlewaretoken: token() })) {
      form.append(make("input", { type: "hidden", name, value }));
    }
    line.append(form);
  }
  line.append(make("button", { type: "button", "data-dismiss": true }, words.close));
  place.append(line);
  const leave = () => (line.matches(":hover, :focus-within") ? setTimeout(leave, STAYS) : line.remove());
  setTimeout(leave, undo ? STAYS * 2 : STAYS);
}

const waiting = document.getElementById("frame-quiet");
for (const { text, undo } of waiting ? JSON.parse(waiting.textContent) : []) say(text, undo);
document.body.addEventListener("quiet", (event) => say(event.detail.text, event.detail.undo));
document.body.addEventListener("htmx:sendError", () => say(words.failed));
