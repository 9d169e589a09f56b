// GetPartitions: a table's partitions, those that an expression keeps, in pages and in segments.
import type { Partition } from "@aws-sdk/client-glue";
import type { Key } from "../../../engines/keyvalue/keyvalue.ts";
import type { Operation } from "../context.ts";
import { invalidInput } from "../errors.ts";
import { PARTITIONS_PAGE_MAX } from "../limits.ts";
import { partitionFilter } from "../partition-filter.ts";
import { pageOf, scopeOf } from "../scope.ts";
import { requireTable } from "../store/catalog.ts";
import { ColumnsReader, scanPartitions } from "../store/partitions.ts";
import { partitionView } from "../views.ts";

export const getPartitions: Operation<"GetPartitions"> = async (input, call) => {
  const { keyvalue } = call.context;
  const scope = scopeOf(call, input.CatalogId);
  const { database, table } = await requireTable(keyvalue, scope, input.DatabaseName, input.TableName);
  const filter = partitionFilter(input.Expression, table.input.PartitionKeys ?? []);
  const inSegment = segmentTest(input.Segment);
  const listing = ["GetPartitions", table.id, input.Expression ?? "", JSON.stringify(input.Segment ?? null)];
  const page = pageOf<Key>(call, listing, input, PARTITIONS_PAGE_MAX);
  const owner = { databaseName: database.input.Name, tableName: table.input.Name, scope };
  const columns = new ColumnsReader(keyvalue, scope, table.id);
  const Partitions: Partition[] = [];
  let last: Key = [];
  for await (const { key, row } of scanPartitions(keyvalue, scope, table.id, { filter, after: page.after })) {
    if (!inSegment(row.input.Values ?? [])) continue;
    if (Partitions.length === page.limit) return { Partitions, NextToken: page.token(last) };
    const shown = input.ExcludeColumnSchema ? undefined : await columns.columnsOf(row);
    Partitions.push(partitionView(row, shown, owner));
    last = key;
  }
  return { Partitions };
};

interface Segment {
  readonly SegmentNumber: number;
  readonly TotalSegments: number;
}

/** Segments are disjoint and together everything; which partition is in which is ours to say. */
function segmentTest(segment: Segment | undefined): (values: readonly string[]) => boolean {
  if (segment === undefined) return () => true;
  const { SegmentNumber, TotalSegments } = segment;
  if (SegmentNumber >= TotalSegments) {
    throw invalidInput("Segment number must be less than the total number of segments"); // text inferred
  }
  return (values) => hashOf(values.join("\0")) % TotalSegments === SegmentNumber;
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return hash;
}
