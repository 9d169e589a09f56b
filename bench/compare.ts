// One signed operation of a JSON protocol against a bare node:http server that reads and answers as many bytes.
import { load, wireBytes } from "./load.ts";
import { median, report } from "./report.ts";
import { signedBytes } from "./sign.ts";

const CONNECTIONS = 64;
const WARM_UP_MS = 300;
const DURATION_MS = 1_000;
/** The servers are measured in turns, so that what else the machine does meets both. */
const TURNS = 5;

interface Target {
  /** As signatures name it. */
  readonly service: string;
  /** Before the operation in `x-amz-target`. */
  readonly prefix: string;
  readonly contentType: string;
}

export interface Compared {
  readonly operation: string;
  /** When the operation alone does not say it. */
  readonly what?: string;
  /** Sent in turn. */
  readonly bodies: readonly object[];
  /** About what an answer has, in bytes. */
  readonly answerBytes: number;
}

export async function compare(bare: string, forebay: string, target: Target, compared: Compared): Promise<void> {
  const requests = await prepare(bare, forebay, target, compared);
  const turns: Turn[] = [];
  while (turns.length < TURNS)
    turns.push({ bare: await measure(bare, requests.bare), forebay: await measure(forebay, requests.forebay) });
  tell(target, compared, turns);
}

interface Requests {
  readonly bare: readonly Buffer[];
  readonly forebay: readonly Buffer[];
}

async function prepare(bare: string, forebay: string, target: Target, compared: Compared): Promise<Requests> {
  const { service, prefix, contentType } = target;
  const bodies = compared.bodies.map((body) => Buffer.from(JSON.stringify(body)));
  const headers = { "content-type": contentType, "x-amz-target": `${prefix}.${compared.operation}` };
  const signed = await Promise.all(
    bodies.map((body) => signedBytes(forebay, service, { method: "POST", path: "/", headers, body })),
  );
  const host = { host: new URL(bare).host };
  const path = `/${compared.answerBytes}`;
  return { bare: bodies.map((body) => wireBytes({ method: "POST", path, headers: host, body })), forebay: signed };
}

/** Requests a second. */
interface Turn {
  readonly bare: number;
  readonly forebay: number;
}

function tell({ service }: Target, { operation, what = operation }: Compared, turns: readonly Turn[]): void {
  const ratio = median(turns.map((turn) => turn.forebay / turn.bare));
  report(
    `${service}: signed ${what}`,
    `${Math.round(median(turns.map((turn) => turn.forebay)))} req/s`,
    `${ratio.toFixed(2)} of bare node:http (${Math.round(median(turns.map((turn) => turn.bare)))} req/s)`,
  );
}

async function measure(endpoint: string, requests: readonly Buffer[]): Promise<number> {
  await load(endpoint, requests, CONNECTIONS, WARM_UP_MS);
  return (await load(endpoint, requests, CONNECTIONS, DURATION_MS)).requestsPerSecond;
}
