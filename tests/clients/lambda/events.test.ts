import {
  GetFunctionEventInvokeConfigCommand,
  InvokeCommand,
  PutFunctionEventInvokeConfigCommand,
} from "@aws-sdk/client-lambda";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { afterAll, describe, expect, it } from "vitest";
import { activeFunction, arnOf, platform } from "./platform.ts";

const own = await platform();
const { lambda, forebay } = own;
const folder = mkdtempSync(join(tmpdir(), "forebay-events-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const POLLS_MAX = 400;

/** Handlers of these tests write what they get to a file. */
const recorder = (file: string, then = ""): string =>
  `exports.handler = async (event) => { require("fs").appendFileSync(${JSON.stringify(file)}, JSON.stringify(event) + "\\n"); ${then} };`;

function lines(file: string): unknown[] {
  try {
    return readFileSync(file, "utf8")
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as unknown);
  } catch {
    return [];
  }
}

async function until(count: number, file: string): Promise<unknown[]> {
  for (let poll = 0; poll < POLLS_MAX && lines(file).length < count; poll++) await sleep(25);
  return lines(file);
}

const send = (FunctionName: string, event: object) =>
  lambda.send(
    new InvokeCommand({ FunctionName, InvocationType: "Event", Payload: Buffer.from(JSON.stringify(event)) }),
  );

describe("Invoke with the type Event", () => {
  it("Invoke: is accepted with 202 and runs later; a destination hears of it (documented)", async () => {
    const heard = join(folder, "heard");
    const listener = await activeFunction(own, recorder(heard));
    const FunctionName = await activeFunction(own, "exports.handler = async (event) => ({ did: event.n });");
    const Destination = arnOf(listener);
    const put = { FunctionName, DestinationConfig: { OnSuccess: { Destination } } };
    await lambda.send(new PutFunctionEventInvokeConfigCommand(put));
    expect((await send(FunctionName, { n: 1 })).StatusCode).toBe(202);
    expect(await until(1, heard)).toEqual([
      {
        version: "1.0",
        timestamp: expect.any(String),
        requestContext: {
          requestId: expect.any(String),
          functionArn: `${arnOf(FunctionName)}:$LATEST`,
          condition: "Success",
          approximateInvokeCount: 1,
        },
        requestPayload: { n: 1 },
        responseContext: { statusCode: 200, executedVersion: "$LATEST" },
        responsePayload: { did: 1 },
      },
    ]);
  });

  it("Invoke: is retried twice on the clock, then told of in S3 (documented)", async () => {
    const file = join(folder, "failed");
    const FunctionName = await activeFunction(own, recorder(file, "throw new Error('never');"));
    const s3 = new S3Client(forebay.clientConfig);
    await s3.send(new CreateBucketCommand({ Bucket: "failures" }));
    const DestinationConfig = { OnFailure: { Destination: "arn:aws:s3:::failures" } };
    await lambda.send(new PutFunctionEventInvokeConfigCommand({ FunctionName, DestinationConfig }));
    await send(FunctionName, { n: 2 });
    await until(1, file);
    for (let tries = 2; tries <= 3; tries++) {
      for (let poll = 0; poll < POLLS_MAX && lines(file).length < tries; poll++) {
        await forebay.clock.advance(30_000);
        await sleep(25);
      }
    }
    expect(lines(file)).toEqual([{ n: 2 }, { n: 2 }, { n: 2 }]);
    let keys: string[] = [];
    for (let poll = 0; poll < POLLS_MAX && keys.length === 0; poll++) {
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: "failures" }));
      keys = Contents.map(({ Key = "" }) => Key);
      await sleep(25);
    }
    expect(keys).toEqual([expect.stringMatching(new RegExp(`^aws/lambda/async/${FunctionName}/\\d{4}/`))]);
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: "failures", Key: keys[0] }));
    expect(JSON.parse((await Body?.transformToString()) ?? "")).toMatchObject({
      requestContext: { condition: "RetriesExhausted", approximateInvokeCount: 3 },
      responsePayload: { errorType: "Error", errorMessage: "never" },
    });
    s3.destroy();
  });

  it("GetFunctionEventInvokeConfig: there is none at first (recorded)", async () => {
    const FunctionName = await activeFunction(own, recorder(join(folder, "none")));
    await expect(lambda.send(new GetFunctionEventInvokeConfigCommand({ FunctionName }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: `The function ${arnOf(FunctionName)}:$LATEST doesn't have an EventInvokeConfig`,
    });
  });
});
