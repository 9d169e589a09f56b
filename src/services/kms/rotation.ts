// Rotation: new material for the same key. Old ciphertexts name the material that opens them.
import type { RotationType } from "@aws-sdk/client-kms";
import type { DurableTimer } from "../../kit/jobs.ts";
import type { JobHandler } from "../../kit/service.ts";
import type { KmsContext } from "./context.ts";
import { notPrimary, originNotValid, unsupported } from "./errors.ts";
import { isReplica, type Key, type KeyName } from "./key.ts";
import { generateMaterial } from "./key-spec.ts";
import { DAY_MS } from "./limits.ts";
import { wrappedMaterial } from "./make-key.ts";
import { putFamily } from "./multi-region.ts";

const KIND = "rotate-key";

const timerKey = ({ account, region, keyId }: KeyName): string => `${account}/${region}/${keyId}`;

/** Of a key whose rotation is enabled. */
export function rotationTimer({ name, rotation }: Key): DurableTimer {
  if (!rotation) throw new Error(`${name.keyId} is not rotated`);
  return { kind: KIND, key: timerKey(name), dueMs: rotation.nextMs, payload: name };
}

export const rotationTimerOf = (name: KeyName): readonly [kind: string, key: string] => [KIND, timerKey(name)];

/** Documented: only symmetric encryption keys with material of KMS' own rotate. Errors: UnsupportedOperationException. */
export function checkRotates(key: Key, origins: readonly string[] = ["AWS_KMS"]): void {
  if (key.spec !== "SYMMETRIC_DEFAULT") throw unsupported();
  if (!origins.includes(key.origin)) throw originNotValid(key.arn, key.origin);
}

/** Documented: a multi-Region key is rotated where it is primary. Errors: UnsupportedOperationException. */
export function checkPrimary(key: Key): void {
  if (isReplica(key)) throw notPrimary(key.arn);
}

/** Fresh material for a key, wrapped. */
export const freshMaterial = async (key: Key, { root }: KmsContext) =>
  wrappedMaterial(key.name, await generateMaterial(key.spec), root);

/** The key with that material as its current one. */
export function rotated(
  key: Key,
  material: { readonly id: string; readonly wrapped: Uint8Array | undefined },
  atMs: number,
  type: RotationType,
): Key {
  const earlier = key.materials
    .filter(({ id }) => id !== material.id)
    .map((each) => (each.state === "CURRENT" ? { ...each, state: "NON_CURRENT" as const } : each));
  return { ...key, materials: [...earlier, { ...material, state: "CURRENT", rotated: { atMs, type } }] };
}

/** Documented: keys that are disabled or about to be deleted are not rotated, but as soon as they are enabled again. */
export const rotateKey: JobHandler<KmsContext> = async ({ payload }, context) => {
  const name = payload as KeyName;
  const { store, clock } = context;
  const before = await store.findKey(name);
  if (!before?.rotation || before.state !== "Enabled") return undefined;
  const material = await freshMaterial(before, context);
  return store.transact(async (transaction) => {
    const key = await transaction.findKey(name);
    if (!key?.rotation || key.state !== "Enabled") return undefined;
    const nowMs = clock.now();
    if (key.rotation.nextMs > nowMs) return { againAtMs: key.rotation.nextMs };
    const periodMs = key.rotation.periodDays * DAY_MS;
    const missed = Math.floor((nowMs - key.rotation.nextMs) / periodMs);
    const nextMs = key.rotation.nextMs + (missed + 1) * periodMs;
    const rotation = { ...key.rotation, nextMs };
    await putFamily(transaction, { ...rotated(key, material, nowMs, "AUTOMATIC"), rotation });
    return { againAtMs: nextMs };
  });
};
