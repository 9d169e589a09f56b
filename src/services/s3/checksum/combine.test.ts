// Combined checksums equal those of the whole, for random parts.
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ChecksumAlgorithm, digestOf } from "./algorithms.ts";
import { compositeChecksum, fullObjectChecksum } from "./combine.ts";

const partsOf = (algorithm: ChecksumAlgorithm, parts: readonly Uint8Array[]) =>
  parts.map((bytes) => ({ digest: digestOf(algorithm, bytes), sizeBytes: bytes.length }));

describe.each(["CRC32", "CRC32C", "CRC64NVME"] as const)("%s", (algorithm) => {
  test("of the whole follows from its parts", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 70 }), { maxLength: 5 }), (parts) => {
        expect(fullObjectChecksum(algorithm, partsOf(algorithm, parts))).toBe(
          digestOf(algorithm, Buffer.concat(parts)).toString("base64"),
        );
      }),
    );
  });
});

test("composite checksums that S3 answered (recorded)", () => {
  const part = digestOf("CRC32C", Buffer.from("test content 123"));
  expect(part.toString("base64")).toBe("fwuu0Q==");
  expect(compositeChecksum("CRC32C", [{ digest: part, sizeBytes: 16 }])).toBe("sZB91Q==-1");
  const sha256 = Buffer.from("DjU70AB1bON8k0n0fVHv2PJQVWcA/jWsITp6ti20Tbs=", "base64");
  const parts = [sha256, sha256].map((digest) => ({ digest, sizeBytes: 5242881 }));
  expect(compositeChecksum("SHA256", parts)).toBe("2Wjxbc3N6c1y3Eqve6x8X+xPy4qXhB1vAMgge0qeZJM=-2");
});

test("single checksums that S3 answered (recorded)", () => {
  const of = (algorithm: ChecksumAlgorithm, text: string) => digestOf(algorithm, Buffer.from(text)).toString("base64");
  expect(of("CRC32", "test-checksum")).toBe("lVk/nw==");
  expect(of("CRC32", "")).toBe("AAAAAA==");
  expect(of("CRC32", "0123456789")).toBe("poTHxg==");
});
