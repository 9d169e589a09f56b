// Lifecycle rules through the AWS SDK, carried out on the virtual clock.
import {
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketLifecycleCommand,
  DeleteObjectCommand,
  GetBucketLifecycleConfigurationCommand,
  GetObjectCommand,
  HeadObjectCommand,
  type LifecycleRule,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  ListPartsCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  type TransitionDefaultMinimumObjectSize,
} from "@aws-sdk/client-s3";
import { describe, expect, it } from "vitest";
import { bucketName, failure, platform } from "./platform.ts";

const { s3, forebay, bucket } = await platform();
const DAY_MS = 86_400_000;

async function versioned(): Promise<string> {
  const Bucket = await bucket();
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Enabled" } }));
  return Bucket;
}
const configure = (Bucket: string, rules: Partial<LifecycleRule>[], minimum?: TransitionDefaultMinimumObjectSize) =>
  s3.send(
    new PutBucketLifecycleConfigurationCommand({
      Bucket,
      TransitionDefaultMinimumObjectSize: minimum,
      LifecycleConfiguration: { Rules: rules.map((rule): LifecycleRule => ({ Status: "Enabled", ...rule })) },
    }),
  );
const put = async (Bucket: string, Key: string, more: Partial<PutObjectCommandInput> = {}) =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body: "x", ...more }));
const passDays = (days: number) => forebay.clock.advance(days * DAY_MS);
async function left(Bucket: string): Promise<string[]> {
  const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
  return [
    ...Versions.map(({ Key, IsLatest }) => `${Key}${IsLatest === true ? "" : " (old)"}`),
    ...DeleteMarkers.map(({ Key }) => `!${Key}`),
  ];
}
const classOf = async (Bucket: string, Key: string) =>
  (await s3.send(new HeadObjectCommand({ Bucket, Key }))).StorageClass ?? "STANDARD";

