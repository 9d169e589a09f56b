// Bodies that clients compress: the SDK does so for CloudWatch's PutMetricData from 10 KiB on.
import { gzipSync } from "node:zlib";
import { CloudWatchClient, PutMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { expect, test } from "vitest";
import { AwsError } from "../../src/kit/errors.ts";
import { loadService } from "../../src/wire/models.ts";
import { protocols } from "../../src/wire/protocols/protocols.ts";
import { handlerOf, plainOptions } from "./round-trip/client.ts";

const operation = loadService("cloudwatch").operations.get("PutMetricData")!;

test("PutMetricData: the SDK's own gzip is read", async () => {
  const seen: { encoding: string | undefined; input: object }[] = [];
  const requestHandler = handlerOf((head, body) => {
    seen.push({
      encoding: head.headers["content-encoding"],
      input: protocols.awsJson1_0.decode(operation, head, body),
    });
    return protocols.awsJson1_0.encode(operation, {}, { requestId: "r", head });
  });
  const client = new CloudWatchClient({ ...plainOptions, disableRequestCompression: false, requestHandler });
  const input = { Namespace: "n".repeat(200), MetricData: [{ MetricName: "m", Values: Array(5000).fill(1.5) }] };
  await client.send(new PutMetricDataCommand(input));
  expect(seen).toEqual([{ encoding: "gzip", input }]);
});

test("query: Action stands in the compressed body", () => {
  const head = { method: "POST", path: "/", query: "", headers: { "content-encoding": "gzip" } };
  const body = gzipSync("Action=PutMetricData&Namespace=n");
  expect(protocols.awsQuery.operationOf(operation.service, head, body).name).toBe("PutMetricData");
  expect(protocols.awsQuery.decode(operation, head, body)).toEqual({ Namespace: "n" });
});

test("what is no gzip, or grows too much, is refused", () => {
  const head = { method: "POST", path: "/", query: "", headers: { "content-encoding": "gzip" } };
  const bomb = gzipSync(Buffer.alloc(65 * 1024 * 1024));
  for (const body of [Buffer.from("{}"), bomb])
    expect(() => protocols.awsJson1_0.decode(operation, head, body)).toThrow(AwsError);
});
