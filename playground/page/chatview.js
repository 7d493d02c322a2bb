// An open chat: its head, its messages, and below them the composer.

import { bubble, pill } from "./bubble.js";
import { Composer } from "./composer.js";
import { avatar, el, icon, iconButton, walkable } from "./dom.js";
import { named } from "./media.js";
import { menu, toast, trying } from "./popup.js";
import { t } from "./strings.js";
import { day, dayKey } from "./time.js";

const TYPING_MS = 6000;
const NEAR = 120;
const REACTIONS = ["👍", "❤️", "🔥", "😢"];

export class ChatView {
  constructor(chat, { back, read, now }) {
    Object.assign(this, { chat, back, read, now, rows: new Map(), topic: null, frame: null });
    this.subtitle = el("small", { class: "subtitle" });
    this.topics = el("div", { class: "topics", role: "toolbar", "aria-label": t("all_topics") });
    this.list = el("div", {
      class: "messages",
      role: "log",
      "aria-live": "off",
      "aria-label": t("messages"),
      tabindex: "0",
    });
    this.newest = el(
      "button",
      {
        type: "button",
        class: "round newest",
        "aria-label": t("newest"),
        hidden: true,
        onclick: () => this.toEnd(true),
      },
      icon("down"),
    );
    this.composer = new Composer(this);
    this.element = el("section", { class: "chat", "aria-label": chat.bot.name });
    const scroll = el("div", { class: "scroll" }, this.list, this.newest);
    this.element.append(this.head(), this.topics, scroll, this.composer.element);
    this.composer.takeDrops(this.element);
    this.hands = {
      name: chat.bot.name,
      find: (id) => chat.find(id),
      command: (text) => trying(() => chat.act("say", { text })),
      press: (...about) => this.press(...about),
      menu: (...about) => this.menu(...about),
      jump: (id) => this.jump(id),
    };
    this.listen();
  }

