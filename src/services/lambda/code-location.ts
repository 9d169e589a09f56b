// Where archives are downloaded from: links of the platform's own that hold for ten minutes, as AWS's presigned ones do.
import type { ServiceHost } from "../../engines/host.ts";

const PURPOSE = "lambda.code";
/** Documented. */
const LIFE_MS = 10 * 60_000;
export const CODE_PATH = "/_forebay/lambda/code/";

interface Link {
  readonly blobId: string;
  readonly expiresMs: number;
}

export function codeLocation({ endpoint, sealing, clock }: ServiceHost, blobId: string): string {
  const link: Link = { blobId, expiresMs: clock.now() + LIFE_MS };
  return `${endpoint()}${CODE_PATH}${Buffer.from(sealing.seal(PURPOSE, link), "base64").toString("base64url")}`;
}

/** The archive's blob, or undefined for a link that is not ours or has expired. */
export function openCodeLocation({ sealing, clock }: ServiceHost, token: string): string | undefined {
  const link = sealing.open(PURPOSE, Buffer.from(token, "base64url").toString("base64")) as Link | undefined;
  return link && link.expiresMs > clock.now() ? link.blobId : undefined;
}
