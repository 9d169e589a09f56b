// Versions of objects through the AWS SDK. Recorded unless said otherwise.
import {
  CopyObjectCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  DeleteObjectTaggingCommand,
  GetBucketVersioningCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
} from "@aws-sdk/client-s3";
import { describe, expect, it } from "vitest";
import { failure, platform } from "./platform.ts";
import { signedFetch } from "./signed-fetch.ts";

const { s3, forebay, bucket } = await platform();

const setVersioning = (Bucket: string, Status: "Enabled" | "Suspended") =>
  s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status } }));
async function versioned(): Promise<string> {
  const Bucket = await bucket();
  await setVersioning(Bucket, "Enabled");
  return Bucket;
}
const put = async (Bucket: string, Key: string, Body: string) =>
  (await s3.send(new PutObjectCommand({ Bucket, Key, Body }))).VersionId;
const get = async (Bucket: string, Key: string, VersionId?: string) => {
  const answer = await s3.send(new GetObjectCommand({ Bucket, Key, VersionId }));
  return [answer.VersionId, await answer.Body?.transformToString()];
};
const remove = async (Bucket: string, Key: string, VersionId?: string) => {
  const answer = await s3.send(new DeleteObjectCommand({ Bucket, Key, VersionId }));
  return { VersionId: answer.VersionId, DeleteMarker: answer.DeleteMarker };
};
/** `key/version` of all there is, `!` before delete markers, `*` behind the latest. */
async function list(Bucket: string): Promise<string[]> {
  const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
  const shown = (mark: string) => (one: { Key?: string; VersionId?: string; IsLatest?: boolean }) =>
    `${mark}${one.Key}/${one.VersionId}${one.IsLatest === true ? "*" : ""}`;
  return [...Versions.map(shown("")), ...DeleteMarkers.map(shown("!"))];
}

describe("buckets", () => {
  it("PutBucketVersioning: enables and suspends; refuses other words", async () => {
    const Bucket = await bucket();
    const status = async () => (await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status;
    expect(await status()).toBeUndefined();
    await setVersioning(Bucket, "Suspended");
    expect(await status()).toBe("Suspended");
    await setVersioning(Bucket, "Enabled");
    expect(await status()).toBe("Enabled");
    await expect(setVersioning(Bucket, "enabled" as "Enabled")).rejects.toEqual(failure(400, "MalformedXML"));
    await expect(s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: {} }))).rejects.toEqual(
      failure(400, "IllegalVersioningConfigurationException", { message: "The Versioning element must be specified" }),
    );
    await expect(setVersioning("no-such-bucket-here", "Enabled")).rejects.toEqual(failure(404, "NoSuchBucket"));
  });

  it("PutBucketVersioning: MFA delete needs a code (documented)", async () => {
    const Bucket = await versioned();
    const VersioningConfiguration = { Status: "Enabled", MFADelete: "Enabled" } as const;
    for (const MFA of [undefined, "arn:aws:iam::000000000000:mfa/nobody 123456"])
      await expect(s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration, MFA }))).rejects.toEqual(
        failure(403, "AccessDenied", { message: "Mfa Authentication must be used for this request" }),
      );
    expect((await s3.send(new GetBucketVersioningCommand({ Bucket }))).MFADelete).toBeUndefined();
  });

  it("DeleteBucket: refuses while versions or delete markers are left", async () => {
    const Bucket = await versioned();
    const VersionId = await put(Bucket, "a", "1");
    const marker = (await remove(Bucket, "a")).VersionId;
    const refusal = failure(409, "BucketNotEmpty", {
      message: "The bucket you tried to delete is not empty. You must delete all versions in the bucket.",
    });
    await expect(s3.send(new DeleteBucketCommand({ Bucket }))).rejects.toEqual(refusal);
    await remove(Bucket, "a", VersionId);
    await expect(s3.send(new DeleteBucketCommand({ Bucket }))).rejects.toEqual(refusal);
    await remove(Bucket, "a", marker);
    await s3.send(new DeleteBucketCommand({ Bucket }));
  });
});

