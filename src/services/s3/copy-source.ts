// The `x-amz-copy-source` header: `[/]bucket/key[?versionId=...]` or `ARN-of-access-point/object/key`, URL-encoded.
import { sourcePoint } from "./access-point/address.ts";
import { invalidArgument } from "./errors.ts";

export interface CopySource {
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string | undefined;
}

const VERSION = "?versionId=";

/** Errors: InvalidArgument (recorded: the value it names is the header's name). */
export function parseCopySource(header: string): CopySource {
  const at = header.lastIndexOf(VERSION);
  const path = at < 0 ? header : header.slice(0, at);
  const versionId = at < 0 ? undefined : header.slice(at + VERSION.length);
  const decoded = decode(path).replace(/^\//, "");
  const point = sourcePoint(decoded);
  if (point !== undefined) return { bucket: point.name, key: point.key, versionId };
  const slash = decoded.indexOf("/");
  if (slash <= 0 || slash === decoded.length - 1) throw malformed();
  return { bucket: decoded.slice(0, slash), key: decoded.slice(slash + 1), versionId };
}

/** The header that says this. */
export const formatCopySource = ({ bucket, key, versionId }: CopySource): string =>
  `${bucket}/${encodeURIComponent(key)}${versionId === undefined ? "" : `${VERSION}${versionId}`}`;

/** A `+` is a space, as in forms: SDKs encode it otherwise. Inferred. */
function decode(path: string): string {
  try {
    return decodeURIComponent(path.replaceAll("+", " "));
  } catch {
    throw malformed();
  }
}

const malformed = () => invalidArgument("Invalid copy source object key", "x-amz-copy-source", "x-amz-copy-source");
