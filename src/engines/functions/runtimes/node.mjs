// The runtime client for Node.js functions: loads the handler, then takes invocations from the Runtime API one by one.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { connect } from "node:net";
import { dirname, join, resolve } from "node:path";
import { format } from "node:util";

const [address, ...prefix] = (process.env.AWS_LAMBDA_RUNTIME_API ?? "").split("/");
const [host, port] = address.split(":");
const base = `${prefix.map((part) => `/${part}`).join("")}/2018-06-01/runtime`;
const taskRoot = process.env.LAMBDA_TASK_ROOT ?? process.cwd();
const STREAMING = Symbol.for("aws.lambda.runtime.handler.streaming");
const HEAD_END = Buffer.from("\r\n\r\n");

let requestId;

/** One connection, one request at a time: all that the Runtime API needs. */
class Api {
  #socket = connect(Number(port), host);
  #received = Buffer.alloc(0);
  #waiting;

  constructor() {
    this.#socket.setNoDelay(true);
    this.#socket.on("data", (bytes) => {
      this.#received = this.#received.length === 0 ? bytes : Buffer.concat([this.#received, bytes]);
      this.#look();
    });
    this.#socket.on("close", () => process.exit(1));
    this.#socket.on("error", () => process.exit(1));
  }

  /** While a handler runs the connection does not keep the process alive: an empty event loop shows. */
  idle(isIdle) {
    if (isIdle) this.#socket.unref();
    else this.#socket.ref();
  }

  get(path) {
    return this.#send(`GET ${base}${path} HTTP/1.1\r\nHost: ${address}\r\n\r\n`);
  }

  post(path, body, headers = {}) {
    const bytes = typeof body === "string" ? Buffer.from(body) : body;
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    const head = `POST ${base}${path} HTTP/1.1\r\nHost: ${address}\r\n${lines.join("")}Content-Length: ${bytes.length}\r\n\r\n`;
    return this.#send(Buffer.concat([Buffer.from(head), bytes]));
  }

  /** Begins an answer whose parts follow. */
  begin(path, headers) {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    this.#socket.write(
      `POST ${base}${path} HTTP/1.1\r\nHost: ${address}\r\n${lines.join("")}Transfer-Encoding: chunked\r\n` +
        "Trailer: Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body\r\n\r\n",
    );
  }

  part(bytes, done) {
    if (bytes.length === 0) {
      done();
      return;
    }
    this.#socket.write(`${bytes.length.toString(16)}\r\n`);
    this.#socket.write(bytes);
    this.#socket.write("\r\n", done);
  }

  end(trailers = {}) {
    const lines = Object.entries(trailers).map(([name, value]) => `${name}: ${value}\r\n`);
    return this.#send(`0\r\n${lines.join("")}\r\n`);
  }

  #send(bytes) {
    return new Promise((resolve) => {
      this.#waiting = resolve;
      this.#socket.write(bytes);
    });
  }

  #look() {
    const end = this.#received.indexOf(HEAD_END);
    if (end < 0) return;
    const [, ...lines] = this.#received.toString("latin1", 0, end).split("\r\n");
    const headers = {};
    for (const line of lines)
      headers[line.slice(0, line.indexOf(":")).toLowerCase()] = line.slice(line.indexOf(":") + 1).trim();
    const length = Number(headers["content-length"] ?? 0);
    const start = end + HEAD_END.length;
    if (this.#received.length < start + length) return;
    const body = this.#received.subarray(start, start + length);
    this.#received = this.#received.subarray(start + length);
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.({ headers, body });
  }
}

const isJson = process.env.AWS_LAMBDA_LOG_FORMAT === "JSON";
const LEVELS = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"];
const lowestLevel = Math.max(0, LEVELS.indexOf(process.env.AWS_LAMBDA_LOG_LEVEL ?? "TRACE"));

/** Lines as AWS writes them: time, request, level, text; or objects with the same. */
function patchConsole() {
  const levels = { trace: "TRACE", debug: "DEBUG", info: "INFO", log: "INFO", warn: "WARN", error: "ERROR" };
  for (const [method, level] of Object.entries(levels)) {
    const isLeftOut = isJson && LEVELS.indexOf(level) < lowestLevel;
    console[method] = isLeftOut ? () => {} : (...parts) => writeLine(level, isJson ? jsonOf(parts) : textOf(parts));
  }
}

const textOf = (parts) => format(...parts).replaceAll("\n", "\r");

/** One object stays one; an error says what it is beside its message. */
function jsonOf(parts) {
  const [only] = parts;
  const error = parts.find((part) => part instanceof Error);
  const said = { message: parts.length === 1 && !(only instanceof Error) ? only : format(...parts) };
  if (!error) return said;
  const { errorType, errorMessage, trace } = described(error);
  return { message: parts.length === 1 ? errorMessage : said.message, errorType, errorMessage, stackTrace: trace };
}

