// The inputs that Glue keeps as they came.
import type { InputOf } from "../../../kit/service.ts";
import type { Sdk } from "../context.ts";

export type DatabaseInputRow = InputOf<Sdk, "CreateDatabase">["DatabaseInput"];
export type TableInputRow = NonNullable<InputOf<Sdk, "CreateTable">["TableInput"]>;
export type PartitionInputRow = InputOf<Sdk, "CreatePartition">["PartitionInput"];
export type StorageDescriptorRow = NonNullable<TableInputRow["StorageDescriptor"]>;
export type StoredColumn = NonNullable<StorageDescriptorRow["Columns"]>[number];
export type CrawlerInput = Omit<InputOf<Sdk, "CreateCrawler">, "Tags" | "CatalogId">;
export type S3TargetInput = NonNullable<CrawlerInput["Targets"]["S3Targets"]>[number];
export type ClassifierInput = InputOf<Sdk, "CreateClassifier">;
export type CsvClassifierInput = NonNullable<ClassifierInput["CsvClassifier"]>;
