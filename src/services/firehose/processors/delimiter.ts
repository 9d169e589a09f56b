// AppendDelimiterToRecord: what stands after each record.
import type { Destination } from "../destination.ts";

type Processing = Destination["ProcessingConfiguration"];

const NEWLINE = "\n";
const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", "\\": "\\" };

/** What is written after each record, or undefined. The console's value is the two characters `\n`, which mean a line break. */
export function delimiterOf(processing: Processing): Buffer | undefined {
  if (!processing?.Enabled) return undefined;
  const processor = processing.Processors?.find(({ Type }) => Type === "AppendDelimiterToRecord");
  if (!processor) return undefined;
  const text = processor.Parameters?.find(({ ParameterName }) => ParameterName === "Delimiter")?.ParameterValue;
  const unescaped = text?.replaceAll(/\\(.)/g, (escape: string, letter: string) => ESCAPES[letter] ?? escape);
  return Buffer.from(unescaped ?? NEWLINE);
}
