// Bucket policies and blocks of public access through the AWS SDK: kept, checked, and enforced. Documented unless said otherwise.
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketPolicyCommand,
  DeletePublicAccessBlockCommand,
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  GetObjectCommand,
  GetPublicAccessBlockCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
  S3ServiceException,
} from "@aws-sdk/client-s3";
import { describe, expect, it } from "vitest";
import { failure, platform } from "./platform.ts";

const { forebay, s3, client, bucket } = await platform();
/** The root user of another account. */
const OTHER = "111122223333";
const other = client({ credentials: { accessKeyId: OTHER, secretAccessKey: "test" } });

const statement = (more: object): object => ({ Effect: "Allow", Principal: "*", ...more });
const policy = (...statements: object[]): string => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const put = (Bucket: string, Policy: string) => s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
const open = (Bucket: string) => s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
const read = (from: typeof s3, Bucket: string, Key = "a") => from.send(new GetObjectCommand({ Bucket, Key }));

/** A bucket with an object `a`. */
async function filled(): Promise<string> {
  const Bucket = await bucket();
  await s3.send(new PutObjectCommand({ Bucket, Key: "a", Body: "x" }));
  return Bucket;
}

describe("bucket policies", () => {
  it("PutBucketPolicy, GetBucketPolicy, DeleteBucketPolicy: the document as it was put (recorded)", async () => {
    const Bucket = await bucket();
    const none = failure(404, "NoSuchBucketPolicy", {
      message: "The bucket policy does not exist",
      BucketName: Bucket,
    });
    await expect(s3.send(new GetBucketPolicyCommand({ Bucket }))).rejects.toEqual(none);
    await expect(s3.send(new GetBucketPolicyStatusCommand({ Bucket }))).rejects.toEqual(none);
    const Policy =
      ` ${policy(statement({ Principal: { AWS: OTHER }, Action: "s3:*", Resource: `arn:aws:s3:::${Bucket}` }))}`.trim();
    expect((await put(Bucket, Policy)).$metadata.httpStatusCode).toBe(204);
    expect((await s3.send(new GetBucketPolicyCommand({ Bucket }))).Policy).toBe(Policy);
    const { PolicyStatus } = await s3.send(new GetBucketPolicyStatusCommand({ Bucket }));
    expect(PolicyStatus?.IsPublic).toBe(false);
    for (const _ of [1, 2])
      expect((await s3.send(new DeleteBucketPolicyCommand({ Bucket }))).$metadata.httpStatusCode).toBe(204);
    await expect(s3.send(new GetBucketPolicyCommand({ Bucket }))).rejects.toEqual(none);
  });

  it("a policy goes with its bucket", async () => {
    const Bucket = await bucket();
    await open(Bucket);
    await put(Bucket, policy(statement({ Action: "s3:GetObject", Resource: `arn:aws:s3:::${Bucket}/*` })));
    await s3.send(new DeleteBucketCommand({ Bucket }));
    await s3.send(new CreateBucketCommand({ Bucket }));
    await expect(s3.send(new GetBucketPolicyCommand({ Bucket }))).rejects.toEqual(failure(404, "NoSuchBucketPolicy"));
    const { PublicAccessBlockConfiguration } = await s3.send(new GetPublicAccessBlockCommand({ Bucket }));
    expect(PublicAccessBlockConfiguration?.BlockPublicPolicy).toBe(true);
  });

  it("PutBucketPolicy: what is no policy of this bucket (recorded texts)", async () => {
    const Bucket = await bucket();
    const own = `arn:aws:s3:::${Bucket}`;
    const cases: [string, string][] = [
      [`{"Statement":${"[".repeat(20_000)}`, "This policy contains invalid Json"],
      ["no json", "Policies must be valid JSON and the first byte must be '{'"],
      ["{", "This policy contains invalid Json"],
      [JSON.stringify({ Version: "2012-10-17" }), "Missing required field Statement"],
      [policy(), "Could not parse the policy: Statement is empty!"],
      [policy({ Effect: "Allow", Action: "s3:GetObject", Resource: `${own}/*` }), "Missing required field Principal"],
      [policy(statement({ Action: "s3:GetObject" })), "Missing required field Resource"],
      [policy(statement({ Resource: own })), "Missing required field Action"],
      [policy(statement({ Action: "s3:NoSuchAction", Resource: own })), "Policy has invalid action"],
      [policy(statement({ Action: "ec2:RunInstances", Resource: own })), "Policy has invalid action"],
      [
        policy(statement({ Action: "s3:GetObject", Resource: "arn:aws:s3:::another/*" })),
        "Policy has invalid resource",
      ],
      [policy(statement({ Action: "s3:GetObject", Resource: "arn:aws:s3:::*" })), "Policy has invalid resource"],
      [policy(statement({ Action: "s3:GetObject", Resource: `${own}2/*` })), "Policy has invalid resource"],
      [
        policy(statement({ Action: "s3:GetObject", Resource: own })),
        "Action does not apply to any resource(s) in statement",
      ],
      [
        policy(statement({ Action: ["s3:GetObject", "s3:ListBucket"], Resource: `${own}/*` })),
        "Action does not apply to any resource(s) in statement",
      ],
      [
        policy(statement({ Principal: { AWS: "nobody" }, Action: "s3:GetObject", Resource: `${own}/*` })),
        "Invalid principal in policy",
      ],
      [
        policy(
          statement({
            Principal: { AWS: `arn:aws:iam::${OTHER}:user/absent` },
            Action: "s3:GetObject",
            Resource: `${own}/*`,
          }),
        ),
        "Invalid principal in policy",
      ],
      [
        `{"Version":"2012-10-17","Statement":[],"Id":"${"x".repeat(20_480)}"}`,
        "Policy exceeds the maximum allowed document size.",
      ],
    ];
    for (const [text, message] of cases)
      await expect(put(Bucket, text), text).rejects.toEqual(failure(400, "MalformedPolicy", { message }));
    await expect(put(Bucket, "")).rejects.toEqual(failure(400, "MissingRequestBodyError"));
    for (const Resource of [`${own}/*`, [own, `${own}/*`], `${own}*`])
      await expect(
        put(Bucket, policy(statement({ Principal: { AWS: OTHER }, Action: "s3:*", Resource }))),
      ).resolves.toBeDefined();
  });

  it("PutBucketPolicy: another account may not, whatever the policy allows it", async () => {
    const Bucket = await bucket();
    const Policy = policy(statement({ Principal: { AWS: OTHER }, Action: "s3:*", Resource: `arn:aws:s3:::${Bucket}` }));
    await put(Bucket, Policy);
    const refused = failure(405, "MethodNotAllowed", {
      message: "The specified method is not allowed against this resource.",
    });
    await expect(other.send(new PutBucketPolicyCommand({ Bucket, Policy }))).rejects.toEqual(refused);
    await expect(other.send(new GetBucketPolicyCommand({ Bucket }))).rejects.toEqual(refused);
    await expect(other.send(new DeleteBucketPolicyCommand({ Bucket }))).rejects.toEqual(refused);
  });
});