describe("enabled", () => {
  it("PutObject, GetObject: every version stays and can be read", async () => {
    const Bucket = await versioned();
    const first = await put(Bucket, "k", "one");
    const second = await put(Bucket, "k", "two");
    expect(first).toMatch(/^[\w.]{32}$/);
    expect(await get(Bucket, "k")).toEqual([second, "two"]);
    expect(await get(Bucket, "k", first)).toEqual([first, "one"]);
    expect(await get(Bucket, "k", second)).toEqual([second, "two"]);
    expect((await s3.send(new HeadObjectCommand({ Bucket, Key: "k", VersionId: first }))).ContentLength).toBe(3);
    const attributes = await s3.send(
      new GetObjectAttributesCommand({ Bucket, Key: "k", VersionId: first, ObjectAttributes: ["ObjectSize"] }),
    );
    expect(attributes).toMatchObject({ VersionId: first, ObjectSize: 3 });
    expect(await list(Bucket)).toEqual([`k/${second}*`, `k/${first}`]);
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket }));
    expect(Contents).toHaveLength(1);
  });

  it("DeleteObject: a delete marker hides the object and can itself be deleted", async () => {
    const Bucket = await versioned();
    const first = await put(Bucket, "k", "one");
    const marker = await remove(Bucket, "k");
    expect(marker).toEqual({ VersionId: expect.any(String), DeleteMarker: true });
    await expect(get(Bucket, "k")).rejects.toEqual(failure(404, "NoSuchKey", { Key: "k" }));
    const raw = await signedFetch(forebay.endpoint, { method: "GET", path: `/${Bucket}/k` });
    expect([raw.headers.get("x-amz-delete-marker"), raw.headers.get("x-amz-version-id")]).toEqual([
      "true",
      marker.VersionId,
    ]);
    await expect(get(Bucket, "k", marker.VersionId)).rejects.toEqual(
      failure(405, "MethodNotAllowed", {
        message: "The specified method is not allowed against this resource.",
        Method: "GET",
        ResourceType: "DeleteMarker",
      }),
    );
    expect(await get(Bucket, "k", first)).toEqual([first, "one"]);
    expect((await s3.send(new ListObjectsV2Command({ Bucket }))).KeyCount).toBe(0);
    const again = await remove(Bucket, "k");
    expect(await list(Bucket)).toEqual([`k/${first}`, `!k/${again.VersionId}*`, `!k/${marker.VersionId}`]);
    expect(await remove(Bucket, "k", again.VersionId)).toEqual({ VersionId: again.VersionId, DeleteMarker: true });
    expect(await remove(Bucket, "k", marker.VersionId)).toEqual({ VersionId: marker.VersionId, DeleteMarker: true });
    expect(await get(Bucket, "k")).toEqual([first, "one"]);
    expect(await remove(Bucket, "other")).toMatchObject({ DeleteMarker: true });
  });

  it("DeleteObject: removes a version for good, and the one before is current again", async () => {
    const Bucket = await versioned();
    const first = await put(Bucket, "k", "one");
    const second = await put(Bucket, "k", "two");
    const third = await put(Bucket, "k", "three");
    expect(await remove(Bucket, "k", second)).toEqual({ VersionId: second, DeleteMarker: undefined });
    expect(await remove(Bucket, "k", third)).toEqual({ VersionId: third, DeleteMarker: undefined });
    expect(await get(Bucket, "k")).toEqual([first, "one"]);
    await expect(get(Bucket, "k", second)).rejects.toEqual(
      failure(404, "NoSuchVersion", { message: "The specified version does not exist.", Key: "k", VersionId: second }),
    );
    expect(await remove(Bucket, "k", second)).toEqual({ VersionId: second, DeleteMarker: undefined });
    const invalid = failure(400, "InvalidArgument", {
      message: "Invalid version id specified",
      ArgumentName: "versionId",
      ArgumentValue: "HPniJFCxqTsMuIH9KX8K8wEjNUgmABCD",
    });
    await expect(remove(Bucket, "k", "HPniJFCxqTsMuIH9KX8K8wEjNUgmABCD")).rejects.toEqual(invalid);
    await expect(get(Bucket, "k", "HPniJFCxqTsMuIH9KX8K8wEjNUgmABCD")).rejects.toEqual(invalid);
    await remove(Bucket, "k", first);
    expect(await list(Bucket)).toEqual([]);
  });

  it("DeleteObjects: markers, versions, and versions that are not there", async () => {
    const Bucket = await versioned();
    const VersionId = await put(Bucket, "k", "one");
    const send = (Objects: { Key: string; VersionId?: string | undefined }[]) =>
      s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    const { Deleted: [marked] = [] } = await send([{ Key: "k" }]);
    expect(marked).toEqual({ Key: "k", DeleteMarker: true, DeleteMarkerVersionId: expect.any(String) });
    const marker = marked?.DeleteMarkerVersionId;
    expect((await send([{ Key: "k", VersionId: marker }])).Deleted).toEqual([
      { Key: "k", VersionId: marker, DeleteMarker: true, DeleteMarkerVersionId: marker },
    ]);
    expect((await send([{ Key: "k", VersionId: "wrong" }])).Errors).toEqual([
      { Key: "k", VersionId: "wrong", Code: "NoSuchVersion", Message: "The specified version does not exist." },
    ]);
    expect((await send([{ Key: "k", VersionId }])).Deleted).toEqual([{ Key: "k", VersionId }]);
    expect(await list(Bucket)).toEqual([]);
  });

  it("tags belong to a version", async () => {
    const Bucket = await versioned();
    const Key = "k";
    const first = await put(Bucket, Key, "one");
    const second = await put(Bucket, Key, "two");
    const Tagging = { TagSet: [{ Key: "of", Value: "first" }] };
    const tagged = await s3.send(new PutObjectTaggingCommand({ Bucket, Key, VersionId: first, Tagging }));
    expect(tagged.VersionId).toBe(first);
    expect(await s3.send(new GetObjectTaggingCommand({ Bucket, Key, VersionId: first }))).toMatchObject(Tagging);
    expect(await s3.send(new GetObjectTaggingCommand({ Bucket, Key }))).toMatchObject({
      VersionId: second,
      TagSet: [],
    });
    expect((await s3.send(new DeleteObjectTaggingCommand({ Bucket, Key, VersionId: first }))).VersionId).toBe(first);
    expect(await s3.send(new GetObjectTaggingCommand({ Bucket, Key, VersionId: first }))).toMatchObject({ TagSet: [] });
  });

  it("CopyObject: of a version, of a delete marker, and of an old version over the current one", async () => {
    const Bucket = await versioned();
    const Key = "k";
    const first = await put(Bucket, Key, "one");
    await put(Bucket, Key, "two");
    const copied = await s3.send(new CopyObjectCommand({ Bucket, Key, CopySource: `${Bucket}/k?versionId=${first}` }));
    expect(copied).toMatchObject({ CopySourceVersionId: first, VersionId: expect.any(String) });
    expect(await get(Bucket, Key)).toEqual([copied.VersionId, "one"]);
    const { VersionId: marker } = await remove(Bucket, Key);
    await expect(
      s3.send(new CopyObjectCommand({ Bucket, Key: "x", CopySource: `${Bucket}/k?versionId=${marker}` })),
    ).rejects.toEqual(
      failure(400, "InvalidRequest", {
        message: "The source of a copy request may not specifically refer to a delete marker by version id.",
      }),
    );
    await expect(s3.send(new CopyObjectCommand({ Bucket, Key: "x", CopySource: `${Bucket}/k` }))).rejects.toEqual(
      failure(404, "NoSuchKey"),
    );
  });

  it("the newest version stays the newest when the clock is set back (ours)", async () => {
    const Bucket = await versioned();
    const first = await put(Bucket, "k", "one");
    const now = forebay.clock.now();
    await forebay.clock.set(new Date(now.getTime() - 86_400_000));
    const second = await put(Bucket, "k", "two");
    const { VersionId: marker } = await remove(Bucket, "k");
    await forebay.clock.set(now);
    expect(await list(Bucket)).toEqual([`k/${second}`, `k/${first}`, `!k/${marker}*`]);
  });
});

