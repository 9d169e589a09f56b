// How a statement of Hive's DDL fails, with Athena's text. Recorded unless the function says otherwise.

/** What StartQueryExecution refuses with MALFORMED_QUERY, besides syntax errors with a place. */
export class DdlRefusal extends Error {}

/** A statement that starts and fails. `message` is the StateChangeReason, and the text of the result file. */
export class DdlFailure extends Error {
  /** AthenaError's ErrorCategory: 1 system, 2 user. */
  readonly category: 1 | 2;
  /** AthenaError's ErrorType. */
  readonly type: number;
  /** AthenaError's ErrorMessage. */
  readonly detail: string;

  constructor(message: string, { category = 2, type = 1100, detail = message }: Partial<DdlFailure> = {}) {
    super(message);
    this.category = category;
    this.type = type;
    this.detail = detail;
  }
}

export const noLocation = (): DdlRefusal =>
  new DdlRefusal("No location was specified for table. An S3 location must be specified");

export const externalRequired = (): DdlRefusal => new DdlRefusal("External keyword required for table type HIVE");

/** As DESCRIBE and SHOW COLUMNS are refused; Athena's text also holds a request id, which is left out. */
export const entityNotFound = (): DdlFailure =>
  new DdlFailure(
    "Entity Not Found (Service: AmazonDataCatalog; Status Code: 400; Error Code: EntityNotFoundException; Proxy: null)",
    { type: 1301 },
  );

const semantic = (message: string, code?: number): string =>
  `FAILED: SemanticException ${code === undefined ? "" : `[Error ${code}]: `}${message}`;

const ddlTask = (message: string): string =>
  `FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask. ${message}`;

/** The name as the statement wrote it. */
export const tableNotFound = (name: string): DdlFailure =>
  new DdlFailure(semantic(`Table not found ${name}`, 10_001), { type: 1301 });

export const databaseNotFound = (name: string): DdlFailure =>
  new DdlFailure(semantic(`Database does not exist: ${name}`, 10_072), { category: 1, type: 1502 });

export const databaseExists = (name: string): DdlFailure =>
  new DdlFailure(ddlTask(`Database ${name} already exists`), { category: 1, type: 1502 });

/** The text ends without an `s` and a full stop, unlike its detail. */
export const tableExists = (table: string): DdlFailure =>
  new DdlFailure(ddlTask(`AlreadyExistsException(message:Table ${table} already exist)`), {
    type: 1006,
    detail: `Table ${table} already exists.`,
  });

/** MSCK REPAIR TABLE of a view. */
export const noPath = (): DdlFailure => taskFailed("Can not create a Path from an empty string");

export const icebergUnsupported = (): DdlFailure =>
  new DdlFailure("Query type not supported by Athena Iceberg at this time", { type: 1200 });

/** ALTER TABLE .. RENAME TO of a table that is not Iceberg's. */
export const engineUnsupported = (): DdlFailure =>
  new DdlFailure("Query type not supported by DDL engine.", { type: 1006 });

/** A place of Hive's own parser: its columns count from 0. */
export const parseException = (line: number, column: number, what: string): DdlFailure =>
  new DdlFailure(`FAILED: ParseException line ${line}:${column} ${what}`, { category: 1, type: 1003 });

/** Hive's words; inferred for Athena. */
export const semanticFailure = (message: string, code?: number): DdlFailure => new DdlFailure(semantic(message, code));

/** Hive's words; inferred for Athena. */
export const taskFailed = (message: string): DdlFailure => new DdlFailure(ddlTask(message));

/** Ours: what Athena does and Forebay does not. */
export const notBuilt = (what: string): DdlFailure =>
  new DdlFailure(`NOT_SUPPORTED: ${what} is not built in Forebay.`, { type: 1200 });
