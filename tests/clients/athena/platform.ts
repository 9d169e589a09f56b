// A platform with S3, Glue and Athena, and a query run to its end.
import {
  AthenaClient,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  StartQueryExecutionCommand,
  type GetQueryResultsCommandOutput,
  type QueryExecution,
  type StartQueryExecutionCommandInput,
} from "@aws-sdk/client-athena";
import { GlueClient } from "@aws-sdk/client-glue";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { type Forebay, startForebay, type StartOptions } from "../../../src/index.ts";

export const BUCKET = "lake";
const RESULTS = "s3://lake/results/";

export interface Answer {
  readonly execution: QueryExecution;
  /** Without the header; NULL is null. */
  readonly rows: (string | null)[][];
  readonly results: GetQueryResultsCommandOutput;
}

type Options = Partial<StartQueryExecutionCommandInput>;

export class Platform implements AsyncDisposable {
  readonly forebay: Forebay;
  readonly athena: AthenaClient;
  readonly glue: GlueClient;
  readonly s3: S3Client;

  constructor(forebay: Forebay) {
    this.forebay = forebay;
    this.athena = new AthenaClient(forebay.clientConfig);
    this.glue = new GlueClient(forebay.clientConfig);
    this.s3 = new S3Client(forebay.clientConfig);
  }

  static async start(options?: StartOptions): Promise<Platform> {
    const platform = new Platform(await startForebay(options));
    await platform.s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
    return platform;
  }

  async put(key: string, body: string | Uint8Array): Promise<void> {
    await this.s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: key, Body: body }));
  }

  async start(sql: string, options: Options = {}): Promise<string> {
    const { QueryExecutionId } = await this.athena.send(
      new StartQueryExecutionCommand({
        QueryString: sql,
        ResultConfiguration: { OutputLocation: RESULTS },
        QueryExecutionContext: { Database: "db" },
        ...options,
      }),
    );
    return QueryExecutionId as string;
  }

  /** The execution once it is final. */
  async ended(QueryExecutionId: string): Promise<QueryExecution> {
    for (;;) {
      const { QueryExecution } = await this.athena.send(new GetQueryExecutionCommand({ QueryExecutionId }));
      const state = QueryExecution?.Status?.State;
      if (QueryExecution && state !== "QUEUED" && state !== "RUNNING") return QueryExecution;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  /** Throws the reason of a query that did not succeed. */
  async query(sql: string, options?: Options): Promise<Answer> {
    const execution = await this.ended(await this.start(sql, options));
    if (execution.Status?.State !== "SUCCEEDED") throw new Error(execution.Status?.StateChangeReason);
    const { QueryExecutionId } = execution;
    const results = await this.athena.send(new GetQueryResultsCommand({ QueryExecutionId }));
    const rows = (results.ResultSet?.Rows ?? []).map(({ Data }) =>
      (Data ?? []).map(({ VarCharValue }) => VarCharValue ?? null),
    );
    return {
      execution,
      rows: execution.SubstatementType === "SELECT" || execution.SubstatementType === "EXECUTE" ? rows.slice(1) : rows,
      results,
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const client of [this.athena, this.glue, this.s3]) client.destroy();
    await this.forebay.close();
  }
}
