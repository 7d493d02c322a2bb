// One message (or an album of them) as it stands in a chat.

import { el, icon, iconButton } from "./dom.js";
import { marked, outside } from "./entities.js";
import { media, named } from "./media.js";
import { t } from "./strings.js";
import { time } from "./time.js";

const BARE = new Set(["sticker", "video_note"]);
const BIG = /^\p{Extended_Pictographic}(\uFE0F|\u200D\p{Extended_Pictographic})*$/u;

// The row of a message. `hands` does what people do to it: command, press, menu, jump; `find` knows the others.
export function bubble(messages, hands) {
  const [message] = messages;
  if (message.kind.startsWith("forum_topic")) return pill(named(message), message.id);
  const side = message.mine ? "mine" : "theirs";
  const bare = BARE.has(message.kind) || (message.kind === "text" && BIG.test(message.text));
  const row = el("article", {
    class: `row ${side}${bare ? " bare" : ""}`,
    tabindex: "-1",
    "data-id": message.id,
  });
  const body = el("div", { class: "bubble", "data-kind": message.kind }, ...parts(messages, hands));
  row.append(el("div", { class: "column" }, body, buttons(message, hands)));
  row.append(more(message, hands));
  row.setAttribute(
    "aria-label",
    `${message.mine ? t("you") : hands.name}, ${time(message.date)}: ${named(message)}`,
  );
  return row;
}

function more(message, hands) {
  // Pressing it must not take the selection away: that is what may be quoted.
  const onmousedown = (event) => event.preventDefault();
  const onclick = (event) => hands.menu(message, event.currentTarget);
  return iconButton("more", t("message_menu"), onclick, { tabindex: "-1", class: "round more", onmousedown });
}

export const pill = (words, id) => el("div", { class: "pill", "data-id": id ?? null }, words);

function parts(messages, hands) {
  const [message] = messages;
  const worded = messages.find((one) => one.text) ?? message;
  const shown = messages.flatMap(media);
  const album =
    messages.length > 1 ? [el("div", { class: `album of${Math.min(messages.length, 4)}` }, ...shown)] : shown;
  return [
    message.forwarded ? el("small", { class: "forwarded" }, t("forwarded")) : null,
    message.reply_to ? quoted(message, hands) : null,
    ...album,
    worded.text
      ? el("div", { class: "text", dir: "auto" }, ...marked(worded.text, worded.entities, hands.command))
      : null,
    foot(messages),
  ];
}

function foot(messages) {
  const last = messages.at(-1);
  const reaction = messages.find((one) => one.reaction)?.reaction;
  return el(
    "span",
    { class: "foot" },
    reaction ? el("span", { class: "reaction" }, reaction) : null,
    messages.some((one) => one.edited) ? el("span", {}, `${t("edited")} `) : null,
    el("time", {}, time(last.date)),
  );
}

function quoted(message, hands) {
  const to = hands.find(message.reply_to);
  const who = to && (to.mine ? t("you") : hands.name);
  const words = message.quote ?? (to ? named(to) : t("deleted_message"));
  const inner = [who ? el("b", {}, who) : null, el("span", {}, words)];
  return el(
    "button",
    { type: "button", class: "quoted", onclick: () => hands.jump(message.reply_to) },
    ...inner,
  );
}

function buttons(message, hands) {
  if (!message.buttons.length) return null;
  const rows = message.buttons.map((row) =>
    el("div", { class: "keys" }, ...row.map((button) => key(message, button, hands))),
  );
  return el("div", { class: "keyboard" }, ...rows);
}

function key(message, button, hands) {
  const style = button.style ? ` ${button.style}` : "";
  if (!button.url) {
    const onclick = (event) => hands.press(message, button, event.currentTarget);
    return el("button", { type: "button", class: `key${style}`, onclick }, button.text);
  }
  const link = outside(button.url, button.text, icon("link"));
  link.className = `key${style}`;
  return link;
}