function writeLine(level, said) {
  const timestamp = new Date().toISOString();
  if (!isJson) return process.stdout.write(`${timestamp}\t${requestId ?? "undefined"}\t${level}\t${said}\n`);
  const head = { timestamp, level, ...(requestId !== undefined && { requestId }) };
  let line;
  try {
    line = JSON.stringify({ ...head, ...said });
  } catch {
    line = JSON.stringify({ ...head, message: format(said.message) });
  }
  return process.stdout.write(`${line}\n`);
}

function described(error) {
  if (error instanceof Error || (typeof error === "object" && error !== null && "message" in error && "stack" in error))
    return {
      errorType: String(error.name),
      errorMessage: String(error.message),
      trace: String(error.stack ?? "").split("\n"),
    };
  return { errorType: typeof error, errorMessage: String(error), trace: [] };
}

function named(name, message, cause) {
  const error = new Error(message);
  error.name = name;
  if (cause?.stack) error.stack = `${name}: ${message}\n${String(cause.stack).split("\n").slice(1).join("\n")}`;
  return error;
}

function logError(kind, error) {
  const { errorType, errorMessage, trace } = described(error);
  if (isJson) {
    writeLine("ERROR", { message: { errorType, errorMessage, stackTrace: trace } });
    return;
  }
  const own = error instanceof Error ? Object.fromEntries(Object.entries(error).filter(([key]) => key !== "name")) : {};
  process.stdout.write(
    `${new Date().toISOString()}\t${requestId ?? "undefined"}\tERROR\t${kind}\t` +
      `${JSON.stringify({ errorType, errorMessage, ...own, stack: trace })}\n`,
  );
}

function isModule(file) {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const manifest = join(folder, "package.json");
    if (existsSync(manifest)) return JSON.parse(readFileSync(manifest, "utf8")).type === "module";
    if (folder === taskRoot || folder === dirname(folder)) return false;
  }
}

async function load(path) {
  const require = createRequire(join(taskRoot, "index.js"));
  for (const extension of ["", ".js", ".mjs", ".cjs"]) {
    const file = path + extension;
    if (!existsSync(file) || (extension === "" && !/\.[cm]?js$/.test(file))) continue;
    if (extension === ".mjs" || (extension === ".js" && isModule(file))) return import(file);
    return require(file);
  }
  return require(path);
}

async function loadHandler() {
  const name = process.env["_HANDLER"] ?? "";
  if (name.includes(".."))
    throw named(
      "Runtime.MalformedHandlerName",
      `'${name}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`,
    );
  const slash = name.lastIndexOf("/") + 1;
  const match = /^([^.]*)\.(.*)$/.exec(name.slice(slash));
  if (!match) throw named("Runtime.MalformedHandlerName", "Bad handler");
  let loaded;
  try {
    loaded = await load(resolve(taskRoot, name.slice(0, slash), match[1]));
  } catch (error) {
    if (error instanceof SyntaxError)
      throw named("Runtime.UserCodeSyntaxError", `SyntaxError: ${error.message}`, error);
    if (error?.code === "MODULE_NOT_FOUND" || error?.code === "ERR_MODULE_NOT_FOUND")
      throw named("Runtime.ImportModuleError", `Error: ${error.message}`, error);
    throw error;
  }
  const found = (from) => match[2].split(".").reduce((value, key) => value?.[key], from);
  const handler = found(loaded) ?? found(loaded?.default);
  if (handler === undefined) throw named("Runtime.HandlerNotFound", `${name} is undefined or not exported`);
  if (typeof handler !== "function") throw named("Runtime.HandlerNotFound", `${name} is not a function`);
  return handler;
}

function streams() {
  const streamifyResponse = (handler, options) => {
    handler[STREAMING] = "response";
    if (options?.highWaterMark !== undefined)
      handler[Symbol.for("aws.lambda.runtime.handler.streaming.highWaterMark")] = options.highWaterMark;
    return handler;
  };
  const from = (stream, prelude) => {
    stream.setContentType("application/vnd.awslambda.http-integration-response");
    stream.write(JSON.stringify(prelude));
    stream.write(Buffer.alloc(8));
    return stream;
  };
  globalThis.awslambda = { streamifyResponse, HttpResponseStream: { from } };
}

async function responseStream(api, path) {
  const { Writable } = await import("node:stream");
  let began = false;
  let contentType = "application/octet-stream";
  const begin = () => {
    if (began) return;
    began = true;
    api.begin(path, { "Content-Type": contentType, "Lambda-Runtime-Function-Response-Mode": "streaming" });
  };
  const stream = new Writable({
    write(chunk, encoding, done) {
      begin();
      api.part(Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk, encoding), done);
    },
    final(done) {
      begin();
      done();
    },
  });
  stream.setContentType = (type) => {
    contentType = type;
  };
  return Object.assign(stream, { hasBegun: () => began });
}

