// What the pollers of all kinds of sources share: who they ask as, and what is told of a source that refuses.
import { parseArn } from "../../kit/arn.ts";
import { AwsError, EngineError } from "../../kit/errors.ts";
import type { PeerIdentity } from "../../kit/peers.ts";
import type { LambdaContext } from "./context.ts";
import { executionRole } from "./execution-role.ts";
import type { Mapping } from "./mapping.ts";

export interface Poller {
  /** Resolves when nothing of the mapping runs any more. */
  stop(): Promise<void>;
}

export async function sourceIdentity(
  { store }: LambdaContext,
  { function: key, sourceArn }: Mapping,
  signal: AbortSignal,
): Promise<PeerIdentity> {
  const { latest } = await store.get(key);
  const { account, region } = parseArn(sourceArn) ?? key;
  return { account, region, principal: executionRole(latest.settings.role, key.name), signal };
}

/** Nothing of a mapping that is stopping, and of a platform that is closing. */
export function warnOfSource(
  { host }: LambdaContext,
  { key, sourceArn }: Mapping,
  signal: AbortSignal,
  error: unknown,
): void {
  if (signal.aborted || (error instanceof EngineError && error.kind === "closed")) return;
  const isExpected = error instanceof AwsError || error instanceof EngineError;
  const cause = isExpected ? { error: error.name, reason: error.message } : { err: error };
  host.logger.warn({ ...cause, mapping: key.uuid, sourceArn }, "an event source is tried again");
}
