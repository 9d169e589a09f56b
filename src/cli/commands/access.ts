// forebay access: why something was denied, and which policies a recorded run needs.
import { ask, endpointOf, tell } from "../endpoint.ts";
import { readFlags, UsageError } from "../usage.ts";
import type { Command } from "../usage.ts";

interface Statement {
  readonly policyType: string;
  readonly policy: string;
  readonly index: number;
  readonly sid?: string;
}

interface Denial {
  readonly time: string;
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly outcome: string;
  readonly because?: string;
  readonly statements: readonly Statement[];
}

const SHOWN_DEFAULT = "10";

export const access: Command = {
  summary: "shows why requests were denied, and the least privilege of a recorded run",
  usage: [
    "forebay access why [--last N] [--endpoint URL]   the last denials, with what decided",
    "forebay access record start|stop                 notes which actions on which resources are needed",
    "forebay access policy [--principal ARN]          the smallest policies that allow what was recorded",
  ].join("\n"),
  async run([what, ...args]) {
    if (what === "why") return await why(args);
    if (what === "record") return await record(args);
    if (what === "policy") return await policy(args);
    throw new UsageError(`forebay access takes why, record or policy, not "${what ?? ""}".`);
  },
};

async function why(args: readonly string[]): Promise<number> {
  const flags = readFlags("access why", args, { endpoint: { type: "string" }, last: { type: "string" } } as const);
  const last = Number(flags.last ?? SHOWN_DEFAULT);
  if (!Number.isInteger(last) || last < 1) throw new UsageError(`--last takes a number from 1, not "${flags.last}".`);
  const endpoint = endpointOf(flags.endpoint);
  const answer = (await ask(endpoint, "/_forebay/access")) as { readonly denials: readonly Denial[] } | undefined;
  if (!answer) return nobody(endpoint);
  const denials = answer.denials.slice(0, last);
  process.stdout.write(denials.length === 0 ? "Nothing was denied.\n" : denials.map(textOf).join("\n"));
  return 0;
}

function textOf({ time, principal, action, resource, outcome, because, statements }: Denial): string {
  const reason = outcome === "explicit-deny" ? `denied by the ${because}` : `no ${because} allows it`;
  const named = statements.map(
    ({ policy: name, index, sid }) => `  statement ${sid ?? `number ${index + 1}`} of ${name}\n`,
  );
  return `${time}  ${principal}\n  ${action}  ${resource}\n  ${reason}\n${named.join("")}`;
}

async function record([state, ...args]: readonly string[]): Promise<number> {
  if (state !== "start" && state !== "stop")
    throw new UsageError(`forebay access record takes start or stop, not "${state ?? ""}".`);
  const endpoint = endpointOf(readFlags("access record", args, { endpoint: { type: "string" } } as const).endpoint);
  const answer = await tell(endpoint, "/_forebay/access/recording", { on: state === "start" });
  if (!answer) return nobody(endpoint);
  const { needs } = answer as { readonly needs: number };
  process.stdout.write(
    state === "start" ? "Recording. Run your pipeline, then: forebay access policy\n" : `Stopped: ${needs} recorded.\n`,
  );
  return 0;
}

async function policy(args: readonly string[]): Promise<number> {
  const flags = readFlags("access policy", args, {
    endpoint: { type: "string" },
    principal: { type: "string" },
  } as const);
  const endpoint = endpointOf(flags.endpoint);
  const answer = (await ask(endpoint, "/_forebay/access/policies")) as
    | { readonly policies: Readonly<Record<string, unknown>> }
    | undefined;
  if (!answer) return nobody(endpoint);
  const { principal } = flags;
  const shown = principal === undefined ? answer.policies : answer.policies[principal];
  if (shown === undefined || Object.keys(answer.policies).length === 0) {
    process.stderr.write(`Nothing is recorded${principal ? ` of ${principal}` : ""}: forebay access record start\n`);
    return 1;
  }
  process.stdout.write(`${JSON.stringify(shown, undefined, 2)}\n`);
  return 0;
}

function nobody(endpoint: string): number {
  process.stderr.write(`Nothing answers at ${endpoint}. Start it with: forebay start\n`);
  return 1;
}
