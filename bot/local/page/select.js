// A select as Discord has it: a button that opens a searchable list, for one value or several.

import { avatar, button, el, freshId, icon, placeBeside } from "./dom.js";
import { channels, people, roles } from "./pills.js";

const SEARCH_FROM = 8;

/** What a select component offers, by its type. */
export function choicesOf(component, world) {
  if (component.type === 5) return people(world);
  if (component.type === 6) return roles(world);
  if (component.type === 7) return [...people(world), ...roles(world)];
  if (component.type === 8) return channels(world, component.channel_types);
  return (component.options ?? []).map(({ label, value, description, emoji }) => ({ label, value, detail: description, emoji: emoji?.name }));
}

function beforehand(component) {
  const entities = (component.default_values ?? []).map(({ id }) => id);
  return [...entities, ...(component.options ?? []).filter((option) => option.default).map(({ value }) => value)];
}

export class Select {
  #search = null;
  #values;
  #before = "";

  constructor(component, world, { onpick = () => {}, label = null, key = null } = {}) {
    this.component = component;
    this.onpick = onpick;
    this.items = choicesOf(component, world);
    this.most = component.max_values ?? 1;
    this.least = component.min_values ?? 1;
    this.#values = new Set(beforehand(component));
    this.face = el("span", { class: "select-face" });
    this.placeholder = component.placeholder ?? "Make a selection";
    const name = label ?? this.placeholder;
    const attributes = { class: "select", "aria-haspopup": "listbox", "aria-expanded": "false", disabled: component.disabled, "data-key": key };
    this.trigger = button({ ...attributes, onclick: () => this.#toggle() }, this.face, icon("down"));
    this.name = name;
    this.list = el("ul", { role: "listbox", id: freshId("select"), class: "select-list", "aria-label": name, "aria-multiselectable": String(this.most > 1), tabindex: "0" });
    this.panel = el("div", { class: "select-panel", popover: "auto" }, this.#searchBox(), this.#count(), this.list);
    this.element = el("div", { class: "select-wrap" }, this.trigger, this.panel);
    this.panel.addEventListener("toggle", (event) => event.newState === "closed" && this.#closed());
    this.panel.addEventListener("keydown", (event) => this.#key(event));
    this.#drawFace();
  }

  get values() {
    return [...this.#values];
  }

  #searchBox() {
    if (this.component.type === 3 && this.items.length < SEARCH_FROM) return null;
    this.#search = el("input", { type: "text", class: "field", placeholder: "Search", "aria-label": "Search the list", "aria-controls": this.list.id, role: "combobox", "aria-expanded": "true", autocomplete: "off" });
    this.#search.addEventListener("input", () => this.#drawList());
    return this.#search;
  }

  #count() {
    return this.most > 1 && el("p", { class: "field-hint select-count" }, `Choose up to ${this.most}; Escape or a click outside is done.`);
  }

  #toggle() {
    if (this.panel.matches(":popover-open")) return this.panel.hidePopover();
    this.#before = this.values.join();
    if (this.#search) this.#search.value = "";
    this.#drawList();
    placeBeside(this.panel, this.trigger, { matchWidth: true });
    this.trigger.setAttribute("aria-expanded", "true");
    return this.#driver.focus();
  }

  get #driver() {
    return this.#search ?? this.list;
  }

  #drawList() {
    const wanted = (this.#search?.value ?? "").toLowerCase();
    const fits = this.items.filter((item) => item.label.toLowerCase().includes(wanted));
    this.list.replaceChildren(...fits.map((item) => this.#drawItem(item)));
    if (!fits.length) this.list.append(el("li", { class: "nothing", role: "option", "aria-disabled": "true", "aria-selected": "false" }, "Nothing fits."));
    this.#mark(Math.max(0, fits.findIndex((item) => this.#values.has(item.value))));
  }

  #drawItem(item) {
    const on = this.#values.has(item.value);
    const attributes = { role: "option", id: freshId("choice"), "aria-selected": String(on), class: "choice", "data-value": item.value };
    const words = el("span", { class: "choice-words" }, item.label, item.detail && el("span", { class: "suggestion-detail" }, item.detail));
    return el("li", { ...attributes, onclick: () => this.#pick(item) }, item.picture?.cloneNode(true) ?? item.emoji, words, icon("check"));
  }

  #mark(index) {
    const all = [...this.list.children];
    all.forEach((one, place) => one.classList.toggle("active", place === index));
    all[index]?.scrollIntoView({ block: "nearest" });
    if (all[index]) this.#driver.setAttribute("aria-activedescendant", all[index].id);
  }

  #key(event) {
    const all = [...this.list.children];
    const at = all.findIndex((one) => one.classList.contains("active"));
    const to = { ArrowDown: (at + 1) % all.length, ArrowUp: (at - 1 + all.length) % all.length, Home: 0, End: all.length - 1 }[event.key];
    if (to !== undefined && !(this.#search && (event.key === "Home" || event.key === "End"))) this.#mark(to);
    else if (event.key === "Enter" || (event.key === " " && !this.#search)) all[at]?.click();
    else if (event.key === "Tab") return this.panel.hidePopover();
    else return undefined;
    return event.preventDefault();
  }

  #pick(item) {
    const had = this.#values.has(item.value);
    if (this.most === 1) this.#values.clear();
    else if (!had && this.#values.size >= this.most) return;
    if (had && (this.most > 1 || this.least === 0)) this.#values.delete(item.value);
    else this.#values.add(item.value);
    if (this.most === 1) return this.panel.hidePopover();
    [...this.list.children].forEach((one) => one.setAttribute("aria-selected", String(this.#values.has(one.dataset.value))));
    return this.#drawFace();
  }

  #closed() {
    this.trigger.setAttribute("aria-expanded", "false");
    this.#drawFace();
    if (this.panel.contains(document.activeElement) || document.activeElement === document.body) this.trigger.focus();
    if (this.values.join() !== this.#before && this.#values.size >= this.least) this.onpick(this.values);
  }

  #drawFace() {
    const chosen = this.items.filter((item) => this.#values.has(item.value)).map((item) => item.label);
    const words = chosen.length ? chosen.join(", ") : this.placeholder;
    this.face.replaceChildren(words);
    this.face.classList.toggle("placeholder", !chosen.length);
    this.trigger.setAttribute("aria-label", words === this.name ? words : `${this.name}: ${words}`);
  }
}
