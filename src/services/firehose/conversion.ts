// Turns a staged batch into a Parquet or ORC file, and a file of lines for the records that did not convert.
import { hasOtherSpellings, isInvalid } from "../../formats/conversion/json-to-parquet.ts";
import type { JsonSchema } from "../../formats/conversion/json-to-parquet.ts";
import type { KeyFolding } from "../../formats/conversion/json-text.ts";
import type { ServiceHost } from "../../engines/host.ts";
import type { SqlSession } from "../../engines/sql/sql.ts";
import type { Batch } from "./batch.ts";
import { foldFile, stagedRecords, type StagedRecord } from "./batch-records.ts";
import { foldingOf, readSchema } from "./conversion-schema.ts";
import { convertedExtension, converterOf, type Convert } from "./converter.ts";
import type { Conversion } from "./destination.ts";
import { catalogTable, conversionFailure, diagnosed, errorLine, type ConversionError } from "./error-record.ts";
import { sift } from "./sift.ts";
import { Spool } from "./spool.ts";
import type { Stream } from "./stream.ts";

export interface Converted {
  /** A file; undefined when no record converted. */
  readonly file: string | undefined;
  /** A file; undefined when every record converted. */
  readonly errors: string | undefined;
  /** Keys came in other spellings than the schema's: later batches had better be folded while they are staged. */
  readonly needsFolding: boolean;
  readonly failed: FailedRecords;
}

/** Of the records that did not convert. */
export interface FailedRecords {
  readonly records: number;
  readonly bytes: number;
  readonly first: ConversionError | undefined;
}

export interface Converting {
  readonly host: ServiceHost;
  readonly stream: Stream;
  readonly batch: Batch;
  readonly conversion: Conversion;
}

/** Errors: AwsError when the catalog cannot be read, EngineError `disk-full`, `unavailable`: try again later. */
export async function convertBatch(converting: Converting): Promise<Converted> {
  const { host, stream, batch, conversion } = converting;
  const failures = new Failures(converting);
  const schema = await readSchema(host.peers, conversion, stream.key);
  if ("code" in schema) {
    for await (const record of stagedRecords(batch, batch.data.path)) await failures.add(record, schema);
    return { file: undefined, errors: await failures.close(), needsFolding: false, failed: failures };
  }
  const session = await (await host.sql()).session();
  try {
    const run = new ConversionRun(converting, session, schema, failures);
    const file = await run.file();
    return { file, errors: await failures.close(), needsFolding: run.needsFolding, failed: failures };
  } finally {
    await session.close();
  }
}

class ConversionRun {
  needsFolding = false;
  readonly #batch: Batch;
  readonly #session: SqlSession;
  readonly #schema: JsonSchema;
  readonly #converter: Convert;
  readonly #to: string;
  readonly #failures: Failures;
  readonly #folding: KeyFolding;
  #dataPath: string;

  constructor({ batch, conversion }: Converting, session: SqlSession, schema: JsonSchema, failures: Failures) {
    this.#batch = batch;
    this.#session = session;
    this.#schema = schema;
    this.#converter = converterOf(conversion, batch.data.sizeBytes / Math.max(1, batch.lines));
    this.#to = batch.file(convertedExtension(conversion).slice(1));
    this.#failures = failures;
    this.#folding = foldingOf(conversion.InputFormatConfiguration?.Deserializer ?? {});
    this.#dataPath = batch.data.path;
  }

