// ListBuckets through the AWS SDK.
import { type BucketLocationConstraint, CreateBucketCommand, ListBucketsCommand } from "@aws-sdk/client-s3";
import { beforeAll, expect, it } from "vitest";
import { failure, platform } from "./platform.ts";

const { s3, client } = await platform();
const other = client({ credentials: { accessKeyId: "111122223333", secretAccessKey: "test" } });
const names = ["alpha-1", "alpha-2", "alpha-3", "beta-1", "beta-2"];

beforeAll(async () => {
  for (const Bucket of names.toReversed())
    await s3.send(
      new CreateBucketCommand({
        Bucket,
        ...(Bucket === "beta-2" && {
          CreateBucketConfiguration: { LocationConstraint: "eu-central-1" as BucketLocationConstraint },
        }),
      }),
    );
  await other.send(new CreateBucketCommand({ Bucket: "gamma-1" }));
});

const listed = (buckets: readonly { Name?: string | undefined }[] | undefined) => buckets?.map(({ Name }) => Name);

it("ListBuckets: one's own, by name, with owner and time", async () => {
  const { Buckets, Owner } = await s3.send(new ListBucketsCommand({}));
  expect(listed(Buckets)).toEqual(names);
  expect(Buckets?.[0]?.CreationDate?.getMilliseconds()).toBe(0);
  expect(Owner?.ID).toMatch(/^[0-9a-f]{64}$/);
  const others = await other.send(new ListBucketsCommand({}));
  expect(listed(others.Buckets)).toEqual(["gamma-1"]);
  expect(others.Owner?.ID).not.toBe(Owner?.ID);
});

it("ListBuckets: prefix and region (recorded)", async () => {
  expect(listed((await s3.send(new ListBucketsCommand({ Prefix: "beta" }))).Buckets)).toEqual(["beta-1", "beta-2"]);
  await expect(s3.send(new ListBucketsCommand({ BucketRegion: "nowhere" }))).rejects.toEqual(
    failure(400, "InvalidArgument", { message: "Argument value nowhere is not a valid AWS Region" }),
  );
  const german = await s3.send(new ListBucketsCommand({ BucketRegion: "eu-central-1" }));
  expect(german.Buckets).toMatchObject([{ Name: "beta-2", BucketRegion: "eu-central-1" }]);
});

it("ListBuckets: pages", async () => {
  const seen: (string | undefined)[] = [];
  let ContinuationToken: string | undefined;
  do {
    const page = await s3.send(new ListBucketsCommand({ MaxBuckets: 2, ContinuationToken, Prefix: "" }));
    expect(page.Buckets?.length).toBeLessThanOrEqual(2);
    seen.push(...(listed(page.Buckets) ?? []));
    ContinuationToken = page.ContinuationToken;
  } while (ContinuationToken !== undefined);
  expect(seen).toEqual(names);
  await expect(s3.send(new ListBucketsCommand({ ContinuationToken: "made-up" }))).rejects.toEqual(
    failure(400, "InvalidArgument", { ArgumentName: "continuation-token" }),
  );
});
