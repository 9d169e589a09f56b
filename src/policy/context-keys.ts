// The condition keys that a policy asks for, in conditions and as variables, as GetContextKeysForPolicy lists them.
import type { PolicyDocument } from "./document.ts";
import { isVariable, piecesOf } from "./template.ts";

/** As first written; each once, whatever its case. */
export function contextKeysOf(document: PolicyDocument): string[] {
  const keys = new Map<string, string>();
  const add = (key: string): void => {
    if (!keys.has(key.toLowerCase())) keys.set(key.toLowerCase(), key);
  };
  const addVariables = (text: string): void => {
    if (document.version !== "2012-10-17") return;
    for (const piece of piecesOf(text, { wildcards: false, variables: true })) if (isVariable(piece)) add(piece.key);
  };
  for (const { resources, conditions } of document.statements) {
    resources?.values.forEach(addVariables);
    for (const { key, values } of conditions) {
      add(key);
      values.forEach(addVariables);
    }
  }
  return [...keys.values()];
}
