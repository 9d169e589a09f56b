// aws-chunked bodies: AWS's documented examples, every split of the bytes, and framing that is wrong.
import { createPrivateKey, hash, sign as signBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { AwsChunkedDecoder, type AwsChunkedOptions } from "../../../src/wire/codecs/aws-chunked/aws-chunked.ts";
import { privateKeyOf, publicKeyOf } from "../../../src/wire/sigv4/ecdsa.ts";
import { signingKey } from "../../../src/wire/sigv4/key.ts";

const scope = { date: "20130524", region: "us-east-1", service: "s3" };
const owner = { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secret: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY" };
const signing = {
  key: signingKey("AWS4-HMAC-SHA256", owner, scope),
  timestamp: "20130524T000000Z",
  accessKeyId: owner.accessKeyId,
};
const SIZE_BYTES = 66_560;
const chunk = (sizeBytes: number, signature: string): string =>
  `${sizeBytes.toString(16)};chunk-signature=${signature}\r\n${"a".repeat(sizeBytes)}\r\n`;

/** Documented: "Signature calculations for the Authorization header: transferring payload in multiple chunks". */
const documented = {
  seed: "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9",
  body:
    chunk(65_536, "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648") +
    chunk(1024, "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497") +
    chunk(0, "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9"),
};

/** Documented: the same with trailing headers. */
const trailing = {
  seed: "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e",
  body:
    chunk(65_536, "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2") +
    chunk(1024, "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7") +
    "0;chunk-signature=2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992\r\n" +
    "x-amz-checksum-crc32c:sOO8/Q==\r\n" +
    "x-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n",
};

interface Decoded {
  readonly content: string;
  readonly trailers: Record<string, string>;
}

async function decode(body: string, options: AwsChunkedOptions, sliceBytes = body.length): Promise<Decoded> {
  const decoder = new AwsChunkedDecoder(options);
  const bytes = Buffer.from(body, "latin1");
  for (let at = 0; at < bytes.length; at += sliceBytes) decoder.write(bytes.subarray(at, at + sliceBytes));
  decoder.end();
  let content = "";
  for await (const part of decoder) content += (part as Buffer).toString("latin1");
  return { content, trailers: { ...decoder.trailers } };
}

const signed = (seed: string, trailerNames: readonly string[] = []): AwsChunkedOptions => ({
  sizeBytes: SIZE_BYTES,
  signing: { ...signing, seed },
  trailerNames,
});
const plain = (sizeBytes: number, trailerNames: readonly string[] = []): AwsChunkedOptions => ({
  sizeBytes,
  signing: undefined,
  trailerNames,
});

describe("signed chunks", () => {
  test.each([1, 7, 1000, 65_536, 100_000])("documented example in slices of %d bytes", async (sliceBytes) => {
    const { content } = await decode(documented.body, signed(documented.seed), sliceBytes);
    expect(content).toBe("a".repeat(SIZE_BYTES));
  });

  test("documented example with a trailer", async () => {
    const { content, trailers } = await decode(trailing.body, signed(trailing.seed, ["x-amz-checksum-crc32c"]));
    expect(content.length).toBe(SIZE_BYTES);
    expect(trailers).toEqual({ "x-amz-checksum-crc32c": "sOO8/Q==" });
  });

  test.each([
    ["a blank line before the trailers", trailing.body.replace("f863f992\r\n", "f863f992\r\n\r\n")],
    ["no blank line after them", trailing.body.slice(0, -2)],
  ])("as some clients send it: %s", async (_, body) => {
    const { trailers } = await decode(body, signed(trailing.seed, ["x-amz-checksum-crc32c"]), 1000);
    expect(trailers).toEqual({ "x-amz-checksum-crc32c": "sOO8/Q==" });
  });

  test.each([
    ["a changed byte", documented.body.replace("aaaa", "aaab"), documented.seed],
    ["a changed chunk signature", documented.body.replace("ad80c", "ad80d"), documented.seed],
    ["another seed", documented.body, trailing.seed],
  ])("%s is SignatureDoesNotMatch", async (_, body, seed) => {
    await expect(decode(body, signed(seed))).rejects.toMatchObject({ code: "SignatureDoesNotMatch", status: 403 });
  });

  test("a changed trailer is SignatureDoesNotMatch", async () => {
    const body = trailing.body.replace("sOO8", "sOO9");
    const decoding = decode(body, signed(trailing.seed, ["x-amz-checksum-crc32c"]));
    await expect(decoding).rejects.toMatchObject({ code: "SignatureDoesNotMatch" });
  });

  test("chunks without signatures are refused", async () => {
    await expect(decode("5\r\nhello\r\n0\r\n\r\n", signed(documented.seed))).rejects.toMatchObject({
      code: "IncompleteBody",
    });
  });
});

/** As awslabs/aws-c-auth signs: `*` pads each signature, and the next string to sign has it without. */
function signedWithEcdsa(seed: string, chunks: readonly string[], trailers: string): string {
  const { x = "", y = "" } = publicKeyOf(owner).export({ format: "jwk" });
  const d = privateKeyOf(owner).toString("base64url");
  const key = createPrivateKey({ format: "jwk", key: { kty: "EC", crv: "P-256", x, y, d } });
  let previous = seed;
  const next = (what: string, content: string): string => {
    const text = `AWS4-ECDSA-P256-SHA256-${what}\n${signing.timestamp}\n20130524/s3/aws4_request\n${previous}\n${content}`;
    previous = signBytes("sha256", Buffer.from(text), key).toString("hex");
    return previous.padEnd(144, "*");
  };
  const empty = hash("sha256", "", "hex");
  const framed = chunks.map((text) => {
    const signature = next("PAYLOAD", `${empty}\n${hash("sha256", text, "hex")}`);
    return `${text.length.toString(16)};chunk-signature=${signature}\r\n${text}${text === "" ? "" : "\r\n"}`;
  });
  if (trailers === "") return `${framed.join("")}\r\n`;
  const signature = next("TRAILER", hash("sha256", `${trailers}\n`, "hex"));
  return `${framed.join("")}${trailers}\r\nx-amz-trailer-signature:${signature}\r\n\r\n`;
}

describe("chunks signed with version 4A", () => {
  const seed = "3045";
  const content = ["a".repeat(10_000), "b".repeat(10), ""];
  const options = (trailerNames: readonly string[] = []): AwsChunkedOptions => ({
    sizeBytes: 10_010,
    signing: { ...signing, key: signingKey("AWS4-ECDSA-P256-SHA256", owner, { ...scope, region: "" }), seed },
    trailerNames,
  });

  test.each([1, 1000, 20_000])("hold in slices of %d bytes", async (sliceBytes) => {
    const decoded = await decode(signedWithEcdsa(seed, content, ""), options(), sliceBytes);
    expect(decoded.content).toBe(content.join(""));
  });

  test("hold with a trailer", async () => {
    const body = signedWithEcdsa(seed, content, "x-amz-checksum-crc32c:sOO8/Q==");
    const { trailers } = await decode(body, options(["x-amz-checksum-crc32c"]));
    expect(trailers).toEqual({ "x-amz-checksum-crc32c": "sOO8/Q==" });
  });

  test.each([
    ["a changed byte", (body: string) => body.replace("aaaa", "aaab")],
    ["a changed signature", (body: string) => body.replace(/chunk-signature=../, "chunk-signature=31")],
    ["chunks in another order", (body: string) => body.replace(/^([^]*?\r\n[^]*?\r\n)([^]*?\r\n[^]*?\r\n)/, "$2$1")],
  ])("%s is SignatureDoesNotMatch", async (_, change) => {
    const body = change(signedWithEcdsa(seed, content, ""));
    await expect(decode(body, options())).rejects.toMatchObject({ code: "SignatureDoesNotMatch" });
  });
});

describe("unsigned chunks", () => {
  test("trailers come out in lower case", async () => {
    const body = "5\r\nhello\r\n0\r\nX-Amz-Checksum-CRC32: NhCmhg==\r\n\r\n";
    const decoded = await decode(body, plain(5, ["x-amz-checksum-crc32"]), 1);
    expect(decoded).toEqual({ content: "hello", trailers: { "x-amz-checksum-crc32": "NhCmhg==" } });
  });

  test("an empty body", async () => {
    expect(await decode("0\r\n\r\n", plain(0))).toEqual({ content: "", trailers: {} });
  });

  test.each([
    ["no hexadecimal size", "hello\r\n", "IncompleteBody"],
    ["a size that is too long to be one", `${"f".repeat(20)}\r\n`, "IncompleteBody"],
    ["a bare line feed", "5\nhello\r\n0\r\n\r\n", "IncompleteBody"],
    ["a chunk longer than it says", "5\r\nhello!\r\n0\r\n\r\n", "IncompleteBody"],
    ["more than the decoded length", "6\r\nhello!\r\n0\r\n\r\n", "IncompleteBody"],
    ["less than the decoded length", "4\r\nhell\r\n0\r\n\r\n", "IncompleteBody"],
    ["an end in the middle of a chunk", "5\r\nhel", "IncompleteBody"],
    ["no last chunk", "5\r\nhello\r\n", "IncompleteBody"],
    ["bytes after the end", "5\r\nhello\r\n0\r\n\r\nmore", "IncompleteBody"],
    ["an endless line", "0".repeat(10_000), "IncompleteBody"],
    ["a trailer nobody announced", "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n", "MalformedTrailerError"],
    ["a trailer that is none", "5\r\nhello\r\n0\r\nno colon\r\n\r\n", "MalformedTrailerError"],
  ])("%s", async (_, body, code) => {
    await expect(decode(body, plain(5))).rejects.toMatchObject({ code, status: 400 });
  });

  test("an announced trailer must come", async () => {
    const decoding = decode("5\r\nhello\r\n0\r\n\r\n", plain(5, ["x-amz-checksum-crc32"]));
    await expect(decoding).rejects.toMatchObject({ code: "MalformedTrailerError" });
  });

  test("only the last chunk may be smaller than 8,192 bytes (recorded in versitygw#1683)", async () => {
    const body = `3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n`;
    await expect(decode(body, plain(5))).rejects.toMatchObject({
      code: "InvalidChunkSizeError",
      members: { Chunk: "2", BadChunkSize: "3" },
    });
  });
});
