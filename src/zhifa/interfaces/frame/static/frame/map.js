// The county without tiles: areas, water, points. Colours come from the page's own palette; whatever can be pressed on the
// map stands in the list beside it too.
import { make } from "./words.js";

const WATER = "water_grid";
const CYCLE = 8; // hues of coverage, --cover-1 … --cover-8

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

function leaflet(box) {
  if (globalThis.L) return Promise.resolve(globalThis.L);
  const parts = [make("link", { rel: "stylesheet", href: box.dataset.leafletCss }), make("script", { src: box.dataset.leaflet })];
  document.head.append(...parts);
  const loaded = (part) => new Promise((done, failed) => {
    part.addEventListener("load", done);
    part.addEventListener("error", failed);
  });
  return Promise.all(parts.map(loaded)).then(() => globalThis.L); // names are measured, so the sheet comes first
}

function styled(feature, covers) {
  const { kind, team } = feature.properties;
  if (kind === "county") return { color: colour("map-line"), weight: 2, fill: false, interactive: false };
  if (kind === WATER) return { color: colour("map-water-line"), weight: 1, fillColor: colour("map-lake"), fillOpacity: 1 };
  const hue = team ? `cover-${(covers.indexOf(team) % CYCLE) + 1}` : "map-land";
  return { color: colour("map-line"), weight: 1, fillColor: colour(hue), fillOpacity: 1 };
}

class County {
  constructor(box, L) {
    this.box = box;
    this.L = L;
    this.areas = new Map();
    this.still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.map = L.map(box, {
      attributionControl: false, zoomSnap: 0.25, zoomAnimation: !this.still, fadeAnimation: false, markerZoomAnimation: !this.still,
      scrollWheelZoom: false, keyboard: true, minZoom: 8, maxZoom: 15, zoomControl: false,
    });
    L.control.zoom({ position: "topright" }).addTo(this.map);
    box.addEventListener("focusin", () => this.map.scrollWheelZoom.enable());
    box.addEventListener("pointerdown", () => this.map.scrollWheelZoom.enable());
    box.addEventListener("pointerleave", () => this.map.scrollWheelZoom.disable());
  }

  draw(collection) {
    const order = { county: 2, township: 0, platform: 1, [WATER]: 1 };
    const features = [...collection.features].filter((f) => f.geometry).sort((a, b) => order[a.properties.kind] - order[b.properties.kind]);
    const covers = [...new Set(features.map((f) => f.properties.team).filter(Boolean))].sort();
    this.layer = this.L.geoJSON({ type: "FeatureCollection", features }, {
      style: (feature) => styled(feature, covers),
      onEachFeature: (feature, shape) => this.learn(feature, shape),
    }).addTo(this.map);
    this.home();
    this.thin();
    new ResizeObserver(() => {
      this.map.invalidateSize({ animate: false });
      if (!this.moved) this.home();
    }).observe(this.box);
    this.map.on("dragstart", () => (this.moved = true));
    this.map.on("zoomend resize", () => this.thin());
    this.list(features);
    this.legend(features, covers);
    if (this.box.dataset.selected) this.select(this.box.dataset.selected, false);
  }

  // Names that would cover another are left out until there is room; larger areas first, the chosen one always.
  thin() {
    const size = ({ shape }) => shape.getBounds().getNorthEast().distanceTo(shape.getBounds().getSouthWest());
    const named = [...this.areas.entries()].filter(([, a]) => a.shape.getTooltip()?.options.permanent);
    named.sort(([one, a], [other, b]) => (other === this.selected) - (one === this.selected) || size(b) - size(a));
    const taken = [];
    for (const [, { shape }] of named) {
      const name = shape.getTooltip().getElement();
      if (!name) continue;
      name.hidden = false;
      const box = name.getBoundingClientRect();
      name.hidden = taken.some((t) => box.left < t.right + 2 && t.left < box.right + 2 && box.top < t.bottom && t.top < box.bottom);
      if (!name.hidden) taken.push(box);
    }
  }

  legend(features, covers) {
    const place = document.querySelector(`[data-map-legend="${this.box.id}"]`);
    if (!place || !covers.length) return;
    const names = new Map(features.map(({ properties }) => [properties.team, properties.team_name]));
    for (const [at, team] of covers.entries()) {
      const swatch = make("span", { class: "swatch" });
      swatch.style.backgroundColor = colour(`cover-${(at % CYCLE) + 1}`);
      place.append(make("span", {}, swatch, names.get(team) ?? team));
    }
    place.hidden = false;
  }

