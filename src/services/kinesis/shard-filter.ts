// ListShards' filter. Documented in ShardFilter.
import type { InputOf } from "../../kit/service.ts";
import type { Sdk } from "./context.ts";
import { invalidArgument } from "./errors.ts";
import { shardIndex, type Shard } from "./shard.ts";

type ShardFilter = NonNullable<InputOf<Sdk, "ListShards">["ShardFilter"]>;

/**
 * @param trimHorizonMs times before it mean it. Documented for FROM_TIMESTAMP.
 * Errors: InvalidArgumentException when the filter lacks what its type needs (inferred texts).
 */
export function filterShards(shards: readonly Shard[], filter: ShardFilter, trimHorizonMs: number): readonly Shard[] {
  const { Type: type, ShardId: id, Timestamp: time } = filter;
  switch (type) {
    case "AFTER_SHARD_ID": {
      if (id === undefined)
        throw invalidArgument("ShardId must be specified for a ShardFilter of type AFTER_SHARD_ID.");
      const after = shardIndex(id);
      if (after === undefined) throw invalidArgument(`ShardId ${id} is not valid.`);
      return shards.filter(({ index }) => index > after);
    }
    case "AT_TIMESTAMP":
    case "FROM_TIMESTAMP": {
      if (time === undefined) throw invalidArgument(`Timestamp must be specified for a ShardFilter of type ${type}.`);
      const atMs = Math.max(time.getTime(), trimHorizonMs);
      return shards.filter((shard) => (type === "AT_TIMESTAMP" ? isOpenAt(shard, atMs) : isOpenSince(shard, atMs)));
    }
    case "AT_TRIM_HORIZON":
      return shards.filter((shard) => isOpenAt(shard, trimHorizonMs));
    case "AT_LATEST":
      return shards.filter(({ closed }) => closed === undefined);
    default:
      return shards;
  }
}

const isOpenSince = ({ closed }: Shard, atMs: number): boolean => closed === undefined || closed.atMs >= atMs;

const isOpenAt = (shard: Shard, atMs: number): boolean => shard.openedAtMs <= atMs && isOpenSince(shard, atMs);
