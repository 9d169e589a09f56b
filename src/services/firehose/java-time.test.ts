import { describe, expect, it } from "vitest";
import { formatJavaTime, isTimeZone, refusedLetter } from "./java-time.ts";

const at = Date.UTC(2018, 7, 27, 10, 30, 5, 678);
const utc = (pattern: string): string => formatJavaTime(pattern, at, "UTC");

describe("formatJavaTime", () => {
  it.each([
    // Documented in java.time.format.DateTimeFormatter, and the first two in Firehose's guide.
    ["yyyy/MM/dd/HH", "2018/08/27/10"],
    ["yyyy", "2018"],
    ["yy-M-d", "18-8-27"],
    ["'year='yyyy'/month='MM", "year=2018/month=08"],
    ["yyyy'-'MM'-'dd", "2018-08-27"],
    ["MMM MMMM MMMMM", "Aug August A"],
    ["E EEEE", "Mon Monday"],
    ["hh:mm a", "10:30 AM"],
    ["HH-mm-ss.SSS", "10-30-05.678"],
    ["SSSSSS", "678000"],
    ["DDD", "239"],
    ["YYYY'W'ww", "2018W35"],
    ["Q QQQ", "3 Q3"],
    ["X xx xxx Z", "Z +0000 +00:00 +0000"],
    ["''", "'"],
    ["'o''clock'", "o'clock"],
  ])("%s", (pattern, text) => {
    expect(utc(pattern)).toBe(text);
  });

  it("follows the time zone, summer time included", () => {
    expect(formatJavaTime("yyyy/MM/dd/HH XXX", at, "Asia/Tokyo")).toBe("2018/08/27/19 +09:00");
    expect(formatJavaTime("HH:mm Z", at, "America/New_York")).toBe("06:30 -0400");
    expect(formatJavaTime("HH:mm xxx", Date.UTC(2018, 0, 1, 0, 0), "Asia/Kolkata")).toBe("05:30 +05:30");
    expect(formatJavaTime("yyyy HH", Date.UTC(2018, 0, 1, 0, 0), "America/New_York")).toBe("2017 19");
  });

  it("counts week-based years from Sunday", () => {
    expect(formatJavaTime("YYYY-ww", Date.UTC(2018, 11, 30), "UTC")).toBe("2019-01");
    expect(formatJavaTime("YYYY-ww", Date.UTC(2018, 11, 29), "UTC")).toBe("2018-52");
    expect(formatJavaTime("W", Date.UTC(2018, 8, 1), "UTC")).toBe("1");
    expect(formatJavaTime("W", Date.UTC(2018, 8, 2), "UTC")).toBe("2");
  });
});

it("refusedLetter finds letters that are no pattern letters (recorded)", () => {
  expect(refusedLetter("yyyy/MM/dd")).toBeUndefined();
  expect(refusedLetter("yyyyTHH")).toBe("T");
  expect(refusedLetter("yyyy'T'HH")).toBeUndefined();
});

it("isTimeZone knows IANA names", () => {
  expect(isTimeZone("Asia/Tokyo")).toBe(true);
  expect(isTimeZone("Mars/Olympus")).toBe(false);
});
