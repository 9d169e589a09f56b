// Pages of a listing against a plain computation over all names, and how many rows they read.
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { listPage, type Named, type ScanStart } from "./listing.ts";
import { compareUtf8 } from "./utf8-order.ts";

function over(names: readonly string[]) {
  const sorted = [...new Set(names)].toSorted(compareUtf8);
  const counts = { rows: 0, scans: 0 };
  async function* scan(start: ScanStart, limit: number): AsyncIterable<readonly Named<null>[]> {
    counts.scans++;
    const inRange = sorted.filter((name) =>
      "from" in start ? compareUtf8(name, start.from) >= 0 : compareUtf8(name, start.after) > 0,
    );
    for (const name of inRange.slice(0, limit)) {
      counts.rows++;
      yield [{ name, row: null }];
    }
  }
  return { sorted, scan, counts };
}

function expectedEntries(sorted: readonly string[], prefix: string, delimiter: string | undefined): string[] {
  const entries = new Set<string>();
  for (const name of sorted.filter((one) => one.startsWith(prefix))) {
    const at = delimiter ? name.indexOf(delimiter, prefix.length) : -1;
    entries.add(at < 0 ? name : name.slice(0, at + (delimiter ?? "").length));
  }
  return [...entries];
}

test("following the markers lists every key and common prefix once, in order", async () => {
  const name = fc.string({
    unit: fc.constantFrom("a", "b", "/", "é", "\u{1f600}", "\u{ffff}"),
    minLength: 1,
    maxLength: 6,
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(name, { maxLength: 40 }),
      fc.oneof(fc.constant(""), name),
      fc.constantFrom(undefined, "", "/", "a/"),
      fc.integer({ min: 1, max: 7 }),
      async (names, prefix, delimiter, limit) => {
        const { sorted, scan } = over(names);
        const seen: string[] = [];
        let marker: string | undefined;
        for (;;) {
          const page = await listPage({ prefix, delimiter, marker, limit, scan });
          const entries = [...page.items.map((item) => item.name), ...page.commonPrefixes].toSorted(compareUtf8);
          expect(entries.length).toBeLessThanOrEqual(limit);
          seen.push(...entries);
          if (!page.isTruncated) break;
          expect(page.nextMarker).toBe(entries.at(-1));
          marker = page.nextMarker;
        }
        expect(seen).toEqual(expectedEntries(sorted, prefix, delimiter));
      },
    ),
    { numRuns: 1000 },
  );
});

test("a page of common prefixes reads a row and a seek for each, not the keys below", async () => {
  const names = Array.from({ length: 50 }, (_, i) => Array.from({ length: 100 }, (__, j) => `p${i + 100}/${j}`)).flat();
  const { scan, counts } = over(names);
  const page = await listPage({ prefix: "", delimiter: "/", marker: undefined, limit: 10, scan });
  expect(page.commonPrefixes).toHaveLength(10);
  expect(page.isTruncated).toBe(true);
  expect(counts).toEqual({ rows: 11, scans: 11 });
});

test("a marker inside a common prefix skips it (recorded)", async () => {
  const { scan } = over(["folder/aSubfolder/subFile1", "folder/aSubfolder/subFile2", "folder/file1", "folder/file2"]);
  const page = await listPage({
    prefix: "folder/",
    delimiter: "/",
    marker: "folder/aSubfolder/subFile1",
    limit: 1,
    scan,
  });
  expect(page.items.map((item) => item.name)).toEqual(["folder/file1"]);
  expect(page.nextMarker).toBe("folder/file1");
});

test("no keys asked for: nothing, and not truncated", async () => {
  const { scan } = over(["a"]);
  const page = await listPage({ prefix: "", delimiter: undefined, marker: undefined, limit: 0, scan });
  expect(page).toMatchObject({ items: [], isTruncated: false });
});
