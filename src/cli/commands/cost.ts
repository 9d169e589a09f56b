// forebay cost: what the use so far would cost at AWS, as a table.
import { ask, endpointOf } from "../endpoint.ts";
import { readFlags } from "../usage.ts";
import type { Command } from "../usage.ts";

interface Line {
  readonly account: string;
  readonly resource: string;
  readonly kind: string;
  readonly month: string;
  readonly meter: string;
  readonly quantity: number;
  readonly unit: string;
  readonly usd: number;
}

/** Every object is looked at. */
const TIMEOUT_MS = 120_000;
const QUANTITY_DECIMALS = 6;
const USD_DECIMALS = 6;

export const cost: Command = {
  summary: "shows what the use so far would cost at AWS, by bucket and storage class",
  usage: [
    "forebay cost [--bucket NAME] [--endpoint URL]",
    "",
    "Prices are AWS's published ones of us-east-1, or those of the file that FOREBAY_PRICES names at start.",
  ].join("\n"),
  async run(args) {
    const flags = readFlags("cost", args, { endpoint: { type: "string" }, bucket: { type: "string" } } as const);
    const endpoint = endpointOf(flags.endpoint);
    const answer = (await ask(endpoint, "/_forebay/cost", TIMEOUT_MS)) as
      | { prices: string; lines: readonly Line[] }
      | undefined;
    if (answer === undefined) {
      process.stderr.write(`Nothing answers on ${endpoint}.\n`);
      return 1;
    }
    const lines = answer.lines.filter(({ resource }) => flags.bucket === undefined || resource === flags.bucket);
    const total = lines.reduce((sum, { usd }) => sum + usd, 0);
    process.stdout.write(`${tableOf(lines)}\nTotal ${total.toFixed(USD_DECIMALS)} USD, by ${answer.prices}.\n`);
    return 0;
  },
};

const HEAD = ["ACCOUNT", "MONTH", "BUCKET", "CLASS", "METER", "QUANTITY", "UNIT", "USD"];

function tableOf(lines: readonly Line[]): string {
  const rows = lines.map(({ account, month, resource, kind, meter, quantity, unit, usd }) => {
    const count = Number.isInteger(quantity) ? String(quantity) : quantity.toFixed(QUANTITY_DECIMALS);
    return [account, month, resource, kind, meter, count, unit, usd.toFixed(USD_DECIMALS)];
  });
  const widths = HEAD.map((head, at) => Math.max(head.length, ...rows.map((row) => row[at]?.length ?? 0)));
  return [HEAD, ...rows]
    .map(
      (row) =>
        `${row
          .map((cell, at) => cell.padEnd(widths[at] ?? 0))
          .join("  ")
          .trimEnd()}\n`,
    )
    .join("");
}
