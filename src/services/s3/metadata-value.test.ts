// Encoded words of user metadata. Recorded, unless said otherwise.
import { expect, test } from "vitest";
import { metadataValue } from "./metadata-value.ts";

const sent = (text: string): string => Buffer.from(text).toString("latin1");

test.each([
  ["=?UTF-8?Q?actually-ascii?=", "actually-ascii"],
  ["=?UTF-8?B?YWJj?=", "abc"],
  ["!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"],
  [sent("non-ascii-%E2%80%94_—_é_"), "=?UTF-8?Q?non-ascii-%E2%80%94=5F=E2=80=94=5F=C3=A9=5F?="],
  [sent("ÄMÄZÕÑ S3"), "=?UTF-8?Q?=C3=84M=C3=84Z=C3=95=C3=91_S3?="],
  ["=?UTF-8?Q?=C3=84M=C3=84Z=C3=95=C3=91_S3?=", "=?UTF-8?Q?=C3=84M=C3=84Z=C3=95=C3=91_S3?="],
  ["=?UTF-8?B?AAECAw==?=", "=?UTF-8?B?AAECAw==?="],
  ["=?UTF-8?B?77+977+977+977+977+977+977+9?=", "=?UTF-8?B?77+977+977+977+977+977+977+9?="],
])("metadata sent as %s comes back as %s", (header, value) => {
  expect(metadataValue(header)).toBe(value);
});

test("a word that is no base64 stays as it is (inferred)", () => {
  expect(metadataValue("=?UTF-8?B?GGG?=")).toBe("=?UTF-8?B?GGG?=");
});
