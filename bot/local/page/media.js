// Pictures and files. Only what this machine serves is fetched; anything else is named instead of shown.

import { el, icon } from "./dom.js";
import { size } from "./pills.js";
import { spoiler } from "./draw.js";

const CDN = ["cdn.discordapp.com", "media.discordapp.net"];

/** The address as this page may fetch it; null where it lies outside this machine. */
export function local(url) {
  if (!url || !URL.canParse(url, location.href)) return null;
  const address = new URL(url, location.href);
  if (address.origin === location.origin || ["blob:", "data:"].includes(address.protocol)) return address.href;
  return CDN.includes(address.hostname) ? new URL(address.pathname + address.search, location.origin).href : null;
}

/** Find the attachment that a component or embed means by `attachment://name`. */
export function resolve(media, message) {
  const url = media?.url ?? "";
  const name = url.startsWith("attachment://") ? url.slice(13) : null;
  return (name && (message.attachments ?? []).find((file) => file.filename === name)) || media || {};
}

/** Draw a picture with its words, or say in words what isn't shown. */
export function picture(media, alt, className, hidden = false) {
  const source = local(media.proxy_url ?? media.url) ?? local(media.url);
  const words = alt || media.description || "";
  const image = source
    ? el("img", { src: source, alt: words || "Picture without a description", class: className, width: media.width, height: media.height, loading: "lazy" })
    : el("span", { class: `${className} elsewhere` }, words || "Picture", el("small", {}, ` (not fetched from ${hostOf(media.url)})`));
  return hidden ? spoiler(image, "picture") : image;
}

/** Draw a file to download. */
export function fileCard(file, hidden = false) {
  const source = local(file.url);
  const name = file.filename ?? file.name ?? "file";
  const title = source ? el("a", { href: source, download: name }, name) : name;
  const card = el("div", { class: "file-card" }, icon("file"), el("span", {}, title, el("small", {}, size(file.size ?? 0))));
  return hidden ? spoiler(card, "file") : card;
}

export const isPicture = (file) => (file.content_type ?? "").startsWith("image/");

function hostOf(url) {
  return URL.canParse(url ?? "") ? new URL(url).hostname : "elsewhere";
}
