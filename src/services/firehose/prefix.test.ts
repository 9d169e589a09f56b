import { describe, expect, it } from "vitest";
import { evaluatedErrorPrefix, evaluatedPrefix, prefixFault, prefixLengthFault, type Prefixes } from "./prefix.ts";

const at = Date.UTC(2018, 7, 27, 10, 30);
const of = (prefix?: string, errorOutputPrefix?: string, timeZone = "UTC"): Prefixes => ({
  prefix,
  errorOutputPrefix,
  timeZone,
});
const error = (prefixes: Prefixes): string => evaluatedErrorPrefix(prefixes, at, "processing-failed");

describe("evaluated prefixes", () => {
  it("default to the time of the oldest record (documented)", () => {
    expect(evaluatedPrefix(of(), at)).toBe("2018/08/27/10/");
    expect(evaluatedPrefix(of(undefined, undefined, "Asia/Tokyo"), at)).toBe("2018/08/27/19/");
  });

  it("follow a prefix without timestamps by the time, and no slash (documented)", () => {
    expect(evaluatedPrefix(of("myFirehosePrefix/"), at)).toBe("myFirehosePrefix/2018/08/27/10/");
    expect(evaluatedPrefix(of("legacy"), at)).toBe("legacy2018/08/27/10/");
  });

  it("evaluate expressions (the guide's examples)", () => {
    const prefixes = of(
      "myFirehose/DeliveredYear=!{timestamp:yyyy}/anyMonth/rand=!{firehose:random-string}",
      "myFirehoseFailures/!{firehose:error-output-type}/!{timestamp:yyyy}/anyMonth/!{timestamp:dd}",
    );
    expect(evaluatedPrefix(prefixes, at)).toMatch(/^myFirehose\/DeliveredYear=2018\/anyMonth\/rand=[0-9a-f]{11}$/);
    expect(error(prefixes)).toBe("myFirehoseFailures/processing-failed/2018/anyMonth/27");
    expect(error(of(undefined, "myFirehoseFailures/!{firehose:error-output-type}/"))).toBe(
      "myFirehoseFailures/processing-failed/",
    );
  });

  it("put errors under their type below the prefix when there is no error prefix (documented)", () => {
    expect(error(of("myFirehosePrefix/"))).toBe("myFirehosePrefix/processing-failed/2018/08/27/10/");
    expect(error(of())).toBe("processing-failed/2018/08/27/10/");
  });

  it("put errors under their type below an error prefix without expressions (inferred)", () => {
    expect(error(of("a/", "errors/"))).toBe("errors/processing-failed/2018/08/27/10/");
  });

  it("draw each random string anew", () => {
    const [first, second] = evaluatedPrefix(of("!{firehose:random-string}-!{firehose:random-string}", "e"), at).split(
      "-",
    );
    expect(first).not.toBe(second?.slice(0, 11));
  });
});

describe("prefixFault (recorded)", () => {
  it.each([
    [of("!{timestamp:yyyy}/"), "ErrorOutputPrefix cannot be null or empty when Prefix contains expressions"],
    [
      of("!{firehose:error-output-type}/", "e/!{firehose:error-output-type}/"),
      "Prefix must not contain any occurrence of !{firehose:error-output-type}",
    ],
    [
      of("", "e/!{timestamp:yyyy}/"),
      "ErrorOutputPrefix must contain at least one occurrence of !{firehose:error-output-type}",
    ],
    [of("a!{b"), "Invalid expression usage"],
    [of("!{date:yyyy}", "e/"), "Namespace to the left of colon (date) is an invalid keyword!"],
    [of("!{firehose:uuid}", "e/"), "Invalid conversion character used in the value of the expression in Prefix"],
    [of("!{timestamp:yyyyTHH}", "e/"), "Invalid conversion character used in the value of the expression in Prefix"],
  ])("%o", (prefixes, fault) => {
    expect(prefixFault(prefixes)).toBe(fault);
  });

  it("accepts what is right", () => {
    expect(prefixFault(of())).toBeUndefined();
    expect(prefixFault(of("logs/", "errors/"))).toBeUndefined();
    expect(prefixFault(of("dt=!{timestamp:yyyy'-'MM'-'dd}/", "e/!{firehose:error-output-type}/"))).toBeUndefined();
  });
});

it("prefixLengthFault measures what was evaluated", () => {
  expect(prefixLengthFault(of("p".repeat(495), "e/"), at)).toBeUndefined();
  expect(prefixLengthFault(of("p".repeat(510)), at)).toBe("Length of evaluated prefix cannot be greater than 512");
});
