// What tags are put on: functions, by their unqualified ARN.
import { invalidParameter, notBuilt } from "./errors.ts";
import type { FunctionKey } from "./function.ts";
import { named, type Place } from "./locate.ts";

/** Errors: InvalidParameterValueException, whose text is recorded; NotImplemented. */
export function taggedFunction(arn: string, place: Place): FunctionKey {
  if (!/:function:/.test(arn)) throw notBuilt("Only functions have tags yet.");
  const { key, qualifier } = named(arn, place);
  if (qualifier !== undefined)
    throw invalidParameter("Tags on function aliases and versions are not supported. Please specify a function ARN.");
  return key;
}
