// A real SDK client whose requests go straight to our protocols, in memory.
import { Readable } from "node:stream";
import type { HttpAnswer, RequestHead } from "../../../src/wire/http.ts";

/** What an SDK's HTTP request looks like to a request handler. */
interface SdkRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export type Serve = (head: RequestHead, body: Uint8Array) => HttpAnswer;

export interface SdkClient {
  send(command: object): Promise<Record<string, unknown>>;
  destroy(): void;
}

export type SdkModule = Readonly<Record<string, unknown>>;

const encode = (text: string): string =>
  encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

function queryText(query: SdkRequest["query"]): string {
  const pairs = Object.entries(query ?? {}).flatMap(([key, value]) => {
    if (value === null) return [encode(key)];
    return (typeof value === "string" ? [value] : value).map((item) => `${encode(key)}=${encode(item)}`);
  });
  return pairs.join("&");
}

async function bytesOf(body: unknown): Promise<Uint8Array> {
  if (body === undefined || body === null) return new Uint8Array();
  if (typeof body === "string") return Buffer.from(body);
  if (body instanceof Uint8Array) return body;
  const chunks: Uint8Array[] = [];
  for await (const chunk of body as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** As Node's client would hand it over. */
function responseOf({ status, headers, body }: HttpAnswer): object {
  const stream =
    body === undefined || typeof body === "string" || body instanceof Uint8Array
      ? Readable.from(body === undefined || body.length === 0 ? [] : [Buffer.from(body as string)])
      : Readable.from(body);
  return { statusCode: status, headers: { ...headers }, body: stream };
}

/** Options that keep clients from adding to what they are told to send. */
export const plainOptions = {
  region: "us-east-1",
  endpoint: "http://forebay.test",
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
  maxAttempts: 1,
  disableHostPrefix: true,
  forcePathStyle: true,
  requestChecksumCalculation: "WHEN_REQUIRED" as const,
  responseChecksumValidation: "WHEN_REQUIRED" as const,
  accountIdEndpointMode: "disabled" as const,
  disableRequestCompression: true,
};

/** What the SDK hands its requests to. */
export function handlerOf(serve: Serve) {
  return {
    async handle(request: SdkRequest): Promise<never> {
      const { method, path, headers, query, body } = request;
      const lowered = Object.fromEntries(Object.entries(headers).map(([key, value]) => [key.toLowerCase(), value]));
      const head = { method, path, query: queryText(query), headers: lowered };
      return { response: responseOf(serve(head, await bytesOf(body))) } as never;
    },
    destroy(): void {},
  };
}

export function clientOf(module: SdkModule, serve: Serve, options: object = {}): SdkClient {
  const name = Object.keys(module).find(
    (key) => key.endsWith("Client") && !key.startsWith("_") && key.slice(0, -6) in module,
  );
  if (name === undefined) throw new Error("the module exports no client");
  const Client = module[name] as new (options: object) => SdkClient;
  const requestHandler = handlerOf(serve);
  return new Client({ ...plainOptions, ...options, requestHandler });
}

export function commandOf(module: SdkModule, operation: string, input: object): object {
  const Command = module[`${operation}Command`] as new (input: object) => object;
  return new Command(input);
}
