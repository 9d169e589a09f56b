// What the operations on directory buckets need. Documented in "Authorizing Regional endpoint APIs" and "Zonal endpoint APIs with CreateSession".
import { expect, it } from "vitest";
import { account, lines, openServices, present, region, user } from "./services.ts";

const { call, needs, definition } = openServices();
const Bucket = "fast--euw1-az1--x-s3";
const arn = `arn:aws:s3express:${region}:${account}:bucket/${Bucket}`;
await call("s3", "CreateBucket", {
  Bucket,
  CreateBucketConfiguration: {
    Location: { Type: "AvailabilityZone", Name: "euw1-az1" },
    Bucket: { Type: "Directory", DataRedundancy: "SingleAvailabilityZone" },
  },
});
await call("s3", "CreateBucket", { Bucket: "lake", CreateBucketConfiguration: { LocationConstraint: region } });

const contents = { Key: "k", UploadId: "u", PartNumber: 1, RenameSource: "/a" };
const READS = ["GetObject", "GetObjectAttributes", "HeadBucket", "HeadObject", "ListObjectsV2", "ListParts"];
const WRITES = ["PutObject", "DeleteObject", "DeleteObjects", "CreateMultipartUpload", "UploadPart", "RenameObject"];
const session = (mode: "ReadOnly" | "ReadWrite", bucket = Bucket) => ({
  ...user,
  session: { issuerArn: user.arn, issuedMs: 0, bucket: { name: bucket, mode } },
});
const denied = expect.objectContaining({ code: "AccessDenied" }) as unknown;

it.each([...READS.map((name) => [name, "ReadOnly"]), ...WRITES.map((name) => [name, "ReadWrite"])])(
  "%s: a session, or to be allowed one, in the mode %s",
  async (operation, mode) => {
    const [need, ...others] = await needs("s3", operation, { Bucket, ...contents });
    expect(need && lines([need])).toEqual([`s3express:CreateSession ${arn}`]);
    expect(need && present(need)).toEqual({ "s3express:SessionMode": mode, "s3express:ResourceAccount": account });
    expect(others).toEqual([]);
    expect(await needs("s3", operation, { Bucket, ...contents }, session("ReadWrite"))).toEqual([]);
    const reading = needs("s3", operation, { Bucket, ...contents }, session("ReadOnly"));
    await (mode === "ReadOnly" ? expect(reading).resolves.toEqual([]) : expect(reading).rejects.toEqual(denied));
    await expect(
      needs("s3", operation, { Bucket, ...contents }, session("ReadWrite", "other--euw1-az1--x-s3")),
    ).rejects.toEqual(denied);
  },
);

it("a session leads to nothing else of S3", async () => {
  const { operations } = await definition("s3");
  const input = { Bucket: "lake", ...contents, CopySource: `${Bucket}/k`, AnnotationName: "a" };
  for (const name of Object.keys(operations).filter((one) => one !== "ListDirectoryBuckets"))
    await expect((async () => needs("s3", name, input, session("ReadWrite")))(), name).rejects.toEqual(denied);
});

it("copies: of the source, and of a directory bucket they are written to", async () => {
  const into = (bucket: string, from: string) =>
    needs("s3", "CopyObject", { Bucket: bucket, Key: "b", CopySource: from });
  expect(lines(await into(Bucket, "lake/a"))).toEqual([
    "s3:GetObject arn:aws:s3:::lake/a",
    "s3:ListBucket arn:aws:s3:::lake",
    `s3express:CreateSession ${arn}`,
  ]);
  expect(lines(await into("lake", `${Bucket}/a`))).toEqual([
    `s3express:CreateSession ${arn}`,
    "s3:PutObject arn:aws:s3:::lake/b",
  ]);
});

it("CreateSession: in the mode that is asked for; for a bucket that is not there yet, to be allowed to create it", async () => {
  const [need] = await needs("s3", "CreateSession", { Bucket, SessionMode: "ReadOnly" });
  expect(need && present(need)["s3express:SessionMode"]).toBe("ReadOnly");
  const absent = "absent--euw1-az1--x-s3";
  expect(lines(await needs("s3", "CreateSession", { Bucket: absent }))).toEqual(
    ["CreateSession", "CreateBucket"].map((action) => `s3express:${action} ${arn.replace(Bucket, absent)}`),
  );
  await expect(needs("s3", "CreateSession", { Bucket }, session("ReadWrite"))).rejects.toEqual(denied);
});

it.each([
  ["DeleteBucket", "DeleteBucket"],
  ["GetBucketPolicy", "GetBucketPolicy"],
  ["PutBucketPolicy", "PutBucketPolicy"],
  ["PutBucketEncryption", "PutEncryptionConfiguration"],
  ["DeleteBucketLifecycle", "PutLifecycleConfiguration"],
])("%s: an action of its own, with a session, too", async (operation, action) => {
  for (const caller of [user, session("ReadOnly")])
    expect(lines(await needs("s3", operation, { Bucket }, caller))).toEqual([`s3express:${action} ${arn}`]);
});

it("MethodNotAllowed for what directory buckets do not have", async () => {
  for (const name of [
    "GetBucketVersioning",
    "PutBucketTagging",
    "ListObjectVersions",
    "PutObjectAcl",
    "SelectObjectContent",
  ])
    await expect(needs("s3", name, { Bucket, ...contents })).rejects.toMatchObject({ code: "MethodNotAllowed" });
});
