// DescribeLimits: AWS's default quotas.
import type { Operation } from "../context.ts";

/** Documented. */
const ACCOUNT_UNITS_MAX = 80_000;
const TABLE_UNITS_MAX = 40_000;

export const describeLimits: Operation<"DescribeLimits"> = () =>
  Promise.resolve({
    AccountMaxReadCapacityUnits: ACCOUNT_UNITS_MAX,
    AccountMaxWriteCapacityUnits: ACCOUNT_UNITS_MAX,
    TableMaxReadCapacityUnits: TABLE_UNITS_MAX,
    TableMaxWriteCapacityUnits: TABLE_UNITS_MAX,
  });
