// Environment variables of functions: what AWS accepts, and how they are kept: sealed under the platform's key.
import type { Sealing } from "../../kit/sealing.ts";
import { environmentTooLarge, reservedVariables } from "./errors.ts";
import { ENVIRONMENT_MAX_BYTES } from "./limits.ts";

const PURPOSE = "lambda.environment";

/** Documented in "Defined runtime environment variables". */
const RESERVED = new Set([
  "_HANDLER",
  "_X_AMZN_TRACE_ID",
  "AWS_DEFAULT_REGION",
  "AWS_REGION",
  "AWS_EXECUTION_ENV",
  "AWS_LAMBDA_FUNCTION_NAME",
  "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
  "AWS_LAMBDA_FUNCTION_VERSION",
  "AWS_LAMBDA_INITIALIZATION_TYPE",
  "AWS_LAMBDA_LOG_GROUP_NAME",
  "AWS_LAMBDA_LOG_STREAM_NAME",
  "AWS_ACCESS_KEY",
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "AWS_LAMBDA_RUNTIME_API",
  "LAMBDA_TASK_ROOT",
  "LAMBDA_RUNTIME_DIR",
]);

export type Variables = Readonly<Record<string, string>>;

/** Sealed. Errors: InvalidParameterValueException. */
export function sealVariables(sealing: Sealing, variables: Variables | undefined): string | undefined {
  if (variables === undefined || Object.keys(variables).length === 0) return undefined;
  const reserved = Object.keys(variables).filter((name) => RESERVED.has(name));
  if (reserved.length > 0) throw reservedVariables(reserved);
  const text = JSON.stringify(variables);
  if (Buffer.byteLength(text) > ENVIRONMENT_MAX_BYTES) throw environmentTooLarge(text);
  return sealing.seal(PURPOSE, variables);
}

export const openVariables = (sealing: Sealing, sealed: string | undefined): Variables =>
  sealed === undefined ? {} : ((sealing.open(PURPOSE, sealed) ?? {}) as Variables);
