// The cost ledger's rows.
import { table } from "../../../engines/keyvalue/table.ts";
import type { S3Context } from "../context.ts";
import type { Counted, Counts } from "../ledger/ledger.ts";
import { buckets } from "./tables.ts";

interface LedgerRow {
  readonly counts: Counts;
}

/** [account, bucket, month, storage class] */
const ledger = table<LedgerRow>({ name: "s3.ledger", version: 1, upgrades: {} });

export interface LedgerEntry {
  readonly account: string;
  readonly bucket: string;
  readonly month: string;
  readonly storageClass: string;
  readonly counts: Counts;
}

/** The owner of a bucket that is gone is taken to be who asked last. */
export function addCounts(context: S3Context, counted: readonly Counted[]): Promise<void> {
  return context.keyvalue.transact(async (transaction) => {
    for (const { bucket, account, month, storageClass, counts } of counted) {
      const owner = (await buckets.get(transaction, [bucket]))?.account ?? account;
      if (owner === undefined) continue;
      const key = [owner, bucket, month, storageClass];
      const sums: Counts = { ...(await ledger.get(transaction, key))?.counts };
      for (const [meter, quantity] of Object.entries(counts)) sums[meter] = (sums[meter] ?? 0) + quantity;
      ledger.put(transaction, key, { counts: sums });
    }
  });
}

export async function* ledgerEntries(context: S3Context): AsyncIterable<LedgerEntry> {
  for await (const { key, row } of ledger.scan(context.keyvalue)) {
    const [account = "", bucket = "", month = "", storageClass = ""] = key.map(String);
    yield { account, bucket, month, storageClass, counts: row.counts };
  }
}
