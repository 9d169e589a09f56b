// Answers of SHOW, DESCRIBE and EXPLAIN: lines of text, no header.
import type { DdlColumn } from "../ddl/session.ts";
import { textColumn } from "./column-info.ts";
import type { Outcome } from "./run.ts";

/** Lines may hold tabs between their columns, as Hive prints them. */
export function textOutcome(columns: readonly DdlColumn[], lines: readonly string[]): Outcome {
  const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(""));
  return {
    columns: columns.map(textColumn),
    header: false,
    output: { kind: "bytes", bytes },
    outputRows: lines.length,
    outputBytes: bytes.length,
  };
}
