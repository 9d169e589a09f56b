// Scan: every item of a table or an index, in the order of their partitions' hashes, in segments when asked.
import type { Input, Operation } from "../context.ts";
import type { Path } from "../document-path.ts";
import { segmentsIncomplete, segmentTooHigh } from "../errors.ts";
import type { Condition } from "../expression/ast.ts";
import { parseCondition } from "../expression/condition.ts";
import { Placeholders } from "../expression/placeholders.ts";
import { parseProjection } from "../expression/projection.ts";
import { assertNotMixed, filterCondition } from "../legacy.ts";
import { pageAnswer } from "../page-answer.ts";
import { readPage } from "../page.ts";
import { attributePaths } from "../projection-input.ts";
import { answersWhole, checkSelect, readIndex, startKey } from "../read-input.ts";
import { readableTable } from "../read-item.ts";
import { range } from "../store/ranges.ts";
import { tableKey } from "../table.ts";

export const scan: Operation<"Scan"> = async (input, call) => {
  const { store } = call.context;
  const { filter, paths } = parse(input);
  const segment = segmentOf(input);
  const key = tableKey(input.TableName, call);
  const table = await readableTable(store, key);
  const index = readIndex(table, input, paths);
  const after = startKey(input, table, index);
  const ranged = range(store.reads, table, index, { after, fromPartition: segment?.from });
  const page = await readPage(ranged, {
    table,
    index: answersWhole(input, index) ? undefined : index,
    place: ({ partition }) => (segment?.to !== undefined && partition >= segment.to ? "behind" : "in"),
    filter,
    paths,
    limit: input.Limit,
    isCount: input.Select === "COUNT",
  });
  return pageAnswer(page, input, key.name, index);
};

function parse(input: Input<"Scan">): { filter: Condition | undefined; paths: readonly Path[] | undefined } {
  const { FilterExpression, ProjectionExpression, ScanFilter, AttributesToGet, ConditionalOperator } = input;
  assertNotMixed({ AttributesToGet, ScanFilter, ConditionalOperator }, { ProjectionExpression, FilterExpression });
  checkSelect(input);
  const placeholders = new Placeholders(input, { FilterExpression, ProjectionExpression });
  const filter =
    FilterExpression === undefined
      ? filterCondition(ScanFilter, ConditionalOperator)
      : parseCondition("FilterExpression", FilterExpression, placeholders);
  const paths =
    ProjectionExpression === undefined
      ? attributePaths(AttributesToGet)
      : parseProjection(ProjectionExpression, placeholders);
  placeholders.assertUsed();
  return { filter, paths };
}

/** The hashes of partitions that a segment covers: from one, and up to one that is not in it. */
function segmentOf({ Segment: segment, TotalSegments: total }: Input<"Scan">) {
  if (total === undefined && segment === undefined) return undefined;
  if (segment === undefined) throw segmentsIncomplete("Segment");
  if (total === undefined) throw segmentsIncomplete("TotalSegments");
  if (segment >= total) throw segmentTooHigh(segment, total);
  const bound = (at: number): string =>
    Math.ceil((at * 2 ** 32) / total)
      .toString(16)
      .padStart(8, "0");
  return { from: bound(segment), to: segment + 1 === total ? undefined : bound(segment + 1) };
}
