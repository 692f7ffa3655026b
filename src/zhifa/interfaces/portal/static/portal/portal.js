// A press on the map chooses the place; with the matter already written, it answers at once.
const place = document.querySelector("[data-place]");

document.addEventListener("map:area", (event) => {
  if (!place) return;
  const { code, parent } = event.detail;
  place.value = code;
  if (place.value !== code) place.value = parent || "";
  const what = place.form.elements.what;
  if (what?.value.trim()) place.form.requestSubmit();
  else what?.focus({ preventScroll: false });
});
document.addEventListener("map:ready", (event) => {
  if (!place) return;
  place.addEventListener("change", () => event.target.county.select(place.value));
});

// Where am I: asked only when somebody presses, used once, sent nowhere but to the form.
const here = document.querySelector("[data-here]");
if (here && isSecureContext && "geolocation" in navigator) {
  here.hidden = false;
  here.addEventListener("click", () => {
    here.setAttribute("aria-busy", "true");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        here.form.elements.lon.value = coords.longitude.toFixed(6);
        here.form.elements.lat.value = coords.latitude.toFixed(6);
        here.removeAttribute("aria-busy");
        document.querySelector("[data-here-done]").hidden = false;
      },
      () => {
        here.removeAttribute("aria-busy");
        document.querySelector("[data-here-failed]").hidden = false;
      },
      { timeout: 15000 },
    );
  });
}

// Printing needs this script, so its button shows only with it.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
