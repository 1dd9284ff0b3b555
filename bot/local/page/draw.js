// Turns a tree of Markdown into elements. `view` knows names, the clock and what a click on a command does.

import { button, el } from "./dom.js";
import { read } from "./markdown.js";
import { stamp } from "./timestamps.js";

const DRAWN = {
  strong: (node, view) => el("strong", {}, drawAll(node.children, view)),
  em: (node, view) => el("em", {}, drawAll(node.children, view)),
  u: (node, view) => el("u", {}, drawAll(node.children, view)),
  s: (node, view) => el("s", {}, drawAll(node.children, view)),
  br: () => el("br"),
  code: (node) => el("code", {}, node.code),
  codeblock: (node) => el("pre", {}, el("code", {}, node.code)),
  quote: (node, view) => el("blockquote", {}, drawAll(node.children, view)),
  // one level for all: what people write skips levels, and the message's own head is level 3
  heading: (node, view) => el("p", { class: `heading h${node.level}`, role: "heading", "aria-level": 4 }, drawAll(node.children, view)),
  subtext: (node, view) => el("p", { class: "subtext" }, drawAll(node.children, view)),
  list: (node, view) => drawList(node, view),
  spoiler: (node, view) => spoiler(el("span", {}, drawAll(node.children, view)), "text"),
  link: (node, view) => drawLink(node, view),
  time: (node, view) => drawTime(node, view),
  user: (node, view) => el("span", { class: "mention" }, `@${view.world.nameOf(node.id)}`),
  role: (node, view) => el("span", { class: "mention" }, `@${view.world.roleOf(node.id)?.name ?? "deleted-role"}`),
  everyone: (node) => el("span", { class: "mention" }, node.word),
  emoji: (node) => el("span", { class: "emoji" }, `:${node.name}:`),
  channel: (node, view) => button({ class: "mention", onclick: () => view.goTo(node.id) }, `#${view.world.channelName(node.id)}`),
  command: (node, view) => button({ class: "mention", onclick: () => view.fill(node) }, `/${node.name}`),
};

/** Draw a text with all of Discord's Markdown. */
export function drawText(text, view) {
  return drawAll(read(text), view);
}

/** Draw a text where only what stands inside lines counts: titles and names of fields. */
export function drawLine(text, view) {
  return drawAll(read(text, { inlineOnly: true }), view);
}

function drawAll(nodes, view) {
  return nodes.map((node) => (typeof node === "string" ? node : DRAWN[node.is](node, view)));
}

function drawList(node, view) {
  const items = node.items.map((item) => el("li", {}, drawAll(item, view)));
  return el(node.ordered ? "ol" : "ul", node.ordered ? { start: node.start } : {}, items);
}

function drawLink(node, view) {
  const attributes = { href: node.href, target: "_blank", rel: "noopener noreferrer", title: node.title || (node.masked ? node.href : null) };
  return el("a", attributes, drawAll(node.children, view));
}

function drawTime(node, view) {
  const worded = stamp(node.seconds, node.style, view.now());
  if (!worded) return node.raw;
  return el("time", { class: "stamp", datetime: worded.iso, title: worded.title, "data-style": node.style }, worded.text);
}

/** Hide something until it is asked for; the button says what it is, the words are not read out before. */
export function spoiler(content, what) {
  const cover = button({ class: `spoiler of-${what}`, "aria-label": `Spoiler: show the ${what}` }, content);
  content.setAttribute("aria-hidden", "true");
  content.setAttribute("inert", "");
  cover.addEventListener("click", () => {
    content.removeAttribute("aria-hidden");
    content.removeAttribute("inert");
    cover.replaceWith(el("span", { class: `spoiler told of-${what}`, tabindex: "-1" }, content));
    content.parentElement.focus();
  });
  return cover;
}

const SAID = {
  br: () => " ",
  spoiler: () => "(spoiler)",
  time: (node, view) => stamp(node.seconds, node.style, view.now())?.text ?? node.raw,
  command: (node) => `/${node.name}`,
  user: (node, view) => `@${view.world.nameOf(node.id)}`,
  role: (node, view) => `@${view.world.roleOf(node.id)?.name ?? "deleted-role"}`,
  channel: (node, view) => `#${view.world.channelName(node.id)}`,
  list: (node, view) => node.items.map((item) => ` ${sayAll(item, view)}. `).join(""),
  heading: (node, view) => `${sayAll(node.children, view)}. `,
  quote: (node, view) => `${sayAll(node.children, view)} `,
};

/** The bare words of a text, for reading aloud and for previews; what a spoiler hides stays hidden. */
export function say(text, view) {
  return sayAll(read(text), view);
}

function sayAll(nodes, view) {
  return nodes.map((node) => (typeof node === "string" ? node : sayOne(node, view))).join("");
}

function sayOne(node, view) {
  return SAID[node.is]?.(node, view) ?? node.code ?? node.word ?? node.name ?? sayAll(node.children ?? [], view);
}
