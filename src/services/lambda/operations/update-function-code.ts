// UpdateFunctionCode: another archive for the unpublished version.
import { update } from "../change-function.ts";
import { checkSignatures } from "../code-signing.ts";
import { readArchive, sha256Of, storeArchive } from "../code.ts";
import type { Operation } from "../context.ts";
import { invalidParameter } from "../errors.ts";
import { LATEST } from "../function.ts";
import { named } from "../locate.ts";
import { publish } from "../publish.ts";
import { configurationOf } from "../view.ts";

export const updateFunctionCode: Operation<"UpdateFunctionCode"> = async (input, call) => {
  const { store, host } = call.context;
  const { key } = named(input.FunctionName, call);
  const before = await store.get(key);
  if (input.ImageUri !== undefined)
    throw invalidParameter("Please don't provide ImageUri when updating a function with packageType Zip."); // recorded
  const archive = await readArchive(input, call);
  await checkSignatures(store, before.codeSigningConfigArn, { functionName: key.name });
  if (input.DryRun === true) {
    const code = { blobId: "", sha256: sha256Of(archive), sizeBytes: archive.length };
    const version = { ...before.latest, settings: { ...before.latest.settings, code } };
    return configurationOf({ entry: before, qualifier: undefined, number: LATEST, version }, host.sealing);
  }
  const code = await storeArchive(call.context, archive);
  const [architecture] = input.Architectures ?? [];
  let former = "";
  try {
    const entry = await update(call.context, key, input.RevisionId, (settings) => {
      former = settings.code.blobId;
      return { ...settings, code, ...(architecture && { architecture }) };
    });
    if (!(await store.uses(entry, former))) {
      await host.blobs.delete(former);
      call.context.folders.forget(former);
    }
    if (input.Publish === true) return await publish(call.context, key, {});
    return configurationOf({ entry, qualifier: undefined, number: LATEST, version: entry.latest }, host.sealing);
  } catch (error) {
    if (former === "") await host.blobs.delete(code.blobId);
    throw error;
  }
};