describe("suspended", () => {
  it("PutObject, DeleteObject: the null version is replaced, others stay", async () => {
    const Bucket = await versioned();
    const first = await put(Bucket, "k", "one");
    await setVersioning(Bucket, "Suspended");
    expect(await put(Bucket, "k", "null one")).toBeUndefined();
    expect(await put(Bucket, "k", "null two")).toBeUndefined();
    expect(await get(Bucket, "k")).toEqual(["null", "null two"]);
    expect(await list(Bucket)).toEqual(["k/null*", `k/${first}`]);
    expect(await remove(Bucket, "k")).toEqual({ VersionId: "null", DeleteMarker: true });
    expect(await list(Bucket)).toEqual([`k/${first}`, "!k/null*"]);
    expect(await put(Bucket, "k", "null three")).toBeUndefined();
    expect(await list(Bucket)).toEqual(["k/null*", `k/${first}`]);
    await setVersioning(Bucket, "Enabled");
    const last = await put(Bucket, "k", "last");
    expect(await get(Bucket, "k", "null")).toEqual(["null", "null three"]);
    expect(await list(Bucket)).toEqual([`k/${last}*`, "k/null", `k/${first}`]);
    await setVersioning(Bucket, "Suspended");
    await put(Bucket, "k", "null four");
    expect(await list(Bucket)).toEqual(["k/null*", `k/${last}`, `k/${first}`]);
    expect(await remove(Bucket, "k", "null")).toEqual({ VersionId: "null", DeleteMarker: undefined });
    expect(await get(Bucket, "k")).toEqual([last, "last"]);
  });

  it("objects from before versioning are the null version", async () => {
    const Bucket = await bucket();
    await put(Bucket, "k", "before");
    expect(await get(Bucket, "k", "null")).toEqual([undefined, "before"]);
    await setVersioning(Bucket, "Enabled");
    const second = await put(Bucket, "k", "after");
    expect(await list(Bucket)).toEqual([`k/${second}*`, "k/null"]);
    expect(await get(Bucket, "k", "null")).toEqual(["null", "before"]);
    await remove(Bucket, "k", second);
    expect(await get(Bucket, "k")).toEqual(["null", "before"]);
  });
});

