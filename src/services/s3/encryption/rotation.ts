// The job that rotates the root key once a year, as KMS does with its keys.
import type { ServiceHost } from "../../../engines/host.ts";
import type { JobHandler } from "../../../kit/service.ts";
import type { S3Context } from "../context.ts";
import { ROOT_KEY_ROTATION_MS } from "../limits.ts";
import { rootKeySince, rotateRootKey } from "../store/root-keys.ts";

const ROTATE = "rotate-root-key";

/** After `openRootKeys`. */
export async function scheduleRotation(host: ServiceHost): Promise<void> {
  const dueMs = (await rootKeySince(host.keyvalue)) + ROOT_KEY_ROTATION_MS;
  await host.jobs.schedule({ kind: ROTATE, key: "", dueMs });
}

const rotate: JobHandler<S3Context> = async (_job, { keyvalue, rootKeys, clock }) => {
  const nowMs = clock.now();
  const dueMs = (await rootKeySince(keyvalue)) + ROOT_KEY_ROTATION_MS;
  // A job runs at least once: the second time the key is young.
  if (dueMs > nowMs) return { againAtMs: dueMs };
  await rotateRootKey(keyvalue, rootKeys, nowMs);
  return { againAtMs: nowMs + ROOT_KEY_ROTATION_MS };
};

export const rotationJobs = { [ROTATE]: rotate };
