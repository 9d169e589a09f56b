// Functions that only windows have.
import type { Typed } from "../analysis.ts";
import { BIGINT, DOUBLE, UNKNOWN } from "../types.ts";
import type { Aggregate, AggregateCall } from "./aggregates.ts";

const rank = (name: string, type: Typed["type"]): Aggregate => ({
  takes: "",
  build: ({ apply }) => ({ sql: apply(name), type }),
});
const ofValue = (takes: string, name: string): Aggregate => ({
  takes,
  build: ({ args, apply }: AggregateCall) => ({
    sql: apply(name, ...args.map(({ sql }) => sql)),
    type: args[0]?.type ?? UNKNOWN,
  }),
});

export const WINDOW_FUNCTIONS: Readonly<Record<string, Aggregate>> = {
  row_number: rank("row_number", BIGINT),
  rank: rank("rank", BIGINT),
  dense_rank: rank("dense_rank", BIGINT),
  percent_rank: rank("percent_rank", DOUBLE),
  cume_dist: rank("cume_dist", DOUBLE),
  ntile: { takes: "i", build: ({ args, apply }) => ({ sql: apply("ntile", args[0]?.sql ?? ""), type: BIGINT }) },
  lag: ofValue("*?i*", "lag"),
  lead: ofValue("*?i*", "lead"),
  first_value: ofValue("*", "first_value"),
  last_value: ofValue("*", "last_value"),
  nth_value: ofValue("*i", "nth_value"),
};
