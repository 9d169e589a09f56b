import { describe, expect, it } from "vitest";
import { dataKeyIdOf, isEncrypted, newDataKeyId, openRecord, RecordSealer } from "./record-cipher.ts";

const key = Buffer.alloc(32, 7);
const id = newDataKeyId();
const sealer = new RecordSealer(key, id, "stream");
const record = { key: "ü-key", data: Buffer.from("some data"), timestampMs: 5 };

describe("encrypted records", () => {
  it("come back whole, and name their data key", () => {
    const sealed = sealer.seal(record);
    expect(isEncrypted(record)).toBe(false);
    expect(isEncrypted(sealed)).toBe(true);
    expect(dataKeyIdOf(sealed)).toBe(id);
    expect(Buffer.from(sealed.data).includes("some data")).toBe(false);
    const opened = openRecord({ ...sealed, position: 3 }, key, "stream");
    expect(opened).toEqual({ ...record, position: 3 });
  });

  it("are never sealed twice alike", () => {
    expect(sealer.seal(record).data).not.toEqual(sealer.seal(record).data);
  });

  it("are refused when altered, or in another stream", () => {
    const sealed = sealer.seal(record);
    const altered = Buffer.from(sealed.data);
    altered[altered.length - 1] = (altered.at(-1) ?? 0) ^ 1;
    expect(() => openRecord({ ...sealed, data: altered, position: 0 }, key, "stream")).toThrow();
    expect(() => openRecord({ ...sealed, position: 0 }, key, "other")).toThrow();
  });
});
