// What IAM keeps: the shapes of its rows. Entities are found by name, and what belongs to one stands under its unique id.

/** In the order in which they were given. */
export type Tags = readonly (readonly [key: string, value: string])[];

export interface EntityRow {
  /** `AIDA...`, `AGPA...`, `AROA...`, `ANPA...`, `AIPA...`. */
  readonly id: string;
  /** In the case it was given in. */
  readonly name: string;
  /** Begins and ends with a slash. */
  readonly path: string;
  readonly partition: string;
  /** Virtual epoch ms in whole seconds. */
  readonly createdMs: number;
}

/** What can carry permissions. */
export interface PrincipalRow extends EntityRow {
  /** ARNs of managed policies, the earliest attached first. */
  readonly attached: readonly string[];
}

export interface UserRow extends PrincipalRow {
  readonly tags: Tags;
  /** ARN of a managed policy. */
  readonly boundary: string | undefined;
  /** Unique ids. */
  readonly groupIds: readonly string[];
  readonly accessKeyIds: readonly string[];
  readonly passwordLastUsedMs: number | undefined;
}

export type GroupRow = PrincipalRow;

export interface RoleRow extends PrincipalRow {
  readonly tags: Tags;
  readonly boundary: string | undefined;
  readonly description: string | undefined;
  readonly maxSessionSeconds: number;
  /** JSON, as it was given. */
  readonly trustPolicy: string;
  /** Users and roles that it names: ARN, and unique id at the time it was given. */
  readonly trusted?: readonly (readonly [arn: string, id: string])[];
  /** Of a service-linked role: the service, e.g. `batch.amazonaws.com`. */
  readonly linkedService: string | undefined;
}

export interface PolicyRow extends EntityRow {
  readonly description: string | undefined;
  readonly tags: Tags;
  readonly updatedMs: number;
  readonly defaultVersion: number;
  /** Numbers are never used again. */
  readonly lastVersion: number;
}

export interface PolicyVersionRow {
  readonly document: string;
  readonly createdMs: number;
}

export interface InstanceProfileRow extends EntityRow {
  readonly tags: Tags;
  /** Unique id. */
  readonly roleId: string | undefined;
}

export interface DocumentRow {
  /** JSON, as it was given. */
  readonly document: string;
}

export interface AccessKeyRow {
  readonly userId: string;
  readonly status: "Active" | "Inactive";
  readonly createdMs: number;
  /** By the platform's sealing key. */
  readonly sealedSecret: string;
}

export interface LoginProfileRow {
  readonly createdMs: number;
  readonly resetRequired: boolean;
  /** When the password was set last. */
  readonly changedMs: number;
  /** Salt and scrypt of the password, and of earlier ones: the newest first. */
  readonly passwords: readonly HashedPassword[];
}

export interface HashedPassword {
  readonly salt: Uint8Array;
  readonly hash: Uint8Array;
}

/** The last use of an access key or a role. */
export interface UseRow {
  readonly atMs: number;
  /** As GetAccessKeyLastUsed names it, e.g. `s3`. */
  readonly service: string;
  readonly region: string;
}
