// One environment: a process that runs the invocations of a function one by one, frozen in between.
import type { ChildProcess } from "node:child_process";
import { mkdir, rm } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { join } from "node:path";
import { afterReal, everyReal, nextTurn, realNowMs, type Timer } from "../../kit/clock.ts";
import { EngineError } from "../../kit/errors.ts";
import { hex, opaque } from "../../kit/ids.ts";
import { cannotStart, exited, responseTooLarge, timedOut, timeoutText, type Failure } from "./failures.ts";
import { RESPONSE_SIZE_MAX_BYTES, STREAMED_SIZE_MAX_BYTES } from "./functions.ts";
import type { FunctionSpec, Invocation, Outcome, Print } from "./functions.ts";
import type { Interpreter } from "./interpreters.ts";
import { InvocationLog, type Report } from "./invocation-log.ts";
import { launch } from "./launch.ts";
import { memoryMb, PeakMemory } from "./memory.ts";
import type { Reaper } from "./reaper.ts";
import { type Accepted, type Deliver, RuntimeApi } from "./runtime-api.ts";
import { errorTrailer, failureOf, readUpTo } from "./runtime-answer.ts";

/** Documented: of the initialisation by itself; what takes longer is begun anew, as a part of the invocation. */
const INIT_MAX_MS = 10_000;
/** Between the end of an invocation and the freeze: a next one that follows closely finds the process awake. */
const FREEZE_AFTER_MS = 20;
/** Between looks whether a bootstrap has more memory than it may; the other runtimes are held to it by themselves. */
const MEMORY_LOOK_MS = 200;
const ERROR_SIZE_MAX_BYTES = 256 * 1024;

export interface EnvironmentTools {
  readonly interpreter: Interpreter;
  readonly reaper: Reaper;
  readonly temporaryFolder: string;
  readonly elapsed: () => number;
  /** Its first invocation begins, or it has ended before. Told once. */
  readonly onStarted: () => void;
  readonly onEnd: (environment: Environment) => void;
}

interface Running {
  readonly invocation: Invocation;
  readonly settle: (outcome: Outcome | undefined) => void;
  readonly fail: (error: unknown) => void;
  readonly log: InvocationLog | undefined;
  timer: Timer;
  /** Undefined before the process has it. */
  deliveredMs: number | undefined;
}

export class Environment {
  readonly spec: FunctionSpec;
  /** Virtual epoch ms. */
  expiresMs = Infinity;
  idleSinceMs = 0;
  /** No invocation is to follow the one that runs. */
  retired = false;
  ended = false;
  readonly #tools: EnvironmentTools;
  readonly #api: RuntimeApi;
  readonly #folder: string;
  #child: ChildProcess | undefined;
  #launchedMs = 0;
  #initMs: number | undefined;
  /** Which try of the initialisation it is: the first by itself, the second within the invocation. */
  #phase: "init" | "invoke" = "init";
  #address: Promise<string> | undefined;
  #isInitReported = false;
  #onReady: ((isReady: boolean) => void) | undefined;
  #deliver: Deliver | undefined;
  #running: Running | undefined;
  #frozen = false;
  #freezing: Timer | undefined;
  #watching: Timer | undefined;
  readonly #logStreamName: string;
  readonly #print: Print | undefined;
  readonly #peak = new PeakMemory();
  /** What is left to write of the last invocation. */
  #ending: (() => void) | undefined;

