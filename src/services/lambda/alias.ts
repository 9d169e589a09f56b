// Aliases: names for versions, with shares of the invocations for a second one.
import type { AliasConfiguration, AliasRoutingConfiguration } from "@aws-sdk/client-lambda";
import { functionNotFound, invalidParameter, notFound } from "./errors.ts";
import { type AliasRow, type FunctionEntry, functionArn, type FunctionRow, LATEST } from "./function.ts";
import type { LambdaStore } from "./store.ts";

export const aliasOf = (entry: FunctionEntry, name: string): AliasRow => {
  const alias = Object.hasOwn(entry.aliases, name) ? entry.aliases[name] : undefined;
  if (!alias) throw notFound(`Cannot find alias arn: ${functionArn(entry.key, name)}`);
  return alias;
};

export function aliasView({ key }: Pick<FunctionEntry, "key">, name: string, alias: AliasRow): AliasConfiguration {
  const weights = Object.keys(alias.weights).length > 0;
  return {
    AliasArn: functionArn(key, name),
    Name: name,
    FunctionVersion: alias.version,
    Description: alias.description,
    RevisionId: alias.revisionId,
    ...(weights && { RoutingConfig: { AdditionalVersionWeights: { ...alias.weights } } }),
  };
}

export const withAlias = (row: FunctionRow, name: string, alias: AliasRow): FunctionRow => ({
  ...row,
  aliases: { ...row.aliases, [name]: alias },
});

/** Errors: ResourceNotFoundException for versions that are not there, InvalidParameterValueException for the weights. */
export async function checkTargets(
  store: LambdaStore,
  entry: FunctionEntry,
  version: string,
  weights: Readonly<Record<string, number>>,
): Promise<void> {
  const others = Object.entries(weights);
  if (others.length > 1) throw invalidParameter("Number of items in AdditionalVersionWeights cannot be greater than 1");
  if (others.length > 0 && version === LATEST)
    throw invalidParameter("$LATEST is not supported for an alias pointing to more than 1 version");
  for (const [other, weight] of others) {
    if (other === LATEST)
      throw invalidParameter("$LATEST is not supported for an alias pointing to more than 1 version");
    if (other === version)
      throw invalidParameter(
        `Invalid function version ${other}. Function version ${other} is already included in routing configuration.`,
      );
    if (weight < 0 || weight > 1) throw invalidParameter("The weight of a version must be between 0.0 and 1.0");
  }
  for (const number of [version, ...others.map(([other]) => other)])
    if (number !== LATEST && !(await store.version(entry, number)))
      throw functionNotFound(functionArn(entry.key, number));
}

export const weightsOf = (routing: AliasRoutingConfiguration | undefined): Record<string, number> => ({
  ...routing?.AdditionalVersionWeights,
});
