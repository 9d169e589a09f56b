// Provisioned throughput as requests give it, checked.
import type { BillingMode } from "@aws-sdk/client-dynamodb";
import { invalidValues } from "./errors.ts";
import type { Throughput } from "./table.ts";

interface Given {
  readonly ReadCapacityUnits: number;
  readonly WriteCapacityUnits: number;
}

/** Errors: ValidationException. */
export function throughputOf(billing: BillingMode, given: Given | undefined): Throughput {
  if (billing === "PAY_PER_REQUEST") {
    if (given)
      throw invalidValues(
        "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST",
      );
    return { read: 0, write: 0 };
  }
  if (!given)
    throw invalidValues(
      "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED",
    );
  return { read: given.ReadCapacityUnits, write: given.WriteCapacityUnits };
}
