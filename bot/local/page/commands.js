// Slash commands as one types them: flat names, what matches, what is missing, and Discord's option objects.

export const TYPE = {
  SUBCOMMAND: 1,
  GROUP: 2,
  STRING: 3,
  INTEGER: 4,
  BOOLEAN: 5,
  USER: 6,
  CHANNEL: 7,
  ROLE: 8,
  MENTIONABLE: 9,
  NUMBER: 10,
  ATTACHMENT: 11,
};

const KIND = {
  3: "text",
  4: "a whole number",
  5: "True or False",
  6: "a member",
  7: "a channel",
  8: "a role",
  9: "a member or a role",
  10: "a number",
  11: "a file",
};

/** Everything that can be typed: each command, or each of its subcommands, with its path and options. */
export function invocations(commands) {
  return commands.flatMap((command) => leaves(command, command, []));
}

function leaves(command, node, path) {
  const inner = (node.options ?? []).filter((option) => option.type <= TYPE.GROUP);
  const here = [...path, node];
  if (inner.length) return inner.flatMap((option) => leaves(command, option, here));
  return [
    {
      command,
      path: here.slice(1).map(({ name, type }) => ({ name, type })),
      name: here.map(({ name }) => name).join(" "),
      description: node.description ?? "",
      options: node.options ?? [],
    },
  ];
}

/** Those that fit what was typed after the slash: names that begin so, then names with it inside, then descriptions. */
export function matching(all, typed) {
  const wanted = typed.trim().toLowerCase();
  const weight = (one) => (one.path.length ? 2 : isLimited(one) ? 1 : 0);
  const rank = ({ name, description }) => {
    if (name.startsWith(wanted)) return 0;
    if (name.split(/[ _-]/).some((word) => word.startsWith(wanted))) return 1;
    if (name.includes(wanted)) return 2;
    return wanted.length > 1 && description.toLowerCase().includes(wanted) ? 3 : 4;
  };
  return all
    .map((one) => [rank(one), one])
    .filter(([place]) => place < 4)
    .sort(([a, x], [b, y]) => a - b || weight(x) - weight(y) || x.name.localeCompare(y.name))
    .map(([, one]) => one);
}

/** Whether moderators alone are offered a command. */
const isLimited = ({ command }) => (command.default_member_permissions ?? null) !== null;

/** The heading that a command stands under: its group, or whom it is for. */
export function headingOf(one) {
  const whom = isLimited(one) ? "for moderators" : "for everybody";
  return one.path.length ? `/${one.command.name} · ${whom}` : whom.replace("f", "F");
}

/** Required options in their order, then the others. */
export function ordered(options) {
  return [...options.filter((one) => one.required), ...options.filter((one) => !one.required)];
}

/** Wrap the filled options as Discord nests them under subcommands. */
export function asOptions(invocation, filled) {
  return invocation.path.reduceRight((options, step) => [{ name: step.name, type: step.type, options }], filled);
}

/** What an option wants, in a few words: for hints and for readers. */
export function wants(option) {
  const bounds = [];
  if (option.min_value !== undefined) bounds.push(`from ${option.min_value}`);
  if (option.max_value !== undefined) bounds.push(`up to ${option.max_value}`);
  if (option.min_length > 1) bounds.push(`at least ${option.min_length} characters`);
  if (option.max_length) bounds.push(`at most ${option.max_length} characters`);
  return [KIND[option.type], ...bounds].join(", ");
}

/** Say what is wrong with a typed text for an option without a list to pick from; null if nothing is. */
export function problem(option, text) {
  const length = [...text].length;
  if (option.type === TYPE.STRING) {
    if (length < (option.min_length ?? 0)) return `${option.name} needs at least ${option.min_length} characters.`;
    if (length > (option.max_length ?? 6000)) return `${option.name} takes at most ${option.max_length ?? 6000} characters, this has ${length}.`;
    return null;
  }
  const number = Number(text);
  const whole = option.type === TYPE.INTEGER;
  if (!text.trim() || !(whole ? Number.isSafeInteger(number) : Number.isFinite(number))) return `${option.name} takes ${KIND[option.type]}.`;
  if (number < (option.min_value ?? -Infinity)) return `${option.name} must be ${option.min_value} or more.`;
  if (number > (option.max_value ?? Infinity)) return `${option.name} must be ${option.max_value} or less.`;
  return null;
}

/** The value as Discord sends it. */
export function asValue(option, text) {
  return option.type === TYPE.INTEGER || option.type === TYPE.NUMBER ? Number(text) : text;
}

/** Three commands for a newcomer: one that asks for words, then those that answer at once, help and the like last. */
export function firstSteps(all) {
  const needs = (one) => one.options.filter((option) => option.required);
  const asks = all.filter((one) => needs(one).length === 1 && needs(one)[0].type === TYPE.STRING);
  const ready = all.filter((one) => needs(one).length === 0);
  const varied = ready.filter((one) => one.options.length);
  const first = asks.find((one) => one.name === "ask") ?? asks[0];
  return [...new Set([first, ...varied, ...ready, ...asks, ...all])].filter(Boolean).slice(0, 3);
}
