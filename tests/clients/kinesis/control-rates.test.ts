import {
  DescribeStreamCommand,
  KinesisClient,
  ListStreamsCommand,
  ListTagsForStreamCommand,
  StopStreamEncryptionCommand,
} from "@aws-sdk/client-kinesis";
import { describe, expect, it } from "vitest";
import { account, activeStream, platform, untilActive } from "./platform.ts";

const { forebay, kinesis } = await platform({ enforceLimits: true });

const exceededFor = (what: string) => ({ name: "LimitExceededException", message: `Rate exceeded for ${what}.` });

/** More than any machine gets through at the rate. */
const CALLS = 60;

/** Calls all at once: some are refused, as `refusal` says, and the others answered as ever. */
async function expectRefusals(call: () => Promise<unknown>, refusal: object): Promise<void> {
  const outcomes = await Promise.allSettled(Array.from({ length: CALLS }, call));
  const refused = outcomes.filter((outcome) => outcome.status === "rejected");
  for (const { reason } of refused) expect(reason).toMatchObject(refusal);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.length).toBeLessThan(CALLS);
}

describe("rates of control operations, enforced", () => {
  it("ListStreams: refuses what is too much of an account (documented; text recorded)", async () => {
    const list = () => kinesis.send(new ListStreamsCommand({}));
    await expectRefusals(list, exceededFor(`account ${account}`));
  });

  it("ListTagsForStream: refuses what is too much of a stream (documented; text recorded)", async () => {
    const StreamName = await activeStream(kinesis);
    const list = () => kinesis.send(new ListTagsForStreamCommand({ StreamName }));
    await expectRefusals(list, exceededFor(`stream ${StreamName} under account ${account}`));
  });

  it("DescribeStream: a client's own retries get over its rate", async () => {
    const StreamName = await activeStream(kinesis);
    const patient = new KinesisClient({ ...forebay.clientConfig, maxAttempts: 6 });
    const describing = Array.from({ length: 12 }, () => patient.send(new DescribeStreamCommand({ StreamName })));
    expect(await Promise.all(describing)).toHaveLength(12);
    patient.destroy();
  });

  it("StopStreamEncryption: 25 times in 24 hours of the clock (documented; text inferred)", async () => {
    const StreamName = await activeStream(kinesis);
    const stop = () => kinesis.send(new StopStreamEncryptionCommand({ StreamName, EncryptionType: "KMS", KeyId: "k" }));
    for (let times = 0; times < 25; times++) {
      await stop();
      await untilActive(kinesis, StreamName);
    }
    await expect(stop()).rejects.toMatchObject({ name: "LimitExceededException" });
    await forebay.clock.advance(24 * 3_600_000 + 1000);
    await stop();
  });
});
