// Resource policies of streams and consumers: what AWS accepts in them.
import { compileAction } from "../../policy/action-pattern.ts";
import { parsePolicy } from "../../policy/parse.ts";
import { PolicyProblem } from "../../policy/problem.ts";
import { invalidPolicy } from "./errors.ts";
import { POLICY_LENGTH_MAX } from "./limits.ts";
import type { Resource } from "./resource.ts";

const actions = (...names: readonly string[]): string[] => names.map((name) => `kinesis:${name.toLowerCase()}`);

/** What one account can let another do. Documented in "Sharing your data stream with another account". */
const SHARED_ACTIONS = {
  consumer: actions("DescribeStreamConsumer", "SubscribeToShard"),
  stream: actions(
    "DescribeStream",
    "DescribeStreamSummary",
    "GetRecords",
    "GetShardIterator",
    "ListShards",
    "PutRecord",
    "PutRecords",
  ),
};

/** Errors: InvalidArgumentException, whose texts are inferred. */
export function checkResourcePolicy(text: string, { kind, arn }: Resource): void {
  if (text.length > POLICY_LENGTH_MAX) throw invalidPolicy(`it has more than ${POLICY_LENGTH_MAX} characters`);
  for (const { actions: granted, resources } of parse(text).statements) {
    const strange = resources?.values.find((resource) => resource !== arn);
    if (strange !== undefined) throw invalidPolicy(`the resource ${strange} is not ${arn}`);
    const unshared = granted.values.find((action) => !SHARED_ACTIONS[kind].some(compileAction(action)));
    if (unshared !== undefined) throw invalidPolicy(`the action ${unshared} cannot be given for a ${kind}`);
  }
}

function parse(text: string): ReturnType<typeof parsePolicy> {
  try {
    return parsePolicy(text, "resource");
  } catch (error) {
    throw error instanceof PolicyProblem ? invalidPolicy(error.message) : error;
  }
}
