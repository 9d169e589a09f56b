// What differs from AWS in DynamoDB Streams: every operation is built.
import type { Gaps } from "../../kit/service.ts";
import type { Sdk } from "./context.ts";

export const gaps: Gaps<Sdk> = {};

export const differences: readonly string[] = [
  "A stream has one shard, which is closed when the stream is disabled; AWS rolls shards over every four hours.",
];
