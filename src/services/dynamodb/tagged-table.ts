// The table that an ARN names, for tags and resource policies.
import { parseArn } from "../../kit/arn.ts";
import { AwsError } from "../../kit/errors.ts";
import type { Call } from "./context.ts";
import { resourceArnNotFound, tagsArnInvalid } from "./errors.ts";
import { tableKey, type TableKey } from "./table.ts";

/** Errors: ValidationException for what is no table's ARN. */
export function keyOfArn(arn: string, call: Call): TableKey {
  const parsed = parseArn(arn);
  if (parsed?.service !== "dynamodb" || !parsed.resource.startsWith("table/")) throw tagsArnInvalid(arn);
  return tableKey(arn, call);
}

/** Runs what may not find the table, whose error then names the ARN. */
export async function onArn<Result>(arn: string, run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof AwsError && error.code === "ResourceNotFoundException") throw resourceArnNotFound(arn);
    throw error;
  }
}
