// CreateFunction: a function from a zip archive, Pending first; a timer makes it Active.
import { uuid } from "../../../kit/ids.ts";
import { checkSignatures } from "../code-signing.ts";
import { readArchive, storeArchive } from "../code.ts";
import type { Operation } from "../context.ts";
import { functionExists, runtimeAndHandlerNeeded } from "../errors.ts";
import { checkRole } from "../execution-role.ts";
import { LATEST, UNCONFIGURED, type FunctionRow, type Version } from "../function.ts";
import { layersOf } from "../layers.ts";
import { settling } from "../lifecycle.ts";
import { named } from "../locate.ts";
import { newSettings } from "../settings.ts";
import { checkTags } from "../tags.ts";
import { sealVariables } from "../variables.ts";
import { configurationOf } from "../view.ts";

export const createFunction: Operation<"CreateFunction"> = async (input, call) => {
  const { host, store } = call.context;
  const { key } = named(input.FunctionName, call);
  if (await store.find(key)) throw functionExists(key.name);
  const isZip = input.PackageType !== "Image";
  if (isZip && (input.Runtime === undefined || input.Handler === undefined)) throw runtimeAndHandlerNeeded();
  checkTags(input.Tags ?? {});
  await checkRole(host, input.Role, key.name);
  const archive = await readArchive(input.Code, call);
  const prepared = {
    environment: sealVariables(host.sealing, input.Environment?.Variables),
    layers: await layersOf(store, input.Layers ?? [], call),
  };
  const codeSigningConfigArn = input.CodeSigningConfigArn;
  await checkSignatures(store, codeSigningConfigArn, { functionName: key.name });
  const code = await storeArchive(call.context, archive);
  const nowMs = host.clock.now();
  const latest: Version = { settings: newSettings(input, code, prepared), modifiedMs: nowMs, revisionId: uuid() };
  const isPublished = input.Publish === true;
  const row: FunctionRow = {
    ...UNCONFIGURED,
    id: uuid(),
    latest,
    state: "Pending",
    lastUpdateStatus: "InProgress",
    nextVersion: isPublished ? 2 : 1,
    tags: input.Tags ?? {},
    ...(codeSigningConfigArn !== undefined && { codeSigningConfigArn }),
  };
  const timer = settling(key, row.id, nowMs);
  try {
    await store.create(key, { row, timer, ...(isPublished && { published: latest }) });
  } catch (error) {
    await host.blobs.delete(code.blobId);
    throw error;
  }
  const entry = { key, ...row };
  const located = { entry, qualifier: undefined, number: LATEST, version: latest };
  return { ...configurationOf(located, host.sealing), ...(isPublished && { Version: "1" }) };
};
