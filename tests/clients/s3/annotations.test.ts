// Annotations of objects. Documented; what is inferred says so.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteObjectAnnotationCommand,
  DeleteObjectCommand,
  GetObjectAnnotationCommand,
  type GetObjectAnnotationCommandInput,
  ListObjectAnnotationsCommand,
  PutBucketVersioningCommand,
  PutObjectAnnotationCommand,
  type PutObjectAnnotationCommandInput,
  PutObjectCommand,
  PutObjectLegalHoldCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { allow, newUser } from "../user.ts";
import { filesWith } from "./data-folder.ts";
import { bucketName, failure, platform, type S3Platform } from "./platform.ts";

let folder: string;
let one: S3Platform;
let s3: S3Client;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "forebay-annotations-"));
  one = await platform({ dataFolder: folder });
  ({ s3 } = one);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function annotated(more: object = {}, body = "body"): Promise<{ readonly Bucket: string; readonly Key: string }> {
  const at = { Bucket: await one.bucket(), Key: "k" };
  await s3.send(new PutObjectCommand({ ...at, Body: body, ...more }));
  return at;
}

interface At {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string | undefined;
}

const annotate = (at: At, name: string, text: string, more: Partial<PutObjectAnnotationCommandInput> = {}) =>
  s3.send(new PutObjectAnnotationCommand({ ...at, AnnotationName: name, AnnotationPayload: text, ...more }));
const annotation = (at: At, AnnotationName: string, more: Partial<GetObjectAnnotationCommandInput> = {}) =>
  s3.send(new GetObjectAnnotationCommand({ ...at, AnnotationName, ...more }));
const text = async (at: At, name: string): Promise<string | undefined> =>
  (await annotation(at, name)).AnnotationPayload?.transformToString();
const names = async (at: At): Promise<(string | undefined)[] | undefined> =>
  (await s3.send(new ListObjectAnnotationsCommand(at))).Annotations?.map((each) => each.AnnotationName);

describe("PutObjectAnnotation and GetObjectAnnotation", () => {
  it("keep a text beside the object, which another one replaces", async () => {
    const at = await annotated();
    const put = await annotate(at, "labels", '{"cat":0.9}', { ChecksumAlgorithm: "SHA256" });
    expect(put).toMatchObject({ AnnotationName: "labels", Key: "k", ChecksumType: "FULL_OBJECT" });
    const got = await annotation(at, "labels", { ChecksumMode: "ENABLED" });
    expect(got).toMatchObject({ ContentLength: 11, ETag: put.ETag, ChecksumSHA256: put.ChecksumSHA256 });
    expect(await got.AnnotationPayload?.transformToString()).toBe('{"cat":0.9}');
    await annotate(at, "labels", "dog");
    expect([await text(at, "labels"), await names(at)]).toEqual(["dog", ["labels"]]);
    await expect(annotation(at, "others")).rejects.toEqual(failure(404, "NoSuchAnnotation"));
    await expect(annotate({ ...at, Key: "absent" }, "a", "b")).rejects.toEqual(failure(404, "NoSuchKey"));
  });

  it("refuse names, sizes and bytes that are none", async () => {
    const at = await annotated();
    for (const name of ["aws-x", "S3 labels"])
      await expect(annotate(at, name, "x")).rejects.toEqual(failure(400, "InvalidAnnotationName"));
    await expect(annotate(at, "x".repeat(513), "x")).rejects.toEqual(failure(400, "AnnotationNameTooLong"));
    await expect(annotate(at, "a", "")).rejects.toEqual(failure(400, "InvalidRequest"));
    await expect(annotate(at, "a", "x".repeat(1024 ** 2 + 1))).rejects.toEqual(failure(400, "InvalidRequest"));
    const bytes = new PutObjectAnnotationCommand({
      ...at,
      AnnotationName: "a",
      AnnotationPayload: Buffer.of(255, 254),
    });
    await expect(s3.send(bytes)).rejects.toEqual(failure(415, "UnsupportedMediaType"));
    await expect(annotate(at, "a", "x", { ObjectIfMatch: '"other"' })).rejects.toEqual(
      failure(412, "PreconditionFailed"),
    );
    expect(await names(at)).toEqual([]);
    await annotate(at, "a", "x".repeat(1024 ** 2));
    expect((await annotation(at, "a")).ContentLength).toBe(1024 ** 2);
  });

  it("are encrypted as the object is", async () => {
    const mark = "annotated in secret: 4711 0815";
    const at = await annotated({ ServerSideEncryption: "AES256" });
    expect((await annotate(at, "a", mark)).ServerSideEncryption).toBe("AES256");
    expect(await text(at, "a")).toBe(mark);
    expect(await filesWith(folder, mark)).toEqual([]);
  });

  it("belong to a version, and go with it", async () => {
    const at = await annotated();
    const first = `of the first ${"x".repeat(1_000_000)}`;
    await annotate(at, "a", first);
    await s3.send(new PutBucketVersioningCommand({ ...at, VersioningConfiguration: { Status: "Enabled" } }));
    const { VersionId } = await s3.send(new PutObjectCommand({ ...at, Body: "second" }));
    expect(await names(at)).toEqual([]);
    expect((await annotate({ ...at, VersionId }, "b", "of the second")).ObjectVersionId).toBe(VersionId);
    expect(await text({ ...at, VersionId: "null" }, "a")).toBe(first);
    await s3.send(new DeleteObjectCommand({ ...at, VersionId: "null" }));
    expect(await names(at)).toEqual(["b"]);
    expect(await filesWith(folder, first)).toHaveLength(1);
    // The collector looks every five minutes, and leaves readers a quarter of an hour.
    await one.forebay.clock.advance(5 * 60_000);
    await one.forebay.clock.advance(21 * 60_000);
    expect(await filesWith(folder, first)).toEqual([]);
    expect(await text(at, "b")).toBe("of the second");
  });

  it("need permissions of their own", async () => {
    const at = await annotated();
    const user = await newUser(one.forebay, [allow("s3:GetObject", "*")]);
    const theirs = one.client(user.config);
    const put = new PutObjectAnnotationCommand({ ...at, AnnotationName: "a", AnnotationPayload: "x" });
    await expect(theirs.send(put)).rejects.toEqual(failure(403, "AccessDenied"));
    await user.may(allow("s3:PutObjectAnnotation", `arn:aws:s3:::${at.Bucket}/k`));
    await theirs.send(put);
    await expect(theirs.send(new ListObjectAnnotationsCommand(at))).rejects.toEqual(failure(403, "AccessDenied"));
  });
});

