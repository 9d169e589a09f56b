// The Configuration of a crawler: a JSON text. Documented: "Setting crawler configuration options".
import { invalidInput } from "../errors.ts";

export interface CrawlerConfiguration {
  /** Partitions take the table's columns and format instead of their own. */
  readonly partitionsInherit: boolean;
  /** New columns are added; existing ones stay as they are. */
  readonly mergeNewColumns: boolean;
  readonly combineCompatible: boolean;
  /** Level of the tables' folders, the bucket being level 1. */
  readonly tableLevel: number | undefined;
  /** A crawl that finds more tables fails. */
  readonly tablesMax: number | undefined;
}

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Errors: InvalidInputException, for unknown keys with the recorded text; the other texts are inferred. */
export function parseConfiguration(text: string | undefined): CrawlerConfiguration {
  const root = section("Configuration", parsed(text), ["Version", "CrawlerOutput", "Grouping", "CreatePartitionIndex"]);
  const output = section("CrawlerOutput", root["CrawlerOutput"], ["Partitions", "Tables"]);
  const partitions = section("CrawlerOutput.Partitions", output["Partitions"], ["AddOrUpdateBehavior"]);
  const tables = section("CrawlerOutput.Tables", output["Tables"], ["AddOrUpdateBehavior", "TableThreshold"]);
  const grouping = section("Grouping", root["Grouping"], ["TableGroupingPolicy", "TableLevelConfiguration"]);
  return {
    partitionsInherit: oneOf(partitions, "AddOrUpdateBehavior", ["InheritFromTable"]) !== undefined,
    mergeNewColumns: oneOf(tables, "AddOrUpdateBehavior", ["MergeNewColumns"]) !== undefined,
    combineCompatible: oneOf(grouping, "TableGroupingPolicy", ["CombineCompatibleSchemas"]) !== undefined,
    tableLevel: positive(grouping, "TableLevelConfiguration"),
    tablesMax: positive(tables, "TableThreshold"),
  };
}

function parsed(text: string | undefined): unknown {
  if (text === undefined || text.trim() === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw invalidInput("Configuration is not valid JSON.");
  }
}

function section(name: string, value: unknown, known: readonly string[]): Json {
  if (value === undefined) return {};
  if (!isObject(value)) throw invalidInput(`${name} must be a JSON object.`);
  const strange = Object.keys(value).filter((key) => !known.includes(key));
  if (strange.length > 0) throw invalidInput(`${name} contains unsupported keys: ${strange.join(", ")}.`);
  return value;
}

function oneOf(section: Json, key: string, values: readonly string[]): string | undefined {
  const value = section[key];
  if (value === undefined) return undefined;
  if (typeof value !== "string" || !values.includes(value)) {
    throw invalidInput(`${key} must be one of: ${values.join(", ")}.`);
  }
  return value;
}

function positive(section: Json, key: string): number | undefined {
  const value = section[key];
  if (value === undefined) return undefined;
  if (typeof value !== "number" || !Number.isInteger(value) || value < 1) {
    throw invalidInput(`${key} must be a positive integer.`);
  }
  return value;
}
