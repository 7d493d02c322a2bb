// One phone: whose it is, their chats, and the one that is open.

import { ChatView } from "./chatview.js";
import { avatar, el, icon, walkable } from "./dom.js";
import { named } from "./media.js";
import { form, menu, trying } from "./popup.js";
import { t } from "./strings.js";
import { time } from "./time.js";

export class Phone extends EventTarget {
  constructor(model, label, person, bot) {
    super();
    Object.assign(this, { model, label, person, home: bot, view: null });
    this.owner = el("button", {
      type: "button",
      class: "owner",
      "aria-haspopup": "menu",
      onclick: () => this.choose(),
    });
    this.screen = el("div", { class: "screen" });
    this.element = el("section", { class: "phone", "aria-label": label }, this.owner, this.screen);
    this.show(person, bot);
    model.addEventListener("chat", ({ detail }) => this.heard(detail));
    model.addEventListener("people", () => this.drawOwner());
    model.addEventListener("read", () => this.drawOwner());
    document.addEventListener("visibilitychange", () => this.view?.scrolled());
  }

  // Hand the phone to a person; without a bot their list of chats opens.
  show(person, bot) {
    this.person = person;
    if (bot) this.open(this.model.chat(person.id, bot));
    else this.drawList();
    this.drawOwner();
  }

  open(chat) {
    if (this.view?.chat === chat) return;
    const seen = () => this.read(chat);
    const hooks = { back: () => this.close(), read: seen, now: () => this.model.clock.now };
    this.view = new ChatView(chat, hooks);
    this.screen.replaceChildren(this.view.element);
    this.view.open();
    this.changed();
  }

  close() {
    this.drawList();
    this.changed();
    this.screen.querySelector(".entry")?.focus();
  }

  get chat() {
    return this.view?.chat ?? null;
  }

  read(chat) {
    if (!chat.unread || document.hidden || !this.element.offsetParent) return;
    chat.unread = 0;
    this.model.dispatchEvent(new CustomEvent("read"));
  }

  changed() {
    this.dispatchEvent(new Event("change"));
  }

  heard({ chat, kind, body }) {
    if (this.view?.chat === chat) this.view.heard(kind, body);
    if (chat.person === this.person && !this.view) this.drawList();
    this.drawOwner();
  }

  // --- whose phone ---------------------------------------------------------------------------

  drawOwner() {
    const { first_name: first, last_name: last } = this.person;
    const name = [first, last].filter(Boolean).join(" ");
    const others = this.model.people
      .filter((one) => one !== this.person)
      .reduce((sum, one) => sum + this.model.unread(one), 0);
    this.owner.setAttribute("aria-label", `${this.label}: ${name}. ${t("who")}`);
    this.owner.replaceChildren(avatar(name), el("b", {}, name), icon("down"), others ? badge(others) : "");
  }

  choose() {
    // Those who have been at this phone's bot come first: staff on a desk's phone.
    const known = (person) => Number(this.model.chat(person.id, this.home).last !== null);
    const inOrder = [...this.model.people].sort((one, other) => known(other) - known(one));
    const people = inOrder.map((person) => ({
      label: person.first_name,
      icon: avatar(person.first_name),
      checked: person === this.person,
      note: this.model.unread(person) || "",
      run: () => this.handTo(person),
    }));
    menu(
      this.owner,
      [...people, { label: t("new_person"), icon: "add", run: () => this.invite() }],
      t("who"),
    );
  }

  // The same bot stays open, so that two people can be compared.
  handTo(person) {
    const [first] = this.model.chatsOf(person);
    this.show(person, (first.last ? first : (this.chat ?? first)).bot.username);
    this.owner.focus();
  }

  invite() {
    const languages = Object.entries({ ru: "Русский", en: "English" });
    const fields = [
      ["name", t("name"), ""],
      ["speaks", t("speaks"), languages],
    ];
    form(t("new_person"), fields, t("make"), async ({ name, speaks }) => {
      const person = await trying(() => this.model.invite(name, speaks));
      if (person) this.handTo(person);
    });
  }

  // --- chats -----------------------------------------------------------------------------------

  drawList() {
    this.view = null;
    const list = el(
      "div",
      { class: "chats", role: "list", "aria-label": t("chats") },
      ...this.model.chatsOf(this.person).map((chat) => this.entry(chat)),
    );
    walkable(list, ".entry");
    this.screen.replaceChildren(el("h2", { class: "listhead" }, t("chats")), list);
  }

  entry(chat) {
    const { last, unread, bot, typing } = chat;
    const words = typing ? t("typing") : last ? named(last) : t("no_words");
    const first = el(
      "span",
      { class: "line" },
      el("b", {}, bot.name),
      last ? el("time", {}, time(last.date)) : null,
    );
    const second = el("span", { class: "line" }, el("small", {}, words), unread ? badge(unread) : null);
    const button = el(
      "button",
      { type: "button", class: "entry", onclick: () => this.open(chat) },
      avatar(bot.name),
      el("span", { class: "names" }, first, second),
    );
    return el("div", { role: "listitem" }, button);
  }
}

export const badge = (count) =>
  el("span", { class: "badge", "aria-label": t("unread", { count }) }, String(count));
