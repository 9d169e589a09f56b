// UpdateTable: billing and throughput, indexes one at a time, the stream, protection and class.
import type { DurableTimer } from "../../../kit/jobs.ts";
import type { Input, Operation } from "../context.ts";
import { describeTable } from "../description.ts";
import {
  indexExists,
  indexMissing,
  invalidValues,
  notBuilt,
  nothingToUpdate,
  oneIndexAtATime,
  streamAlready,
  tableBeing,
} from "../errors.ts";
import { newStream } from "../stream.ts";
import { indexOf, type IndexRow, tableKey, type TableKey, type TableRow } from "../table.ts";
import { assertAllUsed, assertDistinctNames, globalIndexes } from "../table-schema.ts";
import { throughputOf } from "../throughput.ts";
import { activation, indexDeletion, indexFilling, streamTrimming } from "../timers.ts";

type Update = Input<"UpdateTable">;

export const updateTable: Operation<"UpdateTable"> = async (input, call) => {
  const { store, sizes, clock } = call.context;
  const key = tableKey(input.TableName, call);
  if (input.ReplicaUpdates || input.GlobalTableWitnessUpdates) throw notBuilt("Global tables");
  if (CHANGES.every((member) => input[member] === undefined)) throw nothingToUpdate();
  await store.change(key, (row) => {
    if (row.status !== "ACTIVE") throw tableBeing(BUSY[row.status], key.name);
    const timers: DurableTimer[] = [activation(key, row.id, clock.now())];
    const changed = [withCapacity, withIndexes, withStream].reduce(
      (current, change) =>
        change(current, input, { key, timers, nowMs: clock.now(), sequence: store.changesHorizon() }),
      { ...row, status: "UPDATING" as const } as TableRow,
    );
    return {
      row: {
        ...changed,
        ...(input.TableClass && { tableClass: input.TableClass }),
        ...(input.DeletionProtectionEnabled !== undefined && { deletionProtected: input.DeletionProtectionEnabled }),
      },
      timers,
    };
  });
  const table = await store.get(key);
  return { TableDescription: describeTable(table, await sizes.of(table)) };
};

const CHANGES = [
  "BillingMode",
  "ProvisionedThroughput",
  "GlobalSecondaryIndexUpdates",
  "StreamSpecification",
  "TableClass",
  "DeletionProtectionEnabled",
  "OnDemandThroughput",
  "WarmThroughput",
] as const;

const BUSY = { CREATING: "created", UPDATING: "updated", DELETING: "deleted" } as const;

interface Changing {
  readonly key: TableKey;
  readonly timers: DurableTimer[];
  readonly nowMs: number;
  /** Of the changes that come next. */
  readonly sequence: number;
}

function withCapacity(row: TableRow, input: Update, { nowMs }: Changing): TableRow {
  const { BillingMode: mode, ProvisionedThroughput: given } = input;
  if (mode === undefined && given === undefined) return row;
  const billing = mode ?? row.billing;
  const throughput = throughputOf(billing, given);
  const isMore = throughput.read > row.throughput.read || throughput.write > row.throughput.write;
  const isLess = throughput.read < row.throughput.read || throughput.write < row.throughput.write;
  if (mode === undefined && !isMore && !isLess)
    throw invalidValues(
      `The provisioned throughput for the table will not change. The requested value equals the current value. ` +
        `Current ReadCapacityUnits provisioned for the table: ${row.throughput.read}. Requested ReadCapacityUnits: ${throughput.read}. ` +
        `Current WriteCapacityUnits provisioned for the table: ${row.throughput.write}. Requested WriteCapacityUnits: ${throughput.write}. ` +
        "Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.",
    );
  return {
    ...row,
    billing,
    throughput,
    ...(billing === "PAY_PER_REQUEST" && row.billing !== billing && { onDemandSinceMs: nowMs }),
    throughputChangedAtMs: {
      ...row.throughputChangedAtMs,
      ...(isMore && { increase: nowMs }),
      ...(isLess && { decrease: nowMs }),
    },
  };
}

function withIndexes(row: TableRow, input: Update, changing: Changing): TableRow {
  const updates = input.GlobalSecondaryIndexUpdates ?? [];
  const structural = updates.filter(({ Create, Delete }) => Create ?? Delete);
  if (structural.length > 1) throw oneIndexAtATime();
  return updates.reduce((current, { Create, Delete, Update: update }) => {
    if (Create) return withIndex(current, input, Create, changing);
    if (Delete) return withoutIndex(current, Delete.IndexName, changing);
    if (!update) return current;
    const index = indexOf(current, update.IndexName);
    if (!index?.isGlobal) throw indexMissing(update.IndexName);
    const own = update.ProvisionedThroughput;
    const throughput = own && { read: own.ReadCapacityUnits, write: own.WriteCapacityUnits };
    return replaced(current, { ...index, status: "UPDATING", ...(throughput && { throughput }) });
  }, row);
}

function withIndex(
  row: TableRow,
  { AttributeDefinitions: given }: Update,
  create: Parameters<typeof globalIndexes>[0][number],
  { key, timers, nowMs }: Changing,
): TableRow {
  if (indexOf(row, create.IndexName)) throw indexExists(create.IndexName);
  const known = row.attributes.map(({ name, type }) => ({ AttributeName: name, AttributeType: type }));
  const added = (given ?? []).filter(({ AttributeName }) => !known.some((one) => one.AttributeName === AttributeName));
  const definitions = [...known, ...added];
  const [index] = globalIndexes([create], definitions, "CREATING");
  if (!index) return row;
  const indexes = [...row.indexes, { ...index, isFilling: true }];
  assertDistinctNames(indexes);
  assertAllUsed(definitions, row.keys, indexes);
  timers.push(indexFilling(key, row.id, index.name, nowMs));
  const attributes = definitions.map(({ AttributeName: name, AttributeType: type }) => ({ name, type }));
  return { ...row, attributes, indexes };
}

function withoutIndex(row: TableRow, name: string, { key, timers, nowMs }: Changing): TableRow {
  const index = indexOf(row, name);
  if (!index?.isGlobal) throw indexMissing(name);
  timers.push(indexDeletion(key, row.id, name, nowMs));
  return replaced(row, { ...index, status: "DELETING" });
}

const replaced = (row: TableRow, index: IndexRow): TableRow => ({
  ...row,
  indexes: row.indexes.map((one) => (one.name === index.name ? index : one)),
});

function withStream(row: TableRow, { StreamSpecification: wanted }: Update, changing: Changing): TableRow {
  if (!wanted) return row;
  const { stream } = row;
  const isEnabled = stream !== undefined && stream.disabledAtMs === undefined;
  if (wanted.StreamEnabled === isEnabled) throw streamAlready(isEnabled);
  const { key, timers, nowMs, sequence } = changing;
  if (!wanted.StreamEnabled)
    return { ...row, ...(stream && { stream: { ...stream, disabledAtMs: nowMs, endSequence: sequence } }) };
  const added = newStream(wanted.StreamViewType, nowMs, sequence);
  timers.push(streamTrimming(key, row.id, added.label, nowMs));
  return { ...row, stream: added, formerStreams: [...row.formerStreams, ...(stream ? [stream] : [])] };
}
