// What has tags: functions, by their unqualified ARN, and code signing configurations.
import type { Call } from "../../kit/service.ts";
import { ownSigningConfig, ownSigningKey, parseSigningArn } from "./code-signing.ts";
import type { LambdaContext } from "./context.ts";
import { codeSigningConfigNotFound, invalidParameter, notBuilt } from "./errors.ts";
import { named } from "./locate.ts";
import type { Tags } from "./tags.ts";

interface Tagged {
  /** Errors: ResourceNotFoundException. */
  read(): Promise<Tags>;
  /** Errors: ResourceNotFoundException, and what `change` throws. */
  change(change: (tags: Tags) => Tags): Promise<void>;
}

/** Errors: InvalidParameterValueException, whose text is recorded; NotImplemented. */
export function taggedResource(arn: string, call: Call<LambdaContext>): Tagged {
  if (parseSigningArn(arn)) return taggedSigningConfig(arn, call);
  if (!/:function:/.test(arn)) throw notBuilt("Only functions and code signing configurations have tags yet.");
  const { store } = call.context;
  const { key, qualifier } = named(arn, call);
  if (qualifier !== undefined)
    throw invalidParameter("Tags on function aliases and versions are not supported. Please specify a function ARN.");
  return {
    read: async () => (await store.get(key)).tags,
    change: async (change) => {
      await store.change(key, (row) => ({ row: { ...row, tags: change(row.tags) } }));
    },
  };
}

function taggedSigningConfig(arn: string, call: Call<LambdaContext>): Tagged {
  const { store } = call.context;
  return {
    read: async () => (await ownSigningConfig(store, arn, call)).tags,
    change: async (change) => {
      const key = ownSigningKey(arn, call);
      if (!(await store.signing.change(key, (row) => ({ ...row, tags: change(row.tags) }))))
        throw codeSigningConfigNotFound(arn);
    },
  };
}
