// The words and the clock that the server gave this page.
const block = document.getElementById("frame-words");
export const words = block ? JSON.parse(block.textContent) : {};
const started = performance.now();

// Milliseconds since the epoch by the clock of the house (the demonstration clock may run faster than the machine's).
export function now() {
  return words.now + (performance.now() - started) * (words.rate ?? 1);
}

export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

// An element with attributes and children; text is never read as HTML.
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value != null) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}
