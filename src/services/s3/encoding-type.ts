// `encoding-type=url` of listings: percent-encoding of names that XML cannot carry. `/` and `*` stay, a space becomes `+`.
import { invalidArgument } from "./errors.ts";

export type NameEncoder = (name: string) => string;

/** Errors: InvalidArgument. Recorded. */
export function nameEncoder(encodingType: string | undefined): NameEncoder {
  if (encodingType === undefined) return (name) => name;
  if (encodingType !== "url")
    throw invalidArgument("Invalid Encoding Method specified in Request", "encoding-type", encodingType);
  return urlEncode;
}

const urlEncode = (name: string): string =>
  encodeURIComponent(Buffer.from(name).toString())
    .replace(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%2F", "/")
    .replaceAll("%20", "+");