describe("ListObjectVersions", async () => {
  const Bucket = await versioned();
  const ids = new Map<string, string | undefined>();
  for (const key of ["a", "b/1", "b/2", "c"])
    for (const round of [1, 2, 3]) ids.set(`${key}/${round}`, await put(Bucket, key, `${key} ${round}`));
  await remove(Bucket, "c");

  it("pages through everything once, at every size", async () => {
    const whole = await list(Bucket);
    expect(whole).toHaveLength(13);
    for (const MaxKeys of [1, 2, 3, 5, 12, 13]) {
      const seen: string[] = [];
      let KeyMarker: string | undefined;
      let VersionIdMarker: string | undefined;
      for (;;) {
        const page = await s3.send(new ListObjectVersionsCommand({ Bucket, MaxKeys, KeyMarker, VersionIdMarker }));
        const shown = (one: { Key?: string; VersionId?: string; IsLatest?: boolean }) =>
          `${one.Key}/${one.VersionId}${one.IsLatest === true ? "*" : ""}`;
        seen.push(...(page.Versions ?? []).map(shown), ...(page.DeleteMarkers ?? []).map((one) => `!${shown(one)}`));
        if (page.IsTruncated !== true) break;
        ({ NextKeyMarker: KeyMarker, NextVersionIdMarker: VersionIdMarker } = page);
      }
      expect(seen.toSorted(), `${MaxKeys}`).toEqual(whole.toSorted());
    }
  });

  it("rolls up by delimiter, begins after markers, knows prefixes", async () => {
    const page = await s3.send(new ListObjectVersionsCommand({ Bucket, Delimiter: "/", MaxKeys: 4 }));
    expect(page).toMatchObject({
      CommonPrefixes: [{ Prefix: "b/" }],
      IsTruncated: true,
      NextKeyMarker: "b/",
      KeyMarker: "",
      VersionIdMarker: "",
    });
    expect(page.NextVersionIdMarker).toBeUndefined();
    expect(page.Versions).toHaveLength(3);
    const after = await s3.send(new ListObjectVersionsCommand({ Bucket, KeyMarker: "b/1", Prefix: "b/" }));
    expect(after.Versions?.map(({ Key }) => Key)).toEqual(["b/2", "b/2", "b/2"]);
    await expect(s3.send(new ListObjectVersionsCommand({ Bucket, VersionIdMarker: "x" }))).rejects.toEqual(
      failure(400, "InvalidArgument", { message: "A version-id marker cannot be specified without a key marker." }),
    );
  });

  it("after a marked version that was deleted, the next one may be the latest", async () => {
    const marker = ids.get("a/3");
    await remove(Bucket, "a", marker);
    const page = await s3.send(
      new ListObjectVersionsCommand({ Bucket, Prefix: "a", KeyMarker: "a", VersionIdMarker: marker }),
    );
    expect(page.Versions?.map(({ VersionId, IsLatest }) => [VersionId, IsLatest])).toEqual([
      [ids.get("a/2"), true],
      [ids.get("a/1"), false],
    ]);
  });
});

describe("the document of ListObjectVersions", () => {
  it("has versions and delete markers in one order of keys, the newest first (recorded)", async () => {
    const Bucket = await bucket();
    await setVersioning(Bucket, "Enabled");
    for (const key of ["a", "b", "c"]) await put(Bucket, key, key);
    await remove(Bucket, "b");
    await remove(Bucket, "c");
    await put(Bucket, "c", "again");
    const answer = await signedFetch(forebay.endpoint, { method: "GET", path: `/${Bucket}?versions=` });
    const text = await answer.text();
    const entries = [...text.matchAll(/<(Version|DeleteMarker)>.*?<Key>(.)<\/Key>/g)].map(
      ([, tag, key]) => `${tag} ${key}`,
    );
    expect(entries).toEqual(["Version a", "DeleteMarker b", "Version b", "Version c", "DeleteMarker c", "Version c"]);
    expect(await list(Bucket)).toHaveLength(6);
  });
});
