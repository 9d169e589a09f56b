// The Glue catalog, as the caller may see it.
import type * as sdk from "@aws-sdk/client-glue";
import { AwsError } from "../../../kit/errors.ts";
import type { PeerIdentity, PeerModules, Peers } from "../../../kit/peers.ts";
import type { Decoded, InputOf, OperationName, OutputOf } from "../../../kit/service.ts";

type GlueSdk = PeerModules["glue"];

/** As Glue takes them, which is how it answers them too. */
export type Table = Decoded<sdk.Table>;
export type Column = Decoded<sdk.Column>;
export type StorageDescriptor = Decoded<sdk.StorageDescriptor>;
export type Partition = Decoded<sdk.Partition>;

type GlueOperation = Extract<OperationName<GlueSdk>, string>;

const PAGE_SIZE_MAX = 100;

export class GlueCatalog {
  readonly #peers: Peers;
  readonly #as: PeerIdentity;

  constructor(peers: Peers, as: PeerIdentity) {
    this.#peers = peers;
    this.#as = as;
  }

  call<Name extends GlueOperation>(name: Name, input: InputOf<GlueSdk, Name>): Promise<OutputOf<GlueSdk, Name>> {
    return this.#peers.call("glue", name, input, this.#as);
  }

  async database(name: string): Promise<sdk.Database | undefined> {
    return orAbsent(this.call("GetDatabase", { Name: name }).then(({ Database: database }) => database));
  }

  async *databases(): AsyncGenerator<sdk.Database> {
    let token: string | undefined;
    do {
      const page = await this.call("GetDatabases", {
        MaxResults: PAGE_SIZE_MAX,
        ...(token !== undefined && { NextToken: token }),
      });
      yield* page.DatabaseList ?? [];
      token = page.NextToken;
    } while (token !== undefined);
  }

  async table(database: string, name: string): Promise<Table | undefined> {
    return orAbsent(
      this.call("GetTable", { DatabaseName: database, Name: name }).then(
        ({ Table: table }) => table as Table | undefined,
      ),
    );
  }

  async *tables(database: string): AsyncGenerator<Table> {
    let token: string | undefined;
    do {
      const page = await this.call("GetTables", {
        DatabaseName: database,
        MaxResults: PAGE_SIZE_MAX,
        ...(token !== undefined && { NextToken: token }),
      });
      yield* (page.TableList ?? []) as Table[];
      token = page.NextToken;
    } while (token !== undefined);
  }

  /** `expression` is Glue's own filter over partition keys. */
  async *partitions(database: string, table: string, expression?: string): AsyncGenerator<Partition> {
    let token: string | undefined;
    do {
      const page = await this.call("GetPartitions", {
        DatabaseName: database,
        TableName: table,
        ...(expression !== undefined && { Expression: expression }),
        ...(token !== undefined && { NextToken: token }),
      });
      yield* (page.Partitions ?? []) as Partition[];
      token = page.NextToken;
    } while (token !== undefined);
  }
}

/** Undefined for what does not exist. */
async function orAbsent<Result>(answer: Promise<Result>): Promise<Result | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof AwsError && error.code === "EntityNotFoundException") return undefined;
    throw error;
  }
}
