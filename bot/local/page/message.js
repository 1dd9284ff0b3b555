// One message: who, when, what, and what one can do with it.

import { avatar, button, el, icon } from "./dom.js";
import { drawComponents } from "./components.js";
import { drawEmbed } from "./embed.js";
import { drawText, say } from "./draw.js";
import { fileCard, isPicture, picture } from "./media.js";
import { isEphemeral } from "./world.js";
import { fullDate, when } from "./timestamps.js";

const LOADING = 1 << 7;
const HAS_THREAD = 1 << 5;
const SILENT = 1 << 12;
const SUPPRESS_EMBEDS = 1 << 2;
const V2 = 1 << 15;
const GROUPED_FOR = 7 * 60000;

/** Whether a message stands under the one before it without a header of its own. */
export function continues(message, before) {
  if (!before || used(message) || message.message_reference || message.author.id !== before.author.id) return false;
  const gap = new Date(message.timestamp) - new Date(before.timestamp);
  return gap < GROUPED_FOR && isEphemeral(message) === isEphemeral(before);
}

export function drawMessage(message, before, view) {
  const grouped = continues(message, before);
  const mine = isEphemeral(message);
  const name = view.world.nameOf(message.author.id) ?? message.author.username;
  const time = new Date(message.timestamp);
  const body = el("div", { class: "message-body" }, grouped ? null : header(message, name, time, view), content(message, view));
  if (mine) body.append(onlyYou(message, view));
  const side = grouped ? el("time", { class: "side-time", datetime: message.timestamp, "aria-hidden": "true" }, shortTime(time)) : avatar(message.author);
  const calls = view.world.calls(message);
  const label = `${name}, ${when(time, view.now())}${mine ? ", only you can see this" : ""}${calls ? ", calls you" : ""}`;
  const attributes = { class: `message${grouped ? " grouped" : ""}${mine ? " mine" : ""}${calls ? " calls" : ""}`, "data-id": message.id, tabindex: "-1" };
  const article = el("article", { ...attributes, "aria-label": label }, reference(message, view), side, body, tools(message, name, view));
  article.addEventListener("contextmenu", (event) => view.messageMenu(message, event));
  return el("li", {}, article);
}

/** A message in one breath, for the live region. */
export function spoken(message, view) {
  if (isThinking(message)) return `${view.world.nameOf(message.author.id)} is thinking.`;
  const parts = [message.content, ...(message.embeds ?? []).flatMap((embed) => [embed.title, embed.description]), ...texts(message.components)];
  const all = say(parts.filter(Boolean).join("\n"), view);
  const start = `${view.world.nameOf(message.author.id)}${isEphemeral(message) ? ", only to you" : ""}`;
  return `${start}: ${all.length > 600 ? `${all.slice(0, 600)}… The rest is in the message.` : all}`;
}

function texts(components) {
  return (components ?? []).flatMap((one) => [one.type === 10 ? one.content : null, ...texts(one.components), ...texts(one.accessory ? [one.accessory] : [])]);
}

export const isThinking = (message) => Boolean((message.flags ?? 0) & LOADING);

function header(message, name, time, view) {
  const tag = message.author.bot && el("span", { class: "tag-app" }, "APP");
  const stamp = el("time", { class: "message-time when", datetime: message.timestamp, title: fullDate(time) }, when(time, view.now()));
  return el("h3", { class: "message-head" }, el("span", { class: "message-author" }, name), tag, stamp, silent(message));
}

function silent(message) {
  return Boolean((message.flags ?? 0) & SILENT) && el("span", { class: "silent", title: "Sent without a sound: nobody's device was notified" }, icon("silent"), el("span", { class: "unseen" }, "sent without a sound"));
}

/** The way into the thread that was opened under a message; it has the message's own id. */
function thread(message, view) {
  if (!((message.flags ?? 0) & HAS_THREAD) || !view.world.hasRoom(message.id)) return null;
  return button({ class: "thread-link", "data-key": "thread", onclick: () => view.goTo(message.id) }, icon("thread"), el("strong", {}, view.world.channelName(message.id)), el("span", {}, "Open the thread"));
}

function shortTime(time) {
  return time.toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" });
}

/** The line above an answer: "Ada used /ask", or the message that it answers. */
function reference(message, view) {
  const by = used(message);
  if (by) {
    const who = view.world.nameOf(by.user.id);
    const slash = message.type === 23 ? "" : "/";
    return el("p", { class: "message-reference" }, el("span", { class: "spine" }), el("strong", {}, who), " used ", el("span", { class: "mention" }, `${slash}${by.name}`));
  }
  const id = message.message_reference?.message_id;
  const target = id && view.world.messages.get(id);
  if (!id) return null;
  const quote = target ? say([target.content, ...texts(target.components)].filter(Boolean).join(" "), view).slice(0, 120) || "a message" : "a message that is gone";
  const jump = button({ class: "text-button", onclick: () => view.jump(id) }, target ? `${view.world.nameOf(target.author.id)}: ${quote}` : quote);
  return el("p", { class: "message-reference" }, el("span", { class: "spine" }), jump);
}

function used(message) {
  const by = message.interaction_metadata ?? message.interaction;
  return by?.name && by.user && (by.type === undefined || by.type === 2) ? by : null;
}

function content(message, view) {
  if (isThinking(message)) {
    const dots = el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i"));
    return el("p", { class: "thinking" }, dots, ` ${view.world.nameOf(message.author.id)} is thinking…`);
  }
  const flags = message.flags ?? 0;
  const text = message.content && el("div", { class: "text" }, drawText(message.content, view), edited(message));
  const embeds = flags & SUPPRESS_EMBEDS ? [] : (message.embeds ?? []).map((embed) => drawEmbed(embed, message, view));
  const components = drawComponents(message, view);
  const layout = flags & V2 ? el("div", { class: "layout" }, components) : components;
  return [text, embeds, attachments(message), layout, message.content ? null : edited(message), reactions(message), thread(message, view)];
}

function edited(message) {
  if (!message.edited_timestamp) return null;
  return el("small", { class: "edited", title: fullDate(new Date(message.edited_timestamp)) }, " (edited)");
}

/** Files that no embed and no component shows already. */
function attachments(message) {
  if ((message.flags ?? 0) & V2) return [];
  const shown = JSON.stringify(message.embeds ?? []);
  const left = (message.attachments ?? []).filter((file) => !shown.includes(`"${file.url}"`) && !shown.includes(`attachment://${file.filename}`));
  return left.map((file) => (isPicture(file) ? picture(file, file.description, "attached-picture") : fileCard(file)));
}

function reactions(message) {
  const all = (message.reactions ?? []).map(({ emoji, count }) => el("li", { class: "reaction" }, `${emoji.name} ${count}`));
  return all.length > 0 && el("ul", { class: "reactions", "aria-label": "Reactions", role: "list" }, all);
}

function onlyYou(message, view) {
  const dismiss = button({ class: "text-button", onclick: () => view.dismiss(message) }, "Dismiss message");
  return el("p", { class: "only-you" }, icon("eye"), "Only you can see this · ", dismiss);
}

function tools(message, name, view) {
  const open = (event) => view.messageMenu(message, event);
  return button({ class: "tool message-more", "aria-label": `More for this message by ${name}`, "aria-haspopup": "menu", title: "More", onclick: open }, icon("more"));
}
