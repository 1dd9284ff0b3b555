// A menu at the pointer or at a button: the commands for a message or a member, and what a browser can do.

import { button, el, placeBeside } from "./dom.js";

/** Open a menu of `{label, act}` and titles; it goes away by itself and gives the focus back. */
export function openMenu(label, entries, event) {
  const opener = document.activeElement;
  const menu = el("div", { class: "menu", role: "menu", popover: "auto", "aria-label": label });
  const choose = (act) => () => (menu.hidePopover(), act());
  for (const entry of entries) menu.append(entry.act ? item(entry, choose(entry.act)) : el("p", { class: "menu-title", role: "presentation" }, entry.label));
  menu.addEventListener("keydown", (key) => walk(menu, key));
  menu.addEventListener("toggle", ({ newState }) => newState === "closed" && away(menu, opener));
  event.preventDefault();
  document.querySelector("main").append(menu);
  placeBeside(menu, event.type === "contextmenu" && event.clientX ? pointer(event) : event.currentTarget);
  menu.querySelector("[role=menuitem]")?.focus();
}

function item({ label }, onclick) {
  return button({ class: "menu-item", role: "menuitem", tabindex: "-1", onclick }, label);
}

function pointer({ clientX, clientY }) {
  return { getBoundingClientRect: () => new DOMRect(clientX, clientY, 0, 0) };
}

function walk(menu, event) {
  const items = [...menu.querySelectorAll("[role=menuitem]")];
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: (at + 1) % items.length, ArrowUp: (at - 1 + items.length) % items.length, Home: 0, End: items.length - 1 }[event.key];
  if (event.key === "Tab") menu.hidePopover();
  if (to === undefined && event.key !== "Tab") return;
  event.preventDefault();
  if (to !== undefined) items[to].focus();
}

function away(menu, opener) {
  if (menu.contains(document.activeElement) || document.activeElement === document.body) opener?.focus?.();
  menu.remove();
}
