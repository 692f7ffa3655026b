// On the scene: a picture is sent as soon as it is chosen, with the place when the phone knows it; a form asks for the place once.
import { words } from "./words.js";

function place() {
  if (!navigator.geolocation) return Promise.resolve(null);
  return new Promise((done) =>
    navigator.geolocation.getCurrentPosition((found) => done(found.coords), () => done(null), { enableHighAccuracy: true, timeout: 5000, maximumAge: 60000 }),
  );
}

function put(form, coords) {
  if (!coords) return;
  for (const [name, value] of [["lon", coords.longitude], ["lat", coords.latitude]]) {
    const field = form.elements[name];
    if (field) field.value = value.toFixed(6);
  }
}

for (const form of document.querySelectorAll("[data-photo]")) {
  form.querySelector("input[type=file]").addEventListener("change", async (event) => {
    if (!event.target.files.length) return;
    form.querySelector("strong").textContent = words.sending;
    put(form, await place());
    form.submit();
  });
}
for (const form of document.querySelectorAll("[data-locate]")) place().then((coords) => put(form, coords));

// A press on a map inside [data-pick-area] chooses the area in the form beside it.
document.addEventListener("map:area", (event) => {
  const owner = event.target.closest("[data-pick-area]");
  const field = owner && document.getElementById(owner.dataset.pickArea);
  if (field && [...field.options].some((o) => o.value === event.detail.code)) {
    field.value = event.detail.code;
    event.preventDefault();
  }
});
