// PublishVersion: the unpublished version under a number of its own.
import type { Operation } from "../context.ts";
import { named } from "../locate.ts";
import { publish } from "../publish.ts";

export const publishVersion: Operation<"PublishVersion"> = async (input, call) => {
  const { key } = named(input.FunctionName, call);
  const { Description: description, RevisionId: revisionId, CodeSha256: codeSha256 } = input;
  return publish(call.context, key, { description, revisionId, codeSha256 });
};
