import { describe, expect, it } from "vitest";
import { zipOf } from "../../../tests/clients/lambda/zip-archive.ts";
import { readZip } from "./zip.ts";

const limits = { entriesMax: 100, sizeMaxBytes: 1_000_000 };
const texts = (archive: Buffer): Record<string, string> =>
  Object.fromEntries(readZip(archive, limits).map((entry) => [entry.path, entry.read().toString()]));

describe("readZip", () => {
  it("reads deflated and stored files", () => {
    const files = { "index.js": "x".repeat(1000), "lib/ü.txt": "ü", empty: "" };
    expect(texts(zipOf(files))).toEqual(files);
    expect(texts(zipOf(files, { stored: true }))).toEqual(files);
    expect(readZip(zipOf(files, { mode: 0o755 }), limits)[0]?.isExecutable).toBe(true);
  });

  it.each(["../up", "/etc/passwd", "a/../../b", "a\\..\\..\\b", "C:/x"])("refuses the path %s", (path) => {
    expect(() => readZip(zipOf({ [path]: "x" }), limits)).toThrow("leads out of the archive");
  });

  it("refuses what is larger than allowed, before it unpacks anything", () => {
    expect(() => readZip(zipOf({ bomb: Buffer.alloc(1_000_001) }), limits)).toThrow("more than 1000000 bytes");
    const many = Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`f${index}`, ""]));
    expect(() => readZip(zipOf(many), limits)).toThrow("more than 100 entries");
  });

  it("refuses a file that unpacks to more than it says", () => {
    const archive = zipOf({ liar: Buffer.alloc(100_000) });
    const at = archive.indexOf("PK\x01\x02", 0, "latin1");
    archive.writeUInt32LE(10, at + 24);
    expect(() => readZip(archive, limits)[0]?.read()).toThrow("cannot be unpacked");
  });

  it("refuses cut, changed and linked archives", () => {
    const archive = zipOf({ "index.js": "exports.handler = 1;" }, { stored: true });
    expect(() => readZip(archive.subarray(0, -1), limits)).toThrow("no end of the central directory");
    const changed = Buffer.from(archive);
    changed[archive.indexOf("exports")] = 0x78;
    changed[archive.indexOf("exports") + 1] = 0x79;
    expect(() => readZip(changed, limits)[0]?.read()).toThrow("does not match its checksum");
    const linked = Buffer.from(archive);
    linked.writeUInt32LE((0o120777 << 16) >>> 0, archive.indexOf("PK\x01\x02", 0, "latin1") + 38);
    expect(() => readZip(linked, limits)).toThrow("is a symbolic link");
    for (let size = 0; size < archive.length; size += 3)
      expect(() => readZip(archive.subarray(0, size), limits)).toThrow(Error);
  });
});
