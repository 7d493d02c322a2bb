// Moments (seconds since 1970) in the words of the page's language, in the zone whose times are told here.

import { language } from "./strings.js";

// Twenty-four hours in every language: so the bots tell times.
const hourCycle = "h23";
const timeZone = document.querySelector("meta[name=zone]").content || undefined;
const of = (options) => new Intl.DateTimeFormat(language, { timeZone, hourCycle, ...options });
const CLOCK = of({ hour: "2-digit", minute: "2-digit" });
const DAY = of({ day: "numeric", month: "long" });
const YEAR = of({ year: "numeric" });
const DAY_OF_YEAR = of({ day: "numeric", month: "long", year: "numeric" });
const SHORT = of({ weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });

export const time = (seconds) => CLOCK.format(seconds * 1000);
export const moment = (seconds) => SHORT.format(seconds * 1000);
export const dayKey = (seconds) => DAY_OF_YEAR.format(seconds * 1000);

export function day(seconds, now) {
  const sameYear = YEAR.format(seconds * 1000) === YEAR.format(now * 1000);
  return (sameYear ? DAY : DAY_OF_YEAR).format(seconds * 1000);
}

export function length(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

const UNITS = { ru: ["Б", "КБ", "МБ"], en: ["B", "KB", "MB"] };

export function size(bytes) {
  const step = bytes < 1024 ? 0 : bytes < 1024 ** 2 ? 1 : 2;
  const number = bytes / 1024 ** step;
  return `${number.toLocaleString(language, { maximumFractionDigits: step && number < 10 ? 1 : 0 })} ${UNITS[language][step]}`;
}