describe("blocks of public access", () => {
  it("Put-, Get- and DeletePublicAccessBlock: all on at first; what is not named is off", async () => {
    const Bucket = await bucket();
    const get = async () => (await s3.send(new GetPublicAccessBlockCommand({ Bucket }))).PublicAccessBlockConfiguration;
    const all = (value: boolean) => ({
      BlockPublicAcls: value,
      IgnorePublicAcls: value,
      BlockPublicPolicy: value,
      RestrictPublicBuckets: value,
    });
    expect(await get()).toEqual(all(true));
    const PublicAccessBlockConfiguration = { BlockPublicAcls: true };
    await s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration }));
    expect(await get()).toEqual({ ...all(false), BlockPublicAcls: true });
    await expect(
      s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration: undefined })),
    ).rejects.toEqual(failure(400, "MissingRequestBodyError"));
    expect((await open(Bucket)).$metadata.httpStatusCode).toBe(204);
    await expect(get()).rejects.toEqual(
      failure(404, "NoSuchPublicAccessBlockConfiguration", {
        message: "The public access block configuration was not found",
        BucketName: Bucket,
      }),
    );
  });

  it("BlockPublicPolicy: a public policy is refused (recorded)", async () => {
    const Bucket = await bucket();
    const Policy = policy(statement({ Action: "s3:GetObject", Resource: `arn:aws:s3:::${Bucket}/*` }));
    await expect(put(Bucket, Policy)).rejects.toEqual(
      failure(403, "AccessDenied", {
        message: `User: arn:aws:iam::000000000000:root is not authorized to perform: s3:PutBucketPolicy on resource: "arn:aws:s3:::${Bucket}" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.`,
      }),
    );
    await open(Bucket);
    await put(Bucket, Policy);
    expect((await s3.send(new GetBucketPolicyStatusCommand({ Bucket }))).PolicyStatus?.IsPublic).toBe(true);
  });

  it("RestrictPublicBuckets: a public policy lets nobody in from outside the account", async () => {
    const Bucket = await filled();
    await open(Bucket);
    await put(Bucket, policy(statement({ Action: "s3:GetObject", Resource: `arn:aws:s3:::${Bucket}/*` })));
    await expect(read(other, Bucket)).resolves.toBeDefined();
    const PublicAccessBlockConfiguration = { RestrictPublicBuckets: true };
    await s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration }));
    await expect(read(other, Bucket)).rejects.toEqual(failure(403, "AccessDenied"));
    await expect(read(s3, Bucket)).resolves.toBeDefined();
    await open(Bucket);
    await expect(read(other, Bucket)).resolves.toBeDefined();
  });
});

