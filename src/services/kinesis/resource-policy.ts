// Resource policies of streams: which stream one is about, and what AWS accepts in it.
import { compileAction } from "../../policy/action-pattern.ts";
import { parsePolicy } from "../../policy/parse.ts";
import { PolicyProblem } from "../../policy/problem.ts";
import { invalidPolicy } from "./errors.ts";
import { POLICY_LENGTH_MAX } from "./limits.ts";
import type { StreamKey } from "./stream.ts";
import { taggedStream } from "./tag-changes.ts";

/** What one account can let another do with its stream. Documented in "Sharing your data stream with another account". */
const SHARED_ACTIONS = [
  "DescribeStream",
  "DescribeStreamSummary",
  "GetRecords",
  "GetShardIterator",
  "ListShards",
  "PutRecord",
  "PutRecords",
].map((name) => `kinesis:${name.toLowerCase()}`);

/** Errors: ResourceNotFoundException, for the ARN of a consumer always: there are none yet. */
export const policyStream = (resourceArn: string, place: Omit<StreamKey, "name">): StreamKey =>
  taggedStream(resourceArn, place);

/** Errors: InvalidArgumentException, whose texts are inferred. */
export function checkResourcePolicy(text: string, arn: string): void {
  if (text.length > POLICY_LENGTH_MAX) throw invalidPolicy(`it has more than ${POLICY_LENGTH_MAX} characters`);
  for (const { actions, resources } of parse(text).statements) {
    const strange = resources?.values.find((resource) => resource !== arn);
    if (strange !== undefined) throw invalidPolicy(`the resource ${strange} is not ${arn}`);
    const unshared = actions.values.find((action) => !SHARED_ACTIONS.some(compileAction(action)));
    if (unshared !== undefined) throw invalidPolicy(`the action ${unshared} cannot be given for a stream`);
  }
}

function parse(text: string): ReturnType<typeof parsePolicy> {
  try {
    return parsePolicy(text, "resource");
  } catch (error) {
    throw error instanceof PolicyProblem ? invalidPolicy(error.message) : error;
  }
}
