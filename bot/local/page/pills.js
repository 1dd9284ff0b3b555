// The options of a chosen command, each a small labelled input in the message box.

import { avatar, button, el, icon } from "./dom.js";
import { TYPE, asValue, problem, wants } from "./commands.js";
import { isRoom } from "./world.js";
import { upload } from "./connection.js";

/** Make the pill that an option needs. */
export function makePill(option, world) {
  return option.type === TYPE.ATTACHMENT ? new FilePill(option) : new Pill(option, world);
}

class Pill {
  #picked = null;

  constructor(option, world) {
    this.option = option;
    this.world = world;
    this.input = el("input", { type: "text", size: 1, "aria-label": labelOf(option), "aria-required": String(Boolean(option.required)), spellcheck: "false" });
    this.input.addEventListener("input", () => this.#resize());
    this.element = el("label", { class: "pill", title: option.description }, el("span", { class: "pill-name" }, option.name), this.input);
  }

  get text() {
    return this.input.value;
  }

  get filled() {
    return this.text.trim() !== "";
  }

  /** Whether only something from the list is an answer. */
  get strict() {
    return Boolean(this.option.choices?.length) || (this.option.type >= TYPE.BOOLEAN && this.option.type <= TYPE.MENTIONABLE);
  }

  get settled() {
    return this.#picked !== null && this.#picked.label === this.text;
  }

  put(text) {
    this.input.value = text;
    this.#resize();
  }

  take(item) {
    this.#picked = item;
    this.put(item.label);
  }

  /** The items of the list that fit what is typed; everything once something has been picked. */
  items() {
    const typed = this.settled ? "" : this.text.trim().replace(/^[@#]/, "").toLowerCase();
    return this.#all().filter((item) => item.label.toLowerCase().includes(typed)).slice(0, 25);
  }

  /** The option as Discord sends it, or the sentence that says what is wrong. */
  read() {
    const picked = this.settled ? this.#picked : this.#all().find((item) => item.label.toLowerCase() === this.text.trim().toLowerCase());
    if (this.strict && !picked) return { problem: `${this.option.name}: choose one from the list.` };
    const wrong = this.strict || picked ? null : problem(this.option, this.text);
    return wrong ? { problem: wrong } : { value: picked ? picked.value : asValue(this.option, this.text) };
  }

  /** What autocomplete is asked with: the bare text. */
  get draft() {
    return this.settled ? this.#picked.value : this.text;
  }

  complain(on) {
    this.element.classList.toggle("wrong", on);
    this.input.setAttribute("aria-invalid", String(on));
  }

  #resize() {
    this.input.size = Math.max(1, Math.min(this.text.length, 60));
  }

  #all() {
    const { type, choices, channel_types: kinds } = this.option;
    if (choices?.length) return choices.map(({ name, value }) => ({ label: name, value }));
    if (type === TYPE.BOOLEAN) return [["True", true], ["False", false]].map(([label, value]) => ({ label, value }));
    if (type === TYPE.USER) return people(this.world);
    if (type === TYPE.CHANNEL) return channels(this.world, kinds);
    if (type === TYPE.ROLE) return roles(this.world);
    return type === TYPE.MENTIONABLE ? [...people(this.world), ...roles(this.world)] : [];
  }
}

class FilePill {
  #attachment = null;
  #words = "";

  constructor(option) {
    this.option = option;
    this.file = el("input", { type: "file", class: "unseen", tabindex: "-1", "aria-hidden": "true" });
    this.input = button({ class: "pill-file", "aria-label": labelOf(option), onclick: () => this.file.click() }, icon("file"), "Choose a file");
    this.element = el("span", { class: "pill", title: option.description }, el("span", { class: "pill-name" }, option.name), this.input, this.file);
    this.file.addEventListener("change", () => this.#send(this.file.files[0]));
    this.element.addEventListener("dragover", (event) => event.preventDefault());
    this.element.addEventListener("drop", (event) => (event.preventDefault(), this.#send(event.dataTransfer.files[0])));
  }

  strict = true;
  settled = true;

  get filled() {
    return this.#attachment !== null || this.#words !== "";
  }

  get draft() {
    return this.#attachment?.id ?? "";
  }

  items() {
    return [];
  }

  put() {}

  read() {
    return this.#attachment ? { value: this.#attachment.id } : { problem: `${this.option.name}: ${this.#words || "choose a file."}` };
  }

  complain(on) {
    this.element.classList.toggle("wrong", on);
  }

  async #send(file) {
    if (!file) return;
    this.#attachment = null;
    this.#say("Uploading…", "it is still being uploaded.");
    try {
      this.#attachment = await upload(file);
      this.#say(`${file.name} (${size(file.size)})`, "");
    } catch (error) {
      this.#say("Choose another file", error.message);
      this.complain(true);
    }
  }

  #say(label, words) {
    this.#words = words;
    this.complain(false);
    this.input.replaceChildren(icon("file"), label);
    this.input.setAttribute("aria-label", `${labelOf(this.option)} ${label}`);
  }
}

/** Word a number of bytes. */
export function size(bytes) {
  if (bytes < 1024) return `${bytes} bytes`;
  return bytes < 1048576 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1048576).toFixed(2)} MB`;
}

function labelOf(option) {
  return `${option.name}: ${option.description ?? ""} (${wants(option)}${option.required ? ", required" : ", optional"})`;
}

export function people(world) {
  const members = world.here.members.map((id) => world.users.get(id)).filter(Boolean);
  return members.map((user) => ({ label: world.nameOf(user.id), detail: user.username, value: user.id, picture: avatar(user, "small") }));
}

export function channels(world, kinds) {
  const fits = (channel) => (kinds?.length ? kinds.includes(channel.type) : isRoom(channel) || channel.type === 4 || channel.type === 2);
  return world.here.channels.filter(fits).map((channel) => ({ label: channel.name, value: channel.id, picture: icon("hash") }));
}

export function roles(world) {
  return world.here.roles.map((role) => ({ label: role.name, detail: "Role", value: role.id, picture: icon("people") }));
}
