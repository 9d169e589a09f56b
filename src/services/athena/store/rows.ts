// What Athena keeps of work groups, named queries, prepared statements and tags.
import type { InputOf } from "../../../kit/service.ts";
import type { Sdk } from "../context.ts";

export type WorkGroupConfigurationRow = NonNullable<InputOf<Sdk, "CreateWorkGroup">["Configuration"]>;
export type ResultConfigurationRow = NonNullable<WorkGroupConfigurationRow["ResultConfiguration"]>;

export interface WorkGroupRow {
  readonly name: string;
  readonly state: "ENABLED" | "DISABLED";
  readonly description: string;
  readonly configuration: WorkGroupConfigurationRow;
  readonly creationTime: Date;
}

export interface NamedQueryRow {
  readonly id: string;
  readonly name: string;
  readonly description: string | undefined;
  readonly database: string;
  readonly queryString: string;
  readonly workGroup: string;
  readonly token: string | undefined;
}

/** What a client request token created, as it was asked for. */
export interface NamedQueryTokenRow {
  readonly id: string;
  readonly asked: Omit<NamedQueryRow, "id" | "token">;
}

/** The execution that a client request token started. */
export interface ExecutionTokenRow {
  readonly id: string;
  /** Of what was asked for. */
  readonly digest: string;
}

export interface PreparedStatementRow {
  readonly name: string;
  readonly workGroup: string;
  readonly queryStatement: string;
  readonly description: string | undefined;
  readonly lastModifiedTime: Date;
}

export interface TagsRow {
  readonly tags: Readonly<Record<string, string>>;
}