  home() {
    if (this.layer.getLayers().length) this.map.fitBounds(this.layer.getBounds(), { padding: [8, 8], animate: false });
  }

  learn(feature, shape) {
    const { code, name, kind, label } = feature.properties;
    if (kind === "county") return;
    this.areas.set(code, { shape, feature });
    const small = kind === WATER;
    if (!small) shape.bindTooltip(name, { permanent: true, direction: "center", className: "map-name", interactive: false });
    else shape.bindTooltip(label || name, { sticky: true, className: "map-tip" });
    shape.on("click", () => this.choose(code));
    shape.on("mouseover", () => code !== this.selected && shape.setStyle({ weight: 2.5, color: colour("lake") }));
    shape.on("mouseout", () => code !== this.selected && this.layer.resetStyle(shape));
  }

  choose(code) {
    this.select(code);
    const chosen = new CustomEvent("map:area", { bubbles: true, cancelable: true, detail: { code, ...this.areas.get(code)?.feature.properties } });
    if (this.box.dispatchEvent(chosen) && this.box.dataset.selectUrl) location.assign(this.box.dataset.selectUrl.replace("CODE", encodeURIComponent(code)));
  }

  select(code) {
    const before = this.areas.get(this.selected);
    if (before) this.layer.resetStyle(before.shape);
    this.selected = code;
    const found = this.areas.get(code);
    if (found) found.shape.setStyle({ weight: 3, color: colour("lake"), dashArray: null }).bringToFront();
    for (const item of this.names?.children ?? []) item.toggleAttribute("aria-current", false);
    const item = this.names?.querySelector(`[data-code="${CSS.escape(code)}"]`);
    item?.setAttribute("aria-current", "true");
    this.points?.bringToFront?.();
    this.thin();
  }

  list(features) {
    this.names = document.querySelector(`[data-map-list="${this.box.id}"] .names`);
    if (!this.names) return;
    for (const { properties } of features.filter((f) => f.properties.kind !== "county")) {
      const item = this.box.dataset.selectUrl
        ? make("a", { href: this.box.dataset.selectUrl.replace("CODE", encodeURIComponent(properties.code)), "data-code": properties.code }, properties.name)
        : make("button", { type: "button", "data-code": properties.code }, properties.name);
      if (!this.box.dataset.selectUrl) item.addEventListener("click", () => this.choose(properties.code));
      this.names.append(item);
    }
  }

  mark(points) {
    this.points?.remove();
    const urgency = ["done", "", "soon", "late"]; // what is late lies on top
    const ordered = [...points].sort((a, b) => urgency.indexOf(a.level ?? "") - urgency.indexOf(b.level ?? ""));
    this.points = this.L.featureGroup(ordered.map((p) => this.point(p))).addTo(this.map);
  }

  point(p) {
    const fill = { late: "red", soon: "amber", done: "green" }[p.level] ?? "lake";
    const dot = this.L.circleMarker([p.lat, p.lon], {
      radius: p.level === "late" ? 9 : 7, weight: 2, color: colour("surface"), fillColor: colour(fill), fillOpacity: 1, bubblingMouseEvents: false,
    });
    dot.bindTooltip(p.label, { className: "map-tip", direction: "top", offset: [0, -6] });
    dot.on("click", () => {
      const event = new CustomEvent("map:point", { bubbles: true, cancelable: true, detail: p });
      if (this.box.dispatchEvent(event) && p.url) location.assign(p.url);
    });
    return dot;
  }
}

function pointsOf(box) {
  const block = document.getElementById(box.dataset.points);
  return block ? JSON.parse(block.textContent) : [];
}

async function show(box) {
  const [L, answer] = await Promise.all([leaflet(box), fetch(box.dataset.areas)]);
  const county = new County(box, L);
  county.draw(await answer.json());
  county.mark(pointsOf(box));
  box.county = county;
  box.dispatchEvent(new CustomEvent("map:ready", { bubbles: true }));
}

for (const box of document.querySelectorAll("[data-map]")) show(box);
// A [data-live] part may bring the points anew: <div hidden data-map-points="id of a JSON block">.
document.addEventListener("htmx:afterSettle", () => {
  const fresh = document.querySelector("[data-map-points]");
  const county = document.querySelector("[data-map]")?.county;
  const area = document.querySelector("[data-map-area]")?.dataset.mapArea; // of what is open beside the map
  if (county && area && county.selected !== area) county.select(area);
  if (fresh && county) county.mark(JSON.parse(document.getElementById(fresh.dataset.mapPoints).textContent));
});
