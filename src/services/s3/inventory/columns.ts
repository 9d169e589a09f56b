// The columns of an inventory: their names in all formats, and what they say of a version. Documented.
import type { InventoryConfiguration } from "@aws-sdk/client-s3";
import { formatHiveType, type HiveField } from "../../../formats/hive-type.ts";
import { ownerOf } from "../owner.ts";
import { isKms } from "../encryption/encryption.ts";
import { nameEncoder } from "../encoding-type.ts";
import type { Noncurrent } from "../lifecycle/due.ts";
import { isDeleteMarker, type ObjectRow, type VersionRow } from "../store/tables.ts";
import { versionIdOf } from "../store/versions.ts";
import type { InventoryFacts } from "./facts.ts";

export interface Listed {
  readonly bucket: string;
  readonly key: string;
  readonly version: VersionRow;
  readonly isLatest: boolean;
  readonly noncurrent: Noncurrent | undefined;
  readonly facts: InventoryFacts;
}

export interface Column {
  readonly csv: string;
  readonly parquet: string;
  /** DuckDB's. */
  readonly type: "VARCHAR" | "BOOLEAN" | "BIGINT" | "TIMESTAMP_MS";
  /** Of the manifest's schema. */
  readonly schema: string;
  /** Empty: there is none. */
  readonly valueOf: (listed: Listed) => string;
}

const TEXT = { type: "VARCHAR", schema: "binary %s (UTF8)" } as const;
const FLAG = { type: "BOOLEAN", schema: "boolean %s" } as const;
const TIME = { type: "TIMESTAMP_MS", schema: "int64 %s (TIMESTAMP_MILLIS)" } as const;
const NUMBER = { type: "BIGINT", schema: "int64 %s" } as const;

const ofObject =
  (valueOf: (row: ObjectRow, listed: Listed) => string | undefined) =>
  (listed: Listed): string =>
    isDeleteMarker(listed.version) ? "" : (valueOf(listed.version, listed) ?? "");

const column = (csv: string, kind: Pick<Column, "type" | "schema">, valueOf: Column["valueOf"]): Column => ({
  csv,
  parquet: csv
    .replace("ETag", "ETAG")
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, "_")
    .toLowerCase()
    .replace("etag", "e_tag"),
  ...kind,
  valueOf,
});

export type InventoryFormat = "CSV" | "ORC" | "Parquet";

const HIVE = { VARCHAR: "string", BOOLEAN: "boolean", BIGINT: "bigint", TIMESTAMP_MS: "timestamp" } as const;
export const hiveColumnsOf = (columns: readonly Column[]): readonly HiveField[] =>
  columns.map(({ parquet: name, type }) => ({ name, type: { kind: HIVE[type] } }));

const encode = nameEncoder("url");
const FIRST = (isCsv: boolean): readonly Column[] => [
  column("Bucket", TEXT, ({ bucket }) => bucket),
  column("Key", TEXT, ({ key }) => (isCsv ? encode(key) : key)),
];
const VERSIONS: readonly Column[] = [
  column("VersionId", TEXT, ({ version }) => (version.versionId === undefined ? "" : versionIdOf(version))),
  column("IsLatest", FLAG, ({ isLatest }) => String(isLatest)),
  column("IsDeleteMarker", FLAG, ({ version }) => String(isDeleteMarker(version))),
];

const ENCRYPTION_STATUS = {
  none: "NOT-SSE",
  AES256: "SSE-S3",
  "aws:kms": "SSE-KMS",
  "aws:kms:dsse": "DSSE-KMS",
  "SSE-C": "SSE-C",
} as const;
const OPTIONAL: readonly Column[] = [
  column(
    "Size",
    NUMBER,
    ofObject(({ sizeBytes }) => String(sizeBytes)),
  ),
  column("LastModifiedDate", TIME, ({ version }) => version.lastModified.toISOString()),
  column(
    "ETag",
    TEXT,
    ofObject(({ etag }) => etag),
  ),
  column(
    "StorageClass",
    TEXT,
    ofObject(({ storageClass }) => storageClass),
  ),
  column(
    "IsMultipartUploaded",
    FLAG,
    ofObject(({ partsCount }) => String(partsCount !== undefined)),
  ),
  column(
    "ReplicationStatus",
    TEXT,
    ofObject(({ replication }) => replication),
  ),
  column(
    "EncryptionStatus",
    TEXT,
    ofObject(({ encryption }) => ENCRYPTION_STATUS[encryption?.kind ?? "none"]),
  ),
  column(
    "ObjectLockRetainUntilDate",
    TIME,
    ofObject(({ retention }) => retention?.until.toISOString()),
  ),
  column(
    "ObjectLockMode",
    TEXT,
    ofObject(({ retention }) => retention?.mode),
  ),
  column(
    "ObjectLockLegalHoldStatus",
    TEXT,
    ofObject(({ legalHold }) => legalHold),
  ),
  column(
    "IntelligentTieringAccessTier",
    TEXT,
    ofObject((row, { key, facts }) => facts.tier(key, row)),
  ),
  column(
    "BucketKeyStatus",
    TEXT,
    ofObject(({ encryption }) =>
      isKms(encryption) && encryption.underBucketKey !== undefined ? "ENABLED" : "DISABLED",
    ),
  ),
  column(
    "ChecksumAlgorithm",
    TEXT,
    ofObject(({ checksum }) => checksum.algorithm),
  ),
  column(
    "ObjectAccessControlList",
    TEXT,
    ofObject((row, { facts }) => facts.acl(row)),
  ),
  column(
    "ObjectOwner",
    TEXT,
    ofObject((row, { facts }) => ownerOf(facts.owner(row)).ID),
  ),
  column(
    "LifecycleExpirationDate",
    TIME,
    ofObject((row, { key, noncurrent, facts }) => facts.expiresAt(key, row, noncurrent)?.toISOString()),
  ),
];

/** In this order, whatever that of the configuration's fields. */
export function columnsOf({
  IncludedObjectVersions,
  OptionalFields = [],
  Destination,
}: InventoryConfiguration): readonly Column[] {
  const isCsv = Destination?.S3BucketDestination?.Format === "CSV";
  const wanted = OPTIONAL.filter(({ csv }) => (OptionalFields as readonly string[]).includes(csv));
  return [...FIRST(isCsv), ...(IncludedObjectVersions === "All" ? VERSIONS : []), ...wanted];
}

/** The manifest's `fileSchema`. Documented for all three formats. */
export function schemaOf(columns: readonly Column[], format: InventoryFormat): string {
  if (format === "CSV") return columns.map(({ csv }) => csv).join(", ");
  if (format === "ORC") return formatHiveType({ kind: "struct", fields: hiveColumnsOf(columns) });
  const fields = columns.map(
    ({ parquet, schema }, at) => `  ${at < 2 ? "required" : "optional"} ${schema.replace("%s", parquet)};`,
  );
  return `message s3.inventory {${fields.join("")}}`;
}
