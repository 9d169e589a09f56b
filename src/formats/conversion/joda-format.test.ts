import { expect, it } from "vitest";
import { strptimeFormat } from "./joda-format.ts";

it.each([
  ["yyyy-MM-dd'T'HH:mm:ss.SSSZ", "%Y-%m-%dT%H:%M:%S.%g%z"],
  ["dd/MMM/yyyy:hh:mm:ss a", "%d/%b/%Y:%I:%M:%S %p"],
  ["yyyy''MM 'o''clock 100%'", "%Y'%m o'clock 100%%"],
  ["yyyyMMdd HH.mm.ss.SSSSSS", "%Y%m%d %H.%M.%S.%f"],
])("%s is %s", (pattern, format) => {
  expect(strptimeFormat(pattern)).toBe(format);
});

it.each(["yyyy-MM-dd q", "w", "'open"])("%s has no equal", (pattern) => {
  expect(strptimeFormat(pattern)).toBeUndefined();
});
