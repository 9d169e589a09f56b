// GetObject. The body of an object that is not encrypted is the engine's stream: in-process callers may read its `localPath` in place.
import type { Operation } from "../context.ts";
import { dataKeysOf } from "../encryption/data-keys.ts";
import { objectBytes } from "../encryption/object-bytes.ts";
import { readObject } from "../object-answer.ts";
import { checkReadable } from "../storage-class.ts";
import { readTiered } from "../tiering/reading.ts";

export const getObject: Operation<"GetObject"> = async (input, call) => {
  const { row, range, customer, answer } = await readObject(call, input, "GET");
  checkReadable(row, call.context.clock.now());
  await readTiered(call.context, input, row);
  const owner = { bucket: input.Bucket, key: input.Key };
  const keys = row.encryption && (await dataKeysOf(row.encryption, owner, customer, call));
  const whole = { start: 0, end: row.sizeBytes - 1 };
  const Body = await objectBytes(call.context, row, keys, range ?? whole);
  const { clock, analyses } = call.context;
  analyses.note(input.Bucket, input.Key, row, clock.now(), { gets: 1, retrievedBytes: answer.ContentLength });
  return { ...answer, Body };
};
