// What stands at the start of every channel: where you are, and three things to try.

import { button, el, icon } from "./dom.js";
import { firstSteps, invocations, ordered } from "./commands.js";

export function commandsToTry(view) {
  const { world } = view;
  const steps = firstSteps(invocations(world.usable(1)));
  const bot = world.bot.name || "the bot";
  return el(
    "section",
    { class: "welcome", "aria-labelledby": "welcome-title" },
    el("span", { class: "welcome-sign" }, icon(world.guild === null ? "person" : "hash")),
    el("h2", { id: "welcome-title" }, world.guild === null ? `You and ${bot}` : `Welcome to #${world.room.name}!`),
    el("p", {}, `This is a small Discord on your own machine. ${bot} answers here as it would in a real server; nothing leaves this computer.`),
    steps.length > 0 ? [el("h3", {}, "Three things to try".replace("Three", ["", "One", "Two", "Three"][steps.length])), el("ul", { class: "steps", role: "list" }, steps.map((step) => card(step, view)))] : waiting(world),
    el("p", { class: "field-hint" }, "Type / for everything else. At the bottom left you can become a moderator or another member; the clock is at the top."),
  );
}

function waiting({ bot }) {
  return el("p", {}, bot.online ? `${bot.name} has no commands for you here.` : `${bot.name} is starting. Its commands appear here as soon as it is online.`);
}

function card(step, view) {
  const needed = ordered(step.options).find((option) => option.required);
  const then = needed ? `then type: ${needed.description || needed.name}` : "then press Enter";
  const attributes = { class: "step", onclick: () => view.fill({ id: step.command.id, name: step.name }) };
  return el("li", {}, button(attributes, el("strong", {}, `/${step.name}`), el("span", {}, step.description), el("small", {}, then)));
}
