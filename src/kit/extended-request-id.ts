// `x-amz-id-2` of S3, the host's id: opaque, the same for the same request.
import { createHash } from "node:crypto";

export const extendedRequestId = (requestId: string): string => createHash("sha384").update(requestId).digest("base64");