function contextOf(headers) {
  const deadlineMs = Number(headers["lambda-runtime-deadline-ms"]);
  const json = (name) => (headers[name] ? JSON.parse(headers[name]) : undefined);
  const context = {
    callbackWaitsForEmptyEventLoop: true,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    clientContext: json("lambda-runtime-client-context"),
    identity: json("lambda-runtime-cognito-identity"),
    invokedFunctionArn: headers["lambda-runtime-invoked-function-arn"],
    awsRequestId: requestId,
    getRemainingTimeInMillis: () => deadlineMs - Date.now(),
  };
  return context;
}

/** Resolves with what the handler gives, however it gives it. */
function run(handler, event, context) {
  return new Promise((resolve, reject) => {
    let answered;
    const settle = (error, result) => {
      answered ??= { error, result };
      if (!context.callbackWaitsForEmptyEventLoop) conclude();
    };
    const conclude = () => {
      process.off("beforeExit", conclude);
      const { error, result } = answered ?? {};
      if (error !== undefined && error !== null) reject(error);
      else resolve(result);
    };
    context.done = settle;
    context.succeed = (result) => settle(null, result);
    context.fail = (error) => settle(error ?? "handled");
    process.on("beforeExit", conclude);
    let returned;
    try {
      returned = handler(event, context, settle);
    } catch (error) {
      process.off("beforeExit", conclude);
      return reject(error);
    }
    if (typeof returned?.then !== "function") return;
    process.off("beforeExit", conclude);
    const unsettled = () =>
      reject(named("Runtime.NodeJsExit", "The Lambda runtime client detected an unexpected Node.js exit code."));
    process.once("beforeExit", unsettled);
    const settled = (how) => (value) => {
      process.off("beforeExit", unsettled);
      how(value);
    };
    returned.then(settled(resolve), settled(reject));
  });
}

async function answerStreamed(api, handler, event, context) {
  const path = `/invocation/${requestId}`;
  const stream = await responseStream(api, `${path}/response`);
  try {
    await handler(event, stream, context);
    if (!stream.writableEnded) stream.end();
    if (!stream.writableFinished) await new Promise((resolve) => stream.once("finish", resolve));
    await api.end();
  } catch (error) {
    logError("Invoke Error ", error);
    const body = JSON.stringify(described(error));
    if (!stream.hasBegun())
      await api.post(`${path}/error`, body, { "Lambda-Runtime-Function-Error-Type": described(error).errorType });
    else
      await api.end({
        "Lambda-Runtime-Function-Error-Type": described(error).errorType,
        "Lambda-Runtime-Function-Error-Body": Buffer.from(body).toString("base64"),
      });
  }
}

function serialized(value) {
  try {
    return JSON.stringify(value === undefined ? null : value) ?? "null";
  } catch (error) {
    throw named("Runtime.MarshalError", `Unable to stringify response body`, error);
  }
}

async function answer(api, handler, { headers, body }) {
  const path = `/invocation/${requestId}`;
  try {
    const event = JSON.parse(body.toString());
    const context = contextOf(headers);
    if (handler[STREAMING] !== undefined) await answerStreamed(api, handler, event, context);
    else {
      const text = serialized(await run(handler, event, context));
      api.idle(false);
      await api.post(`${path}/response`, text, { "Content-Type": "application/json" });
    }
  } catch (error) {
    api.idle(false);
    logError("Invoke Error ", error);
    const said = described(error);
    await api.post(`${path}/error`, JSON.stringify(said), { "Lambda-Runtime-Function-Error-Type": said.errorType });
  }
}

function lastWords(api) {
  const fatal = (code, kind) => async (error) => {
    logError(kind, error);
    const said = described(error);
    api.idle(false);
    const path = requestId === undefined ? "/init/error" : `/invocation/${requestId}/error`;
    await api.post(path, JSON.stringify(said), { "Lambda-Runtime-Function-Error-Type": said.errorType });
    process.exit(code);
  };
  const uncaught = fatal(129, "Uncaught Exception ");
  const rejected = fatal(128, "Unhandled Promise Rejection ");
  process.on("uncaughtException", (error) => void uncaught(error));
  process.on("unhandledRejection", (reason) => {
    const error = named("Runtime.UnhandledPromiseRejection", String(reason), reason);
    error.reason = reason instanceof Error ? described(reason) : reason;
    void rejected(error);
  });
}

async function main() {
  patchConsole();
  streams();
  const api = new Api();
  lastWords(api);
  let handler;
  try {
    handler = await loadHandler();
  } catch (error) {
    logError("Uncaught Exception ", error);
    const said = described(error);
    await api.post("/init/error", JSON.stringify(said), { "Lambda-Runtime-Function-Error-Type": said.errorType });
    process.exit(1);
  }
  for (;;) {
    const next = await api.get("/invocation/next");
    requestId = next.headers["lambda-runtime-aws-request-id"];
    const trace = next.headers["lambda-runtime-trace-id"];
    if (trace) process.env["_X_AMZN_TRACE_ID"] = trace;
    if (handler[STREAMING] === undefined) api.idle(true);
    await answer(api, handler, next);
    api.idle(false);
  }
}

void main();
