// The local Discord's clock: what time it is there, and buttons to move it.

import { button, el, icon, placeBeside } from "./dom.js";
import { asInput, clockFace } from "./timestamps.js";

const HOUR = 3600;
const DAY = 24 * HOUR;

export class Clock {
  constructor(view) {
    this.view = view;
    this.face = el("time", { class: "clock-face" });
    this.input = el("input", { type: "datetime-local", class: "field", id: "clock-input" });
    this.state = el("p", { class: "field-hint", role: "status" });
    const open = () => this.#open();
    this.element = button({ class: "bar-button clock", "aria-haspopup": "dialog", title: "The local Discord's clock", onclick: open }, icon("clock"), this.face);
    this.panel = el("div", { class: "panel", popover: "auto", role: "dialog", "aria-label": "The local Discord's clock" }, this.#inside());
    this.panel.addEventListener("toggle", ({ newState }) => newState === "closed" && this.panel.contains(document.activeElement) && this.element.focus());
  }

  /** Show the instant, in the reader's zone. */
  draw() {
    const now = this.view.now();
    const words = clockFace(now);
    if (this.face.textContent === words) return;
    this.face.textContent = words;
    this.face.dateTime = now.toISOString();
    this.element.setAttribute("aria-label", `Clock: ${words}. Move it`);
  }

  #inside() {
    const by = (seconds) => () => this.#move({ advance: seconds });
    return [
      el("h2", {}, "The clock of this Discord"),
      el("p", { class: "field-hint" }, "Move it to see tomorrow's post today. Only this machine's Discord goes by it."),
      el("div", { class: "action-row" }, button({ class: "button secondary", onclick: by(HOUR) }, "+1 hour"), button({ class: "button secondary", onclick: by(DAY) }, "+1 day")),
      el("label", { for: "clock-input" }, "Set it to (your own time zone)"),
      el("div", { class: "action-row" }, this.input, button({ class: "button primary", onclick: () => this.#set() }, "Set")),
      this.state,
    ];
  }

  #open() {
    this.input.value = asInput(this.view.now());
    this.state.textContent = "";
    placeBeside(this.panel, this.element);
    this.panel.querySelector("button").focus();
  }

  #set() {
    const instant = new Date(this.input.value);
    if (Number.isNaN(instant.getTime())) this.state.textContent = "Give a whole date and time.";
    else this.#move({ set: instant.toISOString() });
  }

  async #move(how) {
    try {
      await this.view.connection.ask("clock", { ...this.view.world.place, ...how });
      this.state.textContent = "Moved.";
    } catch (error) {
      this.state.textContent = error.message;
    }
  }
}
