// Functions over varbinary: encodings and digests.
import { BIGINT, VARBINARY, VARCHAR } from "../types.ts";
import { scalar, type Scalar } from "./scalar.ts";

export const BINARY_FUNCTIONS: Readonly<Record<string, Scalar>> = {
  to_utf8: scalar("t", VARBINARY, (text) => `encode(${text})`),
  from_utf8: scalar("b", VARCHAR, (bytes) => `decode(${bytes})`),
  to_hex: scalar("b", VARCHAR, (bytes) => `hex(${bytes})`),
  from_hex: scalar("t", VARBINARY, (text) => `unhex(${text})`),
  to_base64: scalar("b", VARCHAR, (bytes) => `to_base64(${bytes})`),
  from_base64: scalar("t", VARBINARY, (text) => `from_base64(${text})`),
  to_base64url: scalar("b", VARCHAR, (bytes) => `translate(to_base64(${bytes}), '+/', '-_')`),
  from_base64url: scalar("t", VARBINARY, (text) => `from_base64(translate(${text}, '-_', '+/'))`),
  md5: scalar("b", VARBINARY, (bytes) => `unhex(md5(${bytes}))`),
  sha1: scalar("b", VARBINARY, (bytes) => `unhex(sha1(${bytes}))`),
  sha256: scalar("b", VARBINARY, (bytes) => `unhex(sha256(${bytes}))`),
  binary_length: scalar("b", BIGINT, (bytes) => `octet_length(${bytes})`),
  binary_concat: scalar("b+", VARBINARY, (...all) => `(${all.join(" || ")})`),
  binary_substr: scalar("bi?i", VARBINARY, (bytes, start, length) => {
    const hex = `hex(${bytes})`;
    const from = `CASE WHEN ${start} < 0 THEN octet_length(${bytes}) + ${start} ELSE ${start} - 1 END`;
    return `unhex(substr(${hex}, CAST(2 * (${from}) + 1 AS BIGINT)${length === undefined ? "" : `, CAST(2 * (${length}) AS BIGINT)`}))`;
  }),
  binary_reverse: scalar(
    "b",
    VARBINARY,
    (bytes) => `unhex(array_to_string(list_reverse(regexp_extract_all(hex(${bytes}), '..')), ''))`,
  ),
};
