// Server-side encryption: what headers claim is true on disk, for every kind of it.
import { createHash, randomBytes } from "node:crypto";
import { open, readdir } from "node:fs/promises";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteBucketEncryptionCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutBucketEncryptionCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  UploadPartCommand,
  UploadPartCopyCommand,
} from "@aws-sdk/client-s3";
import { CreateKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { filesWith } from "./data-folder.ts";
import { failure, platform, type S3Platform } from "./platform.ts";
import { signedFetch } from "./signed-fetch.ts";

const FRAME_BYTES = 64 * 1024;
const PART_BYTES = 5 * 1024 ** 2;

const customer = (fill: number) => {
  const key = Buffer.alloc(32, fill);
  return {
    SSECustomerAlgorithm: "AES256",
    SSECustomerKey: key.toString("base64"),
    SSECustomerKeyMD5: createHash("md5").update(key).digest("base64"),
  };
};
const asSource = ({ SSECustomerAlgorithm, SSECustomerKey, SSECustomerKeyMD5 }: ReturnType<typeof customer>) => ({
  CopySourceSSECustomerAlgorithm: SSECustomerAlgorithm,
  CopySourceSSECustomerKey: SSECustomerKey,
  CopySourceSSECustomerKeyMD5: SSECustomerKeyMD5,
});

let folder: string;
let one: S3Platform;
let keyArn: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "forebay-sse-"));
  one = await platform({ dataFolder: folder });
  const kms = new KMSClient(one.forebay.clientConfig);
  keyArn = (await kms.send(new CreateKeyCommand({}))).KeyMetadata?.Arn ?? "";
  kms.destroy();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

type Headers = Pick<
  PutObjectCommandInput,
  | "ServerSideEncryption"
  | "SSEKMSKeyId"
  | "BucketKeyEnabled"
  | "SSEKMSEncryptionContext"
  | "SSECustomerAlgorithm"
  | "SSECustomerKey"
  | "SSECustomerKeyMD5"
>;

interface Kind {
  readonly name: string;
  readonly write: () => Headers;
  readonly read: Headers;
  /** What answers show, besides the key's ARN. */
  readonly shown: Headers;
  readonly md5: boolean;
}

const KINDS: readonly Kind[] = [
  {
    name: "SSE-S3",
    write: () => ({ ServerSideEncryption: "AES256" }),
    read: {},
    shown: { ServerSideEncryption: "AES256" },
    md5: true,
  },
  {
    name: "SSE-KMS",
    write: () => ({ ServerSideEncryption: "aws:kms", SSEKMSKeyId: keyArn }),
    read: {},
    shown: { ServerSideEncryption: "aws:kms" },
    md5: false,
  },
  {
    name: "SSE-KMS with the bucket's key",
    write: () => ({ ServerSideEncryption: "aws:kms", SSEKMSKeyId: keyArn, BucketKeyEnabled: true }),
    read: {},
    shown: { ServerSideEncryption: "aws:kms", BucketKeyEnabled: true },
    md5: false,
  },
  {
    name: "SSE-KMS with AWS's key",
    write: () => ({ ServerSideEncryption: "aws:kms" }),
    read: {},
    shown: { ServerSideEncryption: "aws:kms" },
    md5: false,
  },
  {
    name: "DSSE-KMS",
    write: () => ({ ServerSideEncryption: "aws:kms:dsse", SSEKMSKeyId: keyArn }),
    read: {},
    shown: { ServerSideEncryption: "aws:kms:dsse" },
    md5: false,
  },
  {
    name: "SSE-C",
    write: () => customer(1),
    read: customer(1),
    shown: { SSECustomerAlgorithm: "AES256", SSECustomerKeyMD5: customer(1).SSECustomerKeyMD5 },
    md5: false,
  },
];

const get = async (Bucket: string, Key: string, headers: Headers = {}, Range?: string): Promise<Buffer> => {
  const { Body } = await one.s3.send(new GetObjectCommand({ Bucket, Key, Range, ...headers }));
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
};

/** Recognisable, and never the same twice. */
const marked = (sizeBytes: number): { bytes: Buffer; mark: Buffer } => {
  const mark = randomBytes(24);
  const bytes = Buffer.alloc(sizeBytes);
  for (let at = 0; at + 24 <= sizeBytes; at += 4096) mark.copy(bytes, at);
  return { bytes, mark };
};

