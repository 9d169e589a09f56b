// CreateWorkGroup: a group of queries with settings of its own.
import type { Operation } from "../context.ts";
import { primaryNotCreatable, workGroupExists } from "../errors.ts";
import { changeTags, withTags } from "../store/tags.ts";
import { findWorkGroup, putWorkGroup } from "../store/work-groups.ts";
import { newConfiguration, PRIMARY } from "../work-group-configuration.ts";

export const createWorkGroup: Operation<"CreateWorkGroup"> = async (input, call) => {
  const { Name, Configuration, Description = "", Tags = [] } = input;
  const { clock, keyvalue } = call.context;
  if (Name === PRIMARY) throw primaryNotCreatable();
  const configuration = newConfiguration(Configuration);
  await keyvalue.transact(async (transaction) => {
    if (await findWorkGroup(transaction, call, Name)) throw workGroupExists();
    const creationTime = new Date(clock.now());
    putWorkGroup(transaction, call, {
      name: Name,
      state: "ENABLED",
      description: Description,
      configuration,
      creationTime,
    });
    await changeTags(transaction, call, Name, () => withTags({}, Tags));
  });
  return {};
};
