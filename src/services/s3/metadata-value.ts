// Values of user metadata as S3 gives them back: what is no printable ASCII as an encoded word of RFC 2047. Recorded.

const ENCODED_WORD = /^=\?UTF-8\?(?:[Bb]\?([A-Za-z0-9+/]*={0,2})|[Qq]\?([^?]*))\?=$/i;
const PRINTABLE = /^[\t\r\n -~]*$/;

/** `header` is as it was sent: bytes as Latin-1, or an encoded word, which is taken apart when its text is ASCII. */
export function metadataValue(header: string): string {
  const text = textOf(header);
  if (PRINTABLE.test(text)) return text;
  const characters = text.split("");
  const readable = characters.filter((character) => PRINTABLE.test(character)).length;
  return readable > characters.length - readable
    ? `=?UTF-8?Q?${quotedPrintable(text)}?=`
    : `=?UTF-8?B?${Buffer.from(text).toString("base64")}?=`;
}

function textOf(header: string): string {
  const [, base64, quoted] = ENCODED_WORD.exec(header) ?? [];
  if (base64 !== undefined && base64.length % 4 === 0) return Buffer.from(base64, "base64").toString();
  if (quoted === undefined) return Buffer.from(header, "latin1").toString();
  const escaped = quoted.replaceAll("_", " ").replaceAll(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => byteOf(hex));
  return Buffer.from(escaped, "latin1").toString();
}

const byteOf = (hex: string): string => String.fromCharCode(Number.parseInt(hex, 16));

function quotedPrintable(text: string): string {
  const bytes = Buffer.from(text).toString("latin1");
  return bytes
    .replaceAll(/[^ -~]|[=?_]/g, (byte) => `=${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`)
    .replaceAll(" ", "_");
}
