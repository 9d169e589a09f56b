// forebay status: is a platform running, which one, and what do its services do.
import { ask, endpointOf } from "../endpoint.ts";
import { readFlags } from "../usage.ts";
import type { Command } from "../usage.ts";

interface Health {
  readonly version?: string;
  readonly services?: Readonly<Record<string, string>>;
}

export const status: Command = {
  summary: "says whether a platform runs, and which services it has",
  usage: "forebay status [--endpoint URL]     exit code 0 when one runs, 1 otherwise",
  async run(args) {
    const endpoint = endpointOf(readFlags("status", args, { endpoint: { type: "string" } } as const).endpoint);
    const health = (await ask(endpoint, "/_forebay/health")) as Health | undefined;
    if (health === undefined) {
      process.stdout.write(`Nothing answers at ${endpoint}. Start it with: forebay start\n`);
      return 1;
    }
    const services = Object.entries(health.services ?? {});
    const width = Math.max(0, ...services.map(([name]) => name.length));
    process.stdout.write(`Forebay ${health.version ?? ""} runs at ${endpoint}\n`);
    for (const [name, state] of services) process.stdout.write(`  ${name.padEnd(width)}  ${state}\n`);
    return 0;
  },
};
