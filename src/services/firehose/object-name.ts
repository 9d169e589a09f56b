// Keys of delivered objects: `<prefix><stream>-<version>-<time>-<uuid><extension>`. Documented in the guide.
import { uuid } from "../../kit/ids.ts";
import type { BackupDestination } from "./destination.ts";
import { formatJavaTime } from "./java-time.ts";
import { evaluatedErrorPrefix, evaluatedPrefix, type ErrorOutputType, type Prefixes } from "./prefix.ts";
import type { Stream } from "./stream.ts";

export function prefixesOf(destination: BackupDestination, timeZone = ""): Prefixes {
  const { Prefix: prefix, ErrorOutputPrefix: errorOutputPrefix } = destination;
  return { prefix, errorOutputPrefix, timeZone: timeZone || "UTC" };
}

/** `atMs` is the arrival of the oldest record in the object. */
export const objectKey = (stream: Stream, prefixes: Prefixes, atMs: number, extension: string): string =>
  evaluatedPrefix(prefixes, atMs) + suffix(stream, prefixes, atMs) + extension;

/** Recorded: objects of failed records have no extension. */
export const errorKey = (stream: Stream, prefixes: Prefixes, atMs: number, type: ErrorOutputType): string =>
  evaluatedErrorPrefix(prefixes, atMs, type) + suffix(stream, prefixes, atMs);

const suffix = ({ key, version }: Stream, { timeZone }: Prefixes, atMs: number): string =>
  `${key.name}-${version}-${formatJavaTime("yyyy-MM-dd-HH-mm-ss", atMs, timeZone)}-${uuid()}`;
