// DescribeEndpoints: the host that the request came to.
import type { Operation } from "../context.ts";

const CACHED_MINUTES = 1440;

export const describeEndpoints: Operation<"DescribeEndpoints"> = (_input, { origin }) =>
  Promise.resolve({ Endpoints: [{ Address: origin.host, CachePeriodInMinutes: CACHED_MINUTES }] });
