// What mappings ask of streams, whichever service has them; always as the function's role.
import type { ServiceHost } from "../../engines/host.ts";
import type { PeerIdentity } from "../../kit/peers.ts";
import { kinesisStream } from "./kinesis-stream.ts";
import type { MappingRow } from "./mapping.ts";
import { sourceKind } from "./source-kind.ts";
import type { SourceRecord } from "./source-record.ts";
import { tableStream } from "./table-stream.ts";

export type Source = Pick<MappingRow, "sourceArn" | "startingPosition" | "startingTimestampMs">;

export interface KnownShard {
  readonly shardId: string;
  readonly parents: readonly string[];
}

export interface ShardPlace {
  readonly shardId: string;
  /** Sequence number of the last record that is done with, or undefined before the first. */
  readonly position: string | undefined;
  /** Of a shard that came of another while the mapping was there: it is read from its beginning. */
  readonly isChild: boolean;
}

/** Errors of all of them: what the service answers. */
export interface StreamApi {
  shards(): Promise<readonly KnownShard[]>;
  iterator(place: ShardPlace): Promise<string | undefined>;
  /** No iterator comes back at the shard's end. */
  records(
    iterator: string,
    nowMs: number,
  ): Promise<{ readonly records: readonly SourceRecord[]; readonly next: string | undefined }>;
}

export const streamApi = ({ peers }: ServiceHost, source: Source, as: PeerIdentity): StreamApi =>
  sourceKind(source.sourceArn) === "dynamodb" ? tableStream(peers, source, as) : kinesisStream(peers, source, as);
