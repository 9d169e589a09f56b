// Which running platform a command speaks to.
import { UsageError } from "./usage.ts";

const ENDPOINT_DEFAULT = "http://127.0.0.1:4566";
const TIMEOUT_MS = 3_000;

/** The flag, then AWS_ENDPOINT_URL, then the default. */
export function endpointOf(flag: string | undefined): string {
  const text = flag ?? process.env["AWS_ENDPOINT_URL"] ?? ENDPOINT_DEFAULT;
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) {
    throw new UsageError(`--endpoint takes an address such as ${ENDPOINT_DEFAULT}, not "${text}".`);
  }
  return text.replace(/\/+$/, "");
}

/** The platform's answer as JSON, or undefined when nothing answers there. */
export const ask = (endpoint: string, path: string, timeoutMs = TIMEOUT_MS): Promise<unknown> =>
  send(endpoint, path, { signal: AbortSignal.timeout(timeoutMs) });

/** The same for what changes something. */
export const tell = (endpoint: string, path: string, body: unknown): Promise<unknown> =>
  send(endpoint, path, { method: "POST", body: JSON.stringify(body) });

async function send(endpoint: string, path: string, options: RequestInit): Promise<unknown> {
  try {
    const response = await fetch(`${endpoint}${path}`, { signal: AbortSignal.timeout(TIMEOUT_MS), ...options });
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined; // refused or timed out: nobody is there
  }
}
