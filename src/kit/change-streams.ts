// What changes in tables, as DynamoDB knows it and DynamoDB Streams asks for it. The rows are DynamoDB's, which alone writes them.
import type { AttributeValue, StreamViewType } from "@aws-sdk/client-dynamodb-streams";

export interface ChangeStream {
  readonly arn: string;
  readonly label: string;
  readonly tableName: string;
  readonly account: string;
  readonly region: string;
  readonly viewType: StreamViewType;
  readonly status: "ENABLED" | "DISABLED";
  /** Virtual epoch ms. */
  readonly createdAtMs: number;
  /** No change of it has a lower sequence. */
  readonly firstSequence: number;
  /** Of a disabled one: no change of it has this sequence or a higher one. */
  readonly endSequence: number | undefined;
  readonly keys: readonly { readonly name: string; readonly type: "HASH" | "RANGE" }[];
  /** JSON; of the stream or of its table. */
  readonly policy: string | undefined;
}

export interface Change {
  /** Rises from change to change of a stream. */
  readonly sequence: number;
  /** Virtual epoch ms. */
  readonly atMs: number;
  readonly name: "INSERT" | "MODIFY" | "REMOVE";
  readonly keys: Readonly<Record<string, AttributeValue>>;
  readonly oldImage?: Readonly<Record<string, AttributeValue>> | undefined;
  readonly newImage?: Readonly<Record<string, AttributeValue>> | undefined;
  readonly sizeBytes: number;
  /** The time to live ended it, and nobody's request. */
  readonly isExpiry?: boolean;
}

/** Reads only. */
export interface ChangeStreams {
  /** Streams of an account and region, of one table when it is named, in the order of their ARNs. */
  list(account: string, region: string, tableName?: string): Promise<readonly ChangeStream[]>;
  find(arn: string): Promise<ChangeStream | undefined>;
  /** Changes from a sequence on, oldest first; never one that an earlier one could still come before. */
  read(stream: ChangeStream, from: number, max: number, bytesMax: number): Promise<readonly Change[]>;
  /** Where a read after everything begins. */
  end(stream: ChangeStream): Promise<number>;
}