  listen() {
    walkable(this.list, ".row");
    this.list.addEventListener("scroll", () => this.scrolled(), { passive: true });
    this.list.addEventListener("keydown", (event) => {
      const row = event.target.closest(".row");
      if (event.key !== "Enter" || event.target !== row) return;
      // Otherwise the same key would press the menu's first item too.
      event.preventDefault();
      row.querySelector(".more").click();
    });
    this.list.addEventListener("contextmenu", (event) => {
      const row = event.target.closest(".row");
      if (!row || event.target.closest("a, img")) return;
      event.preventDefault();
      row.querySelector(".more").click();
    });
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented) this.back();
    });
    // The keyboard or the composer grew: what was at the end stays at the end.
    new ResizeObserver(() => this.near && this.toEnd()).observe(this.list);
  }

  head() {
    const { bot } = this.chat;
    const names = el("span", { class: "names" }, el("b", {}, bot.name), this.subtitle);
    const more = iconButton("more", t("chat_menu"), () => this.chatMenu(more), { "aria-haspopup": "menu" });
    return el(
      "header",
      { class: "chathead" },
      iconButton("back", t("back"), () => this.back()),
      avatar(bot.name),
      names,
      more,
    );
  }

  chatMenu(anchor) {
    const { blocked } = this.chat;
    const run = () => trying(() => this.chat.act(blocked ? "unblock" : "block"));
    menu(
      anchor,
      [{ label: t(blocked ? "unblock" : "block"), icon: "block", danger: !blocked, run }],
      t("chat_menu"),
    );
  }

  async open() {
    await trying(() => this.chat.load());
    this.drawAll();
    this.toEnd();
  }

  // --- drawing -----------------------------------------------------------------------------

  drawAll() {
    performance.mark("chat-begin");
    this.rows.clear();
    const shown = document.createDocumentFragment();
    for (const messages of albums(this.seen())) this.add(messages, shown);
    this.list.replaceChildren(shown);
    if (!this.rows.size) this.list.append(this.nothing());
    this.drawTopics();
    this.drawState();
    performance.measure("chat", "chat-begin");
  }

  seen() {
    const all = [...(this.chat.messages?.values() ?? [])];
    return this.topic
      ? all.filter((message) => message.thread === this.topic || message.id === this.topic)
      : all;
  }

  add(messages, into = this.list) {
    const key = dayKey(messages[0].date);
    if (into.lastChild?.dataset?.day !== key) {
      const mark = pill(day(messages[0].date, this.now()));
      mark.classList.add("day");
      mark.dataset.day = key;
      into.append(mark);
    }
    const row = bubble(messages, this.hands);
    row.dataset.day = key;
    for (const message of messages) this.rows.set(message.id, row);
    into.append(row);
    return row;
  }

  nothing() {
    const hint = this.chat.count || this.topic ? "" : t("empty_hint");
    return el(
      "div",
      { class: "nothing" },
      avatar(this.chat.bot.name, true),
      el("b", {}, t("empty")),
      el("span", {}, hint),
    );
  }

  drawTopics() {
    const names = Object.entries(this.chat.topics);
    const chip = (id, name) => {
      const onclick = () => this.pick(id);
      return el(
        "button",
        { type: "button", class: "chip", "aria-pressed": String(this.topic === id), onclick },
        name,
      );
    };
    if (this.topic && !this.chat.topics[this.topic]) this.topic = null;
    this.topics.replaceChildren(
      ...(names.length
        ? [chip(null, t("all_topics")), ...names.map(([id, name]) => chip(Number(id), name))]
        : []),
    );
  }

  pick(topic) {
    this.topic = topic;
    this.drawAll();
    this.toEnd();
  }

  drawState() {
    const { typing, blocked, messages } = this.chat;
    const known = ["typing", "record_voice", "upload_photo", "upload_document"];
    const doing = typing && t(known.includes(typing) ? typing : "doing");
    this.subtitle.textContent = blocked ? t("blocked") : doing || t("bot");
    this.subtitle.classList.toggle("busy", Boolean(doing) && !blocked);
    this.drawDrafts();
    this.composer.draw({ empty: messages?.size === 0, blocked });
  }

  drawDrafts() {
    for (const old of this.list.querySelectorAll(".draft")) old.remove();
    const drafts = Object.values(this.chat.drafts).filter(Boolean);
    this.list.append(
      ...drafts.map((text) =>
        el("div", { class: "row theirs draft" }, el("div", { class: "bubble" }, text, " …")),
      ),
    );
  }

  // --- what happens --------------------------------------------------------------------------

  heard(kind, body) {
    if (!this.chat.messages) return;
    const near = this.near;
    if (kind === "message") this.arrived(body);
    if (kind === "edited" || kind === "reaction") this.changed(body.id);
    if (kind === "deleted") this.gone(body.id);
    if (kind === "typing") this.typingEnds();
    if (kind === "topics") this.drawTopics();
    if (kind === "commands") trying(() => this.chat.readCommands());
    if (kind === "answer" && body.text) toast(body.text, { alert: body.show_alert });
    if (near || (kind === "message" && body.mine)) this.follow();
    this.drawSoon();
  }

  // However much comes at once, the state is drawn and the list laid out once a frame.
  drawSoon() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      this.drawState();
      if (this.following) this.toEnd();
      this.following = false;
    });
  }

  follow() {
    this.following = true;
    this.read();
  }

  arrived(message) {
    if (this.rows.has(message.id) || (this.topic && message.thread !== this.topic)) return;
    this.list.querySelector(".nothing")?.remove();
    const before = [...this.chat.messages.values()].filter(
      (one) => message.album && one.album === message.album,
    );
    const row = before.map((one) => this.rows.get(one.id)).find(Boolean);
    if (row) this.replace(row, before);
    else this.add([message]).classList.add("new");
  }

  changed(id) {
    const row = this.rows.get(id);
    const message = this.chat.find(id);
    if (!row || !message) return;
    const album = [...this.chat.messages.values()].filter(
      (one) => message.album && one.album === message.album,
    );
    this.replace(row, album.length ? album : [message]);
  }

  replace(row, messages) {
    const focused = row.contains(document.activeElement);
    const made = bubble(messages, this.hands);
    made.dataset.day = row.dataset.day;
    for (const message of messages) this.rows.set(message.id, made);
    row.replaceWith(made);
    if (focused) made.focus();
  }

  gone(id) {
    const row = this.rows.get(id);
    this.rows.delete(id);
    const rest = [...this.rows].filter(([, one]) => one === row).map(([other]) => this.chat.find(other));
    if (rest.length) return this.replace(row, rest);
    const mark = row?.previousSibling;
    row?.remove();
    if (mark?.classList?.contains("day") && mark.nextSibling?.dataset?.day !== mark.dataset.day)
      mark.remove();
    if (!this.rows.size) this.list.replaceChildren(this.nothing());
    return undefined;
  }

  // Telegram shows an action for a few seconds only.
  typingEnds() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.chat.typing = null;
      this.drawState();
    }, TYPING_MS);
  }

  // --- hands ---------------------------------------------------------------------------------

  async press(message, button, key) {
    key.setAttribute("aria-busy", "true");
    const place = message.buttons.flat().indexOf(button);
    await trying(() => this.chat.act("tap", { message: message.id, button: place }));
    key.removeAttribute("aria-busy");
  }

  menu(message, anchor) {
    const selected = String(getSelection());
    const quote = selected.trim() && message.text.includes(selected) ? selected : null;
    const act = (action, fields) => () =>
      trying(() => this.chat.act(action, { message: message.id, ...fields }));
    const own = message.mine && message.text;
    const reactions = REACTIONS.map((emoji) => {
      const on = message.reaction === emoji;
      return {
        label: t("react", { emoji }),
        icon: el("span", { class: "emoji" }, emoji),
        run: act("react", { emoji: on ? null : emoji }),
      };
    });
    const items = [
      { label: t("reply"), icon: "reply", run: () => this.composer.replyTo(message) },
      quote && { label: t("quote"), icon: "reply", run: () => this.composer.replyTo(message, quote) },
      own && { label: t("edit"), icon: "edit", run: () => this.composer.edit(message) },
      message.text && {
        label: t("copy"),
        icon: "copy",
        run: () => trying(() => navigator.clipboard.writeText(message.text)),
      },
      ...reactions.slice(0, 2),
      { label: t("delete"), icon: "trash", danger: true, run: act("delete") },
    ];
    menu(anchor, items, `${t("message_menu")}: ${named(message)}`);
  }

  jump(id) {
    const row = this.rows.get(id);
    row?.scrollIntoView({ block: "center", behavior: "smooth" });
    row?.focus({ preventScroll: true });
  }

  // --- scrolling -------------------------------------------------------------------------------

  get near() {
    const { scrollTop, scrollHeight, clientHeight } = this.list;
    return !this.away || scrollHeight - scrollTop - clientHeight < NEAR;
  }

  scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.list;
    this.away = scrollHeight - scrollTop - clientHeight > NEAR;
    this.newest.hidden = !this.away;
    this.list.classList.toggle("away", this.away);
    if (!this.away) this.read();
  }

  toEnd(smoothly = false) {
    this.list.scrollTo({ top: this.list.scrollHeight, behavior: smoothly ? "smooth" : "instant" });
    this.read();
  }
}

// Messages, those of one album together.
function albums(messages) {
  const groups = [];
  for (const message of messages) {
    const last = groups.at(-1);
    if (message.album && last?.[0].album === message.album) last.push(message);
    else groups.push([message]);
  }
  return groups;
}