  constructor(spec: FunctionSpec, tools: EnvironmentTools) {
    this.spec = spec;
    this.#tools = tools;
    this.#folder = join(tools.temporaryFolder, hex(16));
    const day = new Date(realNowMs()).toISOString().slice(0, 10).replaceAll("-", "/");
    this.#logStreamName = `${day}/[${spec.version}]${hex(32)}`;
    this.#print = spec.output?.(this.#logStreamName);
    const prefix = tools.interpreter.kind === "bootstrap" ? "" : `/${opaque()}`;
    this.#api = new RuntimeApi(prefix, {
      next: (deliver) => this.#next(deliver),
      response: (requestId, body) => this.#response(requestId, body),
      failure: (requestId, body) => this.#failure(requestId, body),
    });
  }

  get busy(): boolean {
    return this.#running !== undefined;
  }

  /** The outcome, or undefined when the process had ended before it was given the invocation: it has not run then. */
  invoke(invocation: Invocation): Promise<Outcome | undefined> {
    if (this.#running || this.ended) throw new Error("the environment is not idle");
    return new Promise((settle, fail) => {
      const wantsTail = invocation.wantsLog === true;
      const log = wantsTail || this.#print ? new InvocationLog(this.spec.logging, wantsTail, this.#print) : undefined;
      const timer = afterReal(INIT_MAX_MS, () => void (this.#isRetried("timeout") || this.#timeOut()));
      this.#running = { invocation, settle, fail, log, timer, deliveredMs: undefined };
      if (this.#deliver) this.#give(this.#deliver);
      else if (!this.#child) this.#launch().catch((error: unknown) => this.#abandon(error));
    });
  }

  /** Starts it ahead of its first invocation. Resolves with whether it is ready for one. */
  start(): Promise<boolean> {
    return new Promise((resolve) => {
      this.#onReady = resolve;
      const timer = afterReal(INIT_MAX_MS, () => this.#initMs === undefined && this.#kill());
      this.#launch()
        .catch(() => this.#kill())
        .finally(() => this.ended && timer.cancel());
    });
  }

  get isReady(): boolean {
    return this.#initMs !== undefined && !this.ended;
  }

  /** Ends the process. An invocation that runs fails with `closed`. */
  end(): void {
    this.#running?.fail(new EngineError("functions", "closed", "The platform is closing."));
    this.#running?.timer.cancel();
    this.#running = undefined;
    this.#kill();
  }

  async #launch(): Promise<void> {
    this.#launchedMs = this.#tools.elapsed();
    const [runtimeApi, session] = await Promise.all([
      (this.#address ??= this.#api.open()),
      this.spec.session(),
      mkdir(this.#folder, { recursive: true }),
    ]);
    if (this.ended) return this.#api.close();
    this.expiresMs = session.expiresMs;
    const place = { temporaryFolder: this.#folder, runtimeApi, logStreamName: this.#logStreamName };
    const child = launch(this.spec, this.#tools.interpreter, place, session.variables);
    if (!child) return this.#failToStart();
    this.#child = child;
    const printed = (bytes: Buffer): void =>
      this.#running?.log ? this.#running.log.write(bytes) : this.#print?.(bytes);
    child.stdout?.on("data", printed);
    child.stderr?.on("data", printed);
    child.once("error", () => {
      if (this.#child === child) void this.#failToStart();
    });
    child.once("exit", (code, signal) => {
      if (this.#child === child) void this.#exited(code, signal);
    });
    if (child.pid !== undefined) this.#tools.reaper.add(child.pid);
  }

  async #failToStart(): Promise<void> {
    const requestId = this.#running?.invocation.requestId ?? "";
    await this.#conclude(cannotStart(requestId, join(this.spec.codeFolder, "bootstrap")));
    this.#kill();
  }

  /** Documented: an initialisation that fails is tried a second time, in the time that the invocation has. */
  #isRetried(status: "timeout" | "error", errorType?: string): boolean {
    const running = this.#running;
    if (!running || this.ended || this.#initMs !== undefined || this.#phase === "invoke") return false;
    this.#reportInit(status, errorType);
    this.#phase = "invoke";
    running.log?.start(running.invocation.requestId, this.spec.version);
    this.#signal("SIGKILL");
    if (this.#child?.pid !== undefined) this.#tools.reaper.remove(this.#child.pid);
    this.#child = undefined;
    running.timer.cancel();
    running.timer = afterReal(this.spec.timeoutMs, () => void this.#timeOut());
    this.#launch().catch((error: unknown) => this.#abandon(error));
    return true;
  }

  #reportInit(status: "timeout" | "error", errorType: string | undefined): void {
    const durationMs = this.#tools.elapsed() - this.#launchedMs;
    this.#running?.log?.initFailed({ durationMs, phase: this.#phase, status, errorType });
  }

  #abandon(error: unknown): void {
    this.#running?.timer.cancel();
    this.#running?.fail(error);
    this.#running = undefined;
    this.#kill();
  }

  #next(deliver: Deliver): void {
    if (this.#initMs === undefined) {
      this.#initMs = this.#tools.elapsed() - this.#launchedMs;
      this.#tools.onStarted();
      this.#onReady?.(true);
    }
    this.#deliver = deliver;
    if (this.#running && this.#running.deliveredMs === undefined) this.#give(deliver);
    else this.#freezeSoon();
  }

  #give(deliver: Deliver): void {
    const running = this.#running;
    if (!running) return;
    const { invocation, log } = running;
    const { requestId, functionArn, clientContext, payload } = invocation;
    const { timeoutMs, version } = this.spec;
    this.#deliver = undefined;
    this.#ending?.();
    this.#thaw();
    if (this.#phase === "init" || this.#isInitReported) log?.start(requestId, version);
    running.timer.cancel();
    running.timer = afterReal(timeoutMs, () => void this.#timeOut());
    running.deliveredMs = this.#tools.elapsed();
    if (this.#tools.interpreter.kind === "bootstrap") this.#watchMemory();
    deliver(
      {
        "lambda-runtime-aws-request-id": requestId,
        "lambda-runtime-deadline-ms": String(realNowMs() + timeoutMs),
        "lambda-runtime-invoked-function-arn": functionArn,
        "lambda-runtime-trace-id": `Root=1-${Math.floor(realNowMs() / 1000).toString(16)}-${hex(24)};Parent=${hex(16)};Sampled=0`,
        ...(clientContext === undefined ? {} : { "lambda-runtime-client-context": clientContext }),
      },
      payload,
    );
  }

  async #response(requestId: string, body: IncomingMessage): Promise<Accepted> {
    const running = this.#running;
    if (running?.invocation.requestId !== requestId || running.deliveredMs === undefined) return refuse(body);
    const isStreamed = body.headers["lambda-runtime-function-response-mode"] === "streaming";
    const maxBytes = isStreamed && running.invocation.onChunk ? STREAMED_SIZE_MAX_BYTES : RESPONSE_SIZE_MAX_BYTES;
    running.invocation.onStart?.(body.headers["content-type"]);
    const payload = await readUpTo(body, maxBytes, running.invocation.onChunk);
    if (payload === undefined) {
      await this.#conclude(responseTooLarge(maxBytes));
      return "too-large";
    }
    const failure = errorTrailer(body);
    if (failure) await this.#conclude(failure.said, failure.payload);
    else await this.#succeed(payload, body.headers["content-type"]);
    return "accepted";
  }

  async #failure(requestId: string | undefined, body: IncomingMessage): Promise<Accepted> {
    const running = this.#running;
    if (requestId !== undefined && running?.invocation.requestId !== requestId) return refuse(body);
    const payload = (await readUpTo(body, ERROR_SIZE_MAX_BYTES)) ?? Buffer.from("{}");
    const kind = body.headers["lambda-runtime-function-error-type"];
    const failure = failureOf(payload, kind);
    if (requestId === undefined && this.#isRetried("error", failure.errorType)) return "accepted";
    await this.#conclude(failure, payload);
    return "accepted";
  }

  async #timeOut(): Promise<void> {
    const { requestId } = this.#running?.invocation ?? {};
    if (requestId === undefined) return;
    const { timeoutMs } = this.spec;
    this.#running?.log?.timedOut(requestId, new Date(realNowMs()).toISOString(), timeoutText(timeoutMs));
    await this.#conclude(timedOut(requestId, timeoutMs), undefined, "timeout");
    this.#kill();
  }

  async #exited(code: number | null, signal: NodeJS.Signals | null): Promise<void> {
    const running = this.#running;
    if (running && running.deliveredMs === undefined && this.#initMs !== undefined) {
      running.timer.cancel();
      this.#running = undefined;
      running.settle(undefined);
    } else if (running) {
      await nextTurn();
      const failure = exited(running.invocation.requestId, code, signal);
      if (this.#isRetried("error", failure.errorType)) return;
      await this.#conclude(failure);
    }
    this.#kill();
  }

  #succeed(payload: Uint8Array, contentType: string | undefined): Promise<void> {
    return this.#settle({ payload, failed: false, contentType }, {});
  }

  #conclude(said: Failure, payload?: Uint8Array, status: "timeout" | "error" = "error"): Promise<void> {
    const outcome = { payload: payload ?? Buffer.from(JSON.stringify(said)), failed: true, contentType: undefined };
    const errorType = status === "error" ? said.errorType : undefined;
    const isOwn = payload !== undefined && this.#running?.deliveredMs !== undefined;
    return this.#settle(outcome, isOwn ? {} : { status, errorType });
  }

  /** What the process has written comes before its answer, but through another pipe: it is read in the same turn. */
  async #settle(
    outcome: Omit<Outcome, "log">,
    { status, errorType }: { readonly status?: "timeout" | "error"; readonly errorType?: string | undefined },
  ): Promise<void> {
    const running = this.#running;
    if (!running) return;
    running.timer.cancel();
    const { log, deliveredMs, invocation } = running;
    const nowMs = this.#tools.elapsed();
    if (log && invocation.wantsLog === true) await nextTurn();
    if (this.#running !== running) return;
    if (this.#initMs === undefined && status !== undefined) this.#reportInit(status, errorType);
    this.#running = undefined;
    this.#watching?.cancel();
    this.idleSinceMs = nowMs;
    const initMs = this.#isInitReported ? undefined : this.#initMs;
    this.#isInitReported = true;
    const durationMs = nowMs - (deliveredMs ?? this.#launchedMs);
    const { requestId } = invocation;
    if (log) this.#end(log, { requestId, durationMs, initMs, status, errorType }, invocation.wantsLog === true);
    running.settle({ ...outcome, log: log?.bytes() ?? new Uint8Array() });
  }

  /** What only goes to the output keeps nobody waiting: it is written a turn later, or before the next invocation. */
  #end(log: InvocationLog, report: Omit<Report, "memoryMb" | "maxMemoryMb">, isAwaited: boolean): void {
    const { memoryMb: limitMb } = this.spec;
    const pid = this.#child?.pid;
    // A process that is gone has had all it may.
    const peakMb = report.status === undefined ? this.#peak.of(pid, this.#tools.elapsed()) : memoryMb(pid, "most");
    const maxMemoryMb = peakMb ?? limitMb;
    const write = (): void => {
      this.#ending = undefined;
      log.end({ ...report, memoryMb: limitMb, maxMemoryMb });
    };
    if (isAwaited) return write();
    this.#ending = write;
    void nextTurn().then(() => this.#ending === write && write());
  }

  /** As AWS does, by ending it. */
  #watchMemory(): void {
    this.#watching?.cancel();
    this.#watching = everyReal(MEMORY_LOOK_MS, () => {
      const usedMb = memoryMb(this.#child?.pid, "now");
      if (usedMb !== undefined && usedMb > this.spec.memoryMb) this.#signal("SIGKILL");
    });
  }

  #freezeSoon(): void {
    this.#freezing ??= afterReal(FREEZE_AFTER_MS, () => {
      this.#freezing = undefined;
      if (this.ended || this.#running || !this.#deliver) return;
      if (this.#tools.elapsed() - this.idleSinceMs < FREEZE_AFTER_MS / 2) return this.#freezeSoon();
      this.#frozen = this.#signal("SIGSTOP");
    });
  }

  #thaw(): void {
    if (this.#frozen) this.#signal("SIGCONT");
    this.#frozen = false;
  }

  /** To the whole group: what the function has started is stopped and ended with it. */
  #signal(signal: NodeJS.Signals): boolean {
    const pid = this.#child?.pid;
    if (pid === undefined) return false;
    try {
      return process.kill(-pid, signal);
    } catch {
      return false; // it has ended by itself
    }
  }

  #kill(): void {
    if (this.ended) return;
    this.ended = true;
    this.#ending?.();
    if (this.#initMs === undefined) this.#tools.onStarted();
    this.#onReady?.(false);
    this.#freezing?.cancel();
    this.#watching?.cancel();
    this.#signal("SIGKILL");
    if (this.#child?.pid !== undefined) this.#tools.reaper.remove(this.#child.pid);
    this.#api.close();
    this.#tools.onEnd(this);
    rm(this.#folder, { recursive: true, force: true }).catch(() => {});
  }
}

function refuse(body: IncomingMessage): Accepted {
  body.resume();
  return "unknown";
}
