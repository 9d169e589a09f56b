// jq itself, compiled to WebAssembly, in a thread of its own: a query that never ends is cut off and blocks nothing.
import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";
import { afterReal, type Timer } from "../../../kit/clock.ts";
import { JQ_MAX_MS } from "../limits.ts";

export type JqAnswer = { readonly output: string } | { readonly error: string };

interface Asked {
  readonly answer: (answer: JqAnswer) => void;
  readonly timer: Timer;
}

/** Runs in the thread. jq's command line reads a text of JSON values and writes one result a line. */
const THREAD = `
const { parentPort, workerData } = require("node:worker_threads");
const loading = Promise.resolve(require(workerData));
parentPort.on("message", async ({ id, text, filter }) => {
  try {
    const jq = await loading;
    parentPort.postMessage({ id, output: jq.raw(text, filter, ["-c"]) });
  } catch (error) {
    parentPort.postMessage({ id, error: String(error?.message ?? error) });
  }
});
`;

let thread: Worker | undefined;
let last = 0;
const asked = new Map<number, Asked>();

/** What jq makes of the JSON values in `text`, or its complaint. */
export function jq(text: string, filter: string): Promise<JqAnswer> {
  thread ??= start();
  const { promise, resolve } = deferred<JqAnswer>();
  const id = ++last;
  asked.set(id, { answer: resolve, timer: afterReal(JQ_MAX_MS, () => end("the query took too long")) });
  thread.postMessage({ id, text, filter }, []);
  return promise;
}

function start(): Worker {
  const workerData = createRequire(import.meta.url).resolve("jq-web");
  const worker = new Worker(THREAD, { eval: true, workerData });
  worker.on("message", ({ id, ...answer }: { readonly id: number } & JqAnswer) => {
    settle(id, answer);
    // What is no exit code of jq's is the end of its memory: a new thread is needed.
    if ("error" in answer && !answer.error.startsWith("Non-zero exit code")) end(answer.error);
  });
  worker.on("error", (error) => {
    if (worker === thread) end(error.message);
  });
  worker.unref(); // last: to listen to its messages takes that back
  return worker;
}

function settle(id: number, answer: JqAnswer): void {
  asked.get(id)?.timer.cancel();
  asked.get(id)?.answer(answer);
  asked.delete(id);
}

/** The next call starts a new thread. */
function end(error: string): void {
  const ended = thread;
  thread = undefined;
  for (const id of asked.keys()) settle(id, { error });
  void ended?.terminate();
}

function deferred<Value>() {
  let resolve: (value: Value) => void = () => {};
  const promise = new Promise<Value>((settled) => (resolve = settled));
  return { promise, resolve };
}
