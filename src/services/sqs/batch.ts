// Batches: what AWS asks of their entries, and their answers entry by entry.
import type { BatchResultErrorEntry } from "@aws-sdk/client-sqs";
import { AwsError } from "../../kit/errors.ts";
import { batchEmpty, idsNotDistinct, invalidEntryId, tooManyEntries } from "./errors.ts";
import { BATCH_ENTRIES_MAX } from "./limits.ts";

const ENTRY_ID = /^[\w-]{1,80}$/;

/** Errors: EmptyBatchRequest, TooManyEntriesInBatchRequest, InvalidBatchEntryId, BatchEntryIdsNotDistinct. */
export function checkEntries(entries: readonly { readonly Id: string }[], kind: string): void {
  if (entries.length === 0) throw batchEmpty(kind);
  if (entries.length > BATCH_ENTRIES_MAX) throw tooManyEntries(entries.length);
  const seen = new Set<string>();
  for (const { Id: id } of entries) {
    if (!ENTRY_ID.test(id)) throw invalidEntryId();
    if (seen.has(id)) throw idsNotDistinct(id);
    seen.add(id);
  }
}

export const failed = (id: string, { code, message, fault }: AwsError): BatchResultErrorEntry => ({
  Id: id,
  SenderFault: fault === "client",
  Code: code,
  Message: message,
});

/** Runs `one` for every entry; what AWS would refuse of it stands in the answer. */
export async function eachEntry<Entry extends { readonly Id: string }>(
  entries: readonly Entry[],
  one: (entry: Entry) => Promise<void>,
): Promise<{ readonly Successful: { Id: string }[]; readonly Failed: BatchResultErrorEntry[] }> {
  const Successful: { Id: string }[] = [];
  const Failed: BatchResultErrorEntry[] = [];
  for (const entry of entries) {
    try {
      await one(entry);
      Successful.push({ Id: entry.Id });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      Failed.push(failed(entry.Id, error));
    }
  }
  return { Successful, Failed };
}
