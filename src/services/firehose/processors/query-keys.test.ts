// Which keys a jq object construction makes.
import { expect, it } from "vitest";
import { queryKeys } from "./query-keys.ts";

it("finds the keys of an object construction, not those of objects within", () => {
  expect(queryKeys("{customer_id:.customer_id,device:.type.device}")).toEqual(["customer_id", "device"]);
  expect(queryKeys('{"a b": .x, year: .t | strftime("%Y, {x: 1}"), c: {d: .e, f: [.g, .h]}}')).toEqual([
    "a b",
    "year",
    "c",
  ]);
  expect(queryKeys("{a, b: (.x | {c: 1}), $d}")).toEqual(["a", "b"]);
});

it("finds none in other queries", () => {
  expect(queryKeys(".a")).toEqual([]);
  expect(queryKeys("with_entries(.value |= tostring)")).toEqual([]);
  expect(queryKeys("{}")).toEqual([]);
});
