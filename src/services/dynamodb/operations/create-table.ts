// CreateTable: a table in CREATING, which a timer makes ACTIVE.
import { uuid } from "../../../kit/ids.ts";
import type { Input, Operation } from "../context.ts";
import { describeTable } from "../description.ts";
import { invalidValues, notBuilt, tooManyTables, validation } from "../errors.ts";
import { TABLES_PER_ACCOUNT_MAX } from "../limits.ts";
import { newStream } from "../stream.ts";
import type { TableRow } from "../table.ts";
import { tableKey } from "../table.ts";
import { assertAllUsed, assertDistinctNames, globalIndexes, keySchema, localIndexes } from "../table-schema.ts";
import { addTags } from "../tags.ts";
import { throughputOf } from "../throughput.ts";
import { activation, streamTrimming } from "../timers.ts";

export const createTable: Operation<"CreateTable"> = async (input, call) => {
  const { store, clock } = call.context;
  const key = tableKey(input.TableName, call);
  const nowMs = clock.now();
  const row = newTable(input, nowMs, store.changesHorizon());
  if ((await store.count(key)) >= TABLES_PER_ACCOUNT_MAX) throw tooManyTables(TABLES_PER_ACCOUNT_MAX);
  const timers = [activation(key, row.id, nowMs)];
  if (row.stream) timers.push(streamTrimming(key, row.id, row.stream.label, nowMs));
  await store.create(key, { row, timers });
  return { TableDescription: describeTable({ key, ...row }, { items: 0, bytes: 0, indexes: {} }) };
};

function newTable(input: Input<"CreateTable">, nowMs: number, firstSequence: number): TableRow {
  const { AttributeDefinitions: definitions, KeySchema: elements, StreamSpecification: stream } = input;
  if (input.VectorIndexes) throw notBuilt("Vector indexes");
  if (input.GlobalTableSourceArn !== undefined) throw notBuilt("Global tables");
  if (!definitions || !elements) throw validation("One or more parameter values were invalid: Missing KeySchema");
  const keys = keySchema(elements, definitions);
  const local = localIndexes(input.LocalSecondaryIndexes ?? [], definitions, keys);
  const global = globalIndexes(input.GlobalSecondaryIndexes ?? [], definitions, "CREATING");
  const indexes = [...local, ...global];
  assertDistinctNames(indexes);
  assertAllUsed(definitions, keys, indexes);
  const billing = input.BillingMode ?? "PROVISIONED";
  const throughput = throughputOf(billing, input.ProvisionedThroughput);
  for (const { name, throughput: own } of global) {
    if (billing === "PROVISIONED" && !own)
      throw invalidValues(`ProvisionedThroughput must be specified for index: ${name}`);
    if (billing === "PAY_PER_REQUEST" && own)
      throw invalidValues(
        `ProvisionedThroughput should not be specified for index: ${name} when BillingMode is PAY_PER_REQUEST`,
      );
  }
  if (stream?.StreamEnabled && !stream.StreamViewType)
    throw invalidValues("StreamViewType is required when StreamEnabled is true");
  return {
    id: uuid(),
    status: "CREATING",
    createdAtMs: nowMs,
    attributes: definitions.map(({ AttributeName: name, AttributeType: type }) => ({ name, type })),
    keys,
    indexes,
    billing,
    throughput,
    ...(billing === "PAY_PER_REQUEST" && { onDemandSinceMs: nowMs }),
    tableClass: input.TableClass,
    deletionProtected: input.DeletionProtectionEnabled ?? false,
    ...(stream?.StreamEnabled && { stream: newStream(stream.StreamViewType, nowMs, firstSequence) }),
    formerStreams: [],
    tags: addTags({}, input.Tags ?? []),
    policy: input.ResourcePolicy,
  };
}
