// One keep-alive connection on which anything can be sent, and whose answers are read as they come.
import { connect, type Socket } from "node:net";

export interface Reply {
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

/** What becomes of bytes that were sent: an answer, or the end of the connection. */
export type Outcome = Reply | "closed" | "silence";

const SILENCE_MS = 150;

export class Connection {
  readonly #port: number;
  #socket: Socket | undefined;
  #received = "";
  #waiting: (() => void) | undefined;

  constructor(port: number) {
    this.#port = port;
  }

  /** Writes, and waits for one answer. `patienceMs`: how long the server may say nothing. */
  async send(bytes: string | Uint8Array, patienceMs = SILENCE_MS): Promise<Outcome> {
    const socket = this.#socket ?? this.#open();
    socket.write(bytes);
    const deadline = performance.now() + patienceMs;
    for (;;) {
      const reply = this.#take();
      if (reply) return reply;
      if (this.#socket === undefined) return "closed";
      const leftMs = deadline - performance.now();
      if (leftMs <= 0) return "silence";
      await this.#more(leftMs);
    }
  }

  /** The next bytes go on a new connection. */
  drop(): void {
    this.#socket?.destroy();
    this.#socket = undefined;
    this.#received = "";
  }

  #open(): Socket {
    this.#received = "";
    const socket = connect({ port: this.#port, host: "127.0.0.1", noDelay: true });
    this.#socket = socket;
    socket.on("data", (chunk) => {
      this.#received += chunk.toString("latin1");
      this.#waiting?.();
    });
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      if (this.#socket === socket) this.#socket = undefined;
      this.#waiting?.();
    });
    return socket;
  }

  #more(timeoutMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, timeoutMs);
      this.#waiting = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #take(): Reply | undefined {
    const end = this.#received.indexOf("\r\n\r\n");
    if (end < 0) return undefined;
    const head = this.#received.slice(0, end);
    const status = Number(head.slice(9, 12));
    const rest = this.#received.slice(end + 4);
    const length = /^content-length: *(\d+)/im.exec(head)?.[1];
    if (status === 100 || status === 204 || status === 304) return this.#finish(status, head, "", rest);
    if (length !== undefined)
      return rest.length < Number(length)
        ? undefined
        : this.#finish(status, head, rest.slice(0, Number(length)), rest.slice(Number(length)));
    if (/^transfer-encoding: *chunked/im.test(head)) {
      const last = /(?:^|\r\n)0\r\n\r\n/.exec(rest);
      return last
        ? this.#finish(status, head, rest.slice(0, last.index), rest.slice(last.index + last[0].length))
        : undefined;
    }
    return this.#finish(status, head, rest, "");
  }

  #finish(status: number, head: string, body: string, left: string): Reply {
    this.#received = left;
    if (/^connection: *close/im.test(head)) this.drop();
    return { status, head, body };
  }
}
