// CRC-64/NVME against the catalogue's check value and values that AWS answered.
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Crc64Nvme } from "./crc64nvme.ts";

const crc = (...chunks: (string | Uint8Array)[]): Buffer => {
  const running = new Crc64Nvme();
  for (const chunk of chunks) running.update(Buffer.from(chunk as string));
  return running.digest();
};

test("the check value of the CRC catalogue", () => {
  expect(crc("123456789").toString("hex")).toBe("ae8b14860a799888");
});

test("values that S3 answered (recorded)", () => {
  expect(crc("test-checksum").toString("base64")).toBe("1f2xscCCZCU=");
  expect(crc("").toString("base64")).toBe("AAAAAAAAAAA=");
});

test("chunks do not matter", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(200), (bytes, at) => {
      expect(crc(bytes.subarray(0, at), bytes.subarray(at))).toEqual(crc(bytes));
    }),
  );
});

test("16 bytes at a time equal one at a time", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 100 }), (bytes) => {
      expect(crc(...Array.from(bytes, (byte) => Uint8Array.of(byte)))).toEqual(crc(bytes));
    }),
  );
});