describe("enforcement", () => {
  it("another account: only what the policy grants it", async () => {
    const Bucket = await filled();
    // Documented: why is told within the account only.
    const denied = failure(403, "AccessDenied", { message: "Access Denied" });
    await expect(read(other, Bucket)).rejects.toEqual(denied);
    const Principal = { AWS: `arn:aws:iam::${OTHER}:root` };
    await put(Bucket, policy(statement({ Principal, Action: "s3:GetObject", Resource: `arn:aws:s3:::${Bucket}/*` })));
    expect(await (await read(other, Bucket)).Body?.transformToString()).toBe("x");
    await expect(other.send(new ListObjectsV2Command({ Bucket }))).rejects.toEqual(denied);
    await expect(other.send(new PutObjectCommand({ Bucket, Key: "b", Body: "y" }))).rejects.toEqual(denied);
    await s3.send(new DeleteBucketPolicyCommand({ Bucket }));
    await expect(read(other, Bucket)).rejects.toEqual(denied);
  });

  it("a missing object is told to whom may list the bucket", async () => {
    const Bucket = await filled();
    const Principal = { AWS: OTHER };
    const objects = statement({ Principal, Action: "s3:GetObject", Resource: `arn:aws:s3:::${Bucket}/*` });
    await put(Bucket, policy(objects));
    await expect(read(other, Bucket, "absent")).rejects.toEqual(failure(403, "AccessDenied"));
    await put(
      Bucket,
      policy(objects, statement({ Principal, Action: "s3:ListBucket", Resource: `arn:aws:s3:::${Bucket}` })),
    );
    await expect(read(other, Bucket, "absent")).rejects.toEqual(failure(404, "NoSuchKey"));
  });

  it("s3:prefix: a listing of one folder", async () => {
    const Bucket = await bucket();
    await put(
      Bucket,
      policy(
        statement({
          Principal: { AWS: OTHER },
          Action: "s3:ListBucket",
          Resource: `arn:aws:s3:::${Bucket}`,
          Condition: { StringLike: { "s3:prefix": "raw/*" } },
        }),
      ),
    );
    const list = (Prefix?: string) => other.send(new ListObjectsV2Command({ Bucket, Prefix }));
    await expect(list("raw/2026/")).resolves.toBeDefined();
    for (const prefix of [undefined, "", "private/"])
      await expect(list(prefix)).rejects.toEqual(failure(403, "AccessDenied"));
  });

  it("an explicit deny wins, over the root of the owner's account too; it can always change the policy", async () => {
    const Bucket = await filled();
    const insecure = {
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: [`arn:aws:s3:::${Bucket}`, `arn:aws:s3:::${Bucket}/*`],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    };
    await put(Bucket, policy(insecure));
    await expect(read(s3, Bucket)).rejects.toEqual(
      failure(403, "AccessDenied", {
        message: expect.stringContaining("with an explicit deny in a resource-based policy") as string,
      }),
    );
    expect((await s3.send(new GetBucketPolicyCommand({ Bucket }))).Policy).toBe(policy(insecure));
    await s3.send(new DeleteBucketPolicyCommand({ Bucket }));
    await expect(read(s3, Bucket)).resolves.toBeDefined();
  });

  it("s3:x-amz-server-side-encryption: objects that are not encrypted are refused", async () => {
    const Bucket = await bucket();
    await put(
      Bucket,
      policy({
        Effect: "Deny",
        Principal: "*",
        Action: "s3:PutObject",
        Resource: `arn:aws:s3:::${Bucket}/*`,
        Condition: { Null: { "s3:x-amz-server-side-encryption": "true" } },
      }),
    );
    const write = (more: object) => s3.send(new PutObjectCommand({ Bucket, Key: "k", Body: "x", ...more }));
    await expect(write({})).rejects.toEqual(failure(403, "AccessDenied"));
    await expect(write({ ServerSideEncryption: "AES256" })).resolves.toBeDefined();
  });

  it("s3:ExistingObjectTag and s3:RequestObjectTag: decided by tags", async () => {
    const Bucket = await bucket();
    const Resource = `arn:aws:s3:::${Bucket}/*`;
    const Principal = { AWS: OTHER };
    await put(
      Bucket,
      policy(
        statement({
          Principal,
          Action: "s3:GetObject",
          Resource,
          Condition: { StringEquals: { "s3:ExistingObjectTag/class": "open" } },
        }),
        statement({
          Principal,
          Action: ["s3:PutObject", "s3:PutObjectTagging"],
          Resource,
          Condition: { StringEquals: { "s3:RequestObjectTag/class": ["open", "shut"] } },
        }),
      ),
    );
    const write = (Key: string, Tagging?: string) =>
      other.send(new PutObjectCommand({ Bucket, Key, Body: "x", Tagging }));
    await write("open", "class=open");
    await write("shut", "class=shut");
    await expect(write("other", "class=other")).rejects.toEqual(failure(403, "AccessDenied"));
    await expect(write("none")).rejects.toEqual(failure(403, "AccessDenied"));
    await expect(read(other, Bucket, "open")).resolves.toBeDefined();
    await expect(read(other, Bucket, "shut")).rejects.toEqual(failure(403, "AccessDenied"));
  });

  it("a bucket that is not there is told to everyone", async () => {
    await expect(read(other, "absent-bucket")).rejects.toEqual(failure(404, "NoSuchBucket"));
  });
});

