// Where a person writes: words, attachments, answers and changes, the bot's keyboard and commands.

import { attachMenu, sendFiles, sendVoice, thumbnails } from "./attach.js";
import { el, iconButton, walkable } from "./dom.js";
import { named } from "./media.js";
import { trying } from "./popup.js";
import { t } from "./strings.js";
import { length } from "./time.js";
import { record, sample } from "./voice.js";

export class Composer {
  constructor(view) {
    Object.assign(this, { view, chat: view.chat, files: [], about: null, recording: null });
    this.bar = el("div", { class: "about", hidden: true });
    this.tray = el("div", { class: "tray", hidden: true });
    this.commands = el("div", {
      class: "commands",
      role: "listbox",
      "aria-label": t("commands"),
      hidden: true,
    });
    this.text = el("textarea", { rows: "1", placeholder: t("write"), "aria-label": t("write"), dir: "auto" });
    this.attach = iconButton("attach", t("attach"), () => attachMenu(this.attach, this), {
      "aria-haspopup": "menu",
    });
    this.voice = iconButton("voice", t("voice"), () => this.speak());
    this.send = iconButton("send", t("send"), () => this.submit(), { class: "round filled" });
    this.clock = el("span", { class: "clock", role: "timer", hidden: true });
    this.row = el("div", { class: "writing" }, this.attach, this.text, this.clock, this.voice, this.send);
    this.keyboard = el("div", { class: "below", hidden: true });
    this.big = el("button", { type: "button", class: "big", hidden: true, onclick: () => this.pressBig() });
    this.element = el(
      "footer",
      { class: "composer" },
      this.commands,
      this.bar,
      this.tray,
      this.row,
      this.big,
      this.keyboard,
    );
    this.listen();
    this.changed();
  }

  listen() {
    walkable(this.commands, "button");
    this.text.addEventListener("input", () => this.changed());
    this.text.addEventListener("keydown", (event) => this.key(event));
    this.element.addEventListener("keydown", (event) => event.key === "Escape" && this.leave(event));
    this.text.addEventListener("paste", ({ clipboardData }) => this.take(clipboardData.files));
  }

  // The whole chat takes dropped files.
  takeDrops(place) {
    const over = (on) => place.classList.toggle("dropping", on);
    place.addEventListener("dragover", (event) => {
      if (![...event.dataTransfer.types].includes("Files")) return;
      event.preventDefault();
      over(true);
    });
    place.addEventListener("dragleave", (event) => place.contains(event.relatedTarget) || over(false));
    place.addEventListener("drop", (event) => {
      event.preventDefault();
      over(false);
      this.take(event.dataTransfer.files);
    });
  }

  // --- drawing -----------------------------------------------------------------------------

  draw({ empty, blocked }) {
    this.row.hidden = blocked || empty;
    this.big.hidden = !this.row.hidden;
    this.big.textContent = t(blocked ? "unblock" : "start");
    this.drawKeyboard(blocked || empty ? null : this.chat.keyboard);
  }

  drawKeyboard(markup) {
    this.keyboard.hidden = !markup;
    if (this.drawn === markup) return;
    this.drawn = markup;
    const key = (button) =>
      el("button", { type: "button", class: "key", onclick: () => this.tapBelow(button) }, button.text);
    this.keyboard.replaceChildren(
      ...(markup?.keyboard ?? []).map((row) => el("div", { class: "keys" }, ...row.map(key))),
    );
    this.text.placeholder = markup?.input_field_placeholder || t("write");
  }

  changed() {
    const words = this.text.value.trim();
    this.text.style.height = "auto";
    if (this.text.isConnected) this.text.style.height = `${Math.min(this.text.scrollHeight, 160)}px`;
    const ready = Boolean(words || this.files.length || this.recording);
    this.send.hidden = !ready;
    this.voice.hidden = ready;
    this.suggest(this.text.value);
  }

  suggest(text) {
    const [, begun] = /^\/(\w*)$/.exec(text) ?? [];
    const fit =
      begun === undefined ? [] : this.chat.commands.filter(({ command }) => command.startsWith(begun));
    this.commands.hidden = !fit.length;
    this.commands.replaceChildren(
      ...fit.map(({ command, description }) => {
        const onclick = () => this.choose(command);
        return el(
          "button",
          { type: "button", role: "option", tabindex: "-1", onclick },
          el("b", {}, `/${command}`),
          el("span", {}, description),
        );
      }),
    );
  }

  choose(command) {
    this.text.value = `/${command}`;
    this.submit();
    this.text.focus();
  }

  // --- keys --------------------------------------------------------------------------------