describe("configuration (recorded)", () => {
  it("PutBucketLifecycleConfiguration: is given back, with ids, and removed", async () => {
    const Bucket = await bucket();
    const get = () => s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
    const none = failure(404, "NoSuchLifecycleConfiguration", {
      message: "The lifecycle configuration does not exist",
    });
    await expect(get()).rejects.toEqual(none);
    const rule = { Expiration: { Days: 7 }, ID: "wholebucket", Filter: { Prefix: "" }, Status: "Enabled" } as const;
    const answer = await configure(Bucket, [rule, { Filter: {}, Expiration: { Date: new Date("2040-01-01") } }]);
    expect(answer.TransitionDefaultMinimumObjectSize).toBe("all_storage_classes_128K");
    const { Rules = [] } = await get();
    expect(Rules[0]).toEqual(rule);
    expect(Rules[1]).toMatchObject({ ID: expect.any(String), Expiration: { Date: new Date("2040-01-01") } });
    await s3.send(new DeleteBucketLifecycleCommand({ Bucket }));
    await s3.send(new DeleteBucketLifecycleCommand({ Bucket }));
    await expect(get()).rejects.toEqual(none);
  });

  it("PutBucketLifecycleConfiguration: what is none", async () => {
    const Bucket = await bucket();
    const ID = "r";
    const Filter = { Prefix: "" };
    const malformed: Partial<LifecycleRule>[] = [
      { ID, Expiration: { Days: 7 } },
      { ID, Filter, Prefix: "x", Expiration: { Days: 7 } },
      { ID, Filter, NoncurrentVersionExpiration: {} },
      { ID, Filter: { And: { Prefix: "x" }, ObjectSizeGreaterThan: 1 }, Expiration: { Days: 7 } },
      { ID, Filter, Expiration: { Days: 1, ExpiredObjectDeleteMarker: true } },
      { ID, Filter, Expiration: { Days: 1 }, Status: "enabled" as "Enabled" },
      { ID, Filter, Transitions: [{ Days: 1, StorageClass: "STANDARD" as "GLACIER" }] },
    ];
    for (const rule of malformed) await expect(configure(Bucket, [rule])).rejects.toEqual(failure(400, "MalformedXML"));
    await expect(
      configure(Bucket, [{ Filter, Expiration: { Date: new Date("2040-01-01T01:00:00Z") } }]),
    ).rejects.toEqual(failure(400, "InvalidArgument", { message: "'Date' must be at midnight GMT" }));
    const Tags = [
      { Key: "a", Value: "1" },
      { Key: "a", Value: "2" },
    ];
    await expect(configure(Bucket, [{ Filter: { And: { Tags } }, Expiration: { Days: 1 } }])).rejects.toEqual(
      failure(400, "InvalidRequest", { message: "Duplicate Tag Keys are not allowed." }),
    );
    await expect(configure(Bucket, [{ Filter, Expiration: { Days: 1 } }], "value" as never)).rejects.toEqual(
      failure(400, "InvalidRequest", { message: "Invalid TransitionDefaultMinimumObjectSize found: value" }),
    );
    // Documented.
    await expect(configure(Bucket, [{ Filter }])).rejects.toEqual(
      failure(400, "InvalidRequest", { message: "At least one action needs to be specified in a rule" }),
    );
    for (const rules of [
      [{ Filter, Expiration: { Days: 0 } }],
      [{ Filter, Transitions: [{ Days: 29, StorageClass: "STANDARD_IA" }] }],
      [{ ID: "x".repeat(256), Filter, Expiration: { Days: 1 } }],
      [
        { ID, Filter, Expiration: { Days: 1 } },
        { ID, Filter, Expiration: { Days: 2 } },
      ],
    ] as Partial<LifecycleRule>[][])
      await expect(configure(Bucket, rules)).rejects.toEqual(failure(400, "InvalidArgument"));
  });

  const Both = { Prefix: "logs/", ObjectSizeLessThan: 10 };
  const refused: readonly (readonly [Partial<LifecycleRule>, string, string])[] = [
    [
      { Filter: { Prefix: "logs/" }, Transitions: [{ Days: 7, StorageClass: "GLACIER" }], Expiration: { Days: 7 } },
      "InvalidArgument",
      "'Days' in the Expiration action for filter '(prefix=logs/)' must be greater than 'Days' in the Transition action",
    ],
    [
      { Filter: {}, Transitions: [{ Days: 7, StorageClass: "GLACIER" }], Expiration: { Date: new Date("2040-01-01") } },
      "InvalidRequest",
      "Found mixed 'Date' and 'Days' based Expiration and Transition actions in lifecycle rule for filter '(prefix=)'",
    ],
    [
      {
        Prefix: "",
        Transitions: [
          { Days: 7, StorageClass: "GLACIER" },
          { Date: new Date("2040-01-01"), StorageClass: "DEEP_ARCHIVE" },
        ],
      },
      "InvalidRequest",
      "Found mixed 'Date' and 'Days' based Transition actions in lifecycle rule for prefix ''",
    ],
    [
      {
        Filter: { And: Both },
        Transitions: [
          { Days: 7, StorageClass: "DEEP_ARCHIVE" },
          { Days: 7, StorageClass: "GLACIER" },
        ],
      },
      "InvalidArgument",
      "'Days' in the Transition action for StorageClass 'DEEP_ARCHIVE' for filter '(prefix=logs/ and objectsizelessthan=10)' must be greater than 'Days' in the Transition action for StorageClass 'GLACIER' for filter '(prefix=logs/ and objectsizelessthan=10)'",
    ],
    [
      {
        Filter: { Tag: { Key: "k", Value: "v" } },
        NoncurrentVersionTransitions: [{ NoncurrentDays: 3, StorageClass: "GLACIER" }],
        NoncurrentVersionExpiration: { NoncurrentDays: 3 },
      },
      "InvalidArgument",
      "'NoncurrentDays' in the NoncurrentVersionExpiration action for filter '(tag={key=k, value=v})' must be greater than 'NoncurrentDays' in the NoncurrentVersionTransition action",
    ],
    [
      {
        Filter: {},
        Transitions: [
          { Days: 7, StorageClass: "GLACIER" },
          { Days: 9, StorageClass: "GLACIER" },
        ],
      },
      "InvalidRequest",
      "'StorageClass' must be different for 'Transition' actions in same 'Rule' with filter '(prefix=)'",
    ],
    [
      { Filter: { ObjectSizeGreaterThan: 1 }, AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } },
      "InvalidRequest",
      "AbortIncompleteMultipartUpload cannot be specified with Object Size.",
    ],
    [
      { Filter: { And: Both }, Expiration: { ExpiredObjectDeleteMarker: true } },
      "InvalidRequest",
      "ExpiredObjectDeleteMarker cannot be specified with Object Size.",
    ],
    [
      { Prefix: "", NoncurrentVersionExpiration: { NoncurrentDays: 1, NewerNoncurrentVersions: 1 } },
      "InvalidRequest",
      "NewerNoncurrentVersions element can only be used in Lifecycle V2.",
    ],
    [
      { Filter: {}, NoncurrentVersionExpiration: { NoncurrentDays: 1, NewerNoncurrentVersions: 101 } },
      "InvalidArgument",
      "'NewerNoncurrentVersions' for NoncurrentVersionExpiration action must be an integer between 1 and 100",
    ],
  ];
  it.each(refused)("PutBucketLifecycleConfiguration: %j is refused (recorded)", async (rule, code, message) => {
    await expect(configure(await bucket(), [rule])).rejects.toEqual(failure(400, code, { message }));
  });

  it("x-amz-expiration: the rule that comes first, by prefix, tag and size", async () => {
    const Bucket = await bucket();
    await configure(Bucket, [
      { ID: "late rule", Filter: { Prefix: "t" }, Expiration: { Days: 9 } },
      { ID: "early", Filter: { Prefix: "test" }, Expiration: { Days: 3 } },
      { ID: "large", Filter: { ObjectSizeGreaterThan: 10 }, Expiration: { Days: 1 } },
      { ID: "tagged", Filter: { Tag: { Key: "k", Value: "v" } }, Expiration: { Days: 1 } },
    ]);
    const shown = async (Key: string, more?: Partial<PutObjectCommandInput>) =>
      (await put(Bucket, Key, more)).Expiration;
    const midnight = (days: number) =>
      new Date((Math.floor(forebay.clock.now().getTime() / DAY_MS) + days + 1) * DAY_MS).toUTCString();
    expect(await shown("test")).toBe(`expiry-date="${midnight(3)}", rule-id="early"`);
    expect(await shown("t")).toBe(`expiry-date="${midnight(9)}", rule-id="late%20rule"`);
    expect(await shown("t", { Body: "a long text" })).toContain('rule-id="large"');
    expect(await shown("x", { Tagging: "k=v" })).toContain('rule-id="tagged"');
    expect(await shown("x")).toBeUndefined();
    expect((await s3.send(new HeadObjectCommand({ Bucket, Key: "test" }))).Expiration).toContain("early");
    expect((await s3.send(new GetObjectCommand({ Bucket, Key: "test" }))).Expiration).toContain("early");
    expect(
      (await s3.send(new HeadObjectCommand({ Bucket, Key: "test", VersionId: "null" }))).Expiration,
    ).toBeUndefined();
  });
});

