// Which kind of event source an ARN names.
import { parseArn } from "../../kit/arn.ts";

const KINDS = ["kinesis", "dynamodb", "sqs"] as const;
export type SourceKind = (typeof KINDS)[number];

/** Undefined for what is not built, or no ARN. */
export const sourceKind = (sourceArn: string): SourceKind | undefined =>
  KINDS.find((kind) => kind === parseArn(sourceArn)?.service);

/** Whether the source is a consumer with enhanced fan-out: `arn:...:stream/NAME/consumer/NAME:CREATED`. */
export const isConsumer = (sourceArn: string): boolean => sourceArn.includes("/consumer/");

export const streamArnOf = (sourceArn: string): string => sourceArn.replace(/\/consumer\/.*$/, "");
