// An embed: a card with a coloured edge.

import { el } from "./dom.js";
import { drawLine, drawText } from "./draw.js";
import { picture, resolve } from "./media.js";
import { when } from "./timestamps.js";

export function drawEmbed(embed, message, view) {
  const body = el("div", { class: "embed-body" }, author(embed), title(embed, view), description(embed, view), fields(embed, view));
  const thumbnail = embed.thumbnail && picture(resolve(embed.thumbnail, message), "", "embed-thumbnail");
  const image = embed.image && picture(resolve(embed.image, message), "", "embed-image");
  const card = el("article", { class: "embed", "aria-label": embed.title ? `Embed: ${embed.title}` : "Embed" }, body, thumbnail, image, footer(embed, view));
  tint(card, embed.color);
  return card;
}

/** Give a card its accent colour; set on the object, since the page allows no inline style. */
export function tint(card, colour) {
  if (colour !== null && colour !== undefined) card.style.setProperty("--tint", `#${colour.toString(16).padStart(6, "0")}`);
}

function author({ author: by }) {
  return by && el("div", { class: "embed-author" }, linked(by.url, by.name));
}

function title(embed, view) {
  return embed.title && el("div", { class: "embed-title" }, linked(embed.url, drawLine(embed.title, view)));
}

function linked(url, words) {
  return /^https?:\/\//.test(url ?? "") ? el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, words) : words;
}

function description(embed, view) {
  return embed.description && el("div", { class: "embed-description text" }, drawText(embed.description, view));
}

function fields(embed, view) {
  const drawn = (embed.fields ?? []).map(({ name, value, inline }) => {
    const parts = [el("dt", {}, drawLine(name, view)), el("dd", { class: "text" }, drawText(value, view))];
    return el("div", { class: inline ? "embed-field inline" : "embed-field" }, parts);
  });
  return drawn.length > 0 && el("dl", { class: "embed-fields" }, drawn);
}

function footer({ footer: foot, timestamp }, view) {
  if (!foot && !timestamp) return null;
  const instant = timestamp && new Date(timestamp);
  const time = instant && el("time", { class: "when", datetime: timestamp }, when(instant, view.now()));
  return el("div", { class: "embed-footer" }, foot?.text, foot && time ? " • " : "", time);
}
