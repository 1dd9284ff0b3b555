// The messages of the channel: kept in order, redrawn one by one, read out as they come.

import { button, el, icon } from "./dom.js";
import { commandsToTry } from "./welcome.js";
import { drawMessage, spoken } from "./message.js";
import { longDate, sameDay } from "./timestamps.js";
import { byId } from "./world.js";

const NEAR_THE_END = 160;
const LONGEST_WAIT = 5000;
const TYPING = 10000;

export class Log {
  #drawn = "";
  #failures = new Map();
  #pending = new Map();
  #writes = 0;

  constructor(root, voice, typing, view) {
    this.root = root;
    this.typing = typing;
    this.voice = voice;
    this.view = view;
    this.list = el("ol", { class: "messages", role: "list" });
    this.tail = el("ol", { class: "messages tail", role: "list", "aria-label": "Not answered" });
    this.#stayAtEnd();
  }

  /** Whoever reads the newest message keeps seeing it when pictures arrive or the window changes. */
  #stayAtEnd() {
    const watch = new ResizeObserver(() => this.stuck && this.toEnd());
    for (const part of [this.root, this.list, this.tail]) watch.observe(part);
    this.root.addEventListener("scroll", () => (this.stuck = this.#nearEnd), { passive: true });
  }

  /** Draw the whole channel. */
  draw() {
    const { shown } = this.view.world;
    this.list.replaceChildren();
    shown.forEach((message, index) => this.#append(message, shown[index - 1]));
    this.#drawTail();
    this.typing.textContent = "";
    this.voice.replaceChildren();
    this.root.replaceChildren(commandsToTry(this.view), this.list, this.tail);
    this.#noteDrawn();
    this.toEnd();
  }

  /** Draw again what a new greeting changed, and leave alone what it didn't. */
  refresh() {
    const welcome = this.root.firstElementChild;
    const { scrollTop } = this.root;
    const { stuck } = this;
    if (this.#drawn !== JSON.stringify(this.view.world.shown)) {
      this.draw();
      if (!stuck) this.root.scrollTop = scrollTop;
    } else if (!welcome.contains(document.activeElement)) welcome.replaceWith(commandsToTry(this.view));
  }

  /** Draw what changed about one message: new at the end, or in place of its former self. */
  put(message) {
    const old = this.#find(message.id);
    const answered = !old || old.querySelector(".thinking") !== null;
    const { stuck } = this;
    this.#settle(message);
    this.typing.textContent = "";
    if (!old && this.#isLast(message)) this.#append(message, this.view.world.shown.at(-2));
    else this.#replace(message);
    this.#noteDrawn();
    if (answered) this.#toStartOf(message.id);
    else if (stuck) this.toEnd();
    this.voice.append(el("p", {}, spoken(message, this.view)));
    while (this.voice.children.length > 20) this.voice.firstChild.remove();
  }

  drop(id) {
    const row = this.#find(id)?.parentElement;
    const held = row?.contains(document.activeElement);
    row?.remove();
    this.#failures.delete(id);
    this.#noteDrawn();
    if (held) this.root.focus();
  }

  #noteDrawn() {
    this.#drawn = JSON.stringify(this.view.world.shown);
  }

  /** Say that the bot writes; its message, or some seconds, end that. */
  write(channel) {
    if (channel !== this.view.world.channel) return;
    this.typing.textContent = `${this.view.world.bot.name} is typing…`;
    clearTimeout(this.#writes);
    this.#writes = setTimeout(() => (this.typing.textContent = ""), TYPING);
  }

  /** Note a command that was sent and has no answer yet. */
  wait(interaction, place) {
    const answered = [...this.view.world.messages.values()].some((message) => message.interaction_metadata?.id === interaction);
    if (answered || this.#pending.has(interaction)) return;
    this.#pending.set(interaction, place);
    this.#drawTail();
    this.toEnd();
  }

  /** Note a press on a message; its button shows that it waits. */
  pressed(interaction, messageId, control) {
    control.setAttribute("aria-busy", "true");
    this.#pending.set(interaction, { message: messageId, control });
    setTimeout(() => this.settleInteraction(interaction), LONGEST_WAIT);
  }

  settleInteraction(interaction) {
    const held = this.#pending.get(interaction);
    if (!held || held.failed) return;
    held.control?.removeAttribute("aria-busy");
    this.#pending.delete(interaction);
    this.#drawTail();
  }

  /** Say in words that an interaction failed: under its message, or where its answer would stand. */
  fail(interaction, why) {
    const held = this.#pending.get(interaction);
    held?.control?.removeAttribute("aria-busy");
    this.voice.append(el("p", {}, why));
    if (held?.message) {
      this.#pending.delete(interaction);
      this.#failures.set(held.message, why);
      const message = this.view.world.messages.get(held.message);
      if (message) this.#replace(message);
    } else {
      this.#pending.set(interaction, { ...(held ?? this.view.world.place), failed: why });
      this.#drawTail();
    }
    this.toEnd();
  }

  jump(id) {
    const article = this.#find(id);
    if (!article) return;
    article.scrollIntoView({ block: "center" });
    article.focus();
  }

  toEnd() {
    this.stuck = true;
    this.root.scrollTop = this.root.scrollHeight;
  }

  /** Go to the end, but never past the first line of a message that is longer than the window. */
  #toStartOf(id) {
    const article = this.#find(id);
    this.toEnd();
    if (!article || article.offsetHeight <= this.root.clientHeight) return;
    this.stuck = false;
    article.scrollIntoView({ block: "start" });
  }

  get #nearEnd() {
    return this.root.scrollHeight - this.root.scrollTop - this.root.clientHeight < NEAR_THE_END;
  }

  #find(id) {
    return this.list.querySelector(`[data-id="${CSS.escape(id)}"]`);
  }

  #isLast(message) {
    const last = this.list.lastElementChild?.firstElementChild?.dataset.id;
    return !last || byId(last, message.id) < 0;
  }

