import { expect, test } from "vitest";
import { covers } from "./event-types.ts";
import { overlaps } from "./overlap.ts";

const asked = (prefix: string, suffix: string, ...events: string[]) => ({ prefix, suffix, events });
const [PUT, COPY, ANY] = ["s3:ObjectCreated:Put", "s3:ObjectCreated:Copy", "s3:ObjectCreated:*"] as const;

test("what is asked for with a star covers its kind", () => {
  expect([covers(ANY, PUT), covers(PUT, PUT), covers(PUT, COPY), covers("s3:ObjectRemoved:*", PUT)]).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test("two configurations overlap when beginning, end and event do", () => {
  expect(overlaps([asked("", "", PUT), asked("", "", ANY)])).toBe(true);
  expect(overlaps([asked("", "", PUT), asked("", "", COPY)])).toBe(false);
  expect(overlaps([asked("a", "", ANY), asked("ab", "", ANY)])).toBe(true);
  expect(overlaps([asked("a", "", ANY), asked("b", "", ANY)])).toBe(false);
  expect(overlaps([asked("a", ".jpg", ANY), asked("ab", ".png", ANY)])).toBe(false);
  expect(overlaps([asked("a", ".jpg", ANY), asked("b", ".jpg", ANY)])).toBe(false);
  expect(overlaps([asked("a", "jpg", ANY), asked("ab", ".jpg", PUT)])).toBe(true);
});
