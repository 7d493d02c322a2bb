// What the page knows: people, bots, chats; kept up to date by the stream of events.

import { ask, Live } from "./net.js";

export class Chat {
  constructor(person, bot) {
    Object.assign(this, {
      person,
      bot,
      count: 0,
      last: null,
      unread: 0,
      messages: null,
      waiting: null,
      loading: null,
    });
    Object.assign(this, {
      blocked: false,
      typing: null,
      drafts: {},
      topics: {},
      commands: [],
      keyboard: null,
    });
  }

  get key() {
    return `${this.person.id}/${this.bot.username}`;
  }

  // Once, however many look; after a failure the next one tries again.
  load() {
    this.loading ??= this.read().catch((error) => {
      this.loading = null;
      throw error;
    });
    return this.loading;
  }

  async read() {
    this.waiting = [];
    const told = await ask(this.key);
    this.take(told);
    this.messages = new Map(told.messages.map((message) => [message.id, message]));
    const missed = this.waiting.filter((event) => event.number > told.event);
    this.waiting = null;
    for (const event of missed) this.apply(event);
  }

  take({ blocked, typing, drafts, topics, commands, reply_keyboard: keyboard }) {
    Object.assign(this, { blocked, typing, drafts, topics, commands, keyboard });
  }

  // True if somebody who looks at the chat sees something else now.
  apply(event) {
    const { kind, body } = event;
    if (this.waiting) this.waiting.push(event);
    if (kind === "message") this.arrived(body);
    if (kind === "edited") this.messages?.set(body.id, body);
    if (kind === "edited" && this.last?.id === body.id) this.last = body;
    if (kind === "deleted") this.gone(body.id);
    if (kind === "typing") this.typing = body.action;
    if (kind === "draft") this.drafts[body.id] = body.text;
    if (kind === "blocked") this.blocked = body.blocked;
    if (kind === "topics") this.topics = body.topics;
    if (kind === "keyboard") this.keyboard = body.keyboard;
    if (kind === "reaction" && this.messages?.has(body.id)) this.messages.get(body.id).reaction = body.emoji;
  }

  arrived(message) {
    this.messages?.set(message.id, message);
    this.last = message;
    this.count += 1;
    if (message.mine) return;
    this.typing = null;
    this.drafts = {};
  }

  gone(id) {
    this.messages?.delete(id);
    this.count -= 1;
    if (this.last?.id === id && this.messages) this.last = [...this.messages.values()].at(-1) ?? null;
  }

  find(id) {
    return this.messages?.get(id);
  }

  // Something a person does here; the result, or Refused with advice.
  async act(action, fields = {}) {
    return (await ask(`${this.key}/${action}`, fields)).result;
  }

  async readCommands() {
    this.commands = (await ask(this.key)).commands;
  }
}

// Tells listeners by events: chat {chat, kind, body}, people, clock, faults, story, online.
export class Model extends EventTarget {
  static async begin() {
    const model = new Model();
    Object.assign(model, await ask("all"));
    model.all = new Map();
    for (const { person, bot, count, last } of model.chats)
      Object.assign(model.chat(person, bot), { count, last });
    const tell = (kind, detail) => model.dispatchEvent(new CustomEvent(kind, { detail }));
    const heard = (event) => model.heard(event, tell);
    model.live = new Live(
      model.event,
      heard,
      (on) => tell("online", on),
      () => location.reload(),
    );
    return model;
  }

  chat(person, bot) {
    const key = `${person}/${bot}`;
    if (!this.all.has(key))
      this.all.set(
        key,
        new Chat(
          this.person(person),
          this.bots.find((one) => one.username === bot),
        ),
      );
    return this.all.get(key);
  }

  person(id) {
    return this.people.find((person) => person.id === id);
  }

  // A new person; Refused if that cannot be.
  async invite(name, language) {
    const number = Math.max(0, ...this.people.map(({ id }) => id)) + 1;
    const made = await ask("people", { person_id: number, first_name: name, language });
    if (!this.person(made.id)) this.people.push(made);
    return this.person(made.id);
  }

  // Somebody's chats, those with words in them first.
  chatsOf(person) {
    const chats = this.bots.map((bot) => this.chat(person.id, bot.username));
    return chats.sort((one, other) => (other.last?.id ?? 0) - (one.last?.id ?? 0));
  }

  unread(person) {
    return this.chatsOf(person).reduce((sum, chat) => sum + chat.unread, 0);
  }

  heard({ person, bot, ...event }, tell) {
    const { kind, body } = event;
    if (kind === "people" && !this.person(body.id)) this.people.push(body);
    if (kind === "clock") this.clock = body;
    if (kind === "faults") this.faults = body.faults;
    if (kind === "story") this.scene = body.scene;
    if (!bot) return tell(kind, body);
    if (!this.person(person)) return undefined;
    const chat = this.chat(person, bot);
    chat.apply(event);
    if (kind === "message" && !body.mine) chat.unread += 1;
    return tell("chat", { chat, kind, body });
  }
}
