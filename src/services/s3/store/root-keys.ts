// Which version of the root key is the current one, and since when.
import type { KeyValue } from "../../../engines/keyvalue/keyvalue.ts";
import { RootKeys, type Secret } from "../encryption/root-keys.ts";
import { rootKeys } from "./tables.ts";

const FIRST_VERSION = 1;

export async function openRootKeys(keyvalue: KeyValue, secret: Secret, nowMs: number): Promise<RootKeys> {
  const row = await rootKeys.get(keyvalue, []);
  if (row === undefined) await record(keyvalue, FIRST_VERSION, nowMs);
  return new RootKeys(secret, row?.current ?? FIRST_VERSION);
}

/** New data keys are wrapped by a new version from now on; answers which. Objects stay as they are, and readable. */
export const rotateRootKey = (keyvalue: KeyValue, keys: RootKeys, nowMs: number): Promise<number> =>
  keys.rotate((current) => record(keyvalue, current, nowMs));

const record = (keyvalue: KeyValue, current: number, nowMs: number): Promise<void> =>
  keyvalue.transact((transaction) => rootKeys.put(transaction, [], { current, since: new Date(nowMs) }));

/** Epoch ms. */
export const rootKeySince = async (keyvalue: KeyValue): Promise<number> =>
  (await rootKeys.get(keyvalue, []))?.since.getTime() ?? 0;
