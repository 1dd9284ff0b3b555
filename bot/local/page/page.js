// Puts the page together: the world, the connection, the parts that draw, and what clicks do.

import { button, el, icon } from "./dom.js";
import { Clock } from "./clock.js";
import { Composer } from "./composer.js";
import { Connection } from "./connection.js";
import { Log } from "./log.js";
import { openMenu } from "./menu.js";
import { openModal } from "./modal.js";
import { drawChannels, drawMembers, drawRail, drawWhoAmI } from "./sidebar.js";
import { sameDay, stamp, when } from "./timestamps.js";
import { World, isThread } from "./world.js";

const WIDE = "(min-width: 1100px)";
const NARROW = "(max-width: 760px)";
const TICK = 1000;
const TOAST = 8000;

class View {
  #clockAt = Date.now();
  #heardAt = performance.now();
  #stampedOn = new Date(0);
  /** Channels with messages that you haven't seen, and how many of those call you. */
  unread = new Map();

  constructor(document, storage, url) {
    const part = (id) => document.getElementById(id);
    this.parts = Object.fromEntries(["house", "drawer", "rail", "guild-name", "channels", "whoami", "bar", "notice", "veil", "members", "toasts"].map((id) => [id, part(id)]));
    this.world = new World(storage);
    this.connection = new Connection(url, { onevent: (event) => this.#hear(event), onstate: (open) => this.#connected(open) });
    this.clock = new Clock(this);
    this.log = new Log(part("log"), part("spoken"), part("typing"), this);
    this.composer = new Composer(part("composer"), this);
    this.#drawBar();
    this.parts.veil.addEventListener("click", () => this.#openDrawer(false));
    this.parts.house.addEventListener("keydown", (event) => event.key === "Escape" && this.#openDrawer(false));
    this.#showMembers(matchMedia(WIDE).matches);
    this.#openDrawer(false);
    matchMedia(NARROW).addEventListener("change", () => this.#openDrawer(false));
    setInterval(() => this.#tick(), TICK);
    this.connection.open();
  }

  /** The local Discord's time: what it last said, and what has passed since. */
  now() {
    return new Date(this.#clockAt + (this.running ? performance.now() - this.#heardAt : 0));
  }

  // ------------------------------------------------------------------ what comes in

  #hear(event) {
    const heard = {
      hello: () => this.#greet(event),
      message: () => this.#message(event.message),
      message_delete: () => this.#gone(event.id),
      modal: () => this.#modal(event),
      failed: () => event.user === this.world.me && this.log.fail(event.interaction, event.why),
      typing: () => this.log.write(event.channel_id),
      clock: () => this.#setClock(event),
      bot: () => this.#botIs(event.online),
    };
    heard[event.event]?.();
  }

  #greet(hello) {
    this.#setClock(hello);
    const { channel, me } = this.world;
    this.world.greet(hello);
    const same = channel === this.world.channel && me === this.world.me;
    this.#drawAll(same);
  }

  #message(message) {
    const { world } = this;
    const kept = { ...message, for: message.for ?? null };
    world.messages.set(message.id, kept);
    if (kept.for && kept.for !== world.me) return;
    if (message.channel_id === world.channel) this.log.put(kept);
    else this.#markUnread(kept);
  }

  #gone(id) {
    this.world.messages.delete(id);
    this.log.drop(id);
  }

  #modal(event) {
    this.log.settleInteraction(event.interaction);
    if (event.user === this.world.me) openModal(event, this);
  }

  #setClock({ now, running }) {
    this.#clockAt = Date.parse(now);
    this.#heardAt = performance.now();
    this.running = running ?? true;
    this.#restamp();
  }

  #botIs(online) {
    this.world.bot = { ...this.world.bot, online };
    this.#drawFrame();
    this.#notice();
  }

