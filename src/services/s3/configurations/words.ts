// Words of a configuration that must be among those the model knows.
import { malformedXml } from "../errors.ts";

/** Errors: MalformedXML. */
export function checkWord(word: string | undefined, known: readonly string[]): void {
  if (word === undefined || !known.includes(word)) throw malformedXml();
}

export const ON_OR_OFF = ["Enabled", "Disabled"] as const;
