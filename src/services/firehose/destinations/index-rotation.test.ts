import { expect, it } from "vitest";
import { indexAt } from "./index-rotation.ts";

it("names indexes as the guide's table does (documented)", () => {
  const atMs = Date.UTC(2016, 1, 25, 13, 5);
  expect(indexAt("myindex", "NoRotation", atMs)).toBe("myindex");
  expect(indexAt("myindex", "OneHour", atMs)).toBe("myindex-2016-02-25-13");
  expect(indexAt("myindex", "OneDay", atMs)).toBe("myindex-2016-02-25");
  expect(indexAt("myindex", "OneWeek", atMs)).toBe("myindex-2016-w08");
  expect(indexAt("myindex", "OneMonth", atMs)).toBe("myindex-2016-02");
});