describe.each(KINDS)("$name", ({ write, read, shown, md5 }) => {
  it("PutObject: the bytes are not on disk, and come back whole and in ranges", async () => {
    const Bucket = await one.bucket();
    for (const size of [0, 1, 1000, FRAME_BYTES, FRAME_BYTES + 1, 300_000]) {
      const { bytes, mark } = marked(size);
      const put = await one.s3.send(new PutObjectCommand({ Bucket, Key: "k", Body: bytes, ...write() }));
      expect(put).toMatchObject(shown);
      expect(put.ETag === `"${createHash("md5").update(bytes).digest("hex")}"`).toBe(md5);
      const got = await one.s3.send(new GetObjectCommand({ Bucket, Key: "k", ...read }));
      expect(got).toMatchObject({ ...shown, ContentLength: size, ETag: put.ETag });
      expect(Buffer.from((await got.Body?.transformToByteArray()) ?? []).equals(bytes)).toBe(true);
      expect(await one.s3.send(new HeadObjectCommand({ Bucket, Key: "k", ...read }))).toMatchObject(shown);
      if (size >= 1000) expect(await filesWith(folder, mark)).toEqual([]);
      for (const [start, end] of [
        [0, 0],
        [size - 1, size - 1],
        [FRAME_BYTES - 1, FRAME_BYTES],
        [FRAME_BYTES, 2 * FRAME_BYTES],
      ])
        if (size > 0 && start! < size)
          expect((await get(Bucket, "k", read, `bytes=${start}-${end}`)).equals(bytes.subarray(start, end! + 1))).toBe(
            true,
          );
    }
  });

  it("multipart uploads: every part is encrypted, and ranges go across parts", async () => {
    const Bucket = await one.bucket();
    const { bytes, mark } = marked(PART_BYTES + 100_000);
    const source = { Bucket, Key: "source", Body: bytes.subarray(PART_BYTES) };
    await one.s3.send(new PutObjectCommand({ ...source, ServerSideEncryption: "AES256" }));
    const { UploadId, ...created } = await one.s3.send(
      new CreateMultipartUploadCommand({ Bucket, Key: "m", ...write() }),
    );
    expect(created).toMatchObject(shown);
    const at = { Bucket, Key: "m", UploadId, ...read };
    const first = await one.s3.send(
      new UploadPartCommand({ ...at, PartNumber: 1, Body: bytes.subarray(0, PART_BYTES) }),
    );
    expect(first).toMatchObject(shown);
    const second = await one.s3.send(
      new UploadPartCopyCommand({ ...at, PartNumber: 2, CopySource: `${Bucket}/source` }),
    );
    expect(second).toMatchObject(shown);
    const Parts = [
      { PartNumber: 1, ETag: first.ETag },
      { PartNumber: 2, ETag: second.CopyPartResult?.ETag },
    ];
    const done = await one.s3.send(new CompleteMultipartUploadCommand({ ...at, MultipartUpload: { Parts } }));
    expect(done.ETag).toMatch(/^"[0-9a-f]{32}-2"$/);
    expect((await get(Bucket, "m", read)).equals(bytes)).toBe(true);
    const across = await get(Bucket, "m", read, `bytes=${PART_BYTES - 10}-${PART_BYTES + 9}`);
    expect(across.equals(bytes.subarray(PART_BYTES - 10, PART_BYTES + 10))).toBe(true);
    expect(await filesWith(folder, mark)).toEqual([]);
  });

  it("CopyObject: encrypts anew, and back", async () => {
    const Bucket = await one.bucket();
    const { bytes } = marked(200_000);
    await one.s3.send(new PutObjectCommand({ Bucket, Key: "from", Body: bytes, ...write() }));
    const CopySource = `${Bucket}/from`;
    const source = "SSECustomerKey" in read ? asSource(customer(1)) : {};
    const again = await one.s3.send(new CopyObjectCommand({ Bucket, Key: "again", CopySource, ...source, ...write() }));
    expect(again).toMatchObject(shown);
    expect((await get(Bucket, "again", read)).equals(bytes)).toBe(true);
    const plain = await one.s3.send(new CopyObjectCommand({ Bucket, Key: "plain", CopySource, ...source }));
    expect(plain.CopyObjectResult?.ETag).toBe(`"${createHash("md5").update(bytes).digest("hex")}"`);
    expect((await get(Bucket, "plain")).equals(bytes)).toBe(true);
  });

  it("a byte changed on disk is an error, never other data", async () => {
    const Bucket = await one.bucket();
    const { bytes } = marked(FRAME_BYTES + 500);
    const before = await blobs();
    await one.s3.send(new PutObjectCommand({ Bucket, Key: "t", Body: bytes, ...write() }));
    const [path = ""] = [...(await blobs())].filter((each) => !before.has(each));
    const file = await open(path, "r+");
    const { size } = await file.stat();
    for (const at of [0, 100, FRAME_BYTES + 3, size - 1]) {
      const byte = Buffer.alloc(1);
      await file.read(byte, 0, 1, at);
      await file.write(Buffer.of((byte[0] ?? 0) ^ 0x40), 0, 1, at);
      await expect(get(Bucket, "t", read)).rejects.toThrow();
      await file.write(byte, 0, 1, at);
    }
    await file.close();
    expect((await get(Bucket, "t", read)).equals(bytes)).toBe(true);
  });
});

