// The stream that an ARN names.
import type { ChangeStream } from "../../kit/change-streams.ts";
import type { Call } from "./context.ts";
import { streamNotFound } from "./errors.ts";

/** Errors: ResourceNotFoundException. */
export async function findStream(arn: string, { context }: Call): Promise<ChangeStream> {
  const stream = await context.changeStreams.find(arn);
  if (!stream) throw streamNotFound(arn);
  return stream;
}
