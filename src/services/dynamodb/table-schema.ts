// Attributes, keys and indexes of a table as requests give them, checked.
import type { Projection, ScalarAttributeType } from "@aws-sdk/client-dynamodb";
import { invalidKeySchema, invalidValues, severalKeyAttributes } from "./errors.ts";
import { attributesOf, type KeyAttribute, type KeySchema } from "./key.ts";
import { GLOBAL_INDEXES_MAX, LOCAL_INDEXES_MAX, PROJECTED_ATTRIBUTES_MAX } from "./limits.ts";
import type { IndexRow } from "./table.ts";

export interface Definition {
  readonly AttributeName: string;
  readonly AttributeType: ScalarAttributeType;
}

export interface SchemaElement {
  readonly AttributeName: string;
  readonly KeyType: "HASH" | "RANGE";
}

export interface IndexInput {
  readonly IndexName: string;
  readonly KeySchema: readonly SchemaElement[];
  readonly Projection?: Projection | undefined;
  readonly ProvisionedThroughput?:
    | { readonly ReadCapacityUnits: number; readonly WriteCapacityUnits: number }
    | undefined;
}

/** Errors: ValidationException. */
export function keySchema(elements: readonly SchemaElement[], definitions: readonly Definition[]): KeySchema {
  const [first, second] = elements;
  if (elements.length > 2) throw severalKeyAttributes();
  if (first?.KeyType !== "HASH") throw invalidKeySchema("The first KeySchemaElement is not a HASH key type");
  if (second && second.KeyType !== "RANGE")
    throw invalidKeySchema("The second KeySchemaElement is not a RANGE key type");
  if (second?.AttributeName === first.AttributeName)
    throw invalidKeySchema("Both the Hash Key and the Range Key element in the KeySchema have the same name");
  const attribute = (name: string): KeyAttribute => {
    const definition = definitions.find(({ AttributeName }) => AttributeName === name);
    if (definition) return { name, type: definition.AttributeType };
    throw invalidValues(
      "Some index key attributes are not defined in AttributeDefinitions. " +
        `Keys: [${elements.map(({ AttributeName }) => AttributeName).join(", ")}], ` +
        `AttributeDefinitions: [${definitions.map(({ AttributeName }) => AttributeName).join(", ")}]`,
    );
  };
  return { partition: attribute(first.AttributeName), ...(second && { sort: attribute(second.AttributeName) }) };
}

/** Errors: ValidationException. */
export function assertAllUsed(definitions: readonly Definition[], keys: KeySchema, indexes: readonly IndexRow[]): void {
  const used = new Set([keys, ...indexes.map((index) => index.keys)].flatMap(attributesOf).map(({ name }) => name));
  const names = definitions.map(({ AttributeName }) => AttributeName);
  if (names.every((name) => used.has(name))) return;
  if (indexes.length === 0)
    throw invalidValues(
      "Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions",
    );
  throw invalidValues(
    `Some AttributeDefinitions are not used. AttributeDefinitions: [${names.join(", ")}], keys used: [${[...used].join(", ")}]`,
  );
}

/** Errors: ValidationException. */
export function localIndexes(
  inputs: readonly IndexInput[],
  definitions: readonly Definition[],
  table: KeySchema,
): readonly IndexRow[] {
  if (inputs.length > 0 && !table.sort)
    throw invalidValues(
      "Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex",
    );
  if (inputs.length > LOCAL_INDEXES_MAX)
    throw invalidValues(`Number of LocalSecondaryIndexes exceeds per-table limit of ${LOCAL_INDEXES_MAX}`);
  return inputs.map((input) => {
    const keys = keySchema(input.KeySchema, definitions);
    if (!keys.sort) throw invalidValues(`Index KeySchema does not have a range key for index: ${input.IndexName}`);
    if (keys.partition.name !== table.partition.name)
      throw invalidValues(
        `Index KeySchema does not have the same leading hash key as table KeySchema for index: ${input.IndexName}. ` +
          `index hash key: ${keys.partition.name}, table hash key: ${table.partition.name}`,
      );
    return { name: input.IndexName, keys, projection: projectionOf(input), isGlobal: false, status: "ACTIVE" };
  });
}

/** Errors: ValidationException. */
export function globalIndexes(
  inputs: readonly IndexInput[],
  definitions: readonly Definition[],
  status: IndexRow["status"],
): readonly IndexRow[] {
  if (inputs.length > GLOBAL_INDEXES_MAX)
    throw invalidValues(`GlobalSecondaryIndex count exceeds the per-table limit of ${GLOBAL_INDEXES_MAX}`);
  return inputs.map((input) => ({
    name: input.IndexName,
    keys: keySchema(input.KeySchema, definitions),
    projection: projectionOf(input),
    isGlobal: true,
    status,
    ...(input.ProvisionedThroughput && {
      throughput: {
        read: input.ProvisionedThroughput.ReadCapacityUnits,
        write: input.ProvisionedThroughput.WriteCapacityUnits,
      },
    }),
  }));
}

/** Errors: ValidationException. */
export function assertDistinctNames(indexes: readonly IndexRow[]): void {
  const twice = indexes.find(({ name }, at) => indexes.findIndex((other) => other.name === name) !== at);
  if (twice) throw invalidValues(`Duplicate index name: ${twice.name}`);
}

function projectionOf({ Projection: projection }: IndexInput): IndexRow["projection"] {
  const { ProjectionType: type, NonKeyAttributes: attributes } = projection ?? {};
  if (type === undefined) throw invalidValues(`Unknown ProjectionType: null`);
  if (type === "INCLUDE" && !attributes?.length)
    throw invalidValues("ProjectionType is INCLUDE, but NonKeyAttributes is not specified");
  if (type !== "INCLUDE" && attributes)
    throw invalidValues(`ProjectionType is ${type}, but NonKeyAttributes is specified`);
  if ((attributes?.length ?? 0) > PROJECTED_ATTRIBUTES_MAX)
    throw invalidValues(`Number of NonKeyAttributes exceeds the limit of ${PROJECTED_ATTRIBUTES_MAX}`);
  return { type, attributes: attributes ?? [] };
}
