// Run in a page: what a person with weak sight, with a screen reader or without a mouse would stumble over.
() => {
  const found = [];
  const note = (what, element) => found.push(`${what}: <${element.tagName.toLowerCase()} class="${element.className?.baseVal ?? element.className}"> ${(element.textContent || element.outerHTML).trim().slice(0, 60)}`);
  const parse = (colour) => {
    const [r, g, b, a = 1] = colour.match(/[\d.]+/g).map(Number);
    return { r, g, b, a };
  };
  const over = (top, under) => ({
    r: top.r * top.a + under.r * (1 - top.a), g: top.g * top.a + under.g * (1 - top.a), b: top.b * top.a + under.b * (1 - top.a), a: 1,
  });
  const ground = (element) => {
    const layers = [];
    for (let e = element; e; e = e.parentElement) {
      const colour = parse(getComputedStyle(e).backgroundColor);
      if (colour.a) layers.push(colour);
      if (colour.a === 1) break;
    }
    return layers.reverse().reduce((under, top) => over(top, under), { r: 255, g: 255, b: 255, a: 1 });
  };
  const luminance = ({ r, g, b }) => [r, g, b].map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const visible = (element) => element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) && !element.closest(".hush, .trap, .skip, .leaflet-container");

  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen = new Set();
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || seen.has(element) || ["SCRIPT", "STYLE"].includes(element.tagName) || !visible(element)) continue;
    seen.add(element);
    const style = getComputedStyle(element);
    const back = ground(element);
    const [light, dark] = [luminance(over(parse(style.color), back)), luminance(back)].sort((a, b) => b - a);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const ratio = (light + 0.05) / (dark + 0.05);
    if (ratio < (large ? 3 : 4.5)) note(`contrast ${ratio.toFixed(2)}`, element);
  }
  for (const field of document.querySelectorAll("input:not([type=hidden]), select, textarea")) {
    if (visible(field) && !field.labels?.length && !field.getAttribute("aria-label") && !field.getAttribute("aria-labelledby")) note("no label", field);
  }
  for (const press of document.querySelectorAll("a[href], button, summary")) {
    if (visible(press) && !press.textContent.trim() && !press.getAttribute("aria-label")) note("no name", press);
  }
  for (const element of document.querySelectorAll("[aria-describedby], [aria-labelledby], label[for]")) {
    const ids = ["aria-describedby", "aria-labelledby", "for"].flatMap((a) => (element.getAttribute(a) ?? "").split(/\s+/).filter(Boolean));
    if (ids.some((id) => !document.getElementById(id))) note("refers to nothing", element);
  }
  const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
  for (const id of new Set(ids.filter((id, i) => ids.indexOf(id) !== i))) found.push(`id twice: ${id}`);
  if (document.querySelectorAll("main").length !== 1) found.push("not one main");
  if (document.querySelectorAll("h1").length !== 1) found.push(`${document.querySelectorAll("h1").length} h1`);
  if (!document.documentElement.lang) found.push("no language");
  if (document.documentElement.scrollWidth > innerWidth) found.push(`wider than the screen by ${document.documentElement.scrollWidth - innerWidth}`);
  if (matchMedia("(pointer: coarse)").matches) {
    for (const press of document.querySelectorAll("button, .button, .task, input:not([type=hidden]), select, .phone-tabs a, .actbar a")) {
      const { width, height } = press.getBoundingClientRect();
      if (visible(press) && !press.closest(".choice, .choice-cards, .foot, .shoot, label") && height && (height < 43.5 || width < 43.5)) note(`small target ${Math.round(width)}×${Math.round(height)}`, press);
    }
  }
  return found;
}
