// GET /_forebay/cost: what services say was used, priced.
import type { AdminRoutes } from "../gateway/admin.ts";
import type { UsageLine } from "../kit/usage.ts";
import type { PriceTable } from "./prices.ts";
import type { LoadedServices } from "./services.ts";

/** USD to this many decimals: a request costs less than a millionth. */
const DECIMALS = 9;

interface CostLine extends UsageLine {
  readonly service: string;
  /** USD for one of the unit; undefined: the table has no price. */
  readonly unitPrice: number | undefined;
  readonly usd: number;
}

const rounded = (value: number): number => Number(value.toFixed(DECIMALS));

export function costRoutes(services: LoadedServices, prices: PriceTable): AdminRoutes {
  return {
    "GET /_forebay/cost": async () => {
      const lines: CostLine[] = [];
      for (const { service, usage } of await services.usage())
        for (const line of usage) lines.push(priced(service, line, prices));
      const total = rounded(lines.reduce((sum, { usd }) => sum + usd, 0));
      return { currency: "USD", prices: prices.source, total, lines: lines.toSorted(byPlace) };
    },
  };
}

function priced(service: string, line: UsageLine, { prices }: PriceTable): CostLine {
  const unitPrice = prices[`${service}/${line.kind}/${line.meter}`];
  const quantity = rounded(line.quantity);
  return { service, ...line, quantity, unitPrice, usd: rounded(line.quantity * (unitPrice ?? 0)) };
}

const placeOf = ({ service, account, resource, month, kind, meter }: CostLine): string =>
  [service, account, resource, month, kind, meter].join(" ");

const byPlace = (one: CostLine, other: CostLine): number => (placeOf(one) < placeOf(other) ? -1 : 1);
