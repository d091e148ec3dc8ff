// The time of the emulator, as this page last heard of it.

let heard = { at: undefined, running: false, since: 0 };

/** Takes what `GET /clock` says. */
export function setClock({ now, running }) {
  heard = { at: Date.parse(now), running, since: performance.now() };
}

export const isRunning = () => heard.running;
export const isKnown = () => heard.at !== undefined;

/** Milliseconds since 1970 by the emulator's clock. */
export function now() {
  return heard.running ? heard.at + performance.now() - heard.since : heard.at;
}

/** Such as `2025-06-17 16:40:22 UTC`. */
export function shownTime(time) {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return "";
  return `${date.toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/** Such as `16:40:22`. */
export const shownHour = (time) => shownTime(time).slice(11, 19);

/** Such as `15 min 59 s`. */
export function shownSpan(milliseconds) {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  const [minutes, hours, days] = [60, 3600, 86400].map((it) => Math.floor(seconds / it));
  if (days > 0) return `${days} d ${hours % 24} h`;
  if (hours > 0) return `${hours} h ${minutes % 60} min`;
  if (minutes > 0) return `${minutes} min ${seconds % 60} s`;
  return `${seconds} s`;
}

/** Since an earlier time, such as `+1.25 s`. */
export function shownSince(milliseconds) {
  if (milliseconds < 60_000) return `+${(milliseconds / 1000).toFixed(milliseconds % 1000 ? 2 : 0)} s`;
  return `+${shownSpan(milliseconds)}`;
}
