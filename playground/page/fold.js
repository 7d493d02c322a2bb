// A part of the panel that folds away.

import { el, icon } from "./dom.js";

export function part(title, hint, open, ...content) {
  const inner = el("div", { class: "inner" }, el("p", { class: "hint" }, hint), ...content);
  return el(
    "details",
    { class: "part", open },
    el("summary", {}, el("span", {}, title), icon("down")),
    inner,
  );
}
