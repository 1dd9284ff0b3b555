// Builds elements. Text only ever enters the page as text nodes, so nothing that anybody writes can become markup.

const SVG = "http://www.w3.org/2000/svg";

const ICONS = {
  hash: "M9 4 7 20M17 4l-2 16M4.5 9h16M3.5 15h16",
  thread: "M5 5v9h14M14 9l5 5-5 5",
  voice: "M4 10v4h4l5 4V6L8 10zM16 9c2 2 2 4 0 6",
  people: "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c0-4 3-6 6.5-6s6.5 2 6.5 6M16 4.5a3.5 3.5 0 0 1 0 6.5M18 14.5c2.5.8 3.5 3 3.5 5.500",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-5 4-7 8-7s8 2 8 7",
  clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3.5 2",
  menu: "M4 7h16M4 12h16M4 17h16",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  eye: "M2 12s4-6.5 10-6.5S22 12 22 12s-4 6.5-10 6.5S2 12 2 12zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z",
  send: "M4 4l17 8-17 8 3-8zM7 12h7",
  close: "M6 6l12 12M18 6 6 18",
  down: "M6 9l6 6 6-6",
  out: "M14 4h6v6M20 4l-9 9M18 14v6H4V6h6",
  file: "M6 3h8l4 4v14H6zM14 3v4h4",
  slash: "M16 4 8 20",
  silent: "M6 17V11a6 6 0 0 1 9.5-4.9M18 10v7M4 17h12M10 20h4M3 3l18 18",
  warning: "M12 4 2.5 20h19zM12 10v4M12 17h.01",
  check: "M5 12.5l4.5 4.5L19 7.5",
};

/** Make an element: attributes by name, `on…` as listeners, children as nodes or text. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) give(element, name, value);
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

function give(element, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
  else if (name === "value" || name === "checked") element[name] = value;
  else element.setAttribute(name, value === true ? "" : String(value));
}

/** Draw one of the page's own line icons; it is decoration, the words beside it carry the meaning. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  for (const [key, value] of [["viewBox", "0 0 24 24"], ["class", "icon"], ["aria-hidden", "true"]]) svg.setAttribute(key, value);
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** Make a button that never submits a form by accident. */
export function button(attributes, ...children) {
  return el("button", { type: "button", ...attributes }, ...children);
}

/** A round picture with a letter; the colour follows from the id, so it stays the same. */
export function avatar(person, size = "") {
  const tone = person.bot ? "bot" : Number(BigInt(person.id || 0) % 6n);
  const letter = person.avatar_letter || [...(person.global_name || person.username || person.name || "?")][0].toUpperCase();
  return el("span", { class: `avatar ${size}`, "data-tone": tone, "aria-hidden": "true" }, letter);
}

let serial = 0;

/** An id that no other element of this page has. */
export const freshId = (stem) => `${stem}-${(serial += 1)}`;

/** Show an element of the Popover API beside its anchor, inside the window. */
export function placeBeside(popover, anchor, { matchWidth = false } = {}) {
  const box = anchor.getBoundingClientRect();
  if (matchWidth) popover.style.minWidth = `${box.width}px`;
  popover.showPopover();
  const size = popover.getBoundingClientRect();
  const below = box.bottom + size.height + 8 <= innerHeight || box.top < size.height + 8;
  const top = below ? Math.min(box.bottom + 4, innerHeight - size.height - 8) : box.top - size.height - 4;
  popover.style.top = `${Math.max(8, top)}px`;
  popover.style.left = `${Math.max(8, Math.min(box.left, innerWidth - size.width - 8))}px`;
}
