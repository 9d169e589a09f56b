// Hashes of large bodies, computed by other threads while this one receives and writes them: MD5 alone is slower than a disk.
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { afterReal, type Timer } from "../../../kit/clock.ts";

export type ThreadedAlgorithm = "MD5" | "SHA1" | "SHA256" | "SHA512";

const THREADS_MAX = Math.min(4, availableParallelism() - 1);
/** Bodies that are hashed so at once; further ones are hashed where they are received. */
const BODIES_MAX = 16;
/** Of the memory that a body is handed over in: some pieces, each filled and hashed in turn. */
const PIECE_BYTES = 512 * 1024;
const PIECES = 4;
const RINGS_KEPT_MAX = 4;
const IDLE_MS = 10_000;

/** Runs in the thread. Nothing of this process is shared with it but the pieces. */
const THREAD = `
const { parentPort } = require("node:worker_threads");
const { createHash } = require("node:crypto");
const bodies = new Map();
parentPort.on("message", ({ body, begin, at, sizeBytes, end, drop }) => {
  if (begin) return void bodies.set(body, { memory: begin.memory, hashes: begin.names.map((name) => createHash(name)) });
  if (drop) return void bodies.delete(body);
  const { memory, hashes } = bodies.get(body);
  if (end) {
    bodies.delete(body);
    return parentPort.postMessage({ body, digests: hashes.map((one) => one.digest("base64")) });
  }
  const piece = new Uint8Array(memory, at, sizeBytes);
  for (const one of hashes) one.update(piece);
  parentPort.postMessage({ body });
});
`;

interface Answer {
  readonly body: number;
  /** Base64; without them a piece was hashed. */
  readonly digests?: readonly string[];
}

class HashThread {
  readonly #worker = new Worker(THREAD, { eval: true });
  readonly bodies = new Map<number, HashedAside>();
  #idle: Timer | undefined;

  constructor() {
    this.#worker.on("message", ({ body, digests }: Answer) => this.bodies.get(body)?.answered(digests));
    this.#worker.on("error", (error) => this.#fail(error));
    this.#worker.on("exit", () => this.#fail(new Error("A hashing thread ended.")));
    this.#worker.unref(); // last: to listen to its messages takes that back
  }

  send(message: object): void {
    this.#idle?.cancel();
    this.#idle = undefined;
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    this.#worker.postMessage(message);
  }

  leave(body: number): void {
    this.bodies.delete(body);
    if (this.bodies.size > 0) return;
    this.#idle = afterReal(IDLE_MS, () => {
      threads.delete(this);
      void this.#worker.terminate();
    });
  }

  #fail(error: Error): void {
    threads.delete(this);
    for (const body of this.bodies.values()) body.failed(error);
  }
}

const threads = new Set<HashThread>();
const rings: SharedArrayBuffer[] = [];
let bodiesNow = 0;
let lastBody = 0;

/** Undefined when the body is to be hashed where it is: nothing is gained, or enough are under way. */
export function hashAside(): HashedAside | undefined {
  return THREADS_MAX < 1 || bodiesNow >= BODIES_MAX ? undefined : new HashedAside();
}

function leastBusy(): HashThread {
  const [least] = [...threads].toSorted((a, b) => a.bodies.size - b.bodies.size);
  if (least !== undefined && (least.bodies.size === 0 || threads.size >= THREADS_MAX)) return least;
  const thread = new HashThread();
  threads.add(thread);
  return thread;
}

/** One body. Begin it, and release it, whatever becomes of it. */
export class HashedAside {
  readonly #body = ++lastBody;
  readonly #thread = leastBusy();
  readonly #memory = rings.pop() ?? new SharedArrayBuffer(PIECE_BYTES * PIECES);
  readonly #bytes = new Uint8Array(this.#memory);
  #algorithms: readonly ThreadedAlgorithm[] = [];
  #piece = 0;
  #filledBytes = 0;
  /** Pieces that are being hashed. */
  #underWay = 0;
  #digests: readonly string[] | undefined;
  #failure: Error | undefined;
  #wake: (() => void) | undefined;

  constructor() {
    bodiesNow++;
    this.#thread.bodies.set(this.#body, this);
  }

  begin(algorithms: readonly ThreadedAlgorithm[]): void {
    this.#algorithms = algorithms;
    const names = algorithms.map((name) => name.toLowerCase());
    this.#send({ begin: { memory: this.#memory, names } });
  }

  /** The chunk is copied. */
  async update(chunk: Uint8Array): Promise<void> {
    for (let at = 0; at < chunk.length;) {
      if (this.#underWay === PIECES) await this.#until(() => this.#underWay < PIECES);
      const part = chunk.subarray(at, at + PIECE_BYTES - this.#filledBytes);
      this.#bytes.set(part, this.#piece * PIECE_BYTES + this.#filledBytes);
      this.#filledBytes += part.length;
      at += part.length;
      if (this.#filledBytes === PIECE_BYTES) this.#handOver();
    }
  }

  /** Base64, by algorithm. */
  async digests(): Promise<ReadonlyMap<ThreadedAlgorithm, string>> {
    if (this.#filledBytes > 0) this.#handOver();
    this.#send({ end: true });
    await this.#until(() => this.#digests !== undefined);
    return new Map(this.#algorithms.map((name, at) => [name, this.#digests?.[at] ?? ""]));
  }

  release(): void {
    bodiesNow--;
    const isDone = this.#digests !== undefined;
    if (!isDone && this.#failure === undefined) this.#send({ drop: true });
    this.#thread.leave(this.#body);
    // The thread may still read from a ring that was given up.
    if (isDone && rings.length < RINGS_KEPT_MAX) rings.push(this.#memory);
  }

  answered(digests: readonly string[] | undefined): void {
    if (digests === undefined) this.#underWay--;
    else this.#digests = digests;
    this.#wake?.();
  }

  failed(error: Error): void {
    this.#failure = error;
    this.#wake?.();
  }

  #handOver(): void {
    this.#send({ at: this.#piece * PIECE_BYTES, sizeBytes: this.#filledBytes });
    this.#underWay++;
    this.#piece = (this.#piece + 1) % PIECES;
    this.#filledBytes = 0;
  }

  #send(message: object): void {
    this.#thread.send({ body: this.#body, ...message });
  }

  async #until(isSo: () => boolean): Promise<void> {
    while (!isSo()) {
      if (this.#failure !== undefined) throw this.#failure;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}
