// What stands at the start of every channel: where you are, and three things to try.

import { button, el, icon } from "./dom.js";
import { firstSteps, invocations, ordered } from "./commands.js";
import { isThread } from "./world.js";

const COUNT = ["", "One thing", "Two things", "Three things"];

/** What a stranger is shown first, where the bot has these commands; `moderates` is for moderators alone. */
const STEPS = [
  { name: "ask", title: "Ask a question", words: "In your own words, or one that is offered. The answer is a sentence of a document, with its source." },
  { name: "timeline", title: "See years as a picture", words: "Press Enter for everything in the documents, or give a year or a topic first." },
  { name: "daily add", title: "Let it post every day", words: "Choose a channel and a time. Then let a day go by with the clock at the top, and the post is there.", moderates: true },
];

export function commandsToTry(view) {
  const { room } = view.world;
  return isThread(room) ? threadStart(room, view) : roomStart(view);
}

function roomStart(view) {
  const { world } = view;
  const bot = world.bot.name || "the bot";
  const cards = steps(view);
  return el(
    "section",
    { class: "welcome", "aria-labelledby": "welcome-title" },
    el("span", { class: "welcome-sign" }, icon(world.guild === null ? "person" : "hash")),
    el("h2", { id: "welcome-title" }, world.guild === null ? `You and ${bot}` : `Welcome to #${world.room.name}!`),
    el("p", {}, `This is a small Discord on your own machine. ${bot} answers here as it would in a real server; nothing leaves this computer.`),
    cards.length > 0 ? [el("h3", {}, `${COUNT[cards.length]} to try`), el("ul", { class: "steps", role: "list" }, cards)] : waiting(world),
    el("p", { class: "field-hint" }, "Type / for everything else. At the bottom left you can become a moderator or another member; the clock is at the top."),
  );
}

function threadStart(room, view) {
  const parent = view.world.channelName(room.parent_id);
  const begun = view.world.messages.has(room.id);
  const back = button({ class: "text-button", onclick: () => (view.goTo(room.parent_id), begun && view.jump(room.id)) }, begun ? `the message in #${parent} that it belongs to` : `#${parent}`);
  return el(
    "section",
    { class: "welcome", "aria-labelledby": "welcome-title" },
    el("span", { class: "welcome-sign" }, icon("thread")),
    el("h2", { id: "welcome-title" }, room.name),
    el("p", {}, "A thread: a conversation of its own. Back to ", back, "."),
  );
}

function waiting({ bot }) {
  return el("p", {}, bot.online ? `${bot.name} has no commands for you here.` : `${bot.name} is starting. Its commands appear here as soon as it is online.`);
}

/** Three cards: the chosen steps that the bot has, filled up with others of its commands. */
function steps(view) {
  const { world } = view;
  const mine = invocations(world.usable(1));
  const known = STEPS.map((step) => chosenStep(step, mine, world)).filter(Boolean);
  const rest = firstSteps(mine).filter((one) => !known.some(({ name }) => name === one.name));
  return [...known.map((step) => stepCard(step, view)), ...rest.map((one) => card(one, view))].slice(0, 3);
}

function chosenStep(step, mine, world) {
  if (mine.some(({ name }) => name === step.name)) return step;
  const moderator = step.moderates && world.moderatorHere;
  const theirs = moderator ? invocations(world.usable(1, true)) : [];
  return theirs.some(({ name }) => name === step.name) ? { ...step, as: moderator } : null;
}

function stepCard({ name, title, words, as }, view) {
  const act = () => {
    if (as) view.become(as.id);
    view.fill({ id: null, name });
  };
  const change = as && el("small", {}, `This makes you ${view.world.nameOf(as.id)}, a moderator.`);
  return el("li", {}, button({ class: "step", onclick: act }, el("strong", {}, title), el("code", { class: "step-command" }, `/${name}`), el("span", {}, words), change));
}

function card(step, view) {
  const needed = ordered(step.options).find((option) => option.required);
  const then = needed ? `then type: ${needed.description || needed.name}` : "then press Enter";
  const attributes = { class: "step", onclick: () => view.fill({ id: step.command.id, name: step.name }) };
  return el("li", {}, button(attributes, el("strong", {}, `/${step.name}`), el("span", {}, step.description), el("small", {}, then)));
}
