// ListKeyRotations: when a key got which material, in pages.
import type { RotationsListEntry } from "@aws-sdk/client-kms";
import type { Operation } from "../context.ts";
import { findOwnAccountKey } from "../find-key.ts";
import { expirationModel, type Key, type Material } from "../key.ts";
import { LIST_ROTATIONS_DEFAULT, LIST_ROTATIONS_MAX } from "../limits.ts";
import { pageOf } from "../markers.ts";
import { checkRotates } from "../rotation.ts";

export const listKeyRotations: Operation<"ListKeyRotations"> = async (input, call) => {
  const key = await findOwnAccountKey(input.KeyId, call, "ListKeyRotations");
  checkRotates(key, ["AWS_KMS", "EXTERNAL"]);
  const all = input.IncludeKeyMaterial === "ALL_KEY_MATERIAL";
  const listing = `kms.ListKeyRotations/${key.arn}/${all}`;
  const bounds = { listing, defaultSize: LIST_ROTATIONS_DEFAULT, max: LIST_ROTATIONS_MAX };
  const wanted = key.materials.filter(({ rotated }) => all || rotated);
  const { items, ...rest } = await pageOf(input, bounds, call, wanted);
  return { Rotations: items.map((material) => listed(key, material)), ...rest };
};

function listed({ arn, origin }: Key, material: Material): RotationsListEntry {
  const { id, state, wrapped, rotated, imported } = material;
  return {
    KeyId: arn,
    KeyMaterialId: id,
    KeyMaterialState: state,
    ...(origin === "EXTERNAL" && { ImportState: wrapped ? "IMPORTED" : "PENDING_IMPORT" }),
    ...(imported?.description !== undefined && { KeyMaterialDescription: imported.description }),
    ...(wrapped && imported && { ExpirationModel: expirationModel(material) }),
    ...(wrapped && imported?.expiresMs !== undefined && { ValidTo: new Date(imported.expiresMs) }),
    ...(rotated && { RotationDate: new Date(rotated.atMs), RotationType: rotated.type }),
  };
}
