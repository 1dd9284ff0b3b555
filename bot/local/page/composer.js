// The message box: plain text gets a friendly hint, `/` opens the commands, a chosen command shows its options.

import { avatar, button, el, icon } from "./dom.js";
import { TYPE, asOptions, headingOf, invocations, matching, ordered, wants } from "./commands.js";
import { makePill } from "./pills.js";
import { Suggestions } from "./suggestions.js";

const DEBOUNCE = 120;

const isWritten = (event) => event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;

export class Composer {
  #chosen = null;
  #last = null;
  #newest = 0;
  #pills = [];
  #timer = 0;

  constructor(root, view) {
    this.view = view;
    this.suggestions = new Suggestions();
    this.alert = el("p", { class: "composer-alert", role: "alert" });
    this.text = el("input", { type: "text", class: "composer-text", "aria-label": "Message: type / for commands", spellcheck: "false" });
    this.slash = button({ class: "tool", "aria-label": "Show the commands", title: "Commands", onclick: () => this.#openMenu() }, icon("slash"));
    this.row = el("form", { class: "composer-row" });
    this.suggestions.drive(this.text);
    root.replaceChildren(this.suggestions.element, this.alert, this.row);
    this.row.addEventListener("submit", (event) => (event.preventDefault(), this.#enter()));
    this.row.addEventListener("keydown", (event) => this.#key(event));
    this.row.addEventListener("input", (event) => this.#typed(event.target));
    this.row.addEventListener("focusin", (event) => this.#focused(event.target));
    root.addEventListener("focusout", (event) => root.contains(event.relatedTarget) || this.suggestions.hide());
    this.#drawText();
    this.#wait(true);
  }

  /** Word the empty box for the place you are in, offer the commands that there are now, and let go of one that is gone. */
  refresh() {
    this.#wait(false);
    this.text.placeholder = `Message ${this.view.world.roomName}: type / for commands`;
    const chosen = this.#chosen;
    if (!chosen && this.#offersCommands) this.#menu();
    if (!chosen) return;
    const same = this.#all().find((one) => one.command.id === chosen.command.id && one.name === chosen.name);
    if (!same) this.leave();
  }

  /** Put a command into the box, as a click on its mention does. */
  choose(invocation, values = {}) {
    this.#overtake();
    this.#chosen = invocation;
    this.#pills = [];
    this.#say("");
    for (const option of ordered(invocation.options)) {
      if (option.required || values[option.name] !== undefined) this.#addPill(option, values[option.name]);
    }
    this.#drawCommand();
    (this.#pills.find((pill) => !pill.filled)?.input ?? this.#pills[0]?.input ?? this.row.querySelector(".more, .send")).focus();
  }

  /** Choose the command that a mention or a card names; say so if one can't use it here. */
  fill({ id, name }) {
    const all = this.#all();
    const found = all.find((one) => one.command.id === id && one.name === name) ?? all.find((one) => one.name === name);
    if (found) this.choose(found);
    else this.view.toast(`You can't use /${name} here. It may be for moderators, or not exist any more.`);
  }

  /** Back to plain text. */
  leave(text = "") {
    this.#empty();
    this.text.value = text;
    this.text.focus();
  }

  #empty() {
    this.#chosen = null;
    this.#pills = [];
    this.#overtake();
    this.suggestions.hide();
    this.#drawText();
    this.text.value = "";
  }

  #all() {
    return invocations(this.view.world.usable(1));
  }

  /** Nothing can be typed before the commands are known: what one typed would be taken for none of them. */
  #wait(on) {
    this.text.disabled = on;
    this.slash.disabled = on;
    if (on) this.text.placeholder = "Connecting…";
  }

  get #offersCommands() {
    return !this.suggestions.element.hidden && this.text.value.startsWith("/");
  }

  #drawText() {
    this.row.replaceChildren(this.slash, this.text);
  }

  #openMenu() {
    this.text.value = "/";
    this.text.focus();
    this.#menu();
  }

  #drawCommand() {
    const name = el("span", { class: "command-name" }, `/${this.#chosen.name}`);
    const rest = this.#unused().length;
    const more = rest > 0 && button({ class: "more", title: "Add an option that isn't required" }, `+${rest} optional`);
    if (more) more.addEventListener("click", () => this.#offer(more, true));
    const send = el("button", { type: "submit", class: "tool send", "aria-label": `Send /${this.#chosen.name}`, title: "Send (Enter)" }, icon("send"));
    const leave = button({ class: "tool", "aria-label": "Leave the command", title: "Leave (Escape)", onclick: () => this.leave() }, icon("close"));
    const pills = this.#pills.map((pill) => pill.element);
    this.row.replaceChildren(el("span", { class: "pills" }, name, pills, more), send, leave);
  }

  #addPill(option, value) {
    const pill = makePill(option, this.view.world);
    if (pill.input.tagName === "INPUT") this.suggestions.drive(pill.input);
    if (value?.label !== undefined) pill.take(value);
    else if (value !== undefined) pill.put(String(value));
    this.#pills.push(pill);
    return pill;
  }

  #unused() {
    return ordered(this.#chosen.options).filter((option) => !this.#pills.some((pill) => pill.option === option));
  }

  /** List the options that may be added; none is marked beforehand when one only passes by, so that Enter sends. */
  #offer(anchor, first = false) {
    const items = this.#unused().map((option) => ({ label: option.name, detail: option.description, option }));
    this.suggestions.drive(anchor);
    const picked = ({ option }) => this.#open(option);
    this.suggestions.show(anchor, { title: "Optional", hint: "options that you can add", keys: "↑ ↓ choose · Enter send", items, first, picked });
  }

  #open(option) {
    const pill = this.#pills.find((one) => one.option === option) ?? this.#addPill(option);
    this.#drawCommand();
    pill.input.focus();
  }