  key(event) {
    if (event.isComposing) return;
    const first = this.commands.hidden ? null : this.commands.querySelectorAll("button");
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.submit();
    } else if (first && ["ArrowUp", "ArrowDown", "Tab"].includes(event.key) && !event.shiftKey) {
      event.preventDefault();
      first[event.key === "ArrowUp" ? first.length - 1 : 0].focus();
    } else if (event.key === "ArrowUp" && !this.text.value && !this.about) {
      const own = [...this.chat.messages.values()].reverse().find((message) => message.mine && message.text);
      if (own) event.preventDefault();
      if (own) this.edit(own);
    }
  }

  // Esc leaves one thing at a time; with nothing to leave, the chat.
  leave(event) {
    if (!this.commands.hidden) this.suggest("");
    else if (this.recording) this.hush();
    else if (this.about) this.settle();
    else if (this.files.length) this.hold([]);
    else return;
    event.preventDefault();
    this.text.focus();
  }

  // --- answering, changing -----------------------------------------------------------------

  replyTo(message, quote = null) {
    this.mention({ message, quote }, t("reply"), quote ?? named(message));
  }

  edit(message) {
    this.mention({ message, edits: true }, t("editing"), message.text);
    this.text.value = message.text;
    this.changed();
  }

  mention(about, title, words) {
    this.about = about;
    this.bar.hidden = false;
    const close = iconButton("close", t("cancel"), () => this.settle());
    this.bar.replaceChildren(
      el("span", { class: "names" }, el("b", {}, title), el("small", {}, words)),
      close,
    );
    this.send.setAttribute("aria-label", t(about.edits ? "save" : "send"));
    this.text.focus();
  }

  settle() {
    if (this.about?.edits) this.text.value = "";
    this.about = null;
    this.bar.hidden = true;
    this.send.setAttribute("aria-label", t("send"));
    this.changed();
  }

  // Where a new message stands: what it answers, which topic is open.
  get standing() {
    const { message, quote, edits } = this.about ?? {};
    const reply = message && !edits ? { reply_to: message.id, ...(quote ? { quote } : {}) } : {};
    return this.view.topic ? { ...reply, thread: this.view.topic } : reply;
  }

  // --- sending -----------------------------------------------------------------------------

  async submit() {
    if (this.recording) return this.finish();
    const text = this.text.value.trim();
    const { files, about, standing } = this;
    if (!text && !files.length) return undefined;
    this.text.value = "";
    this.hold([]);
    this.settle();
    const done = await trying(async () => (await this.deliver({ text, files, about, standing })) ?? true);
    // What did not go out is not lost.
    if (done === undefined && !this.text.value) this.text.value = text;
    return this.changed();
  }

  deliver({ text, files, about, standing }) {
    if (about?.edits) return this.chat.act("edit", { message: about.message.id, text });
    if (files.length) return sendFiles(this.chat, files, text, standing);
    return this.chat.act("say", { text, ...standing });
  }

  take(files) {
    if (files.length && !this.row.hidden) this.hold([...this.files, ...files].slice(0, 10));
  }

  hold(files) {
    this.files = files;
    this.tray.hidden = !files.length;
    this.tray.replaceChildren(
      ...thumbnails(files, (gone) => this.hold(this.files.filter((file) => file !== gone))),
    );
    this.changed();
    if (files.length) this.text.focus();
  }

  tapBelow(button) {
    const { id } = this.chat.person;
    if (this.chat.keyboard?.one_time_keyboard) this.chat.keyboard = null;
    const phone = `+7900${String(id).padStart(7, "0").slice(-7)}`;
    trying(() =>
      button.request_contact
        ? this.chat.act("share_phone", { phone })
        : this.chat.act("say", { text: button.text }),
    );
  }

  async pressBig() {
    await trying(() => this.chat.act(this.chat.blocked ? "unblock" : "start"));
    this.text.focus();
  }

  // --- voice -------------------------------------------------------------------------------

  async speak() {
    this.recording = await record();
    if (!this.recording) return trying(() => sendVoice(this.chat, sample(), this.standing));
    this.clock.hidden = false;
    const tick = () => (this.clock.textContent = `● ${length((Date.now() - this.recording.begun) / 1000)}`);
    tick();
    this.timer = setInterval(tick, 500);
    return this.changed();
  }

  async finish() {
    const { recording, standing } = this;
    this.ended();
    await trying(async () => sendVoice(this.chat, await recording.finish(), standing));
  }

  hush() {
    this.recording.cancel();
    this.ended();
  }

  ended() {
    clearInterval(this.timer);
    this.recording = null;
    this.clock.hidden = true;
    this.changed();
  }
}
