// A second press does nothing; a question is asked where the form has one; nothing is sent into a broken line.
import { make, words } from "./words.js";
import { say } from "./quiet.js";

function ask(question, label) {
  const dialog = make("dialog", { class: "dialog", "aria-labelledby": "ask-title" },
    make("form", { method: "dialog" },
      make("div", { class: "body" }, make("h2", { id: "ask-title" }, question)),
      make("div", { class: "buttons" },
        make("button", { class: "button", value: "" }, words.cancel),
        make("button", { class: "button primary", value: "yes" }, label || words.confirm))));
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((done) => dialog.addEventListener("close", () => {
    dialog.remove();
    done(dialog.returnValue === "yes");
  }));
}

function busy(form, on) {
  for (const button of form.querySelectorAll("button:not([type=button])")) {
    if (on) button.setAttribute("aria-busy", "true");
    else button.removeAttribute("aria-busy");
  }
  if (on) form.dataset.sent = "";
  else delete form.dataset.sent;
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.method === "dialog") return;
  if ("sent" in form.dataset) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  if (form.dataset.confirm && !("asked" in form.dataset)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    if (await ask(form.dataset.confirm, event.submitter?.dataset.label)) {
      form.dataset.asked = "";
      form.requestSubmit(event.submitter);
    }
    return;
  }
  delete form.dataset.asked;
  if (!navigator.onLine && form.method === "post") {
    event.preventDefault();
    event.stopImmediatePropagation();
    say(words.failed);
    return;
  }
  if ("once" in form.dataset) busy(form, true);
}, true);

for (const name of ["htmx:afterRequest", "htmx:sendError"]) {
  document.addEventListener(name, (event) => {
    const form = event.target.closest?.("form[data-sent]");
    if (form) busy(form, false);
  });
}
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) busy(form, false);
});

// On the phone a broken line is said, not hidden.
const state = document.querySelector("[data-line-state]");
function line() {
  if (!state) return;
  state.hidden = navigator.onLine;
  state.querySelector("span").textContent = words.offline;
}
addEventListener("online", line);
addEventListener("offline", line);
line();