async function blobs(): Promise<Set<string>> {
  const paths = new Set<string>();
  for (const entry of await readdir(join(folder, "blobs"), { recursive: true, withFileTypes: true }))
    if (entry.isFile()) paths.add(join(entry.parentPath, entry.name));
  return paths;
}

describe("SSE-C", () => {
  it("GetObject and HeadObject: need the key, and no other one", async () => {
    const Bucket = await one.bucket();
    await one.s3.send(new PutObjectCommand({ Bucket, Key: "c", Body: "secret", ...customer(1) }));
    await expect(get(Bucket, "c")).rejects.toEqual(
      failure(400, "InvalidRequest", {
        message:
          "The object was stored using a form of Server Side Encryption. The correct parameters must be provided to retrieve the object.",
      }),
    );
    await expect(get(Bucket, "c", customer(2))).rejects.toEqual(failure(403, "AccessDenied"));
    await expect(one.s3.send(new HeadObjectCommand({ Bucket, Key: "c" }))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 400 },
    });
    await expect(
      one.s3.send(new GetObjectAttributesCommand({ Bucket, Key: "c", ObjectAttributes: ["ETag"] })),
    ).rejects.toEqual(failure(400, "InvalidRequest"));
    await one.s3.send(new PutObjectCommand({ Bucket, Key: "p", Body: "plain" }));
    await expect(get(Bucket, "p", customer(1))).rejects.toEqual(failure(400, "InvalidRequest"));
  });

  it("the key is nowhere on disk", async () => {
    const Bucket = await one.bucket();
    const key = randomBytes(32);
    const headers = {
      SSECustomerAlgorithm: "AES256",
      SSECustomerKey: key.toString("base64"),
      SSECustomerKeyMD5: createHash("md5").update(key).digest("base64"),
    };
    await one.s3.send(new PutObjectCommand({ Bucket, Key: "c", Body: "secret", ...headers }));
    for (const form of [key, key.toString("base64"), key.toString("hex"), createHash("md5").update(key).digest()])
      expect(await filesWith(folder, form)).toEqual([]);
  });

  it("PutObject: refuses headers that are incomplete or wrong", async () => {
    const Bucket = await one.bucket();
    const put = (headers: Headers) => one.s3.send(new PutObjectCommand({ Bucket, Key: "c", Body: "x", ...headers }));
    const { SSECustomerAlgorithm, SSECustomerKey, SSECustomerKeyMD5 } = customer(1);
    const refused = (message: string) => failure(400, "InvalidArgument", { message });
    const other = new PutObjectCommand({ Bucket, Key: "c", Body: "x", ...customer(1) });
    // The SDK computes the digest itself, whatever it is given.
    other.middlewareStack.add(
      (next) => (args) => {
        const { headers } = args.request as { headers: Record<string, string> };
        headers["x-amz-server-side-encryption-customer-key-md5"] = customer(2).SSECustomerKeyMD5;
        return next(args);
      },
      { step: "build" },
    );
    await expect(one.s3.send(other)).rejects.toEqual(
      refused("The calculated MD5 hash of the key did not match the hash that was provided."),
    );
    await expect(put({ SSECustomerKey, SSECustomerKeyMD5 })).rejects.toEqual(
      refused(
        "Requests specifying Server Side Encryption with Customer provided keys must provide a valid encryption algorithm.",
      ),
    );
    await expect(put({ SSECustomerAlgorithm })).rejects.toEqual(
      refused(
        "Requests specifying Server Side Encryption with Customer provided keys must provide an appropriate secret key.",
      ),
    );
    await expect(put({ ...customer(1), SSECustomerAlgorithm: "AES" })).rejects.toEqual(
      failure(400, "InvalidEncryptionAlgorithmError"),
    );
    await expect(put({ ...customer(1), ServerSideEncryption: "AES256" })).rejects.toEqual(
      failure(400, "InvalidArgument"),
    );
  });

  it("UploadPart: needs the key that the upload began with", async () => {
    const Bucket = await one.bucket();
    const { UploadId } = await one.s3.send(new CreateMultipartUploadCommand({ Bucket, Key: "m", ...customer(1) }));
    const part = { Bucket, Key: "m", UploadId, PartNumber: 1, Body: "part" };
    await expect(one.s3.send(new UploadPartCommand(part))).rejects.toEqual(
      failure(400, "InvalidRequest", {
        message:
          "The multipart upload initiate requested encryption. Subsequent part requests must include the appropriate encryption parameters.",
      }),
    );
    await expect(one.s3.send(new UploadPartCommand({ ...part, ...customer(2) }))).rejects.toEqual(
      failure(400, "InvalidRequest", {
        message: "The provided encryption parameters did not match the ones used originally.",
      }),
    );
  });

  it("CopyObject: needs the source's key", async () => {
    const Bucket = await one.bucket();
    await one.s3.send(new PutObjectCommand({ Bucket, Key: "c", Body: "secret", ...customer(1) }));
    const copy = { Bucket, Key: "d", CopySource: `${Bucket}/c` };
    await expect(one.s3.send(new CopyObjectCommand(copy))).rejects.toEqual(failure(400, "InvalidRequest"));
    await expect(one.s3.send(new CopyObjectCommand({ ...copy, ...asSource(customer(2)) }))).rejects.toEqual(
      failure(403, "AccessDenied"),
    );
    await one.s3.send(new CopyObjectCommand({ ...copy, ...asSource(customer(1)), ...customer(2) }));
    expect((await get(Bucket, "d", customer(2))).toString()).toBe("secret");
  });
});

