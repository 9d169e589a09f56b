// Answers of SHOW, DESCRIBE and EXPLAIN: lines of text, no header.
import { textColumn } from "./column-info.ts";
import type { Outcome } from "./run.ts";

/** Lines may hold tabs between their columns, as Hive prints them. */
export function textOutcome(columns: readonly string[], lines: readonly string[]): Outcome {
  const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(""));
  return {
    columns: columns.map(textColumn),
    header: false,
    output: { kind: "bytes", bytes },
    outputRows: lines.length,
    outputBytes: bytes.length,
  };
}

/** Hive's patterns: `*` for anything, `|` between alternatives. */
export function matcher(pattern: string | undefined): (name: string) => boolean {
  if (pattern === undefined) return () => true;
  const alternatives = pattern
    .split("|")
    .map((one) => one.replaceAll(/[.+?^${}()[\]\\]/g, "\\$&").replaceAll(/[*%]/g, ".*"));
  const regex = new RegExp(`^(?:${alternatives.join("|")})$`, "i");
  return (name) => regex.test(name);
}
