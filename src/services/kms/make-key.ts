// A new key: its id, its first material, its row.
import { hex, uuid } from "../../kit/ids.ts";
import { type Key, keyOf, type KeyRow, type Material, ownerOf } from "./key.ts";
import { generateMaterial } from "./key-spec.ts";
import type { RootKey } from "./root-key.ts";
import type { Place } from "./store.ts";

/** What a row says that the caller does not choose otherwise. */
const DEFAULTS = {
  description: "",
  spec: "SYMMETRIC_DEFAULT",
  usage: "ENCRYPT_DECRYPT",
  origin: "AWS_KMS",
  manager: "CUSTOMER",
  tags: [],
  onDemandRotations: 0,
} as const satisfies Partial<KeyRow>;

type Chosen = Partial<KeyRow> & Pick<KeyRow, "createdMs" | "policy">;

/** With material unless it is to be imported. Nothing is stored. */
export async function madeKey({ account, region }: Place, root: RootKey, chosen: Chosen): Promise<Key> {
  const keyId = chosen.multiRegion ? `mrk-${hex(32)}` : uuid();
  const name = { account, region, keyId };
  const row = { ...DEFAULTS, ...chosen };
  if (row.origin === "EXTERNAL") return keyOf(name, { ...row, state: "PendingImport", materials: [] });
  const material = wrappedMaterial(name, await generateMaterial(row.spec), root);
  return keyOf(name, { ...row, state: "Enabled", materials: [{ ...material, state: "CURRENT" }] });
}

/** `secret` as it is stored. */
export function wrappedMaterial(
  name: Key["name"],
  secret: Uint8Array,
  root: RootKey,
): Pick<Material, "id" | "wrapped"> {
  const id = root.materialId(name.keyId, secret);
  return { id, wrapped: root.wrap(secret, ownerOf(name, id)) };
}
