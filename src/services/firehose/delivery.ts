// Delivers one staged batch: its data to S3 or the endpoint; to S3 the records that failed, and the backup. Each part is put once.
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import type { ServiceHost } from "../../engines/host.ts";
import { AwsError } from "../../kit/errors.ts";
import type { Batch } from "./batch.ts";
import { compressions } from "./compression.ts";
import { convertBatch, type Converted } from "./conversion.ts";
import { convertedExtension } from "./converter.ts";
import { converts, type BackupDestination, type Destination } from "./destination.ts";
import { EndpointDelivery } from "./destinations/endpoint-delivery.ts";
import { errorTypeOf, type Endpoint } from "./endpoint.ts";
import { destinationOf, loggingOf } from "./error-log.ts";
import { firehoseRole } from "./firehose-role.ts";
import type { Target } from "./metrics.ts";
import { errorKey, objectKey, prefixesOf } from "./object-name.ts";
import { partitions } from "./processors/settings.ts";
import { s3Error, type DeliveryError } from "./s3-errors.ts";
import type { Stream } from "./stream.ts";
import type { Tools } from "./tools.ts";
import { partitionRetryMs, undeliveredLines } from "./undelivered.ts";

type Part = "data" | "errors" | "backup" | "undelivered";

/** Recorded for every object. */
const CONTENT_TYPE = "application/octet-stream";

interface Upload {
  readonly destination: BackupDestination;
  readonly key: string;
  readonly path: string;
  readonly compression: keyof typeof compressions;
}

export class Delivery {
  readonly #tools: Tools;
  readonly #host: ServiceHost;
  readonly #batch: Batch;
  readonly #done = new Set<Part>();
  readonly #endpoint: EndpointDelivery;
  #converted: Converted | undefined;
  /** The version of the stream that the batch was converted for. */
  #convertedFor = 0;
  /** Of the data to S3. */
  #attempts = 0;
  #firstFailedMs: number | undefined;

  constructor(tools: Tools, batch: Batch) {
    this.#tools = tools;
    this.#host = tools.host;
    this.#batch = batch;
    this.#endpoint = new EndpointDelivery(tools, batch);
  }

  get needsFolding(): boolean {
    return this.#converted?.needsFolding ?? false;
  }

  /** Puts what has not been put yet. Errors: whatever the catalog, S3 or the endpoint answer; call it again later. */
  async attempt(stream: Stream, signal: AbortSignal): Promise<void> {
    const { destination } = stream;
    const { oldestMs, data, output } = this.#batch;
    if (output.kind !== "data") return this.#putAside(stream, output.kind);
    const prefixes = { ...prefixesOf(destination, destination.CustomTimeZone), keys: output.keys };
    const { file, errors } = converts(destination)
      ? await this.#convert(stream)
      : { file: undefined, errors: undefined };
    if (errors !== undefined) {
      const key = errorKey(stream, prefixes, oldestMs, "format-conversion-failed");
      await this.#put("errors", stream, { destination, key, path: errors, compression: "UNCOMPRESSED" });
    }
    if (stream.endpoint) return this.#send(stream, stream.endpoint, signal);
    const path = converts(destination) ? file : data.path;
    if (path === undefined) return;
    const compression = destination.CompressionFormat;
    const usual = converts(destination)
      ? convertedExtension(destination.DataFormatConversionConfiguration ?? {})
      : compressions[compression].extension;
    const key = objectKey(stream, prefixes, oldestMs, destination.FileExtension || usual);
    try {
      await this.#put("data", stream, { destination, key, path, compression });
    } catch (error) {
      if (!this.#wasLastAttempt(destination)) throw error;
      await this.#putUndelivered(stream, error);
    }
  }

  /** Counts a failed attempt. Documented: a partition is tried for its retry duration; then its records go to the error prefix. */
  #wasLastAttempt(destination: Destination): boolean {
    const nowMs = this.#host.clock.now();
    this.#attempts++;
    this.#firstFailedMs ??= nowMs;
    return partitions(destination) && nowMs - this.#firstFailedMs >= partitionRetryMs(destination);
  }

  async #putUndelivered(stream: Stream, error: unknown): Promise<void> {
    const { destination } = stream;
    const path = await undeliveredLines(this.#batch, error, this.#attempts, this.#host.clock.now());
    const prefixes = prefixesOf(destination, destination.CustomTimeZone);
    const key = errorKey(stream, prefixes, this.#batch.oldestMs, "processing-failed");
    await this.#put("undelivered", stream, { destination, key, path, compression: "UNCOMPRESSED" });
  }

  /** Idempotent. */
  async close(): Promise<void> {
    await this.#endpoint.close();
  }

  async #send(stream: Stream, endpoint: Endpoint, signal: AbortSignal): Promise<void> {
    const path = await this.#endpoint.attempt(stream, endpoint, signal);
    if (path === undefined) return;
    const { destination } = stream;
    const key = errorKey(stream, prefixesOf(destination), this.#batch.oldestMs, errorTypeOf(endpoint));
    await this.#put("undelivered", stream, { destination, key, path, compression: destination.CompressionFormat });
  }

  /** Records that failed before they were staged, or the backup of records as they came. */
  async #putAside(stream: Stream, kind: "failed" | "backup"): Promise<void> {
    const { destination } = stream;
    const { oldestMs, data } = this.#batch;
    if (kind === "backup") return this.#backUp(stream, data.path);
    const prefixes = prefixesOf(destination, destination.CustomTimeZone);
    const key = errorKey(stream, prefixes, oldestMs, "processing-failed");
    await this.#put("errors", stream, { destination, key, path: data.path, compression: "UNCOMPRESSED" });
  }