  #pillOf(target) {
    return this.#pills.find((pill) => pill.input === target);
  }

  #focused(target) {
    const pill = this.#pillOf(target);
    if (pill) this.#suggest(pill);
    else if (target.classList.contains("more")) this.#offer(target);
    else if (target === this.text && this.text.value.startsWith("/")) this.#menu();
    else this.suggestions.hide();
  }

  #typed(target) {
    this.#say("");
    if (target === this.text) return this.#typedText();
    const pill = this.#pillOf(target);
    if (!pill) return undefined;
    pill.complain(false);
    return this.#jumped(pill) || this.#suggest(pill);
  }

  /** Typing ` name:` goes to that option, as it does in Discord. */
  #jumped(pill) {
    const match = /^(.*?)\s(\S+):$/.exec(pill.text ?? "");
    const option = match && this.#chosen.options.find((one) => one.name === match[2] && one !== pill.option);
    if (!option) return false;
    pill.put(match[1]);
    this.#open(option);
    return true;
  }

  #typedText() {
    const typed = this.text.value;
    if (!typed.startsWith("/")) return this.suggestions.hide();
    const named = this.#all()
      .filter((one) => typed.toLowerCase().startsWith(`/${one.name} `))
      .sort((a, b) => b.name.length - a.name.length)[0];
    if (!named) return this.#menu();
    const rest = typed.slice(named.name.length + 2);
    const first = ordered(named.options).find((option) => option.type === TYPE.STRING);
    return this.choose(named, rest && first ? { [first.name]: rest } : {});
  }

  #menu() {
    const { bot } = this.view.world;
    const found = matching(this.#all(), this.text.value.slice(1));
    const items = found.map((one) => ({
      label: `/${one.name}`,
      detail: one.description,
      picture: avatar({ ...bot, bot: true }, "small"),
      tags: ordered(one.options).map((option) => el("span", { class: option.required ? "tag needed" : "tag" }, option.name)),
      heading: headingOf(one),
      invocation: one,
    }));
    const title = items.length ? `${bot.name}'s commands` : "No command of that name";
    const hint = items.length ? "" : bot.online ? "Take a letter away to see more." : `${bot.name} is offline; its commands come when it is back.`;
    const picked = (item) => this.choose(item.invocation);
    this.suggestions.show(this.text, { title, hint, keys: "↑ ↓ choose · Tab or Enter take · Esc close", items, first: true, picked });
  }

  #suggest(pill) {
    const { option } = pill;
    this.#overtake();
    this.#showPill(pill, pill.items(), pill.strict && !pill.settled);
    if (!option.autocomplete) return;
    const turn = this.#newest;
    this.#timer = setTimeout(() => this.#complete(pill, turn), DEBOUNCE);
  }

  #showPill(pill, items, first, note = "") {
    const { option } = pill;
    const need = option.required ? "required" : "optional";
    const hint = [option.description, `(${wants(option)}, ${need})`, note].filter(Boolean).join(" ");
    const picked = (item) => this.#take(pill, item);
    const keys = items.length ? "↑ ↓ choose · Tab next · Enter send" : "Tab next · Enter send · Esc leave";
    this.suggestions.show(pill.input, { title: option.name, hint, keys, items, first, picked });
  }

  /** Ask for completions; an answer that a newer question has overtaken is dropped. */
  async #complete(pill, turn) {
    const { world, connection } = this.view;
    const others = this.#pills.filter((one) => one !== pill && one.filled && !one.read().problem);
    const filled = [...others.map((one) => sent(one)), { ...sent(pill), value: pill.draft, focused: true }];
    const details = { ...world.place, command: this.#chosen.command.id, options: asOptions(this.#chosen, filled) };
    try {
      const { choices } = await connection.ask("autocomplete", details);
      if (turn !== this.#newest || document.activeElement !== pill.input) return;
      this.#showPill(pill, choices.map(({ name, value }) => ({ label: name, value })), false);
    } catch (error) {
      if (turn === this.#newest && document.activeElement === pill.input) this.#showPill(pill, [], false, `No suggestions: ${error.message}`);
    }
  }

  /** Let no completion that was asked for earlier come in any more. */
  #overtake() {
    this.#newest += 1;
    clearTimeout(this.#timer);
  }

  #take(pill, item) {
    pill.take(item);
    pill.complain(false);
    this.#overtake();
    const next = this.#pills.find((one) => one.option.required && !one.filled);
    if (next) next.input.focus();
    else this.#showPill(pill, [], false);
  }

  #key(event) {
    const { suggestions } = this;
    const pill = this.#pillOf(event.target);
    if (event.isComposing) return;
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && suggestions.open) {
      event.preventDefault();
      suggestions.move(event.key === "ArrowDown" ? 1 : -1);
    } else if ((event.key === "Tab" || event.key === "Enter") && !event.shiftKey && suggestions.open && suggestions.active) {
      event.preventDefault();
      suggestions.pick();
    } else if (event.key === "Escape") this.#escape(event);
    else if (event.key === "Enter" && event.target.matches(".more")) (event.preventDefault(), this.#send());
    else if (event.target.matches(".more") && isWritten(event)) this.#write(event);
    else if (event.key === "Backspace" && event.target.matches(".more, .send")) this.#stepBack(event);
    else if (event.key === "ArrowUp" && event.target === this.text && !this.text.value) this.#recall(event);
    else if (event.key === "Backspace" && pill && !pill.filled) this.#remove(pill, event);
    else if (event.key.startsWith("Arrow") && pill) this.#walk(pill, event);
  }

  /** Whoever goes on typing where no option is required means the first one that takes what is typed. */
  #write(event) {
    const taking = /\d/.test(event.key) ? [TYPE.INTEGER, TYPE.NUMBER, TYPE.STRING] : [TYPE.STRING];
    const option = this.#unused().find((one) => taking.includes(one.type));
    if (!option) return;
    event.preventDefault();
    const pill = this.#addPill(option);
    this.#drawCommand();
    pill.put(event.key);
    pill.input.focus();
    this.#suggest(pill);
  }

  #escape(event) {
    event.preventDefault();
    if (this.suggestions.open) this.suggestions.hide();
    else if (this.#chosen) this.leave();
    else this.text.value = "";
  }

  #recall(event) {
    if (!this.#last || !this.#all().some((one) => one.command.id === this.#last.invocation.command.id)) return;
    event.preventDefault();
    this.choose(this.#last.invocation, this.#last.values);
  }

  #stepBack(event) {
    event.preventDefault();
    const last = this.#pills.at(-1);
    if (last) last.input.focus();
    else this.leave(`/${this.#chosen.name}`);
  }

  /** Backspace in an empty pill: an optional one goes away, the first required one leaves the command. */
  #remove(pill, event) {
    const place = this.#pills.indexOf(pill);
    event.preventDefault();
    if (!pill.option.required) {
      this.#pills.splice(place, 1);
      this.#drawCommand();
    }
    const before = this.#pills[place - 1] ?? (pill.option.required ? null : this.#pills[0]);
    if (before) before.input.focus();
    else this.leave(`/${this.#chosen.name}`);
  }

  #walk(pill, event) {
    const { selectionStart: caret, value = "" } = pill.input;
    const step = event.key === "ArrowRight" && caret === value.length ? 1 : event.key === "ArrowLeft" && caret === 0 ? -1 : 0;
    const next = step && this.#pills[this.#pills.indexOf(pill) + step];
    if (!next) return;
    event.preventDefault();
    next.input.focus();
  }

  #enter() {
    if (this.#chosen) this.#send();
    else if (this.text.value.startsWith("/")) this.#say("There is no such command. Type / alone to see them all.");
    else if (this.text.value.trim()) this.#explain();
  }

  /** Plain words go nowhere here: say so kindly, and offer the command that takes a question. */
  #explain() {
    const words = this.text.value.trim();
    const asks = this.#all().filter((one) => one.options.filter((option) => option.required).length === 1);
    const ask = asks.find((one) => one.name === "ask") ?? asks.find((one) => ordered(one.options)[0].type === TYPE.STRING);
    this.alert.replaceChildren("This place is for commands: type / to see what the bot can do. ");
    this.alert.classList.add("friendly");
    if (!ask) return;
    const option = ordered(ask.options)[0];
    this.alert.append(button({ class: "text-button", onclick: () => this.choose(ask, { [option.name]: words }) }, `Ask it with /${ask.name}`));
  }

  #send() {
    const missing = this.#pills.find((pill) => pill.option.required && !pill.filled);
    if (missing) return this.#complain(missing, `${missing.option.name} is required: ${missing.option.description ?? wants(missing.option)}`);
    for (const pill of this.#pills.filter((one) => one.filled)) {
      const { problem } = pill.read();
      if (problem) return this.#complain(pill, problem);
    }
    return this.#ask(this.#chosen, this.#pills.filter((pill) => pill.filled).map(sent));
  }

  async #ask(invocation, options) {
    const { world, connection } = this.view;
    const { place } = world;
    try {
      const details = { ...place, command: invocation.command.id, options: asOptions(invocation, options) };
      const { interaction } = await connection.ask("slash", details);
      this.#last = { invocation, values: Object.fromEntries(this.#pills.filter((pill) => pill.filled).map(rememberedValue)) };
      const stayed = this.row.contains(document.activeElement) || document.activeElement === document.body;
      this.#empty();
      if (stayed) this.text.focus();
      this.view.sent(interaction, { ...place, name: invocation.name });
    } catch (error) {
      this.#say(error.message);
    }
  }

  #complain(pill, words) {
    pill.complain(true);
    pill.input.focus();
    this.#say(words);
  }

  #say(words) {
    this.alert.classList.remove("friendly");
    this.alert.replaceChildren(words);
  }
}

function sent(pill) {
  const { name, type } = pill.option;
  return { name, type, value: pill.read().value };
}

function rememberedValue(pill) {
  const { value } = pill.read();
  return [pill.option.name, pill.settled ? { label: pill.text, value } : pill.text];
}