  #connected(open) {
    this.connected = open;
    this.#notice();
  }

  #notice() {
    const { notice } = this.parts;
    const { bot } = this.world;
    const offline = bot.name && !bot.online ? `${bot.name} is offline. It is starting or has stopped; commands get no answer until it is back.` : "";
    notice.textContent = this.connected === false ? "The local Discord doesn't answer. Trying again…" : offline;
    notice.hidden = !notice.textContent;
  }

  #markUnread(message) {
    const called = (this.unread.get(message.channel_id) ?? 0) + (!message.edited_timestamp && this.world.calls(message) ? 1 : 0);
    this.unread.set(message.channel_id, called);
    this.#drawFrame();
  }

  #tick() {
    this.clock.draw();
    for (const mark of document.querySelectorAll('time.stamp[data-style="R"]')) {
      mark.textContent = stamp(Date.parse(mark.dateTime) / 1000, "R", this.now()).text;
    }
    if (!sameDay(this.now(), this.#stampedOn)) this.#restamp();
  }

  /** Word "today" and "yesterday" anew after the clock was moved or a day has passed. */
  #restamp() {
    this.#stampedOn = this.now();
    this.clock.draw();
    for (const mark of document.querySelectorAll("time.when")) mark.textContent = when(new Date(mark.dateTime), this.#stampedOn);
  }

  // ------------------------------------------------------------------ what is drawn

  #drawAll(same = false) {
    this.#drawFrame();
    if (same) this.log.refresh();
    else this.log.draw();
    this.composer.refresh();
    this.#notice();
  }

  /** Draw everything around the messages; the focus stays on what it was on. */
  #drawFrame() {
    const { parts, world } = this;
    const held = document.activeElement?.dataset?.id ?? document.activeElement?.id;
    const zone = document.activeElement?.closest("#rail, #channels, #whoami");
    this.unread.delete(world.channel);
    parts.rail.replaceChildren(drawRail(this));
    parts["guild-name"].textContent = world.here.name;
    parts.channels.replaceChildren(...drawChannels(this).flat(Infinity));
    parts.members.replaceChildren(el("h2", { class: "unseen" }, "Members"), ...drawMembers(this).flat(Infinity));
    parts.whoami.replaceChildren(...drawWhoAmI(this).filter(Boolean));
    this.sign.replaceChildren(icon(world.guild === null ? "person" : isThread(world.room) ? "thread" : "hash"));
    this.channelName.textContent = world.room.name;
    this.topic.textContent = world.topic;
    this.drawerButton.classList.toggle("unread", this.unread.size > 0);
    this.drawerButton.setAttribute("aria-label", `Servers and channels${this.unread.size ? ", new messages" : ""}`);
    this.clock.tell([...this.unread.keys()]);
    document.title = `${world.roomName} · ${world.here.name}`;
    if (zone && held) [...zone.querySelectorAll("[data-id], #me")].find((one) => one.dataset.id === held || one.id === held)?.focus();
  }

  #drawBar() {
    this.channelName = el("h1", { id: "channel-name" });
    this.topic = el("p", { class: "topic" });
    this.drawerButton = button({ class: "bar-button narrow-only", "aria-label": "Servers and channels", "aria-controls": "drawer", onclick: () => this.#openDrawer(true) }, icon("menu"));
    this.membersButton = button({ class: "bar-button", "aria-label": "Members", "aria-controls": "members", title: "Members", onclick: () => this.#showMembers(this.parts.members.hidden) }, icon("people"));
    this.sign = el("span", { class: "bar-sign" });
    this.parts.bar.replaceChildren(this.drawerButton, this.sign, this.channelName, this.topic, this.clock.element, this.membersButton, this.clock.panel);
  }

  #showMembers(show) {
    this.parts.members.hidden = !show;
    this.parts.house.classList.toggle("with-members", show);
    this.membersButton.setAttribute("aria-expanded", String(show));
  }

  /** On a narrow window the servers and channels are a drawer; elsewhere they simply stand there. */
  #openDrawer(open) {
    const narrow = matchMedia(NARROW).matches;
    const was = this.parts.house.classList.contains("drawer-open");
    this.parts.house.classList.toggle("drawer-open", narrow && open);
    this.parts.veil.hidden = !(narrow && open);
    this.parts.drawer.inert = narrow && !open;
    this.drawerButton.setAttribute("aria-expanded", String(narrow && open));
    if (narrow && open) this.parts.channels.querySelector("button")?.focus();
    else if (was) this.drawerButton.focus();
  }

  toast(words) {
    const toast = el("p", { class: "toast" }, icon("warning"), el("span", {}, words), button({ class: "tool", "aria-label": "Close", onclick: () => toast.remove() }, icon("close")));
    this.parts.toasts.append(toast);
    setTimeout(() => toast.remove(), TOAST);
  }

  // ------------------------------------------------------------------ what one does

  visit(guild) {
    this.#go(guild, null);
  }

  visitDirect() {
    this.world.goDirect();
    this.#openDrawer(false);
    this.#drawAll();
  }

  #go(guild, channel) {
    const { me } = this.world;
    this.world.go(guild, channel);
    this.#drawAll();
    if (this.world.me !== me) this.toast(`You are ${this.world.nameOf(this.world.me)} here: ${this.world.nameOf(me)} isn't in this server.`);
  }

  goTo(channel) {
    const home = [...this.world.guilds.values()].find((guild) => guild.channels.some((one) => one.id === channel));
    if (!home) return;
    this.#openDrawer(false);
    this.#go(home.id, channel);
  }

  become(user) {
    this.world.become(user);
    this.#drawAll();
  }

  fill(command) {
    this.composer.fill(command);
  }

  jump(id) {
    this.log.jump(id);
  }

  sent(interaction, place) {
    this.log.wait(interaction, place);
  }

  press(message, component, values, control) {
    const details = { message: message.id, custom_id: component.custom_id, component_type: component.type, ...(values && { values }) };
    return this.#act("press", details, ({ interaction }) => this.log.pressed(interaction, message.id, control));
  }

  dismiss(message) {
    return this.#act("dismiss", { message: message.id }, () => this.#gone(message.id));
  }

  /** Send a modal; refusals are the dialog's to show. */
  submit(interaction, customId, components) {
    return this.connection.ask("submit", { ...this.world.place, interaction, custom_id: customId, components });
  }

  messageMenu(message, event) {
    if (event.type === "contextmenu" && (String(getSelection()) || event.target.closest("a, input"))) return;
    const text = [message.content, ...(message.embeds ?? []).map((embed) => embed.description)].filter(Boolean).join("\n");
    const own = [text && { label: "Copy text", act: () => navigator.clipboard.writeText(text) }, { label: "Copy message ID", act: () => navigator.clipboard.writeText(message.id) }];
    openMenu("Message", [...this.#menuCommands(3, message.id), ...own.filter(Boolean)], event);
  }

  memberMenu(user, event) {
    const own = [{ label: "Copy user ID", act: () => navigator.clipboard.writeText(user.id) }];
    openMenu(this.world.nameOf(user.id), [...this.#menuCommands(2, user.id), ...own], event);
  }

  #menuCommands(type, target) {
    const commands = this.world.usable(type);
    const entries = commands.map((command) => ({ label: command.name, act: () => this.#useMenu(command, target) }));
    return entries.length ? [{ label: "Apps" }, ...entries, { label: "More" }] : [];
  }

  #useMenu(command, target) {
    const place = { ...this.world.place, name: command.name, menu: true };
    return this.#act("menu", { command: command.id, target }, ({ interaction }) => this.sent(interaction, place));
  }

  async #act(action, details, then) {
    try {
      then(await this.connection.ask(action, { ...this.world.place, ...details }));
    } catch (error) {
      this.toast(error.message);
    }
  }
}

const url = new URL("page/ws", location.href);
url.protocol = location.protocol === "https:" ? "wss:" : "ws:";
new View(document, localStorage, url);
