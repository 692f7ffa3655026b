// Open menus and popovers close on Escape, on a press elsewhere, and when the next one opens.
function close(except) {
  for (const open of document.querySelectorAll("details[data-light][open]")) {
    if (!except || !open.contains(except)) open.open = false;
  }
}

document.addEventListener("pointerdown", (event) => close(event.target));
document.addEventListener("toggle", (event) => {
  if (event.target.matches?.("details[data-light][open]")) close(event.target);
}, true);
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = event.target.closest?.("details[data-light][open]") ?? document.querySelector("details[data-light][open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary")?.focus();
});
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-back]")) history.length > 1 ? history.back() : location.assign("/");
  event.target.closest("[data-dismiss]")?.closest(".notice, .quiet-line")?.remove();
  if (event.target.closest("[data-print]")) print();
});
