// Talking to the playground: requests, files, and the stream of events.

const TOKEN = document.querySelector("meta[name=token]").content;
const HEADER = "X-Playground-Token";
const LONGEST_WAIT = 5000;

export class Refused extends Error {}

// The answer's JSON; Refused with the server's advice if it says no. A body of FormData goes as a form.
export async function ask(path, body, method = body === undefined ? "GET" : "POST") {
  const form = body instanceof FormData;
  const headers = { [HEADER]: TOKEN, ...(body && !form ? { "Content-Type": "application/json" } : {}) };
  const sent = form || body === undefined ? body : JSON.stringify(body);
  const answer = await fetch(`/user/${path}`, { method, headers, body: sent });
  if (answer.status === 403) throw new Refused(await answer.text());
  const told = await answer.json();
  if (!answer.ok) throw new Refused(told.error);
  return told;
}

export const fileUrl = (number) => `/user/files/${number}?token=${encodeURIComponent(TOKEN)}`;

export async function fileBlob(number) {
  return (await fetch(fileUrl(number))).blob();
}

// Every event from after `last`, in order, over however many connections that takes.
export class Live {
  constructor(last, heard, online, missed) {
    Object.assign(this, { last, heard, online, missed, wait: 250 });
    this.connect();
  }

  connect() {
    const address = `ws://${location.host}/user/events?after=${this.last}&token=${encodeURIComponent(TOKEN)}`;
    const socket = new WebSocket(address);
    socket.onopen = () => {
      this.wait = 250;
      this.online(true);
    };
    socket.onmessage = ({ data }) => this.take(JSON.parse(data));
    socket.onclose = () => this.again();
  }

  take(event) {
    // The server keeps the latest events only: a gap means that some are gone for good.
    if (event.number > this.last + 1) return this.missed();
    if (event.number <= this.last) return undefined;
    this.last = event.number;
    return this.heard(event);
  }

  again() {
    this.online(false);
    setTimeout(() => this.look(), this.wait);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
  }

  // Another run of the server has another token and counts its events anew: then the page begins again.
  async look() {
    try {
      const { event } = await ask("all");
      if (event < this.last) return this.missed();
      return this.connect();
    } catch (error) {
      return error instanceof Refused ? this.missed() : this.again();
    }
  }
}