  #append(message, before) {
    const time = new Date(message.timestamp);
    if (!before || !sameDay(new Date(before.timestamp), time)) {
      this.list.append(el("li", { class: "day", "data-day": "" }, el("span", {}, longDate(time))));
    }
    this.list.append(this.#draw(message, before));
  }

  #draw(message, before) {
    const row = drawMessage(message, before, this.view);
    const why = this.#failures.get(message.id);
    if (why) row.querySelector(".message-body").append(failure(why));
    return row;
  }

  #replace(message) {
    const { shown } = this.view.world;
    const old = this.#find(message.id);
    if (!old) return this.draw();
    const held = old.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    const inside = old.contains(document.activeElement);
    const row = this.#draw(message, shown[shown.findIndex((one) => one.id === message.id) - 1]);
    old.parentElement.replaceWith(row);
    const again = held && row.querySelector(`[data-key="${CSS.escape(held)}"]:not([disabled])`);
    if (inside) (again || row.firstElementChild).focus({ preventScroll: true });
    return undefined;
  }

  #settle(message) {
    this.#failures.delete(message.id);
    const id = message.interaction_metadata?.id;
    for (const [interaction, held] of this.#pending) {
      if (interaction === id || held.message === message.id) this.settleInteraction(interaction);
    }
  }

  #drawTail() {
    const { world } = this.view;
    const here = [...this.#pending].filter(([, held]) => held.name !== undefined && held.channel === world.channel && held.user === world.me);
    const lost = [...this.#pending].filter(([, held]) => held.name === undefined && held.failed && held.channel === world.channel);
    this.tail.replaceChildren(...[...here, ...lost].map(([interaction, held]) => this.#drawPending(interaction, held)));
    this.tail.hidden = !this.tail.children.length;
  }

  #drawPending(interaction, { name, failed }) {
    const { world } = this.view;
    const who = el("p", { class: "message-reference" }, el("span", { class: "spine" }), el("strong", {}, world.nameOf(world.me)), " used ", el("span", { class: "mention" }, name ? `/${name}` : "a command"));
    const dismiss = button({ class: "text-button", onclick: () => (this.#pending.delete(interaction), this.#drawTail(), this.root.focus()) }, "Dismiss");
    const words = failed ? [failure(failed), el("p", { class: "only-you" }, icon("eye"), "Only you can see this · ", dismiss)] : el("p", { class: "thinking" }, "Sending command…");
    return el("li", {}, el("article", { class: "message mine", "aria-label": failed ? "A command that failed" : "A command on its way" }, who, el("span"), el("div", { class: "message-body" }, words)));
  }
}

function failure(why) {
  return el("p", { class: "failure" }, icon("warning"), el("span", {}, why));
}

