// The frame around the messages: servers, channels, members, and who you are.

import { avatar, button, el, icon } from "./dom.js";
import { isRoom, isThread } from "./world.js";

const ICON = { 0: "hash", 1: "person", 2: "voice", 5: "hash", 10: "thread", 11: "thread", 12: "thread" };

/** The round buttons of the servers. */
export function drawRail(view) {
  const { world } = view;
  const unread = (guild) => guild.channels.some((channel) => view.unread.has(channel.id));
  const one = (guild) => {
    const here = guild.id === world.guild;
    const attributes = { class: "guild", title: guild.name, "aria-current": here ? "true" : null, "data-id": guild.id, onclick: () => view.visit(guild.id) };
    const note = unread(guild) && !here && el("span", { class: "unseen" }, ", new messages");
    return el("li", { class: unread(guild) ? "unread" : "" }, button(attributes, el("span", { "aria-hidden": "true" }, initials(guild.name)), el("span", { class: "unseen" }, guild.name), note));
  };
  return el("ul", { role: "list" }, directly(view), [...world.guilds.values()].map(one));
}

/** The button above the servers: direct messages with the bot. */
function directly(view) {
  const { world } = view;
  const channel = world.directs[world.me];
  if (!channel) return null;
  const waits = view.unread.has(channel);
  const attributes = { class: "guild home", title: "Direct messages", "aria-current": world.guild === null ? "true" : null, "data-id": "home", onclick: () => view.visitDirect() };
  return el("li", { class: waits ? "unread" : "" }, button(attributes, icon("person"), el("span", { class: "unseen" }, waits ? "Direct messages, new" : "Direct messages")));
}

function initials(name) {
  return name.split(/\s+/).map((word) => [...word][0] ?? "").join("").slice(0, 3);
}

/** Channels under their categories, threads under their channels. */
export function drawChannels(view) {
  const { channels } = view.world.here;
  const under = (parent) => channels.filter((channel) => (channel.parent_id ?? null) === parent && channel.type !== 4);
  const categories = channels.filter((channel) => channel.type === 4);
  const orphans = channels.filter((channel) => channel.type !== 4 && (!channel.parent_id || !channels.some((one) => one.id === channel.parent_id)));
  const list = (some) => el("ul", { role: "list" }, some.map((channel) => drawChannel(channel, under(channel.id), view)));
  return [list(orphans), categories.map((category) => [el("h3", { class: "category" }, category.name), list(under(category.id))])];
}

function drawChannel(channel, threads, view) {
  const here = channel.id === view.world.channel;
  const unread = view.unread.has(channel.id);
  const attributes = { class: unread ? "channel unread" : "channel", "aria-current": here ? "page" : null, title: isThread(channel) ? channel.name : null, "data-id": channel.id, onclick: () => view.goTo(channel.id), disabled: !isRoom(channel) };
  const words = [el("span", { class: "channel-name" }, channel.name), unread && badge(view.unread.get(channel.id))];
  const inner = threads.length > 0 && el("ul", { role: "list", class: "threads" }, threads.map((thread) => drawChannel(thread, [], view)));
  return el("li", {}, button(attributes, icon(ICON[channel.type] ?? "hash"), words), inner);
}

function badge(calls) {
  if (!calls) return el("span", { class: "badge" }, "new");
  return el("span", { class: "badge calls" }, String(calls), el("span", { class: "unseen" }, calls === 1 ? " message calls you" : " messages call you"));
}

/** Members in groups: the bot online or offline, moderators, everyone else. */
export function drawMembers(view) {
  const { world } = view;
  const members = world.here.members.map((id) => world.users.get(id)).filter(Boolean);
  const groups = [
    ["Online bots", members.filter((user) => user.bot && isOnline(user, world))],
    ["Moderators", members.filter((user) => !user.bot && user.moderator)],
    ["Members", members.filter((user) => !user.bot && !user.moderator)],
    ["Offline", members.filter((user) => user.bot && !isOnline(user, world))],
  ];
  return groups.filter(([, some]) => some.length).map(([name, some]) => [
    el("h3", { class: "category" }, `${name} — ${some.length}`),
    el("ul", { role: "list" }, some.map((user) => drawMember(user, view))),
  ]);
}

const isOnline = (user, world) => user.id !== world.bot.id || world.bot.online;

function drawMember(user, view) {
  const { world } = view;
  const open = (event) => view.memberMenu(user, event);
  const you = user.id === world.me && el("span", { class: "you" }, "you");
  const tag = user.bot && el("span", { class: "tag-app" }, "APP");
  const attributes = { class: "member", "aria-haspopup": "menu", onclick: open, oncontextmenu: open };
  return el("li", {}, button(attributes, avatar(user, "small"), el("span", { class: "member-name" }, world.nameOf(user.id)), tag, you));
}

/** The corner at the bottom left: whose eyes you look through. */
export function drawWhoAmI(view) {
  const { world } = view;
  const me = world.users.get(world.me);
  const choose = (event) => view.become(event.target.value);
  const options = world.people.map((user) => el("option", { value: user.id, selected: user.id === world.me }, `${world.nameOf(user.id)} — ${user.moderator ? "moderator" : "member"}`));
  const select = el("select", { id: "me", class: "me", onchange: choose }, options);
  return [me ? avatar(me, "small") : null, el("span", { class: "me-words" }, el("label", { for: "me" }, "You are"), select)];
}
