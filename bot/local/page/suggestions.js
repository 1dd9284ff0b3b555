// The list above the message box: a listbox that an input drives with the arrow keys.

import { el, freshId } from "./dom.js";

export class Suggestions {
  #active = -1;
  #items = [];
  #input = null;
  #picked = () => {};

  constructor() {
    this.title = el("span", { class: "suggestions-title" });
    this.hint = el("span", { class: "suggestions-hint" });
    this.keys = el("span", { class: "suggestions-keys", "aria-hidden": "true" });
    this.list = el("ul", { role: "listbox", id: freshId("suggestions"), class: "suggestions-list", hidden: true });
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
    this.#items = items;
    this.#picked = picked;
    this.title.textContent = title;
    this.hint.textContent = hint;
    this.keys.textContent = keys;
    this.list.setAttribute("aria-label", title);
    this.list.replaceChildren(...items.map((item, index) => this.#draw(item, index)));
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
    return el("li", { ...attributes, onclick: () => this.pick(item) }, item.picture, el("span", { class: "suggestion-text" }, words, detail));
  }

  #mark(index) {
    this.list.children[this.#active]?.setAttribute("aria-selected", "false");
    this.#active = index;
    const chosen = this.list.children[index];
    chosen?.setAttribute("aria-selected", "true");
    chosen?.scrollIntoView({ block: "nearest" });
    if (chosen) this.#input.setAttribute("aria-activedescendant", chosen.id);
    else this.#input.removeAttribute("aria-activedescendant");
  }
}
