import { describe, expect, it } from "vitest";
import type { Clock } from "../../kit/clock.ts";
import { ControlRates } from "./control-rates.ts";

const account = "000000000000";
const home = { account, region: "us-east-1" };

function ratesAt(time: { nowMs: number }): ControlRates {
  return new ControlRates({ now: () => time.nowMs } as Clock);
}

/** How many calls of so many are let through. */
function admitted(rates: ControlRates, calls: number, operation: string, input: object = {}, place = home): number {
  let count = 0;
  for (let call = 0; call < calls; call++)
    try {
      rates.admit(operation, input, place);
      count += 1;
    } catch (error) {
      expect(error).toMatchObject({ code: "LimitExceededException" });
    }
  return count;
}

describe("rates of control operations", () => {
  it("are of each second, operation, account and region", () => {
    const time = { nowMs: 5_000 };
    const rates = ratesAt(time);
    expect(admitted(rates, 9, "ListStreams")).toBe(5);
    time.nowMs = 5_999;
    expect(admitted(rates, 9, "ListStreams")).toBe(0);
    expect(admitted(rates, 99, "DescribeStream")).toBe(10);
    expect(admitted(rates, 9, "ListStreams", {}, { account, region: "eu-west-1" })).toBe(5);
    expect(admitted(rates, 9, "ListStreams", {}, { account: "111111111111", region: "us-east-1" })).toBe(5);
    time.nowMs = 6_000;
    expect(admitted(rates, 9, "ListStreams")).toBe(5);
    time.nowMs = 1_000;
    expect(admitted(rates, 9, "ListStreams")).toBe(5);
  });

  it("of a stream are the same by its name, its ARN and its consumers' ARNs", () => {
    const rates = ratesAt({ nowMs: 0 });
    const arn = `arn:aws:kinesis:us-east-1:${account}:stream/one`;
    expect(admitted(rates, 15, "DescribeStreamConsumer", { StreamARN: arn })).toBe(15);
    expect(admitted(rates, 15, "DescribeStreamConsumer", { ConsumerARN: `${arn}/consumer/a:5` })).toBe(5);
    expect(admitted(rates, 4, "SplitShard", { StreamARN: arn })).toBe(4);
    expect(admitted(rates, 4, "SplitShard", { StreamName: "one" })).toBe(1);
    expect(admitted(rates, 4, "SplitShard", { StreamName: "another" })).toBe(4);
  });

  it("do not hold where AWS has none", () => {
    expect(admitted(ratesAt({ nowMs: 0 }), 5000, "PutRecord", { StreamName: "one" })).toBe(5000);
  });
});
