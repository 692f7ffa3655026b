// Typed text is never lost: <form data-draft="name"> keeps what was typed on this device until the form is accepted.
import { make, words } from "./words.js";

const PREFIX = "zhifa.draft.";
const SKIP = new Set(["csrfmiddlewaretoken", "submit_key", "version"]);

function entries(form) {
  const found = {};
  for (const field of form.elements) {
    if (!field.name || SKIP.has(field.name) || ["file", "password", "hidden", "submit", "button"].includes(field.type)) continue;
    if (field.type === "radio" || field.type === "checkbox") {
      if (field.checked) (found[field.name] ??= []).push(field.value);
    } else if (field.value) found[field.name] = [field.value];
  }
  return found;
}

function restore(form, kept) {
  let changed = false;
  for (const field of form.elements) {
    const values = kept[field.name];
    if (!values || field.type === "file") continue;
    if (field.type === "radio" || field.type === "checkbox") {
      if (values.includes(field.value) && !field.checked) changed = field.checked = true;
    } else if (!field.value && values[0]) {
      field.value = values[0];
      changed = true;
    }
  }
  return changed;
}

function note(form, key) {
  const drop = make("button", { type: "button", class: "button quiet" }, words.draft_drop);
  const line = make("p", { class: "draft-note line", role: "status" }, words.draft, " ", drop);
  drop.addEventListener("click", () => {
    localStorage.removeItem(key);
    form.reset();
    line.remove();
  });
  form.prepend(line);
}

// The page after an accepted form says which draft is done: <meta name="draft-done" content="report">.
for (const done of document.querySelectorAll("meta[name=draft-done]")) localStorage.removeItem(PREFIX + done.content);

for (const form of document.querySelectorAll("form[data-draft]")) {
  const key = PREFIX + form.dataset.draft;
  const kept = localStorage.getItem(key);
  if (kept && restore(form, JSON.parse(kept))) note(form, key);
  form.addEventListener("input", () => {
    const typed = entries(form);
    if (Object.keys(typed).length) localStorage.setItem(key, JSON.stringify(typed));
    else localStorage.removeItem(key);
  });
}