describe("ListObjectAnnotations", () => {
  it("in the order of names, by prefix and in pages", async () => {
    const at = await annotated();
    for (const name of ["b/2", "a", "b/1", "b/3", "c"]) await annotate(at, name, name);
    expect(await names(at)).toEqual(["a", "b/1", "b/2", "b/3", "c"]);
    const page = { ...at, AnnotationPrefix: "b/", MaxAnnotationResults: 2 };
    const first = await s3.send(new ListObjectAnnotationsCommand(page));
    expect(first).toMatchObject({ AnnotationCount: 2, AnnotationPrefix: "b/", MaxAnnotationResults: 2 });
    expect(first.Annotations?.[0]).toMatchObject({ AnnotationName: "b/1", Size: 3 });
    const { NextContinuationToken: ContinuationToken } = first;
    const second = await s3.send(new ListObjectAnnotationsCommand({ ...page, ContinuationToken }));
    expect(second.Annotations?.map((each) => each.AnnotationName)).toEqual(["b/3"]);
    expect(second.NextContinuationToken).toBeUndefined();
  });
});

describe("DeleteObjectAnnotation", () => {
  it("for good; object lock holds", async () => {
    const at = await annotated();
    await annotate(at, "a", "x");
    const remove = new DeleteObjectAnnotationCommand({ ...at, AnnotationName: "a" });
    await s3.send(remove);
    await s3.send(remove); // inferred: nothing to delete is no error
    await expect(annotation(at, "a")).rejects.toEqual(failure(404, "NoSuchAnnotation"));
    const locked = { Bucket: bucketName(), Key: "k" };
    await s3.send(new CreateBucketCommand({ ...locked, ObjectLockEnabledForBucket: true }));
    await s3.send(new PutObjectCommand({ ...locked, Body: "body" }));
    await annotate(locked, "a", "x");
    await s3.send(new PutObjectLegalHoldCommand({ ...locked, LegalHold: { Status: "ON" } }));
    await expect(s3.send(new DeleteObjectAnnotationCommand({ ...locked, AnnotationName: "a" }))).rejects.toEqual(
      failure(403, "AccessDenied"),
    );
    await s3.send(new PutObjectLegalHoldCommand({ ...locked, LegalHold: { Status: "OFF" } }));
  });
});

describe("CopyObject", () => {
  it("takes annotations along unless they are excluded, under the copy's encryption", async () => {
    const at = await annotated();
    await annotate(at, "a", "one");
    await annotate(at, "b", "two");
    const copy = { Bucket: at.Bucket, CopySource: `${at.Bucket}/k` };
    await s3.send(new CopyObjectCommand({ ...copy, Key: "with", ServerSideEncryption: "AES256" }));
    await s3.send(new CopyObjectCommand({ ...copy, Key: "without", AnnotationDirective: "EXCLUDE" }));
    expect(await names({ ...at, Key: "without" })).toEqual([]);
    await s3.send(new DeleteObjectCommand(at));
    const taken = { ...at, Key: "with" };
    expect(await names(taken)).toEqual(["a", "b"]);
    expect([await text(taken, "a"), await text(taken, "b")]).toEqual(["one", "two"]);
    expect((await annotation(taken, "a")).ServerSideEncryption).toBe("AES256");
  });
});
