// The log: structured lines, from which whatever looks like a secret is taken before they are written.
import pino, { type Logger } from "pino";
import type { LogLevel } from "../config.ts";

export interface LineSink {
  write(line: string): unknown;
}

const HIDDEN = "[hidden]";
/** Shorter ones, such as `test`, would blot out ordinary words. */
const SECRET_LENGTH_MIN = 8;

const NAMES =
  "[\\w.-]{0,40}(?:secret|passw|passphrase|token|authorization|signature|credential|private_?-?key|plaintext|keymaterial)[\\w.-]{0,40}";
/** `"SessionToken":"..."`, also within text that was quoted once more or oftener: its quotes are then escaped alike. */
const MEMBER = new RegExp(String.raw`((\\*)"${NAMES}\2"\s*:\s*\2")(?:(?!\2")(?:\\.|[^\\]))*(?=\2")`, "gi");
/** `X-Amz-Signature=...` and `SecretAccessKey: ...` in text, percent-encoded or not. */
const PARAMETER = new RegExp(String.raw`(\b${NAMES}(?:=|%3D|:\s+))[^\s&,;"'\\<>]+`, "gi");
/** `<SessionToken>...`. */
const ELEMENT = new RegExp(`(<(${NAMES})>)[^<]*`, "gi");

/** `known`: secrets that are hidden wherever they stand. */
export function withoutSecrets(line: string, known: readonly string[]): string {
  let text = line;
  for (const secret of known) if (secret.length >= SECRET_LENGTH_MIN) text = text.replaceAll(secret, HIDDEN);
  return text.replaceAll(MEMBER, `$1${HIDDEN}`).replaceAll(ELEMENT, `$1${HIDDEN}`).replaceAll(PARAMETER, `$1${HIDDEN}`);
}

export const createLogger = (level: LogLevel, sink: LineSink, known: readonly string[]): Logger =>
  pino({ level }, { write: (line: string) => void sink.write(withoutSecrets(line, known)) });
