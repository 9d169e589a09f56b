// Which version of the root key is the current one.
import type { KeyValue } from "../../../engines/keyvalue/keyvalue.ts";
import { RootKeys, type Secret } from "../encryption/root-keys.ts";
import { rootKeys } from "./tables.ts";

const FIRST_VERSION = 1;

export async function openRootKeys(keyvalue: KeyValue, secret: Secret): Promise<RootKeys> {
  return new RootKeys(secret, (await rootKeys.get(keyvalue, []))?.current ?? FIRST_VERSION);
}

/** New data keys are wrapped by a new version from now on; answers which. Objects stay as they are, and readable. */
export const rotateRootKey = (keyvalue: KeyValue, keys: RootKeys): Promise<number> =>
  keys.rotate((current) => keyvalue.transact((transaction) => rootKeys.put(transaction, [], { current })));