describe("SSE-S3", () => {
  it("the root key rotates once a year; what its older versions wrapped stays readable", async () => {
    const Bucket = await one.bucket();
    const put = (Key: string) =>
      one.s3.send(new PutObjectCommand({ Bucket, Key, Body: Key, ServerSideEncryption: "AES256" }));
    const versions = async () =>
      (await readdir(join(folder, "keys"))).filter((name) => name.startsWith("s3-root-key-"));
    await put("old");
    expect(await versions()).toEqual(["s3-root-key-1"]);
    await one.forebay.clock.advance(366 * 86_400_000);
    expect((await versions()).toSorted()).toEqual(["s3-root-key-1", "s3-root-key-2"]);
    await put("new");
    for (const key of ["old", "new"]) expect((await get(Bucket, key)).toString()).toBe(key);
  });
});

describe("default encryption of buckets", () => {
  it("PutBucketEncryption: objects that ask for nothing are encrypted as it says, until it is deleted", async () => {
    const Bucket = await one.bucket();
    const set = (rule: object) =>
      one.s3.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: { Rules: [rule] } }));
    const put = async () => {
      const { mark, bytes } = marked(5000);
      const answer = await one.s3.send(new PutObjectCommand({ Bucket, Key: "k", Body: bytes }));
      expect((await get(Bucket, "k")).equals(bytes)).toBe(true);
      return { answer, files: await filesWith(folder, mark) };
    };
    await set({ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } });
    expect(await put()).toMatchObject({ answer: { ServerSideEncryption: "AES256" }, files: [] });
    await set({
      ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms", KMSMasterKeyID: keyArn },
      BucketKeyEnabled: true,
    });
    expect(await put()).toMatchObject({
      answer: { ServerSideEncryption: "aws:kms", SSEKMSKeyId: keyArn, BucketKeyEnabled: true },
      files: [],
    });
    await one.s3.send(new DeleteBucketEncryptionCommand({ Bucket }));
    const { answer, files } = await put();
    // What a header claims is true on disk, and the other way round.
    expect(files.length === 0).toBe(answer.ServerSideEncryption === "AES256");
  });
});

it("GetObject and HeadObject: headers that ask for encryption are refused (recorded)", async () => {
  const Bucket = await one.bucket();
  await one.s3.send(new PutObjectCommand({ Bucket, Key: "k", Body: "x" }));
  const read = (method: string) =>
    signedFetch(one.forebay.endpoint, {
      method,
      path: `/${Bucket}/k`,
      headers: { "x-amz-server-side-encryption": "AES256" },
    });
  expect((await read("HEAD")).status).toBe(400);
  expect(await (await read("GET")).text()).toContain(
    "x-amz-server-side-encryption header is not supported for this operation.",
  );
});
