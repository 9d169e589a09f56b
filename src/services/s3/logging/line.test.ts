import { expect, test } from "vitest";
import { lineOf } from "./line.ts";
import { logGrants, logKey } from "./log-object.ts";
import { operationName } from "./operation-names.ts";

/** The fields that S3 documents, as its pattern for Athena takes them apart. */
const PATTERN =
  /^([^ ]*) ([^ ]*) \[(.*?)\] ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) ("[^"]*"|-) (-|[0-9]*) ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) ("[^"]*"|-) ("[^"]*"|-) ([^ ]*)(?: ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*))?.*$/;

test("a line has its fields in order, unknown ones as a dash, and no strange quotes", () => {
  const line = lineOf({
    bucketOwner: "owner",
    bucket: "b",
    atMs: Date.parse("2019-02-06T00:00:38Z"),
    requestId: "R",
    operation: "REST.GET.OBJECT",
    key: "a b/ü",
    requestUri: "GET /b/a%20b HTTP/1.1",
    status: 200,
    bytesSent: 0,
    totalMs: 7.4,
    userAgent: 'curl "x"\n',
    region: "us-east-1",
  });
  const [, ...fields] = PATTERN.exec(line) ?? [];
  expect(fields.slice(0, 18)).toEqual([
    ..."owner|b|06/Feb/2019:00:00:38 +0000|-|-|R|REST.GET.OBJECT|a+b/%C3%BC".split("|"),
    '"GET /b/a%20b HTTP/1.1"',
    ..."200|-|-|-|7|-".split("|"),
    '"-"',
    '"curl %22x%22%0A"',
    "-",
  ]);
  expect(line.endsWith(" - - - - - - - us-east-1")).toBe(true);
  expect(line).not.toContain("\n");
});

test("operations have the names of the format", () => {
  const name = (operation: string | undefined, method: string, key?: string) => operationName(operation, method, key);
  expect([
    name("GetBucketVersioning", "GET"),
    name("ListBucketInventoryConfigurations", "GET"),
    name("DeleteObjects", "POST"),
    name("CopyObject", "PUT", "k"),
    name(undefined, "GET", "k"),
    name(undefined, "GET"),
  ]).toEqual([
    "REST.GET.VERSIONING",
    "REST.GET.INVENTORY",
    "REST.POST.MULTI_OBJECT_DELETE",
    "REST.COPY.OBJECT",
    "REST.GET.OBJECT",
    "REST.GET.BUCKET",
  ]);
});

test("keys of log objects are simple or partitioned, by the event or the delivery", () => {
  const at = Date.parse("2030-06-05T12:34:56Z");
  const batch = { bucket: "b", account: "1", region: "r", day: Math.floor(at / 86_400_000) - 1, lines: [] };
  const key = (more: object) =>
    logKey({ ...batch, setting: { TargetBucket: "t", TargetPrefix: "p/", ...more } }, at, "s");
  expect(key({})).toMatch(/^p\/2030-06-05-12-34-56-[0-9A-F]{16}$/);
  const by = (PartitionDateSource: string) =>
    key({ TargetObjectKeyFormat: { PartitionedPrefix: { PartitionDateSource } } });
  expect(by("DeliveryTime")).toMatch(/^p\/1\/r\/b\/2030\/06\/05\/2030-06-05-12-34-56-[0-9A-F]{16}$/);
  expect(by("EventTime")).toMatch(/^p\/1\/r\/b\/2030\/06\/04\/2030-06-04-00-00-00-[0-9A-F]{16}$/);
});

test("grants of log objects are headers", () => {
  const to = (ID: string, Permission: "READ" | "FULL_CONTROL") => ({
    Grantee: { Type: "CanonicalUser", ID },
    Permission,
  });
  const setting = { TargetBucket: "t", TargetPrefix: "", TargetGrants: [to("1", "READ"), to("2", "READ")] };
  expect(logGrants(setting as never)).toEqual({ GrantRead: 'id="1", id="2"' });
  expect(logGrants({ TargetBucket: "t", TargetPrefix: "" })).toBeUndefined();
});
