// Components of a message, old rows and new layouts alike; presses go to the server.

import { button, el, icon } from "./dom.js";
import { drawText, spoiler } from "./draw.js";
import { fileCard, picture, resolve } from "./media.js";
import { tint } from "./embed.js";
import { Select } from "./select.js";

const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "secondary", 6: "primary" };

const DRAWN = {
  1: (component, inside) => el("div", { class: "action-row" }, inside.all(component.components)),
  2: drawButton,
  3: drawSelect,
  5: drawSelect,
  6: drawSelect,
  7: drawSelect,
  8: drawSelect,
  9: (component, inside) =>
    el("div", { class: "section" }, el("div", { class: "section-words" }, inside.all(component.components)), inside.one(component.accessory)),
  10: (component, inside) => el("div", { class: "text-display text" }, drawText(component.content, inside.view)),
  11: (component, inside) => picture(resolve(component.media, inside.message), component.description, "thumbnail", component.spoiler),
  12: drawGallery,
  13: (component, inside) => fileCard({ ...component, ...resolve(component.file, inside.message), ...named(component) }, component.spoiler),
  14: (component) => el("hr", { class: `separator ${component.spacing === 2 ? "large" : ""} ${component.divider === false ? "bare" : ""}` }),
  17: drawContainer,
};

/** Draw all components of a message. */
export function drawComponents(message, view) {
  const seen = new Map();
  const inside = {
    view,
    message,
    key: (name) => nthOf(seen, name),
    one: (component) => DRAWN[component?.type]?.(component, inside) ?? unknown(component),
    all: (components) => (components ?? []).map((component) => inside.one(component)),
  };
  return inside.all(message.components);
}

/** Name a control by its words, so that the focus finds it again when buttons before it come and go. */
function nthOf(seen, name = "") {
  seen.set(name, (seen.get(name) ?? 0) + 1);
  return `${name}#${seen.get(name)}`;
}

function unknown(component) {
  return component ? el("p", { class: "subtext" }, `(a component of type ${component.type}, which this page can't draw)`) : null;
}

function named({ name, size }) {
  return Object.fromEntries(Object.entries({ name, filename: name, size }).filter(([, value]) => value !== null && value !== undefined));
}

function drawButton(component, inside) {
  const { view, message } = inside;
  const words = [component.emoji && emoji(component.emoji), component.label];
  const name = component.label ? null : component.emoji?.name;
  const attributes = { class: `button ${STYLES[component.style] ?? "secondary"}`, "aria-label": name, "data-key": inside.key(component.label ?? component.emoji?.name) };
  if (component.style === 5 && !component.disabled) {
    const link = /^https?:\/\//.test(component.url) ? component.url : null;
    return el("a", { ...attributes, href: link, target: "_blank", rel: "noopener noreferrer" }, words, icon("out"));
  }
  const press = (event) => view.press(message, component, undefined, event.currentTarget);
  return button({ ...attributes, disabled: component.disabled, onclick: press }, words);
}

function emoji({ id, name }) {
  return el("span", { class: "emoji", "aria-hidden": "true" }, id ? `:${name}:` : name);
}

function drawSelect(component, inside) {
  const { view, message } = inside;
  const select = new Select(component, view.world, { key: inside.key(component.placeholder), onpick: (values) => view.press(message, component, values, select.trigger) });
  return select.element;
}

function drawGallery(component, inside) {
  const items = (component.items ?? []).map((item) =>
    el("li", {}, picture(resolve(item.media, inside.message), item.description, "gallery-picture", item.spoiler)),
  );
  return el("ul", { class: "gallery", "data-count": items.length, role: "list" }, items);
}

function drawContainer(component, inside) {
  const card = el("div", { class: "container" }, inside.all(component.components));
  tint(card, component.accent_color);
  return component.spoiler ? spoiler(card, "card") : card;
}
