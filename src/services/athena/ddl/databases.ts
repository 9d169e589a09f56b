// CREATE, DROP and ALTER DATABASE.
import { Catalog, isNamed } from "./catalog.ts";
import { databaseExists, taskFailed } from "./failure.ts";
import type { DdlSession } from "./session.ts";
import type { DatabaseDdl } from "./syntax.ts";

export async function runDatabaseDdl(ddl: DatabaseDdl, session: DdlSession): Promise<void> {
  switch (ddl.kind) {
    case "create-database":
      return createDatabase(ddl, session);
    case "drop-database":
      return dropDatabase(ddl, session);
    case "set-database-properties":
      return setProperties(ddl, session);
  }
}

type Of<Kind> = Extract<DatabaseDdl, { kind: Kind }>;

async function createDatabase(ddl: Of<"create-database">, { peers, identity }: DdlSession): Promise<void> {
  const DatabaseInput = {
    Name: ddl.database,
    ...(ddl.comment !== undefined && { Description: ddl.comment }),
    ...(ddl.location !== undefined && { LocationUri: ddl.location }),
    Parameters: { ...ddl.properties },
  };
  try {
    await peers.call("glue", "CreateDatabase", { DatabaseInput }, identity);
  } catch (error) {
    if (!isNamed(error, "AlreadyExistsException")) throw error;
    if (!ddl.ifNotExists) throw databaseExists(ddl.database);
  }
}

async function dropDatabase(ddl: Of<"drop-database">, session: DdlSession): Promise<void> {
  const { database, ifExists, cascade } = ddl;
  const catalog = new Catalog(session);
  if (ifExists && !(await catalog.database(database))) return;
  await catalog.knownDatabase(database);
  if (!cascade) {
    for await (const _ of catalog.tables(database))
      throw taskFailed(
        `InvalidOperationException(message:Database ${database} is not empty. One or more tables exist.)`,
      );
  }
  await session.peers.call("glue", "DeleteDatabase", { Name: database }, session.identity);
}

async function setProperties(ddl: Of<"set-database-properties">, session: DdlSession): Promise<void> {
  const { Name, Description, LocationUri, Parameters, CreateTableDefaultPermissions } = await new Catalog(
    session,
  ).knownDatabase(ddl.database);
  const DatabaseInput = {
    Name,
    Description,
    LocationUri,
    CreateTableDefaultPermissions,
    Parameters: { ...Parameters, ...ddl.properties },
  };
  await session.peers.call("glue", "UpdateDatabase", { Name: ddl.database, DatabaseInput }, session.identity);
}