  async file(): Promise<string | undefined> {
    const whole = this.#batch.lines > 0 ? await this.#whole() : undefined;
    if (whole === undefined) return this.#siftedOrNone();
    if (this.#batch.broken > 0) await this.#reportBroken();
    return whole;
  }

  /** Undefined when some line does not convert. */
  async #whole(): Promise<string | undefined> {
    try {
      const { exactKeys, hasNulls } = await this.#convert(this.#dataPath);
      if (exactKeys || !(await this.#isMisspelt(hasNulls))) return this.#to;
      await this.#fold();
      await this.#convert(this.#dataPath);
      return this.#to;
    } catch (error) {
      if (isInvalid(error)) return undefined;
      throw error;
    }
  }

  /** What the engine refuses for other reasons than a record, e.g. two columns of one name, fails every record. */
  async #siftedOrNone(): Promise<string | undefined> {
    try {
      return await this.#sifted();
    } catch (error) {
      if (!isInvalid(error)) throw error;
      await this.#failures.restart();
      for await (const record of stagedRecords(this.#batch, this.#dataPath))
        await this.#failures.add(record, conversionFailure);
      return undefined;
    }
  }

  async #sifted(): Promise<string | undefined> {
    await this.#fold();
    for (const trusting of [true, false]) {
      await this.#failures.restart();
      const good = new Spool(this.#batch.file("good"));
      await sift(
        {
          session: this.#session,
          batch: this.#batch,
          dataPath: this.#dataPath,
          schema: this.#schema,
          convert: this.#converter,
          good,
          onBad: (record) => this.#failures.add(record, diagnosed(record.data, this.#schema)),
        },
        trusting,
      );
      if (good.sizeBytes === 0) return undefined;
      try {
        await this.#convert(good.path);
        return this.#to;
      } catch (error) {
        if (!isInvalid(error) || !trusting) throw error;
      }
    }
    return undefined;
  }

  async #reportBroken(): Promise<void> {
    for await (const record of stagedRecords(this.#batch, this.#dataPath)) {
      if (record.lines.length === 0) await this.#failures.add(record, diagnosed(record.data, this.#schema));
    }
  }

  #convert(from: string): ReturnType<Convert> {
    return this.#converter(this.#session, from, this.#to, this.#schema);
  }

  get #mayFold(): boolean {
    const { lowerCase, dotsToUnderscores } = this.#folding;
    return (lowerCase || dotsToUnderscores) && this.#batch.staging.folding === undefined;
  }

  async #isMisspelt(hasNulls: () => Promise<boolean>): Promise<boolean> {
    if (!this.#mayFold || !(await hasNulls())) return false;
    this.needsFolding = await hasOtherSpellings(this.#session, this.#dataPath, this.#schema, this.#folding);
    return this.needsFolding;
  }

  /** Idempotent. */
  async #fold(): Promise<void> {
    if (!this.#mayFold || this.#dataPath !== this.#batch.data.path || this.#batch.lines === 0) return;
    const folded = new Spool(this.#batch.file("folded"));
    await foldFile(this.#dataPath, folded, this.#folding);
    this.#dataPath = folded.path;
  }
}

/** Collects the lines of records that did not convert. */
class Failures implements FailedRecords {
  records = 0;
  bytes = 0;
  first: ConversionError | undefined;
  readonly #converting: Converting;
  readonly #table: ReturnType<typeof catalogTable>;
  #spool: Spool | undefined;

  constructor(converting: Converting) {
    this.#converting = converting;
    this.#table = catalogTable(converting.stream.key, converting.conversion.SchemaConfiguration);
  }

  async add({ data, arrivalMs, sequenceNumber }: StagedRecord, error: ConversionError): Promise<void> {
    const { host, batch } = this.#converting;
    this.#spool ??= new Spool(batch.file("errors"));
    this.records++;
    this.bytes += data.length;
    this.first ??= error;
    const line = errorLine({ data, arrivalMs, sequenceNumber, error }, this.#table, host.clock.now());
    this.#spool.add(Buffer.from(line));
    await this.#spool.flush();
  }

  async restart(): Promise<void> {
    await this.#spool?.discard();
    this.#spool = undefined;
    [this.records, this.bytes, this.first] = [0, 0, undefined];
  }

  async close(): Promise<string | undefined> {
    await this.#spool?.close();
    return this.#spool?.path;
  }
}
