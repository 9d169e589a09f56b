// A KMS key: its name, its row, and what follows from them.
import type {
  ExpirationModelType,
  KeyManagerType,
  KeySpec,
  KeyUsageType,
  OriginType,
  RotationType,
} from "@aws-sdk/client-kms";
import { formatArn } from "../../kit/arn.ts";

/** Key ids are unique in an account and region; multi-Region keys have the same one in each of their regions. */
export interface KeyName {
  readonly account: string;
  readonly region: string;
  readonly keyId: string;
}

export type State =
  | "Creating"
  | "Enabled"
  | "Disabled"
  | "PendingDeletion"
  | "PendingImport"
  | "PendingReplicaDeletion";

export interface Material {
  /** 64 hexadecimal digits. */
  readonly id: string;
  /** By the root key; undefined: imported material that was deleted or has expired. */
  readonly wrapped: Uint8Array | undefined;
  readonly state: "CURRENT" | "NON_CURRENT" | "PENDING_ROTATION";
  /** When and how it became current; undefined for a key's first material. */
  readonly rotated?: { readonly atMs: number; readonly type: RotationType };
  readonly imported?: {
    readonly description: string | undefined;
    /** Undefined: never. */
    readonly expiresMs: number | undefined;
  };
}

export interface Rotation {
  readonly periodDays: number;
  readonly nextMs: number;
}

export type Tags = readonly (readonly [key: string, value: string])[];

export interface KeyRow {
  readonly createdMs: number;
  readonly description: string;
  readonly spec: KeySpec;
  readonly usage: KeyUsageType;
  readonly origin: OriginType;
  readonly manager: KeyManagerType;
  readonly state: State;
  /** Of PendingDeletion, and without a date of PendingReplicaDeletion. */
  readonly deletion?: { readonly windowDays: number; readonly dueMs: number | undefined } | undefined;
  /** JSON. */
  readonly policy: string;
  readonly tags: Tags;
  /** In the order in which they came. */
  readonly materials: readonly Material[];
  readonly rotation?: Rotation | undefined;
  readonly onDemandRotations: number;
  readonly multiRegion?: { readonly primaryRegion: string; readonly regions: readonly string[] } | undefined;
}

export interface Key extends KeyRow {
  readonly name: KeyName;
  readonly arn: string;
}

export const keyArn = ({ account, region, keyId }: KeyName): string =>
  formatArn({ service: "kms", region, account, resource: `key/${keyId}` });

export const keyOf = (name: KeyName, row: KeyRow): Key => ({ name, arn: keyArn(name), ...row });

/** What is stored of it. */
export function rowOf(key: Key): KeyRow {
  const { name, arn, ...row } = key;
  if (arn !== keyArn(name)) throw new Error(`${arn} is not the ARN of ${name.keyId}`);
  return row;
}

/** What material is wrapped for: replicas of a multi-Region key hold it under the same name. */
export const ownerOf = ({ account, keyId }: KeyName, materialId: string): string => `${account}/${keyId}/${materialId}`;

export const currentMaterial = ({ materials }: KeyRow): Material | undefined =>
  materials.find(({ state }) => state === "CURRENT");

export const isReplica = ({ name, multiRegion }: Key): boolean =>
  multiRegion !== undefined && multiRegion.primaryRegion !== name.region;

/** `tags` as a record, for policies. */
export const tagRecord = (tags: Tags): Record<string, string> => Object.fromEntries(tags);

/** Documented: key material ids are told of symmetric encryption keys only. */
export const toldMaterialId = ({ spec }: KeyRow, material: Material): string | undefined =>
  spec === "SYMMETRIC_DEFAULT" ? material.id : undefined;

export const expirationModel = ({ imported }: Material): ExpirationModelType | undefined =>
  imported && (imported.expiresMs === undefined ? "KEY_MATERIAL_DOES_NOT_EXPIRE" : "KEY_MATERIAL_EXPIRES");

/** Documented: without any of the material it ever worked with, a key waits for its import. */
export const lacksMaterial = ({ materials }: KeyRow): boolean =>
  !materials.some(({ state }) => state === "CURRENT") ||
  materials.some(({ state, wrapped }) => state !== "PENDING_ROTATION" && !wrapped);
