// REST routing of S3, whose operations share few paths, and of templates with literals beside labels.
import { expect, test } from "vitest";
import { loadService } from "./models.ts";
import { route } from "./router.ts";

function routed(service: string, request: string, headers: Record<string, string> = {}): string | undefined {
  const [method, target] = request.split(" ", 2) as [string, string];
  const [path, query = ""] = target.split("?", 2) as [string, string?];
  return route(loadService(service), { method, path, query, headers })?.operation.name;
}

const copy = { "x-amz-copy-source": "/b/k" };

test.each<[string, string, Record<string, string>?]>([
  ["GET /", "ListBuckets"],
  ["PUT /bucket", "CreateBucket"],
  ["PUT /bucket/", "CreateBucket"],
  ["HEAD /bucket", "HeadBucket"],
  ["GET /bucket", "ListObjects"],
  ["GET /bucket/?list-type=2&prefix=a", "ListObjectsV2"],
  ["GET /bucket?uploads", "ListMultipartUploads"],
  ["GET /bucket?uploads=", "ListMultipartUploads"],
  ["GET /bucket?location", "GetBucketLocation"],
  ["GET /bucket?versions", "ListObjectVersions"],
  ["POST /bucket?delete", "DeleteObjects"],
  ["PUT /bucket/a/b%20c", "PutObject"],
  ["PUT /bucket/a?x-id=PutObject", "PutObject"],
  ["PUT /bucket/a", "CopyObject", copy],
  ["PUT /bucket/a?partNumber=1&uploadId=u", "UploadPart"],
  ["PUT /bucket/a?partNumber=1&uploadId=u", "UploadPartCopy", copy],
  ["POST /bucket/a?uploads", "CreateMultipartUpload"],
  ["POST /bucket/a?uploadId=u", "CompleteMultipartUpload"],
  ["DELETE /bucket/a?uploadId=u", "AbortMultipartUpload"],
  ["DELETE /bucket/a", "DeleteObject"],
  ["GET /bucket/a?uploadId=u", "ListParts"],
  ["GET /bucket/a?tagging", "GetObjectTagging"],
  ["GET /bucket/a?attributes", "GetObjectAttributes", { "x-amz-object-attributes": "ETag" }],
  ["GET /bucket//leading/slash/", "GetObject"],
  ["POST /bucket/a?select&select-type=2", "SelectObjectContent"],
])("S3 %s is %s", (request, operation, headers) => {
  expect(routed("s3", request, headers)).toBe(operation);
});

test("labels are decoded, greedy ones keep their slashes", () => {
  const head = { method: "GET", path: "/b/a%2Fb//c%20d/", query: "", headers: {} };
  const found = route(loadService("s3"), head)!;
  expect(Object.fromEntries(found.labels)).toEqual({ Bucket: "b", Key: "a/b//c d/" });
});

test.each([
  ["lambda", "GET /2015-03-31/functions/", "ListFunctions"],
  ["lambda", "GET /2015-03-31/functions", "ListFunctions"],
  ["lambda", "POST /2015-03-31/functions/f/invocations", "Invoke"],
  ["opensearch", "GET /2021-01-01/opensearch/domain/d", "DescribeDomain"],
  ["efs", "GET /2015-02-01/file-systems", "DescribeFileSystems"],
])("%s %s is %s", (service, request, operation) => {
  expect(routed(service, request)).toBe(operation);
});

test("what no template takes is nothing", () => {
  expect(routed("s3", "PATCH /bucket/a")).toBeUndefined();
  expect(routed("lambda", "GET /2015-03-31/nothing")).toBeUndefined();
});

test("a request without a required member is still its operation: validation says what is missing", () => {
  expect(routed("s3", "GET /bucket/a?attributes")).toBe("GetObjectAttributes");
});
