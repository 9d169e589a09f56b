// What every implementation of the functions seam must do. Its test calls this with an opener.
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Functions, FunctionSpec, Outcome, Provisioned } from "./functions.ts";

export type OpenFunctions = (folder: string) => Functions;

const NODE = `
let count = 0;
exports.handler = async (event, context) => {
  if (event.fail) throw new TypeError("no " + event.fail);
  if (event.exit !== undefined) process.exit(event.exit);
  if (event.sleepMs) await new Promise((resolve) => setTimeout(resolve, event.sleepMs));
  if (event.say) console.log(event.say);
  if (event.large) return "x".repeat(event.large);
  return { event, count: ++count, id: context.awsRequestId, arn: context.invokedFunctionArn, pid: process.pid,
    left: context.getRemainingTimeInMillis(), secret: process.env.SECRET, root: process.env.LAMBDA_TASK_ROOT };
};
exports.called = (event, context, callback) => { setTimeout(() => callback(null, { called: event }), 5); };
exports.refused = (event, context, callback) => callback(new Error("refused"));
exports.streamed = awslambda.streamifyResponse(async (event, stream) => {
  for (const part of event.parts) stream.write(part);
  if (event.fail) throw new Error("midway");
  stream.end();
});
`;
const PYTHON = `
import logging, sys
count = 0
def handler(event, context):
    global count
    count += 1
    if event.get("fail"):
        raise ValueError("no " + event["fail"])
    if "exit" in event:
        sys.exit(event["exit"])
    if event.get("say"):
        print(event["say"])
        logging.getLogger().warning("warned")
    return {"count": count, "id": context.aws_request_id, "left": context.get_remaining_time_in_millis()}
`;

const POLLS_MAX = 500;
let requests = 0;

