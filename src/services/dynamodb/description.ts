// What AWS says of a table.
import type {
  GlobalSecondaryIndexDescription,
  KeySchemaElement,
  LocalSecondaryIndexDescription,
  ProvisionedThroughputDescription,
  TableDescription,
} from "@aws-sdk/client-dynamodb";
import { attributesOf, type KeySchema } from "./key.ts";
import { indexArn, type IndexRow, streamArn, type Table, tableArn, type TableRow } from "./table.ts";
import type { TableSize } from "./table-sizes.ts";

const schemaOf = (keys: KeySchema): KeySchemaElement[] =>
  attributesOf(keys).map(({ name }, at) => ({ AttributeName: name, KeyType: at === 0 ? "HASH" : "RANGE" }));

export function describeTable(table: Table, size: TableSize): TableDescription {
  const { key, stream } = table;
  const local = table.indexes.filter(({ isGlobal }) => !isGlobal).map((index) => describeLocal(table, index, size));
  const global = table.indexes.filter(({ isGlobal }) => isGlobal).map((index) => describeGlobal(table, index, size));
  return {
    AttributeDefinitions: table.attributes.map(({ name, type }) => ({ AttributeName: name, AttributeType: type })),
    TableName: key.name,
    KeySchema: schemaOf(table.keys),
    TableStatus: table.status,
    CreationDateTime: new Date(table.createdAtMs),
    ProvisionedThroughput: describeThroughput(table),
    TableSizeBytes: size.bytes,
    ItemCount: size.items,
    TableArn: tableArn(key),
    TableId: table.id,
    DeletionProtectionEnabled: table.deletionProtected,
    ...(table.billing === "PAY_PER_REQUEST" && {
      BillingModeSummary: {
        BillingMode: table.billing,
        ...(table.onDemandSinceMs !== undefined && {
          LastUpdateToPayPerRequestDateTime: new Date(table.onDemandSinceMs),
        }),
      },
    }),
    ...(local.length > 0 && { LocalSecondaryIndexes: local }),
    ...(global.length > 0 && { GlobalSecondaryIndexes: global }),
    ...(table.tableClass && { TableClassSummary: { TableClass: table.tableClass } }),
    ...(stream && {
      ...(stream.disabledAtMs === undefined && {
        StreamSpecification: { StreamEnabled: true, StreamViewType: stream.viewType },
      }),
      LatestStreamLabel: stream.label,
      LatestStreamArn: streamArn(key, stream.label),
    }),
  };
}

function describeThroughput(table: TableRow): ProvisionedThroughputDescription {
  const { increase, decrease } = table.throughputChangedAtMs ?? {};
  return {
    ...(increase !== undefined && { LastIncreaseDateTime: new Date(increase) }),
    ...(decrease !== undefined && { LastDecreaseDateTime: new Date(decrease) }),
    NumberOfDecreasesToday: table.decreasesToday ?? 0,
    ReadCapacityUnits: table.throughput.read,
    WriteCapacityUnits: table.throughput.write,
  };
}

function describeLocal(table: Table, index: IndexRow, size: TableSize): LocalSecondaryIndexDescription {
  const { type, attributes } = index.projection;
  return {
    IndexName: index.name,
    KeySchema: schemaOf(index.keys),
    Projection: { ProjectionType: type, ...(attributes.length > 0 && { NonKeyAttributes: [...attributes] }) },
    IndexSizeBytes: size.indexes[index.name]?.bytes ?? 0,
    ItemCount: size.indexes[index.name]?.items ?? 0,
    IndexArn: indexArn(table.key, index.name),
  };
}

const describeGlobal = (table: Table, index: IndexRow, size: TableSize): GlobalSecondaryIndexDescription => ({
  ...describeLocal(table, index, size),
  IndexStatus: index.status,
  ...(index.isFilling && { Backfilling: true }),
  ProvisionedThroughput: {
    NumberOfDecreasesToday: 0,
    ReadCapacityUnits: index.throughput?.read ?? 0,
    WriteCapacityUnits: index.throughput?.write ?? 0,
  },
});
