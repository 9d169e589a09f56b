// GetContextKeysForCustomPolicy: the condition keys that policies ask for.
import { contextKeysOf } from "../../../policy/context-keys.ts";
import type { Operation } from "../context.ts";
import { parseSimulated } from "../simulation.ts";

export const getContextKeysForCustomPolicy: Operation<"GetContextKeysForCustomPolicy"> = async (input) => ({
  ContextKeyNames: contextKeysIn(input.PolicyInputList),
});

/** Errors: InvalidInput. */
export const contextKeysIn = (documents: readonly string[]): string[] => [
  ...new Set(documents.flatMap((document) => contextKeysOf(parseSimulated(document)))),
];
