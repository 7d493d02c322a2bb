// Telegram's marks on a text, as elements. Offsets count UTF-16 units, as JavaScript's strings do.

import { el } from "./dom.js";

const TAGS = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
  pre: "pre",
  blockquote: "blockquote",
  expandable_blockquote: "blockquote",
};
const SAFE = /^(https?:|tg:|mailto:|tel:)/i;

// A link that leaves the page, or plain words if its address is none to follow.
export function outside(address, ...children) {
  if (!SAFE.test(address)) return el("span", {}, ...children);
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, ...children);
}

// Nodes for the text; `command(text)` is what a tapped /command does.
export function marked(text, entities, command) {
  const sorted = [...entities].sort((one, other) => one.offset - other.offset || other.length - one.length);
  return within(text, 0, text.length, sorted, command);
}

function within(text, from, to, entities, command) {
  const nodes = [];
  let here = from;
  while (entities.length && entities[0].offset < to) {
    const entity = entities.shift();
    const start = Math.max(entity.offset, here);
    const end = Math.min(entity.offset + entity.length, to);
    if (end <= start) continue;
    if (start > here) nodes.push(text.slice(here, start));
    const inner = within(text, start, end, entities, command);
    nodes.push(dressed(entity, text.slice(start, end), inner, command));
    here = end;
  }
  if (here < to) nodes.push(text.slice(here, to));
  return nodes;
}

function dressed(entity, words, inner, command) {
  switch (entity.type) {
    case "text_link":
      return outside(entity.url, ...inner);
    case "url":
      return outside(/^[a-z]+:/i.test(words) ? words : `https://${words}`, ...inner);
    case "email":
      return outside(`mailto:${words}`, ...inner);
    case "phone_number":
      return outside(`tel:${words.replace(/[^+\d]/g, "")}`, ...inner);
    case "bot_command":
      return el("button", { type: "button", class: "command", onclick: () => command(words) }, ...inner);
    case "spoiler":
      return spoiler(inner);
    default:
      return el(TAGS[entity.type] ?? "span", { class: entity.type }, ...inner);
  }
}

function spoiler(inner) {
  const reveal = (event) => event.currentTarget.classList.add("shown");
  const onkeydown = (event) => event.key === "Enter" && reveal(event);
  return el(
    "span",
    { class: "spoiler", role: "button", tabindex: "0", onclick: reveal, onkeydown },
    ...inner,
  );
}
