// Publishing: the unpublished version frozen under the next number.
import type { FunctionConfiguration } from "@aws-sdk/client-lambda";
import { uuid } from "../../kit/ids.ts";
import type { LambdaContext } from "./context.ts";
import { invalidParameter, revisionMismatch, stillPending } from "./errors.ts";
import type { FunctionKey, Settings, Version } from "./function.ts";
import { configurationOf } from "./view.ts";

interface Wanted {
  readonly description?: string | undefined;
  readonly revisionId?: string | undefined;
  readonly codeSha256?: string | undefined;
}

/** Documented: without a change since the last version that one is the answer. */
export async function publish(
  { store, host }: LambdaContext,
  key: FunctionKey,
  { description, revisionId, codeSha256 }: Wanted,
): Promise<FunctionConfiguration> {
  const before = await store.get(key);
  if (before.state === "Pending") throw stillPending();
  if (revisionId !== undefined && revisionId !== before.latest.revisionId) throw revisionMismatch();
  const { sha256 } = before.latest.settings.code;
  if (codeSha256 && codeSha256 !== sha256)
    throw invalidParameter(
      `CodeSHA256 (${codeSha256}) is different from current CodeSHA256 in $LATEST (${sha256}). Please try again with the CodeSHA256 in $LATEST.`,
    );
  const last = String(before.nextVersion - 1);
  const newest = before.nextVersion > 1 ? await store.version(before, last) : undefined;
  const settings = { ...before.latest.settings, ...(description !== undefined && { description }) };
  if (newest && isSame(newest.settings, settings))
    return configurationOf({ entry: before, qualifier: last, number: last, version: newest }, host.sealing);
  const version: Version = { settings, modifiedMs: host.clock.now(), revisionId: uuid() };
  const entry = await store.change(key, (row) => ({
    row: { ...row, nextVersion: row.nextVersion + 1 },
    published: { ...version, settings: { ...row.latest.settings, description: settings.description } },
  }));
  const number = String(entry.nextVersion - 1);
  return configurationOf({ entry, qualifier: number, number, version }, host.sealing);
}

/** Whatever but the description; a new sealing of the same variables is a change, as AWS's revision is. */
const isSame = (one: Settings, other: Settings): boolean =>
  JSON.stringify({ ...one, description: "" }) === JSON.stringify({ ...other, description: "" });
