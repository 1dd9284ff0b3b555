// The list above the message box: a listbox that an input drives with the arrow keys.

import { el, freshId } from "./dom.js";

export class Suggestions {
  #active = -1;
  #items = [];
  #rows = [];
  #input = null;
  #picked = () => {};

  constructor() {
    this.title = el("span", { class: "suggestions-title" });
    this.hint = el("span", { class: "suggestions-hint" });
    this.keys = el("span", { class: "suggestions-keys", "aria-hidden": "true" });
    this.list = el("div", { role: "listbox", id: freshId("suggestions"), class: "suggestions-list", hidden: true });
    const head = el("p", { class: "suggestions-head", id: freshId("hint") }, this.title, " ", this.hint, this.keys);
    this.element = el("div", { class: "suggestions", hidden: true }, head, this.list);
    this.head = head;
    // a press on the list must not take the caret out of the input
    this.element.addEventListener("mousedown", (event) => event.preventDefault());
  }

  /** Make an input drive this list. */
  drive(input) {
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", this.list.id]]) {
      input.setAttribute(name, value);
    }
    input.setAttribute("autocomplete", "off");
    input.setAttribute("aria-describedby", this.head.id);
  }

  /** Show what the input is for, and the items to pick from; `first` marks the first one beforehand. */
  show(input, { title, hint = "", keys = "", items = [], first = false, picked = () => {} }) {
    this.#input = input;
    const groups = grouped(items);
    this.#items = groups.flatMap(([, some]) => some);
    this.#picked = picked;
    this.title.textContent = title;
    this.hint.textContent = hint;
    this.keys.textContent = keys;
    this.list.setAttribute("aria-label", title);
    this.#rows = this.#items.map((item, index) => this.#draw(item, index));
    this.list.replaceChildren(...this.#drawGroups(groups));
    this.list.scrollTop = 0;
    this.list.hidden = !items.length;
    this.element.hidden = false;
    input.setAttribute("aria-expanded", String(items.length > 0));
    this.#mark(first && items.length ? 0 : -1);
  }

  hide() {
    this.#items = [];
    this.#active = -1;
    this.element.hidden = true;
    this.#input?.setAttribute("aria-expanded", "false");
    this.#input?.removeAttribute("aria-activedescendant");
  }

  get open() {
    return !this.element.hidden && this.#items.length > 0;
  }

  get active() {
    return this.#items[this.#active] ?? null;
  }

  move(step) {
    const count = this.#items.length;
    if (count) this.#mark(this.#active < 0 && step < 0 ? count - 1 : (this.#active + step + count) % count);
  }

  pick(item = this.active) {
    if (item) this.#picked(item);
  }

  #draw(item, index) {
    const words = el("span", { class: "suggestion-words" }, el("span", { class: "suggestion-name" }, item.label), item.tags ?? []);
    const detail = item.detail && el("span", { class: "suggestion-detail" }, item.detail);
    const attributes = { role: "option", id: `${this.list.id}-${index}`, "aria-selected": "false", class: "suggestion" };
    // only a pointer that moves marks a row: one that lies still would take the mark from the keyboard as the list scrolls
    const hover = (event) => (event.movementX || event.movementY) && this.#mark(index, false);
    return el("div", { ...attributes, onmousemove: hover, onclick: () => this.pick(item) }, item.picture, el("span", { class: "suggestion-text" }, words, detail));
  }

  /** Rows under their headings; where all rows would stand under one, it goes without saying. */
  #drawGroups(groups) {
    if (groups.length < 2) return this.#rows;
    const rows = [...this.#rows];
    return groups.map(([heading, some]) => {
      const title = el("p", { class: "suggestions-group", id: freshId("group"), role: "presentation" }, heading);
      return el("div", { role: "group", "aria-labelledby": title.id }, title, rows.splice(0, some.length));
    });
  }

  #mark(index, follow = true) {
    this.#rows[this.#active]?.setAttribute("aria-selected", "false");
    this.#active = index;
    const chosen = this.#rows[index];
    chosen?.setAttribute("aria-selected", "true");
    if (follow && index === 0) this.list.scrollTop = 0;
    else if (follow) chosen?.scrollIntoView({ block: "nearest" });
    if (chosen) this.#input.setAttribute("aria-activedescendant", chosen.id);
    else this.#input.removeAttribute("aria-activedescendant");
  }
}

/** Items by heading, in the order in which the headings come up. */
function grouped(items) {
  const groups = new Map();
  for (const item of items) groups.set(item.heading, [...(groups.get(item.heading) ?? []), item]);
  return [...groups];
}
