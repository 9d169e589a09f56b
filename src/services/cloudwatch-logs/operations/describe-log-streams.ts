// DescribeLogStreams: by their names or by the time of their last event, in pages.
import type { Operation } from "../context.ts";
import { invalidParameter } from "../errors.ts";
import { type Group, groupKey } from "../group.ts";
import { DESCRIBED_DEFAULT } from "../limits.ts";
import { Listing } from "../listing.ts";
import type { StreamStore } from "../store/streams.ts";
import { describeStream, type Stream } from "../stream.ts";

/** Where a listing goes on, in either order. */
interface Position {
  readonly name: string;
  readonly lastEventMs: number;
}

const positionOf = ({ name, lastEventMs = 0 }: Stream): Position => ({ name, lastEventMs });

export const describeLogStreams: Operation<"DescribeLogStreams"> = async (input, call) => {
  const { store, host } = call.context;
  const { logStreamNamePrefix: prefix = "", orderBy = "LogStreamName", descending = false } = input;
  // In public issue threads.
  if (orderBy === "LastEventTime" && input.logStreamNamePrefix !== undefined)
    throw invalidParameter("Cannot order by LastEventTime with a logStreamNamePrefix.");
  const group = await store.groups.get(groupKey(input, call));
  const listing = new Listing<Position>(
    host.paging,
    `logs.DescribeLogStreams/${group.id}/${orderBy}/${descending}`,
    input.nextToken,
  );
  const isPlain = orderBy === "LogStreamName" && !descending;
  const streams = isPlain
    ? store.streams.list(group, listing.position ? { after: listing.position.name } : { from: prefix })
    : sorted(store.streams, group, orderBy === "LastEventTime", descending, listing.position);
  const { page, nextToken } = await listing.page(streams, {
    limit: input.limit ?? DESCRIBED_DEFAULT,
    inRange: ({ name }) => !isPlain || name.startsWith(prefix),
    wanted: ({ name }) => name.startsWith(prefix),
    positionOf,
  });
  return { logStreams: page.map((stream) => describeStream(group, stream)), ...nextToken };
};

/** Those behind the position; they are all read for it. */
async function* sorted(
  store: StreamStore,
  group: Group,
  byTime: boolean,
  isDescending: boolean,
  position: Position | undefined,
): AsyncGenerator<Stream> {
  const compare = (left: Position, right: Position): number => {
    const order = byTime ? left.lastEventMs - right.lastEventMs : 0;
    const all = order || (left.name < right.name ? -1 : Number(left.name > right.name));
    return isDescending ? -all : all;
  };
  const all: Stream[] = [];
  for await (const stream of store.list(group))
    if (!position || compare(positionOf(stream), position) > 0) all.push(stream);
  yield* all.toSorted((left, right) => compare(positionOf(left), positionOf(right)));
}
