// x-amz-expected-bucket-owner: every operation that has the member asks for it before anything else. Documented.
import { expect, it } from "vitest";
import { loadService } from "../../src/wire/models.ts";
import { account, openServices } from "./services.ts";

const { call, needs, definition } = openServices();
const Bucket = "lake";
await call("s3", "CreateBucket", { Bucket, CreateBucketConfiguration: { LocationConstraint: "eu-west-1" } });

const OTHER = "444455556666";
const denied = expect.objectContaining({ code: "AccessDenied", status: 403 }) as unknown;

const { operations } = loadService("s3");
const expecting = [...operations.values()].filter(({ input }) =>
  input.members.some(({ name }) => name === "ExpectedBucketOwner"),
);

it("AccessDenied for another account's, whatever the operation", async () => {
  const { access } = await definition("s3");
  const built = expecting.filter(({ name }) => access[name] !== undefined);
  expect(built.length).toBeGreaterThan(90);
  const input = { Bucket, Key: "k", Id: "i", UploadId: "u", PartNumber: 1, CopySource: "lake/k", AnnotationName: "a" };
  for (const { name } of built)
    await expect(needs("s3", name, { ...input, ExpectedBucketOwner: OTHER }), name).rejects.toEqual(denied);
});

it("copies: of the source, too", async () => {
  const input = { Bucket, Key: "k", CopySource: "lake/k", ExpectedBucketOwner: account };
  await expect(needs("s3", "CopyObject", { ...input, ExpectedSourceBucketOwner: account })).resolves.toBeDefined();
  for (const name of ["CopyObject", "UploadPartCopy"])
    await expect(needs("s3", name, { ...input, ExpectedSourceBucketOwner: OTHER })).rejects.toEqual(denied);
  await expect(needs("s3", "CopyObject", { ...input, ExpectedBucketOwner: "nobody" })).rejects.toMatchObject({
    code: "InvalidBucketOwnerAWSAccountID",
  });
});
