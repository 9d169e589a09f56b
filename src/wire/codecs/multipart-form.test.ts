// Forms in chunks of every size.
import { describe, expect, it } from "vitest";
import { boundaryOf, FormError, readMultipartForm } from "./multipart-form.ts";

const form = (parts: string): Buffer => Buffer.from(`preamble\r\n${parts}`.replaceAll("|", "\r\n"));
const whole = form(
  '--B|Content-Disposition: form-data; name="Key"||a/b|--B|content-disposition: form-data; name=acl||private|' +
    '--B|Content-Disposition: form-data; name="file"; filename="x \\"y\\".txt"|Content-Type: text/plain||one||--Other|--|two|--B|' +
    'Content-Disposition: form-data; name="late"||ignored|--B--|',
);
async function* inChunks(bytes: Buffer, sizeBytes: number): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += sizeBytes) yield await Promise.resolve(bytes.subarray(at, at + sizeBytes));
}
const textOf = async (body: AsyncIterable<Uint8Array> | undefined): Promise<string> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body ?? []) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
};

describe("multipart/form-data", () => {
  it.each([1, 2, 3, 7, 50, 1000])("in chunks of %i bytes", async (sizeBytes) => {
    const { fields, file } = await readMultipartForm(inChunks(whole, sizeBytes), "B", 1000);
    expect([...fields]).toEqual([
      ["key", "a/b"],
      ["acl", "private"],
    ]);
    expect(file?.filename).toBe('x "y".txt');
    expect(await textOf(file?.body)).toBe("one\r\n\r\n--Other\r\n--\r\ntwo");
  });

  it("refuses fields that are too large, and what is cut short", async () => {
    await expect(readMultipartForm(inChunks(whole, 10), "B", 5)).rejects.toEqual(new FormError("too-large"));
    await expect(readMultipartForm(inChunks(whole.subarray(0, 40), 10), "B", 500)).rejects.toThrow("malformed");
    const { file } = await readMultipartForm(inChunks(whole.subarray(0, 230), 10), "B", 500);
    await expect(textOf(file?.body)).rejects.toThrow("malformed");
  });

  it("boundaries stand in the Content-Type, quoted or not", () => {
    expect(boundaryOf("multipart/form-data; boundary=----x1")).toBe("----x1");
    expect(boundaryOf('multipart/form-data; charset=utf-8; boundary="a b"')).toBe("a b");
    expect(boundaryOf("multipart/form-data")).toBeUndefined();
  });
});
