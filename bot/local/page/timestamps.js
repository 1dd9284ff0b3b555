// Instants in the reader's own zone and language, the way Discord words them.

const STYLES = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
  s: { dateStyle: "short", timeStyle: "short" },
  S: { dateStyle: "short", timeStyle: "medium" },
};

const UNITS = [
  ["year", 31557600],
  ["month", 2629800],
  ["day", 86400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];

const LAST_INSTANT = 8.64e12;

/** Word a `<t:seconds:style>` mark; null where Discord would leave the mark as it stands. */
export function stamp(seconds, style, now) {
  if (!Number.isFinite(seconds) || Math.abs(seconds) > LAST_INSTANT) return null;
  const instant = new Date(seconds * 1000);
  const text = style === "R" ? ago(instant, now) : format(instant, STYLES[style] ?? STYLES.f);
  return { text, title: format(instant, STYLES.F), iso: instant.toISOString() };
}

/** Word when a message was written: the time today and yesterday, with the date before that. */
export function when(instant, now) {
  const time = format(instant, STYLES.t);
  const days = Math.round((startOfDay(now) - startOfDay(instant)) / 86400000);
  if (days === 0) return `Today at ${time}`;
  if (days === 1) return `Yesterday at ${time}`;
  return format(instant, STYLES.s);
}

export const longDate = (instant) => format(instant, STYLES.D);
export const fullDate = (instant) => format(instant, STYLES.F);
export const sameDay = (a, b) => startOfDay(a) === startOfDay(b);

/** Word the local Discord's clock for the bar. */
export function clockFace(instant) {
  return format(instant, { weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" });
}

/** The value that an `<input type="datetime-local">` takes for an instant. */
export function asInput(instant) {
  return new Date(instant.getTime() - instant.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
}

function ago(instant, now) {
  const seconds = (instant - now) / 1000;
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? UNITS.at(-1);
  return new Intl.RelativeTimeFormat(undefined, { numeric: "auto" }).format(Math.round(seconds / size), unit);
}

function format(instant, style) {
  return new Intl.DateTimeFormat(undefined, style).format(instant);
}

function startOfDay(instant) {
  return new Date(instant.getFullYear(), instant.getMonth(), instant.getDate()).getTime();
}
