// Who or what brought an event about, as its record tells.
import { S3_ITSELF } from "../service-principals.ts";
import type { S3Call } from "../context.ts";

export interface Cause {
  readonly principalId: string;
  readonly sourceIp: string;
  /** Undefined: no request did. */
  readonly requestId: string | undefined;
}

/** Recorded: `AWS:` and the unique id of who asked. */
export const causeOf = ({ caller, origin, requestId }: Pick<S3Call, "caller" | "origin" | "requestId">): Cause => ({
  principalId: caller.kind === "anonymous" ? "Anonymous" : `AWS:${caller.userId}`,
  sourceIp: origin.sourceIp,
  requestId,
});

/** Inferred: what S3 does on its own carries its name. */
export const S3_CAUSE: Cause = { principalId: S3_ITSELF.arn, sourceIp: S3_ITSELF.arn, requestId: undefined };
