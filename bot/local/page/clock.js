// The local Discord's clock: what time it is there, and buttons to move it.

import { button, el, icon, placeBeside } from "./dom.js";
import { asInput, clockFace } from "./timestamps.js";

const HOUR = 3600;
const DAY = 24 * HOUR;

// What the bot owes is owed at its time and not for ever after, so time passes in steps that it can follow.
const STEP = (HOUR / 4) * 1000;
const MOST_STEPS = 200;
const PACE = 20; // milliseconds between two steps

export class Clock {
  constructor(view) {
    this.view = view;
    this.face = el("time", { class: "clock-face" });
    this.input = el("input", { type: "datetime-local", class: "field", id: "clock-input" });
    this.state = el("p", { class: "field-hint", role: "status" });
    this.news = el("p", { class: "clock-news" });
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
    const by = (seconds) => () => this.moving || this.#move(new Date(this.view.now().getTime() + seconds * 1000));
    return [
      el("h2", {}, "The clock of this Discord"),
      el("p", { class: "field-hint" }, "Let time pass to see tomorrow's post today: whatever is due on the way is posted. Only this Discord goes by its clock."),
      el("div", { class: "action-row" }, button({ class: "button secondary", onclick: by(HOUR) }, "+1 hour"), button({ class: "button secondary", onclick: by(DAY) }, "+1 day")),
      el("label", { for: "clock-input" }, "Set it to (your own time zone)"),
      el("div", { class: "action-row" }, this.input, button({ class: "button primary", onclick: () => this.#set() }, "Set")),
      this.state,
      this.news,
    ];
  }

  /** Say in which channels something new has come, as long as one looks at the clock. */
  tell(channels) {
    const { world } = this.view;
    const known = channels.filter((id) => world.hasRoom(id));
    const go = (id) => () => (this.panel.hidePopover(), this.view.goTo(id));
    const links = known.map((id) => button({ class: "text-button", onclick: go(id) }, world.channelName(id)));
    this.news.replaceChildren(...(links.length ? ["New in ", ...links.flatMap((link, at) => (at ? [", ", link] : [link]))] : []));
  }

  #open() {
    this.input.value = asInput(this.view.now());
    this.state.textContent = "";
    placeBeside(this.panel, this.element);
    this.panel.querySelector("button").focus();
  }

  #set() {
    if (this.moving) return;
    const instant = new Date(this.input.value);
    if (Number.isNaN(instant.getTime())) this.state.textContent = "Give a whole date and time.";
    else this.#move(instant);
  }

  /** Let time pass until an instant; back to an earlier one, it jumps. */
  async #move(instant) {
    const { view } = this;
    this.#busy(true);
    try {
      for (const at of between(view.now(), instant)) {
        await view.connection.ask("clock", { ...view.world.place, set: at.toISOString() });
        await new Promise((resolve) => setTimeout(resolve, PACE));
      }
      this.state.textContent = "Moved.";
    } catch (error) {
      this.state.textContent = error.message;
    }
    this.#busy(false);
  }

  #busy(on) {
    this.moving = on;
    if (on) this.state.textContent = "Time passes…";
    else this.input.value = asInput(this.view.now());
    this.panel.setAttribute("aria-busy", String(on));
  }
}

/** The quarters of an hour on the way to an instant, fewer on a long way, and the instant itself. */
function between(from, to) {
  const step = STEP * Math.max(1, Math.ceil((to - from) / STEP / MOST_STEPS));
  const first = Math.ceil((from.getTime() + 1) / STEP) * STEP;
  const count = Math.max(0, Math.ceil((to - first) / step));
  return [...Array.from({ length: count }, (_, index) => new Date(first + index * step)), to];
}
