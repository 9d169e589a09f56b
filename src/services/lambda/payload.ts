// The event of an invocation: JSON, and nothing is an empty object.
import { invalidPayload } from "./errors.ts";

const NOTHING = Buffer.from("{}");

/** Errors: InvalidRequestContentException. */
export function eventOf(given: object | undefined): Uint8Array {
  const payload = given as Uint8Array | undefined; // the SDK's type has streams too, which clients send as bytes
  if (payload === undefined || payload.byteLength === 0) return NOTHING;
  try {
    JSON.parse(Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString());
  } catch (error) {
    throw invalidPayload((error as Error).message);
  }
  return payload;
}

/** JSON of the base64 that clients send; what is not JSON is passed over, as AWS does. Inferred. */
export function clientContextOf(encoded: string | undefined): string | undefined {
  if (!encoded) return undefined;
  const text = Buffer.from(encoded, "base64").toString();
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return undefined;
  }
}
