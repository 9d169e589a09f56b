// GetObject. The body is the engine's blob stream, untouched: in-process callers may read its `localPath` in place.
import type { Operation } from "../context.ts";
import { readObject } from "../object-answer.ts";
import { checkReadable } from "../storage-class.ts";
import { readTiered } from "../tiering/reading.ts";
import { refuseUnsupported } from "../unsupported.ts";

export const getObject: Operation<"GetObject"> = async (input, { context }) => {
  refuseUnsupported(input);
  const { row, range, answer } = await readObject(context, input, "GET");
  checkReadable(row, context.clock.now());
  await readTiered(context, input, row);
  const whole = { start: 0, end: row.sizeBytes - 1 };
  return { ...answer, Body: context.blobs.get(row.blobId, range ?? whole) };
};
