// Paging tokens open to what was sealed, for the same listing and key only, and to nothing when altered in any bit.
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Paging } from "./paging.ts";

const paging = new Paging(Buffer.alloc(32, 1));

describe("paging tokens", () => {
  test("open to the sealed position, whatever it is", () => {
    fc.assert(
      fc.property(fc.string(), fc.jsonValue(), (listing, position) => {
        const token = paging.seal(listing, position);
        // The AWS CLI takes what begins with a dash for an option.
        expect(token).toMatch(/^[\w+/]+={0,2}$/);
        expect(paging.open(listing, token)).toEqual(JSON.parse(JSON.stringify(position)));
      }),
    );
  });

  test("are refused for another listing, under another key, and with any character changed or missing", () => {
    const token = paging.seal("kinesis.ListShards/a", { after: "shardId-000000000007" });
    expect(paging.open("kinesis.ListShards/b", token)).toBeUndefined();
    expect(new Paging(Buffer.alloc(32, 2)).open("kinesis.ListShards/a", token)).toBeUndefined();
    for (let at = 0; at < token.length; at++) {
      const other = token[at] === "A" ? "B" : "A";
      expect(paging.open("kinesis.ListShards/a", token.slice(0, at) + other + token.slice(at + 1))).toBeUndefined();
      expect(paging.open("kinesis.ListShards/a", token.slice(0, at))).toBeUndefined();
    }
  });

  test("what no token ever was is refused without a throw", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(paging.open("listing", text)).toBeUndefined();
      }),
    );
  });
});
