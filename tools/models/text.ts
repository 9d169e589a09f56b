// The models as text: one line an operation and a shape, in a fixed order, so that a regeneration shows as a small diff.
import type { ServiceFacts } from "../../src/wire/wire.ts";
import type { StoredModel } from "../../src/wire/stored-model.ts";

const lines = (entries: Readonly<Record<string, unknown>>): string =>
  Object.keys(entries)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${JSON.stringify(entries[name])}`)
    .join(",\n");

export function modelText({ operations, shapes, ...facts }: StoredModel): string {
  const head = Object.entries(facts).map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)},\n`);
  return `{\n${head.join("")}"operations":{\n${lines(operations)}\n},\n"shapes":{\n${lines(shapes)}\n}\n}\n`;
}

export function factsText(models: readonly StoredModel[]): string {
  const facts = models.map(
    ({ name, sdkId, signingNames, targetPrefix, apiVersion, protocols, endpointPrefix }): ServiceFacts => ({
      name,
      sdkId,
      signingNames,
      targetPrefix,
      apiVersion,
      protocols,
      endpointPrefix,
    }),
  );
  return `[\n${facts.map((fact) => JSON.stringify(fact)).join(",\n")}\n]\n`;
}
