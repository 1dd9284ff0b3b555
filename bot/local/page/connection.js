// The one WebSocket to the local server: numbered questions with answers, and events that come by themselves.

const LONGEST_PAUSE = 4000;

export class Connection {
  #asked = new Map();
  #number = 0;
  #pause = 250;
  #socket = null;

  constructor(url, { onevent, onstate }) {
    this.url = url;
    this.onevent = onevent;
    this.onstate = onstate;
  }

  open() {
    this.#socket = new WebSocket(this.url);
    this.#socket.onopen = () => ((this.#pause = 250), this.onstate(true));
    this.#socket.onmessage = ({ data }) => this.#hear(JSON.parse(data));
    this.#socket.onclose = () => this.#again();
  }

  /** Ask for an action; resolve to its answer, or reject with the sentence to show. */
  ask(action, details = {}) {
    if (this.#socket?.readyState !== WebSocket.OPEN) {
      return Promise.reject(new Error("The page isn't connected to the local Discord right now. It keeps trying; ask again in a moment."));
    }
    const n = (this.#number += 1);
    this.#socket.send(JSON.stringify({ n, do: action, ...details }));
    return new Promise((resolve, reject) => this.#asked.set(n, { resolve, reject }));
  }

  #hear(frame) {
    if (frame.event) return this.onevent(frame);
    const asked = this.#asked.get(frame.n);
    this.#asked.delete(frame.n);
    return frame.error === undefined ? asked?.resolve(frame.ok) : asked?.reject(new Error(frame.error));
  }

  #again() {
    for (const { reject } of this.#asked.values()) reject(new Error("The connection broke before the answer came."));
    this.#asked.clear();
    this.onstate(false);
    setTimeout(() => this.open(), this.#pause);
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
  }
}

/** Send a file to the local Discord; resolve to the attachment it became. */
export async function upload(file) {
  const form = new FormData();
  form.append("file", file, file.name);
  const answer = await fetch("page/upload", { method: "POST", body: form });
  const body = await answer.text();
  if (answer.ok) return JSON.parse(body);
  throw new Error(errorWords(body) || `“${file.name}” could not be uploaded (${answer.status}).`);
}

function errorWords(body) {
  try {
    return JSON.parse(body).error;
  } catch {
    return body.length < 300 ? body : "";
  }
}