describe("actions (documented)", () => {
  it("expirations by days, date, tag and size; disabled rules do nothing", async () => {
    const Bucket = await bucket();
    const date = new Date((Math.floor(forebay.clock.now().getTime() / DAY_MS) + 5) * DAY_MS);
    await configure(Bucket, [
      { Filter: { Prefix: "days/" }, Expiration: { Days: 2 } },
      { Filter: { Prefix: "date/" }, Expiration: { Date: date } },
      { Filter: { Tag: { Key: "tmp", Value: "1" } }, Expiration: { Days: 1 } },
      { Filter: { And: { Prefix: "s/", ObjectSizeLessThan: 3 } }, Expiration: { Days: 1 } },
      { Filter: { Prefix: "off/" }, Expiration: { Days: 1 }, Status: "Disabled" },
    ]);
    for (const key of ["days/1", "date/1", "off/1", "kept", "s/1"]) await put(Bucket, key);
    await put(Bucket, "s/2", { Body: "large" });
    await put(Bucket, "tagged", { Tagging: "tmp=1" });
    await passDays(1);
    expect(await left(Bucket)).toHaveLength(7);
    await passDays(1);
    expect(await left(Bucket)).toEqual(["date/1", "days/1", "kept", "off/1", "s/2"]);
    await passDays(1);
    expect(await left(Bucket)).toEqual(["date/1", "kept", "off/1", "s/2"]);
    await passDays(4);
    expect(await left(Bucket)).toEqual(["kept", "off/1", "s/2"]);
  });

  it("versions: a delete marker first, then old versions, then the marker that hides nothing", async () => {
    const Bucket = await versioned();
    await configure(Bucket, [
      { Filter: {}, Expiration: { Days: 1 }, NoncurrentVersionExpiration: { NoncurrentDays: 3 } },
      { Filter: {}, Expiration: { ExpiredObjectDeleteMarker: true } },
    ]);
    await put(Bucket, "a");
    await put(Bucket, "a");
    await passDays(2);
    expect(await left(Bucket)).toEqual(["a (old)", "a (old)", "!a"]);
    await passDays(2);
    expect(await left(Bucket)).toEqual(["a (old)", "!a"]);
    await passDays(5);
    expect(await left(Bucket)).toEqual(["!a"]);
    await passDays(1);
    expect(await left(Bucket)).toEqual([]);
  });

  it("NewerNoncurrentVersions are kept", async () => {
    const Bucket = await versioned();
    await configure(Bucket, [
      { Filter: {}, NoncurrentVersionExpiration: { NoncurrentDays: 1, NewerNoncurrentVersions: 2 } },
    ]);
    for (let version = 0; version < 6; version++) await put(Bucket, "a");
    await put(Bucket, "b");
    await passDays(3);
    expect(await left(Bucket)).toEqual(["a", "a (old)", "a (old)", "b"]);
  });

  it("what an object lock protects stays", async () => {
    const Bucket = bucketName();
    await s3.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: true }));
    await configure(Bucket, [
      { Filter: {}, Expiration: { Days: 1 }, NoncurrentVersionExpiration: { NoncurrentDays: 1 } },
    ]);
    await put(Bucket, "held", { ObjectLockLegalHoldStatus: "ON" });
    await put(Bucket, "free");
    for (let day = 0; day < 6; day++) await passDays(1);
    expect(await left(Bucket)).toEqual(["held (old)", "!held"]);
  });

  it("transitions follow the waterfall and leave small objects", async () => {
    const Bucket = await bucket();
    await configure(Bucket, [
      {
        Filter: {},
        Transitions: [
          { Days: 30, StorageClass: "STANDARD_IA" },
          { Days: 60, StorageClass: "GLACIER" },
        ],
      },
      { Filter: {}, Transitions: [{ Days: 90, StorageClass: "GLACIER_IR" }] },
    ]);
    const Body = Buffer.alloc(128 * 1024);
    await put(Bucket, "large", { Body });
    await put(Bucket, "small");
    await put(Bucket, "one zone", { Body, StorageClass: "ONEZONE_IA" });
    await passDays(31);
    expect([await classOf(Bucket, "large"), await classOf(Bucket, "small")]).toEqual(["STANDARD_IA", "STANDARD"]);
    expect(await classOf(Bucket, "one zone")).toBe("ONEZONE_IA");
    await passDays(30);
    expect([await classOf(Bucket, "large"), await classOf(Bucket, "one zone")]).toEqual(["GLACIER", "GLACIER"]);
    await expect(s3.send(new GetObjectCommand({ Bucket, Key: "large" }))).rejects.toEqual(
      failure(403, "InvalidObjectState"),
    );
    await passDays(30);
    expect(await classOf(Bucket, "large")).toBe("GLACIER");
  });

  it("small objects may go to archives where the bucket says so", async () => {
    const Bucket = await bucket();
    await configure(
      Bucket,
      [{ Filter: {}, Transitions: [{ Days: 0, StorageClass: "GLACIER" }] }],
      "varies_by_storage_class",
    );
    await put(Bucket, "small");
    await passDays(1);
    expect(await classOf(Bucket, "small")).toBe("GLACIER");
  });

  it("uploads that were never completed are aborted", async () => {
    const Bucket = await bucket();
    await configure(Bucket, [{ Filter: {}, AbortIncompleteMultipartUpload: { DaysAfterInitiation: 2 } }]);
    const { UploadId, AbortDate } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: "k" }));
    expect((AbortDate?.getTime() ?? 0) - forebay.clock.now().getTime()).toBeGreaterThan(2 * DAY_MS);
    const parts = await s3.send(new ListPartsCommand({ Bucket, Key: "k", UploadId }));
    expect(parts).toMatchObject({ AbortDate, AbortRuleId: expect.any(String) });
    const uploads = async () => (await s3.send(new ListMultipartUploadsCommand({ Bucket }))).Uploads?.length ?? 0;
    await passDays(1);
    expect(await uploads()).toBe(1);
    await passDays(2);
    expect(await uploads()).toBe(0);
  });

  it("more versions than a page are all looked at (ours)", { timeout: 60_000 }, async () => {
    const Bucket = await versioned();
    const keys = Array.from({ length: 1100 }, (_, at) => `k${String(at).padStart(4, "0")}`);
    for (let at = 0; at < keys.length; at += 50)
      await Promise.all(keys.slice(at, at + 50).map((key) => put(Bucket, key)));
    await s3.send(new DeleteObjectCommand({ Bucket, Key: "k0999" }));
    await configure(Bucket, [
      { Filter: {}, Expiration: { Days: 1 }, NoncurrentVersionExpiration: { NoncurrentDays: 1 } },
    ]);
    await passDays(2);
    await passDays(2);
    await passDays(2);
    expect(await left(Bucket)).toEqual([]);
  });
});
