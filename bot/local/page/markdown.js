// Discord's Markdown as a tree of plain objects; draw.js turns the tree into elements.
//
// A node is a string or {is, …, children}. Reading is bounded: nesting stops at DEEPEST, and a closing mark that was
// looked for once and not found is not looked for again.

const DEEPEST = 12;
const STYLE_NAMES = { "**": "strong", "__": "u", "~~": "s", "||": "spoiler", "*": "em", _: "em" };
const ESCAPABLE = /^[^0-9A-Za-z\s]$/u;
const ANGLE = [
  [/^<t:(-?\d{1,17})(?::([tTdDfFsSR]))?>/, (m) => ({ is: "time", seconds: Number(m[1]), style: m[2] ?? "f", raw: m[0] })],
  [/^<\/([^:>\n]{1,100}):(\d{1,20})>/, (m) => ({ is: "command", name: m[1], id: m[2] })],
  [/^<@!?(\d{1,20})>/, (m) => ({ is: "user", id: m[1] })],
  [/^<@&(\d{1,20})>/, (m) => ({ is: "role", id: m[1] })],
  [/^<#(\d{1,20})>/, (m) => ({ is: "channel", id: m[1] })],
  [/^<a?:(\w{2,32}):\d{1,20}>/, (m) => ({ is: "emoji", name: m[1] })],
  [/^<(https?:\/\/[^\s<>]{1,2000})>/, (m) => ({ is: "link", href: m[1], children: [m[1]] })],
];

/** Read a whole message: blocks first, then what stands inside the lines. */
export function read(text, { inlineOnly = false } = {}) {
  const clean = text.replace(/\r\n?/g, "\n").trim();
  return inlineOnly ? inline(clean, 0) : blocks(clean, 0);
}

function blocks(text, depth, { inQuote = false } = {}) {
  const nodes = [];
  let plain = "";
  const flush = () => {
    if (plain) nodes.push(...inline(plain.replace(/\n$/, ""), depth));
    plain = "";
  };
  let at = 0;
  while (at < text.length) {
    const block = depth < DEEPEST ? blockAt(text, at, depth, inQuote) : null;
    if (block) {
      flush();
      nodes.push(block.node);
      at = block.end;
      continue;
    }
    const end = endOfPlain(text, at);
    plain += text.slice(at, end);
    at = end;
    if (at < text.length && text[at - 1] !== "\n") {
      flush();
      const fence = fenceAt(text, at);
      nodes.push(fence.node);
      at = fence.end;
    }
  }
  flush();
  return nodes;
}

/** Where a line of plain text ends: after its newline, or at a code block that begins inside it. */
function endOfPlain(text, at) {
  const newline = text.indexOf("\n", at);
  const end = newline < 0 ? text.length : newline + 1;
  let fence = text.indexOf("```", at);
  while (fence >= 0 && fence < end) {
    if (text[fence - 1] !== "\\" && fenceAt(text, fence)) return fence === at ? end : fence;
    fence = text.indexOf("```", fence + 3);
  }
  return end;
}

function blockAt(text, at, depth, inQuote) {
  if (text.startsWith("```", at)) return fenceAt(text, at);
  if (!inQuote && text.startsWith(">>> ", at)) {
    return { node: { is: "quote", children: blocks(text.slice(at + 4), depth + 1, { inQuote: true }) }, end: text.length };
  }
  if (!inQuote && text.startsWith("> ", at)) return quoteAt(text, at, depth);
  return headingAt(text, at, depth) ?? listAt(text, at, depth);
}

/** A code block. Its language is a word directly after the opening marks, on a line of its own. */
function fenceAt(text, at) {
  if (!text.startsWith("```", at)) return null;
  const close = text.indexOf("```", at + 3);
  if (close < 0 || !text.slice(at + 3, close).trim()) return null;
  const body = text.slice(at + 3, close);
  const language = /^([\w+\-.#]+)\n(?=[^]*\S)/.exec(body);
  const code = (language ? body.slice(language[0].length) : body.replace(/^\n+/, "")).replace(/\n+$/, "");
  return { node: { is: "codeblock", language: language?.[1] ?? "", code }, end: skipNewline(text, close + 3) };
}

function quoteAt(text, at, depth) {
  let end = at;
  const lines = [];
  while (text.startsWith("> ", end)) {
    const line = lineAt(text, end);
    lines.push(line.slice(2));
    end += line.length;
  }
  return { node: { is: "quote", children: blocks(lines.join(""), depth + 1, { inQuote: true }) }, end };
}

function headingAt(text, at, depth) {
  const line = lineAt(text, at);
  const mark = /^(#{1,3}|-#)[ \t]+(?=\S)/.exec(line);
  if (!mark) return null;
  const is = mark[1] === "-#" ? "subtext" : "heading";
  return { node: { is, level: mark[1].length, children: inline(line.slice(mark[0].length).trimEnd(), depth + 1) }, end: at + line.length };
}

const ITEM = /^( *)(?:([-*])|(\d{1,9})\.) +(?=\S)/;

/** A list: items at one depth of indentation, deeper ones as lists inside. */
function listAt(text, at, depth) {
  const first = ITEM.exec(lineAt(text, at));
  if (!first) return null;
  const ordered = Boolean(first[3]);
  const items = [];
  let end = at;
  while (end < text.length) {
    const line = lineAt(text, end);
    const mark = ITEM.exec(line);
    if (mark && mark[1].length > first[1].length && depth < DEEPEST && items.length) {
      const inner = listAt(text, end, depth + 1);
      items.at(-1).push(inner.node);
      end = inner.end;
    } else if (mark && mark[1].length === first[1].length && Boolean(mark[3]) === ordered) {
      items.push(inline(line.slice(mark[0].length).trimEnd(), depth + 1));
      end += line.length;
    } else if (!mark && items.length && /^ +\S/.test(line)) {
      items.at(-1).push({ is: "br" }, ...inline(line.trim(), depth + 1));
      end += line.length;
    } else break;
  }
  return items.length ? { node: { is: "list", ordered, start: Number(first[3] ?? 1), items }, end } : null;
}

function lineAt(text, at) {
  const end = text.indexOf("\n", at);
  return text.slice(at, end < 0 ? text.length : end + 1);
}

const skipNewline = (text, at) => (text[at] === "\n" ? at + 1 : at);

/** Read what stands inside lines. */
function inline(text, depth) {
  const nodes = [];
  const missing = new Set();
  let plain = "";
  let at = 0;
  while (at < text.length) {
    const found = inlineAt(text, at, depth, missing);
    if (!found) {
      plain += text[at];
      at += 1;
    } else if (typeof found.node === "string") {
      plain += found.node;
      at = found.end;
    } else {
      if (plain) nodes.push(plain);
      plain = "";
      nodes.push(found.node);
      at = found.end;
    }
  }
  if (plain) nodes.push(plain);
  return nodes;
}

function inlineAt(text, at, depth, missing) {
  switch (text[at]) {
    case "\\":
      return escapeAt(text, at);
    case "\n":
      return { node: { is: "br" }, end: at + 1 };
    case "`":
      return codeAt(text, at, missing);
    case "<":
      return angleAt(text, at);
    case "@":
      return everyoneAt(text, at);
    case "h":
      return addressAt(text, at);
    case "[":
      return depth < DEEPEST ? maskedAt(text, at, depth, missing) : null;
    case "*":
    case "_":
    case "~":
    case "|":
      return depth < DEEPEST ? styledAt(text, at, depth, missing) : null;
    default:
      return null;
  }
}

function escapeAt(text, at) {
  const next = text[at + 1];
  return next && ESCAPABLE.test(next) ? { node: next, end: at + 2 } : null;
}

function codeAt(text, at, missing) {
  const marks = /^`+/.exec(text.slice(at, at + 40))[0];
  const bare = { node: marks, end: at + marks.length };
  if (missing.has(marks)) return bare;
  let close = text.indexOf(marks, at + marks.length);
  while (close >= 0 && text[close + marks.length] === "`") close = text.indexOf(marks, afterTicks(text, close));
  if (close < 0) return missing.add(marks) && bare;
  const code = text.slice(at + marks.length, close);
  return { node: { is: "code", code: marks.length > 1 ? code.trim() : code }, end: close + marks.length };
}

function afterTicks(text, at) {
  while (text[at] === "`") at += 1;
  return at;
}

function angleAt(text, at) {
  const rest = text.slice(at, at + 2100);
  for (const [pattern, make] of ANGLE) {
    const match = pattern.exec(rest);
    if (match) return { node: make(match), end: at + match[0].length };
  }
  return null;
}

function everyoneAt(text, at) {
  const word = ["@everyone", "@here"].find((mark) => text.startsWith(mark, at));
  return word ? { node: { is: "everyone", word }, end: at + word.length } : null;
}

function addressAt(text, at) {
  if (!/^https?:\/\//.test(text.slice(at, at + 8)) || /\w/.test(text[at - 1] ?? "")) return null;
  let href = /^https?:\/\/[^\s<]*/.exec(text.slice(at, at + 2100))[0].replace(/[.,:;"'\]*_~|]+$/, "");
  if (href.endsWith(")") && !href.includes("(")) href = href.replace(/\)+$/, "");
  return href.length > 8 ? { node: { is: "link", href, children: [href] }, end: at + href.length } : null;
}

/** A masked link: only http and https, as Discord has it, and no link inside its words. */
function maskedAt(text, at, depth, missing) {
  if (missing.has("](")) return null;
  const middle = text.indexOf("](", at);
  if (middle < 0) return missing.add("](") && null;
  const label = text.slice(at + 1, middle);
  const target = /^\(\s*<?(https?:\/\/[^\s<>()]*(?:\([^\s<>()]*\)[^\s<>()]*)*)>?(?:\s+["']([^"'\n]*)["'])?\s*\)/.exec(
    text.slice(middle + 1, middle + 2200),
  );
  if (!target || !label.trim() || label.split("[").length !== label.split("]").length) return null;
  const children = inline(label, depth + 1).map((node) => (node.is === "link" ? (node.children[0] ?? "") : node));
  return { node: { is: "link", href: target[1], title: target[2] ?? "", masked: true, children }, end: middle + 1 + target[0].length };
}

function styledAt(text, at, depth, missing) {
  for (const marks of [text.slice(at, at + 2), text[at]]) {
    const is = STYLE_NAMES[marks];
    if (!is || missing.has(marks)) continue;
    const close = marks.length === 1 ? closeOfOne(text, at) : closeOfTwo(text, at, marks, missing);
    if (close > 0) {
      return { node: { is, children: inline(text.slice(at + marks.length, close), depth + 1) }, end: close + marks.length };
    }
  }
  return null;
}

/** Find the `**`, `__`, `~~` or `||` that closes the one at `at`; -1 where there is none. */
function closeOfTwo(text, at, marks, missing) {
  for (let i = at + 3; i < text.length; i += 1) {
    if (text[i - 1] === "\\" && text[i - 2] !== "\\") continue;
    const runsOn = text[i + 2] === marks[0] && (marks === "**" || marks === "__");
    if (text.startsWith(marks, i) && !runsOn) return i;
  }
  missing.add(marks);
  return -1;
}

/** Find the single `*` or `_` that closes the one at `at`: pairs are passed over, any other single one ends the search. */
function closeOfOne(text, at) {
  const mark = text[at];
  const opens = mark === "*" ? /\S/.test(text[at + 1] ?? "") : !/\w/.test(text[at - 1] ?? "");
  for (let i = at + 1; opens && i < text.length; i += 1) {
    if (text[i] === "\\" || (text[i] === mark && text[i + 1] === mark)) i += 1;
    else if (text[i] === mark) return i > at + 1 && closesOne(text, i) ? i : -1;
  }
  return -1;
}

const closesOne = (text, i) => (text[i] === "*" ? /\S/.test(text[i - 1]) : !/\w/.test(text[i + 1] ?? ""));
