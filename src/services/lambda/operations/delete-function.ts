// DeleteFunction: a function with all that is its own, or one published version.
import type { Operation } from "../context.ts";
import { conflict, functionNotFound, invalidParameter } from "../errors.ts";
import { functionArn, LATEST } from "../function.ts";
import { named } from "../locate.ts";
import { withoutProvisioned } from "../provisioned.ts";

export const deleteFunction: Operation<"DeleteFunction"> = async (input, call) => {
  const { key, qualifier } = named(input.FunctionName, call, input.Qualifier);
  const { store } = call.context;
  const entry = await store.get(key, qualifier);
  if (qualifier === undefined) {
    await call.context.runner.retire(`${entry.id}/`);
    const blobIds = await store.remove(entry);
    for (const blobId of blobIds) await forget(call.context, blobId);
    return { StatusCode: 204 };
  }
  if (qualifier === LATEST) throw invalidParameter("$LATEST version cannot be deleted without deleting the function.");
  const version = /^\d+$/.test(qualifier) ? await store.version(entry, qualifier) : undefined;
  if (!version) throw functionNotFound(functionArn(key, qualifier));
  const users = Object.entries(entry.aliases).filter(
    ([, alias]) => alias.version === qualifier || qualifier in alias.weights,
  );
  if (users.length > 0)
    throw conflict(
      `Version was not able to be deleted. It is referenced by the following aliases: [${users.map(([name]) => name).join(", ")}]`,
    );
  if (Object.hasOwn(entry.provisioned, qualifier))
    await store.change(key, (row) => ({ row: withoutProvisioned(row, qualifier) }));
  await store.removeVersion(entry, qualifier);
  await call.context.runner.retire(`${entry.id}/${qualifier}/`);
  const { blobId } = version.settings.code;
  if (!(await store.uses(entry, blobId))) await forget(call.context, blobId);
  return { StatusCode: 204 };
};

async function forget({ host, folders }: Parameters<Operation<"DeleteFunction">>[1]["context"], blobId: string) {
  await host.blobs.delete(blobId);
  folders.forget(blobId);
}
