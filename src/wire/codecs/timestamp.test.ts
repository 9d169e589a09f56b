// Timestamps as clients write them and as AWS does.
import { expect, test } from "vitest";
import { DecodeError } from "./decode-error.ts";
import { formatTimestamp, fromEpochSeconds, parseTimestamp } from "./timestamp.ts";

const noon = Date.UTC(2024, 1, 29, 12, 0, 0);

test.each([
  ["2024-02-29T12:00:00Z", noon],
  ["2024-02-29T12:00:00.000Z", noon],
  ["2024-02-29T12:00:00.123456789Z", noon + 123],
  ["2024-02-29T13:00:00+01:00", noon],
  ["2024-02-29T13:00:00+0100", noon],
  ["2024-02-29T06:30:00-05:30", noon],
  ["2024-02-29T12:00:00", noon],
  ["2024-02-29 12:00:00", noon],
  ["2024-02-29T12:00Z", noon],
  ["2024-02-29", noon - 43_200_000],
  ["20240229T120000Z", noon],
  ["Thu, 29 Feb 2024 12:00:00 GMT", noon],
  ["Thursday, 29-Feb-24 12:00:00 GMT", noon],
  ["Thu, 29 Feb 2024 12:00:00.5 GMT", noon + 500],
  ["1709208000", noon],
  ["1709208000.25", noon + 250],
  ["1.709208E9", noon],
  ["-1", -1000],
])("%s", (text, epochMs) => {
  expect(parseTimestamp(text).getTime()).toBe(epochMs);
});

test.each([
  "",
  "yesterday",
  "2023-02-29T12:00:00Z",
  "2024-13-01",
  "2024-02-29T24:00:00Z",
  "2024-02-29T12:61:00Z",
  "1e99",
  "1709208000s",
])("'%s' is none", (text) => {
  expect(() => parseTimestamp(text)).toThrow(DecodeError);
});

test("what a Date cannot hold is refused", () => {
  expect(() => fromEpochSeconds(1e13)).toThrow(DecodeError);
  expect(() => fromEpochSeconds(NaN)).toThrow(DecodeError);
});

test("written in each format", () => {
  const date = new Date(noon + 7);
  expect(formatTimestamp(date, "dateTime")).toBe("2024-02-29T12:00:00.007Z");
  expect(formatTimestamp(new Date(noon), "dateTime")).toBe("2024-02-29T12:00:00Z");
  expect(formatTimestamp(new Date(noon), "dateTimeMs")).toBe("2024-02-29T12:00:00.000Z");
  expect(formatTimestamp(date, "httpDate")).toBe("Thu, 29 Feb 2024 12:00:00 GMT");
  expect(formatTimestamp(date, "epochSeconds")).toBe("1709208000.007");
});