export function functionsContract(name: string, open: OpenFunctions): void {
  describe(`${name}: the functions contract`, () => {
    let folder: string;
    let functions: Functions;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), "forebay-functions-"));
      await mkdir(join(folder, "code"));
      await writeFile(join(folder, "code", "index.js"), NODE);
      await writeFile(join(folder, "code", "module.mjs"), "export const handler = async () => import.meta.url;\n");
      await writeFile(join(folder, "code", "app.py"), PYTHON);
      functions = open(folder);
    });
    afterAll(async () => {
      await functions.close();
      await rm(folder, { recursive: true, force: true });
    });

    const spec = (handler: string, given: Partial<FunctionSpec> = {}): FunctionSpec => ({
      key: `${handler}/${JSON.stringify(given)}`,
      functionName: "contract",
      version: "$LATEST",
      runtime: handler.startsWith("app.") ? "python3.11" : "nodejs20.x",
      handler,
      codeFolder: join(folder, "code"),
      layersFolder: undefined,
      memoryMb: 128,
      timeoutMs: 30_000,
      variables: {},
      session: async () => ({ variables: { SECRET: "given" }, expiresMs: Infinity }),
      ...given,
    });
    const run = (what: FunctionSpec, event: object): Promise<Outcome> => {
      const payload = Buffer.from(JSON.stringify(event));
      const requestId = `request-${++requests}`;
      return functions.invoke(what, { requestId, payload, functionArn: "arn:f", wantsLog: true });
    };
    const said = ({ payload }: Outcome): unknown => JSON.parse(Buffer.from(payload).toString());
    const logged = ({ log }: Outcome): string => Buffer.from(log).toString();

    test("a Node.js handler gets event, context and variables, and keeps what it has in memory", async () => {
      const first = await run(spec("index.handler"), { a: "ü" });
      expect(first.failed).toBe(false);
      expect(said(first)).toMatchObject({ event: { a: "ü" }, count: 1, arn: "arn:f", secret: "given" });
      expect((said(first) as { left: number }).left).toBeGreaterThan(20_000);
      const second = await run(spec("index.handler"), { say: "hello" });
      expect(said(second)).toMatchObject({ count: 2, id: `request-${requests}` });
      expect(logged(second)).toMatch(
        /^START RequestId: (\S+) Version: \$LATEST\n\S+Z\t\1\tINFO\thello\nEND RequestId: \1\nREPORT RequestId: \1\tDuration: \d+\.\d\d ms\tBilled Duration: \d+ ms\tMemory Size: 128 MB\tMax Memory Used: \d+ MB\t\n$/,
      );
    });

    test("what is printed goes to the environment's output, in order, without anybody asking for a log", async () => {
      const printed = new Map<string, string>();
      const output = (stream: string) => (text: string | Uint8Array) =>
        void printed.set(stream, (printed.get(stream) ?? "") + Buffer.from(text).toString());
      const quiet = spec("index.handler", { key: "printing", output });
      for (const say of ["one", "two"]) {
        const payload = Buffer.from(JSON.stringify({ say }));
        const { log } = await functions.invoke(quiet, { requestId: say, payload, functionArn: "arn:f" });
        expect(log).toHaveLength(0);
      }
      await run(quiet, {});
      const [[stream, text] = ["", ""]] = printed;
      expect(stream).toMatch(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/);
      const words = ["START", "one", "END", "REPORT", "START", "two", "END", "REPORT", "START"];
      const places = words.reduce<number[]>(
        (found, word) => [...found, text.indexOf(word, (found.at(-1) ?? -1) + 1)],
        [],
      );
      expect(places.every((place) => place >= 0)).toBe(true);
    });

    test("ES modules, callbacks and streamed answers", async () => {
      expect(said(await run(spec("module.handler"), {}))).toMatch(/module\.mjs$/);
      expect(said(await run(spec("index.called"), { a: 1 }))).toEqual({ called: { a: 1 } });
      expect(said(await run(spec("index.refused"), {}))).toMatchObject({ errorType: "Error", errorMessage: "refused" });
      const whole = await run(spec("index.streamed"), { parts: ["one ", "two"] });
      expect(Buffer.from(whole.payload).toString()).toBe("one two");
      const parts: string[] = [];
      const broken = await functions.invoke(spec("index.streamed"), {
        requestId: "stream",
        payload: Buffer.from(JSON.stringify({ parts: ["one"], fail: true })),
        functionArn: "arn:f",
        onChunk: (chunk) => parts.push(Buffer.from(chunk).toString()),
      });
      expect(parts.join("")).toBe("one");
      expect(broken.failed).toBe(true);
      expect(said(broken)).toMatchObject({ errorType: "Error", errorMessage: "midway" });
    });

    test("a Python handler, its log and its errors", async () => {
      expect(said(await run(spec("app.handler"), {}))).toMatchObject({ count: 1 });
      const second = await run(spec("app.handler"), { say: "hello" });
      expect(said(second)).toMatchObject({ count: 2 });
      expect(logged(second)).toMatch(/\nhello\n\[WARNING\]\t\S+Z\trequest-\d+\twarned\n/);
      const failed = await run(spec("app.handler"), { fail: "luck" });
      expect(failed.failed).toBe(true);
      expect(said(failed)).toEqual({
        errorMessage: "no luck",
        errorType: "ValueError",
        requestId: `request-${requests}`,
        stackTrace: [expect.stringMatching(/^ {2}File ".*app.py", line \d+, in handler\n {4}raise ValueError/)],
      });
      expect(said(await run(spec("app.handler"), { exit: 3 }))).toMatchObject({
        errorType: "Runtime.ExitError",
        errorMessage: `RequestId: request-${requests} Error: Runtime exited with error: exit status 3`,
      });
    });

    test("errors of a handler are outcomes, and the environment goes on", async () => {
      const failed = await run(spec("index.handler"), { fail: "luck" });
      expect(failed.failed).toBe(true);
      expect(said(failed)).toMatchObject({ errorType: "TypeError", errorMessage: "no luck" });
      expect((said(failed) as { trace: string[] }).trace[0]).toBe("TypeError: no luck");
      expect((await run(spec("index.handler"), {})).failed).toBe(false);
    });

    test("a process that ends is told of, and the next invocation has a new one", async () => {
      expect(said(await run(spec("index.handler"), { exit: 7 }))).toEqual({
        errorType: "Runtime.ExitError",
        errorMessage: `RequestId: request-${requests} Error: Runtime exited with error: exit status 7`,
      });
      expect(said(await run(spec("index.handler"), { exit: 0 }))).toMatchObject({
        errorMessage: `RequestId: request-${requests} Error: Runtime exited without providing a reason`,
      });
      expect(said(await run(spec("index.handler"), {}))).toMatchObject({ count: 1 });
    });

    test("what takes too long is killed", async () => {
      const slow = spec("index.handler", { timeoutMs: 300 });
      const late = await run(slow, { sleepMs: 60_000 });
      expect(late.failed).toBe(true);
      expect(said(late)).toEqual({
        errorType: "Sandbox.Timedout",
        errorMessage: `RequestId: request-${requests} Error: Task timed out after 0.30 seconds`,
      });
      expect(logged(late)).toMatch(/Task timed out after 0\.30 seconds\n\nEND .*\nREPORT .*Status: timeout\t\n$/);
      expect(said(await run(slow, {}))).toMatchObject({ count: 1 });
    });

    test("a bootstrap of the function's own speaks the Runtime API", async () => {
      const bootstrap = `#!/bin/sh
set -e
head=$(mktemp)
while :; do
  event=$(curl -sS -D "$head" "http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation/next")
  id=$(grep -i lambda-runtime-aws-request-id "$head" | tr -d '[:space:]' | cut -d: -f2)
  curl -sS -o /dev/null -d "{\\"got\\": $event, \\"by\\": \\"$_HANDLER\\"}" "http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation/$id/response"
done
`;
      const codeFolder = join(folder, "own");
      await mkdir(codeFolder);
      await writeFile(join(codeFolder, "bootstrap"), bootstrap, { mode: 0o755 });
      const own = spec("whatever", { runtime: "provided.al2023", codeFolder });
      expect(said(await run(own, { a: 1 }))).toEqual({ got: { a: 1 }, by: "whatever" });
      expect(said(await run(own, { a: 2 }))).toEqual({ got: { a: 2 }, by: "whatever" });
    });

    test.skipIf(process.platform !== "linux")("a bootstrap that takes more memory than it may is ended", async () => {
      const bootstrap = `#!/bin/sh
curl -sS -o /dev/null "http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation/next"
exec ${process.execPath} -e 'const kept = []; setInterval(() => kept.push(Buffer.alloc(20e6, 1)), 20)'
`;
      const codeFolder = join(folder, "greedy");
      await mkdir(codeFolder);
      await writeFile(join(codeFolder, "bootstrap"), bootstrap, { mode: 0o755 });
      expect(said(await run(spec("whatever", { runtime: "provided.al2023", codeFolder }), {}))).toEqual({
        errorType: "Runtime.ExitError",
        errorMessage: `RequestId: request-${requests} Error: Runtime exited with error: signal: killed`,
      });
    });

    test("a handler that is not there", async () => {
      expect(said(await run(spec("index.absent"), {}))).toMatchObject({
        errorType: "Runtime.HandlerNotFound",
        errorMessage: "index.absent is undefined or not exported",
      });
      expect(said(await run(spec("absent.handler"), {}))).toMatchObject({ errorType: "Runtime.ImportModuleError" });
      expect(said(await run(spec("app.absent"), {}))).toMatchObject({
        errorType: "Runtime.HandlerNotFound",
        errorMessage: "Handler 'absent' missing on module 'app'",
      });
      expect(said(await run(spec("provided", { runtime: "provided.al2023" }), {}))).toMatchObject({
        errorType: "Runtime.InvalidEntrypoint",
      });
    });

    test("an initialisation that fails is tried a second time within the invocation", async () => {
      const tries = join(folder, "tries");
      const counting = `const fs = require("fs"); const tries = ${JSON.stringify(tries)};
        fs.appendFileSync(tries, "x");
        if (fs.readFileSync(tries, "utf8").length < 2) throw new Error("not yet");
        exports.handler = async () => fs.readFileSync(tries, "utf8").length;`;
      await writeFile(join(folder, "code", "second.js"), counting);
      const outcome = await run(spec("second.handler"), {});
      expect(said(outcome)).toBe(2);
      expect(logged(outcome)).toMatch(
        /\nINIT_REPORT Init Duration: \S+ ms\tPhase: init\tStatus: error\tError Type: Error\nSTART RequestId: (\S+) Version: \$LATEST\nEND RequestId: \1\nREPORT RequestId: \1\t/,
      );
      const failed = await run(spec("index.absent", { memoryMb: 200 }), {});
      expect(logged(failed)).toMatch(/\tPhase: init\tStatus: error\t[^]*\tPhase: invoke\tStatus: error\t[^]*\nREPORT /);
    });

    test("logs in JSON: what the platform and the handlers write, from their levels on", async () => {
      const logging = { format: "JSON", applicationLevel: "WARN", systemLevel: "INFO", group: "/own" } as const;
      const text = `exports.handler = async () => {
        console.log("unseen"); console.warn({ a: 1 }); console.error(new RangeError("far")); return process.env.AWS_LAMBDA_LOG_GROUP_NAME; };`;
      await writeFile(join(folder, "code", "logs.js"), text);
      const python = `import logging
def handler(event, context):
    logging.info("unseen")
    logging.getLogger("mine").warning("warned", extra={"n": 1})
`;
      await writeFile(join(folder, "code", "logs_app.py"), python);
      const lines = (outcome: Outcome): unknown[] =>
        logged(outcome)
          .trimEnd()
          .split("\n")
          .map((line) => JSON.parse(line) as unknown);
      const node = await run(spec("logs.handler", { logging }), {});
      const requestId = `request-${requests}`;
      expect(said(node)).toBe("/own");
      expect(lines(node)).toMatchObject([
        { type: "platform.start", record: { requestId, version: "$LATEST" } },
        { timestamp: expect.stringMatching(/Z$/), level: "WARN", requestId, message: { a: 1 } },
        { level: "ERROR", requestId, errorType: "RangeError", errorMessage: "far" },
        { type: "platform.report", record: { requestId, status: "success", metrics: { memorySizeMB: 128 } } },
      ]);
      const runtime = "python3.11";
      const quiet = { ...logging, systemLevel: "WARN" };
      expect(lines(await run(spec("logs_app.handler", { runtime, logging: quiet }), {}))).toMatchObject([
        { level: "WARNING", logger: "mine", message: "warned", requestId: `request-${requests}`, n: 1 },
      ]);
    });

    test("environments are started ahead, and others in the place of those that end", async () => {
      const ahead = spec("index.handler", { memoryMb: 140, isProvisioned: true });
      const told: Provisioned[] = [];
      await functions.provision(ahead, 2, (state) => told.push(state));
      expect(told.at(-1)).toEqual({ ready: 2, isFailed: false });
      const { pid } = said(await run(ahead, {})) as { pid: number };
      await run(ahead, { exit: 1 });
      for (let poll = 0; poll < POLLS_MAX && (told.length < 4 || told.at(-1)?.ready !== 2); poll++) await sleep(10);
      expect(told.slice(2).map(({ ready }) => ready)).toEqual([1, 2]);
      const pids = await Promise.all(
        [1, 2].map(async () => (said(await run(ahead, { sleepMs: 50 })) as { pid: number }).pid),
      );
      expect(pids).not.toContain(pid);
      await expect(functions.provision(ahead, 1000, () => {})).rejects.toMatchObject({ kind: "unavailable" });
      const broken = spec("index.absent", { memoryMb: 140 });
      await functions.provision(broken, 1, (state) => told.push(state));
      expect(told.at(-1)).toEqual({ ready: 0, isFailed: true });
    });

    test("answers larger than 6 MB are refused", async () => {
      expect(said(await run(spec("index.handler"), { large: 7_000_000 }))).toMatchObject({
        errorType: "Function.ResponseSizeTooLarge",
      });
    });

    test("invocations at the same time have environments of their own", async () => {
      const outcomes = await Promise.all(
        [1, 2, 3].map(() => run(spec("index.handler", { memoryMb: 256 }), { sleepMs: 300 })),
      );
      const pids = outcomes.map((outcome) => (said(outcome) as { pid: number }).pid);
      expect(new Set(pids).size).toBe(3);
    });

    test.skipIf(process.platform !== "linux")("between invocations the process stands still", async () => {
      const { pid } = said(await run(spec("index.handler", { memoryMb: 300 }), {})) as { pid: number };
      const state = async (): Promise<string> =>
        (await readFile(`/proc/${pid}/stat`, "utf8")).split(") ")[1]?.[0] ?? "";
      for (let poll = 0; poll < POLLS_MAX && (await state()) !== "T"; poll++) await sleep(10);
      expect(await state()).toBe("T");
      expect(said(await run(spec("index.handler", { memoryMb: 300 }), {}))).toMatchObject({ pid, count: 2 });
    });

    test("retired environments take nothing more", async () => {
      const retired = spec("index.handler", { memoryMb: 512 });
      await run(retired, {});
      functions.retire(retired.key);
      expect(said(await run(retired, {}))).toMatchObject({ count: 1 });
    });

    test("a runtime that is not here is refused", async () => {
      expect(await functions.interpreterOf("ruby3.3")).toBeUndefined();
      await expect(run(spec("x.y", { runtime: "ruby3.3" }), {})).rejects.toMatchObject({ kind: "invalid" });
    });
  });
}
