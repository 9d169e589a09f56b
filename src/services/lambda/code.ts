// The archive that a request brings: its bytes, or an object in S3 that the caller may read.
import type { FunctionCode } from "@aws-sdk/client-lambda";
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { AwsError } from "../../kit/errors.ts";
import type { Call, Decoded } from "../../kit/service.ts";
import { checkZip } from "./code-folders.ts";
import type { LambdaContext } from "./context.ts";
import { cannotUnzip, noCode, imagesNotBuilt, objectNotRead, packageTooLarge } from "./errors.ts";
import type { Code } from "./function.ts";
import { ZIP_FETCHED_MAX_BYTES, ZIP_UPLOADED_MAX_BYTES } from "./limits.ts";

type Source = Pick<
  Decoded<FunctionCode>,
  "ZipFile" | "S3Bucket" | "S3Key" | "S3ObjectVersion" | "ImageUri" | "SourceKMSKeyArn" | "S3ObjectStorageMode"
>;

/** Checked, with its hash; not stored yet. Errors: InvalidParameterValueException, RequestEntityTooLargeException. */
export async function readArchive(source: Source, call: Call<LambdaContext>): Promise<Buffer> {
  if (source.ImageUri !== undefined) throw imagesNotBuilt();
  const archive = source.ZipFile ? uploaded(source.ZipFile) : await fetched(source, call);
  checkZip(archive);
  return archive;
}

export const sha256Of = (archive: Buffer): string => createHash("sha256").update(archive).digest("base64");

export async function storeArchive({ host }: LambdaContext, archive: Buffer): Promise<Code> {
  const { id } = await host.blobs.put(archive);
  return { blobId: id, sha256: sha256Of(archive), sizeBytes: archive.length };
}

function uploaded(bytes: Uint8Array): Buffer {
  if (bytes.byteLength > ZIP_UPLOADED_MAX_BYTES) throw packageTooLarge(ZIP_UPLOADED_MAX_BYTES);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

async function fetched(
  { S3Bucket: Bucket, S3Key: Key, S3ObjectVersion: VersionId }: Source,
  { account, region, caller, signal, context }: Call<LambdaContext>,
): Promise<Buffer> {
  if (Bucket === undefined || Key === undefined) throw noCode();
  const input = { Bucket, Key, ...(VersionId !== undefined && { VersionId }) };
  try {
    const as = { account, region, principal: caller, signal };
    const { Body } = await context.host.peers.call("s3", "GetObject", input, as);
    return await whole(Body);
  } catch (error) {
    throw error instanceof AwsError && error.fault === "client" && error.code !== "InvalidParameterValueException"
      ? objectNotRead(error.code, error.message)
      : error;
  }
}

async function whole(body: Readable | Uint8Array | undefined): Promise<Buffer> {
  if (!(body instanceof Readable)) return Buffer.from(body ?? []);
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > ZIP_FETCHED_MAX_BYTES) throw cannotUnzip();
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks);
}
