// Where archives are downloaded from: links of the platform's own that hold for ten minutes, as AWS's presigned ones do.
import type { ServiceHost } from "../../engines/host.ts";
import type { Download } from "../../kit/service.ts";
import type { LambdaContext } from "./context.ts";
import type { Code } from "./function.ts";

const PURPOSE = "lambda.code";
/** Documented. */
const LIFE_MS = 10 * 60_000;
const DOWNLOAD_PATH = "/_forebay/download/lambda/";

interface Link {
  readonly blobId: string;
  readonly sizeBytes: number;
  readonly expiresMs: number;
}

export function codeLocation(host: ServiceHost, { blobId, sizeBytes }: Code): string {
  const link: Link = { blobId, sizeBytes, expiresMs: host.clock.now() + LIFE_MS };
  return `${host.endpoint()}${DOWNLOAD_PATH}${Buffer.from(host.sealing.seal(PURPOSE, link), "base64").toString("base64url")}`;
}

/** The archive, or undefined for a link that is not ours or has expired. */
export async function downloadCode(token: string, { host }: LambdaContext): Promise<Download | undefined> {
  const { sealing, clock, blobs } = host;
  const sealed = Buffer.from(token, "base64url");
  const link = sealing.open(PURPOSE, sealed.toString("base64")) as Link | undefined;
  if (!link || sealed.toString("base64url") !== token || link.expiresMs <= clock.now()) return undefined;
  return { body: blobs.get(link.blobId), contentType: "application/zip", sizeBytes: link.sizeBytes };
}
