// SelectObjectContent: a query over one object, answered as events.
import type { SelectObjectContentEventStream } from "@aws-sdk/client-s3";
import type { Input, Operation, S3Call } from "../context.ts";
import { EXPRESSION_SIZE_MAX_BYTES } from "../limits.ts";
import { expressionTooLong } from "../select/errors.ts";
import { eventsOf } from "../select/events.ts";
import { parseQuery } from "../select/parse-query.ts";
import { planOf } from "../select/plan.ts";
import { checkExpression, inputFormatOf, outputFormatOf, scanRangeOf } from "../select/serialization.ts";
import { type Body, rowsOf } from "../select/source.ts";
import { writerOf } from "../select/write-results.ts";
import { getObject } from "./get-object.ts";
import { headObject } from "./head-object.ts";

type Event = SelectObjectContentEventStream;

export const selectObjectContent: Operation<"SelectObjectContent"> = async (input, call) => {
  checkExpression(input);
  if (Buffer.byteLength(input.Expression) > EXPRESSION_SIZE_MAX_BYTES) throw expressionTooLong();
  const serialization = inputFormatOf(input);
  const write = writerOf(outputFormatOf(input));
  const query = parseQuery(input.Expression);
  const { context } = call;
  const plan = planOf(query, serialization.format.kind === "csv", context.clock.now());
  const { ContentLength: sizeBytes = 0 } = await headObject(addressOf(input), call);
  const range = scanRangeOf(input, serialization, sizeBytes);
  const counts = { scanned: 0, processed: 0, returned: 0 };
  const open = (fromByte?: number) => bodyOf(input, call, fromByte);
  const rows = rowsOf({ context, open, sizeBytes, ...serialization, range, counts }, query);
  const withProgress = input.RequestProgress?.Enabled === true;
  const events = eventsOf({ rows, plan, write, counts, clock: context.clock, withProgress });
  return { Payload: await begun(events) };
};

const addressOf = ({ Bucket, Key, ExpectedBucketOwner, ...input }: Input<"SelectObjectContent">) => ({
  Bucket,
  Key,
  ...(ExpectedBucketOwner !== undefined && { ExpectedBucketOwner }),
  ...(input.SSECustomerAlgorithm !== undefined && { SSECustomerAlgorithm: input.SSECustomerAlgorithm }),
  ...(input.SSECustomerKey !== undefined && { SSECustomerKey: input.SSECustomerKey }),
  ...(input.SSECustomerKeyMD5 !== undefined && { SSECustomerKeyMD5: input.SSECustomerKeyMD5 }),
});

async function bodyOf(input: Input<"SelectObjectContent">, call: S3Call, fromByte?: number): Promise<Body> {
  const range = fromByte === undefined ? {} : { Range: `bytes=${fromByte}-` };
  const { Body: body } = await getObject({ ...addressOf(input), ...range }, call);
  return body as Body;
}

/** What goes wrong before the first event is the answer's error, and not the stream's. */
async function begun(events: AsyncGenerator<Event>): Promise<AsyncIterable<Event>> {
  const first = await events.next();
  return (async function* () {
    if (first.done === true) return;
    yield first.value;
    yield* events;
  })();
}
