// The SDK's managed uploads (@aws-sdk/lib-storage): of a stream of unknown length, in parts side by side, and one that is aborted.
import { createHash, randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { setTimeout } from "node:timers/promises";
import { CreateBucketCommand, GetObjectCommand, ListMultipartUploadsCommand, S3Client } from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";

const credentials = { accessKeyId: "test", secretAccessKey: "test" };
const endpoint = process.env.FOREBAY_ENDPOINT;
const client = new S3Client({ endpoint, region: "us-east-1", credentials, forcePathStyle: true });
const Bucket = "by-lib-storage";
await client.send(new CreateBucketCommand({ Bucket }));
const chunks = Array.from({ length: 45 }, () => randomBytes(512 * 1024));
const upload = (Key, Body) =>
  new Upload({ client, params: { Bucket, Key, Body }, queueSize: 4, partSize: 5 * 1024 * 1024 });
let seen = 0;
const streamed = upload("streamed", Readable.from(chunks));
streamed.on("httpUploadProgress", ({ loaded }) => (seen = loaded));
await streamed.done();
const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: "streamed" }));
const digest = (bytes) => createHash("sha256").update(bytes).digest("hex");
if (digest(await Body.transformToByteArray()) !== digest(Buffer.concat(chunks)))
  throw new Error("other bytes came back");
if (seen !== Buffer.concat(chunks).length) throw new Error(`progress ended at ${seen}`);
await upload("small", "one part").done();
const stopped = upload("stopped", Buffer.alloc(30 * 1024 * 1024));
stopped.on("httpUploadProgress", () => void stopped.abort());
const outcome = await stopped.done().then(
  () => "done",
  ({ name }) => name,
);
if (outcome !== "AbortError") throw new Error(`an aborted upload ended as ${outcome}`);
// It is taken back after the promise has been rejected.
const left = async () => (await client.send(new ListMultipartUploadsCommand({ Bucket }))).Uploads?.length ?? 0;
for (let round = 0; round < 100 && (await left()) > 0; round++) await setTimeout(100);
if ((await left()) > 0) throw new Error("an aborted upload is still there");