  async #backUp(stream: Stream, path: string): Promise<void> {
    const backup = stream.destination.S3BackupDescription;
    if (!backup) return;
    const compression = backup.CompressionFormat;
    const key = objectKey(stream, prefixesOf(backup), this.#batch.oldestMs, compressions[compression].extension);
    await this.#put("backup", stream, { destination: backup, key, path, compression });
  }

  async #convert(stream: Stream): Promise<Converted> {
    const conversion = stream.destination.DataFormatConversionConfiguration ?? {};
    if (!this.#converted || this.#convertedFor !== stream.version) {
      try {
        this.#converted = await convertBatch({ host: this.#host, stream, batch: this.#batch, conversion });
      } catch (error) {
        if (error instanceof AwsError) this.#report(stream, conversionRefused(error));
        throw error;
      }
      this.#convertedFor = stream.version;
      this.#countConversion(stream, this.#converted);
    }
    return this.#converted;
  }

  #countConversion(stream: Stream, { failed }: Converted): void {
    const { metrics } = this.#tools;
    const { records, sizeBytes } = this.#batch;
    metrics.add("SucceedConversion.Records", records - failed.records);
    metrics.add("SucceedConversion.Bytes", sizeBytes - failed.bytes);
    if (!failed.first) return;
    metrics.add("FailedConversion.Records", failed.records);
    metrics.add("FailedConversion.Bytes", failed.bytes);
    this.#report(stream, failed.first);
  }

  #report(stream: Stream, error: DeliveryError): void {
    const { options, roleArn } = loggingOf(stream);
    this.#tools.errors.report(stream, options, roleArn, { ...error, destination: destinationOf(stream) });
  }

  /** Once, and counted. */
  async #put(part: Part, stream: Stream, upload: Upload): Promise<void> {
    if (this.#done.has(part)) return;
    const target = targetOf(part, stream);
    const { metrics, errors } = this.#tools;
    try {
      const bytes = await this.#upload(stream, upload);
      this.#done.add(part);
      if (target) metrics.delivered(target, { ...this.#countOf(part), bytes });
      if (part === "data" && partitions(stream.destination)) metrics.add("DeliveryToS3.ObjectCount");
    } catch (error) {
      if (target) metrics.failed(target, this.#countOf(part).ageMs);
      const { CloudWatchLoggingOptions: options, RoleARN, BucketARN } = upload.destination;
      errors.report(stream, options, RoleARN, { ...s3Error(error), destination: BucketARN });
      throw error;
    }
  }

  #countOf(part: Part): { readonly records: number; readonly ageMs: number } {
    const { records, oldestMs } = this.#batch;
    const converted = part === "data" ? records - (this.#converted?.failed.records ?? 0) : records;
    return { records: converted, ageMs: this.#host.clock.now() - oldestMs };
  }

  /** Resolves with how many bytes the object has. */
  async #upload({ key: { account, region } }: Stream, upload: Upload): Promise<number> {
    const { destination, key, path, compression } = upload;
    const { apply, contentEncoding } = compressions[compression];
    const { size } = await stat(path);
    let bytes = compression === "UNCOMPRESSED" ? size : 0;
    const file = createReadStream(path);
    const counted = async function* () {
      for await (const piece of apply(file)) {
        bytes += piece.length;
        yield piece;
      }
    };
    const body = compression === "UNCOMPRESSED" ? file : Readable.from(counted(), { objectMode: false });
    const input = {
      Bucket: bucketOf(destination),
      Key: key,
      Body: body,
      ContentType: CONTENT_TYPE,
      ...(compression === "UNCOMPRESSED" && { ContentLength: size }),
      ...(contentEncoding !== undefined && { ContentEncoding: contentEncoding }),
      ...encryptionOf(destination),
    };
    try {
      await this.#host.peers.call("s3", "PutObject", input, {
        account,
        region,
        principal: firehoseRole(destination.RoleARN),
      });
    } finally {
      body.destroy();
      file.destroy();
    }
    return bytes;
  }
}

/** Inferred: objects of failed records count as a backup where the data goes to an endpoint, and otherwise not at all. */
function targetOf(part: Part, { endpoint }: Stream): Target | undefined {
  if (part === "data") return "DeliveryToS3";
  return part === "backup" || endpoint ? "BackupToS3" : undefined;
}

/** The code is inferred. */
const conversionRefused = ({ code, message }: AwsError): DeliveryError => ({
  code: `DataFormatConversion.${code}`,
  message,
});

/** Documented: with a key, objects are encrypted by it through KMS; otherwise the bucket's own default holds. */
function encryptionOf({ EncryptionConfiguration: { KMSEncryptionConfig: kms } }: BackupDestination) {
  return kms && { ServerSideEncryption: "aws:kms" as const, SSEKMSKeyId: kms.AWSKMSKeyARN };
}

/** `arn:aws:s3:::bucket`. */
const bucketOf = ({ BucketARN }: BackupDestination): string => BucketARN.slice(BucketARN.lastIndexOf(":") + 1);