describe("anonymous callers", () => {
  const status = async (path: string, init: RequestInit = {}): Promise<[number, string | undefined]> => {
    const response = await fetch(`${forebay.endpoint}/${path}`, init);
    const text = await response.text();
    return [response.status, /<Code>(\w+)<\/Code>/.exec(text)?.[1] ?? text];
  };

  it("read what the policy grants to everyone, and nothing else", async () => {
    const Bucket = await filled();
    await s3.send(new PutObjectCommand({ Bucket, Key: "private/b", Body: "y" }));
    expect(await status(`${Bucket}/a`)).toEqual([403, "AccessDenied"]);
    await open(Bucket);
    await put(Bucket, policy(statement({ Action: "s3:GetObject", Resource: `arn:aws:s3:::${Bucket}/a` })));
    expect(await status(`${Bucket}/a`)).toEqual([200, "x"]);
    expect(await status(`${Bucket}/private/b`)).toEqual([403, "AccessDenied"]);
    expect(await status(`${Bucket}?list-type=2`)).toEqual([403, "AccessDenied"]);
    expect(await status(`${Bucket}/a`, { method: "PUT", body: "z" })).toEqual([403, "AccessDenied"]);
    await s3.send(new DeleteBucketPolicyCommand({ Bucket }));
    expect(await status(`${Bucket}/a`)).toEqual([403, "AccessDenied"]);
    expect(await status("absent-bucket/a")).toEqual([404, "NoSuchBucket"]);
  });

  it("may list no buckets", async () => {
    expect(await status("")).toEqual([403, "AccessDenied"]);
  });
});

it("AccessDenied is an error of the service", async () => {
  await expect(read(other, await bucket())).rejects.toBeInstanceOf(S3ServiceException);
});
