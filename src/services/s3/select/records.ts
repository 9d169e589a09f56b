// Text cut into records at a delimiter.
import { RECORD_LENGTH_MAX } from "../limits.ts";
import { recordTooLong } from "./errors.ts";

export interface Cutting {
  readonly delimiter: string;
  /** Whether a record goes on over the delimiter. */
  readonly goesOn?: ((record: string) => boolean) | undefined;
  /** Records that begin after so many bytes of the text are not meant; known once the text begins. */
  readonly lastStart?: (() => number) | undefined;
}

/** Batches of records. Errors: OverMaxRecordSize. */
export async function* recordsOf(
  texts: AsyncIterable<string>,
  { delimiter, goesOn, lastStart }: Cutting,
): AsyncIterable<readonly string[]> {
  const delimiterBytes = Buffer.byteLength(delimiter);
  let [pending, startBytes] = ["", 0];
  const isPast = (): boolean => lastStart !== undefined && startBytes > lastStart();
  /** Within `pending`: up to where the record was found to go on. */
  let searched = 0;
  for await (const text of texts) {
    pending += text;
    const batch: string[] = [];
    let from = 0;
    for (;;) {
      const at = pending.indexOf(delimiter, from + searched);
      if (at === -1) break;
      const record = pending.slice(from, at);
      if (goesOn?.(record) === true) {
        searched = at + delimiter.length - from;
        continue;
      }
      checkLength(record);
      if (isPast()) break;
      batch.push(record);
      if (lastStart !== undefined) startBytes += Buffer.byteLength(record) + delimiterBytes;
      [from, searched] = [at + delimiter.length, 0];
    }
    pending = pending.slice(from);
    if (batch.length > 0) yield batch;
    if (isPast()) return;
    checkLength(pending);
  }
  if (pending !== "" && !isPast()) yield [pending];
}

function checkLength(record: string): void {
  if (record.length > RECORD_LENGTH_MAX) throw recordTooLong(RECORD_LENGTH_MAX);
}
