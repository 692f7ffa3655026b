// Deadline chips go on counting between two answers of the server; same words as deadlines.py.
import { fill, now, words } from "./words.js";

const MINUTE = 60_000;

export function span(length) {
  const minutes = Math.floor(length / MINUTE);
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (minutes < 60) return fill(words.clock.minutes, { n: minutes });
  if (hours < 3 && rest) return fill(words.clock.hours_minutes, { n: hours, m: rest });
  if (hours < 24) return fill(words.clock.hours, { n: hours });
  return fill(words.clock.days, { n: Math.floor(hours / 24) });
}

function tick() {
  const at = now();
  for (const chip of document.querySelectorAll(".chip[data-end]")) {
    const end = Number(chip.dataset.end);
    const level = at > end ? "late" : at >= Number(chip.dataset.soon) ? "soon" : "ok";
    const text = fill(level === "late" ? words.clock.over : words.clock.left, { span: span(Math.abs(end - at)) });
    const shown = chip.querySelector("[data-left]");
    if (shown.textContent !== text) shown.textContent = text;
    if (chip.dataset.level !== level) {
      chip.dataset.level = level;
      const use = chip.querySelector("use");
      use.setAttribute("href", use.getAttribute("href").replace(/#.*/, level === "late" ? "#late" : "#clock"));
    }
  }
  const time = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Shanghai" }).format(at);
  for (const shown of document.querySelectorAll("[data-now]")) if (shown.textContent !== time) shown.textContent = time;
}

if (words.clock) {
  tick();
  setInterval(tick, Math.max(250, Math.min(5000, 15_000 / (words.rate || 1))));
  document.addEventListener("htmx:afterSettle", tick);
}
