// Results as Athena writes them: CSV with every value in quotes and NULL as nothing; lines of text for SHOW and DESCRIBE.
import { open, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import type { SqlResult } from "../../../engines/sql/sql.ts";
import type { Formatter } from "../trino/output.ts";
import type { Output } from "./run.ts";

/** Results up to this size never touch the disk. */
const IN_MEMORY_BYTES_MAX = 4 * 1024 * 1024;

export interface WrittenResult {
  readonly output: Output;
  readonly rows: number;
  readonly bytes: number;
}

const quoted = (text: string): string => (text.includes('"') ? `"${text.replaceAll('"', '""')}"` : `"${text}"`);

const csvLine = (values: readonly string[]): string => `${values.map(quoted).join(",")}\n`;

export async function writeCsv(
  folder: string,
  names: readonly string[],
  formatters: readonly Formatter[],
  result: SqlResult,
): Promise<WrittenResult> {
  const chunks: Buffer[] = [];
  let file: FileHandle | undefined;
  let bytes = 0;
  let rows = 0;
  const path = join(folder, "result.csv");
  const write = async (text: string): Promise<void> => {
    const chunk = Buffer.from(text);
    bytes += chunk.length;
    if (!file && bytes > IN_MEMORY_BYTES_MAX) {
      file = await open(path, "w");
      await file.write(Buffer.concat(chunks));
      chunks.length = 0;
    }
    if (file) await file.write(chunk);
    else chunks.push(chunk);
  };
  try {
    await write(csvLine(names));
    for await (const batch of result.batches()) {
      rows += batch.length;
      let text = "";
      for (const row of batch) {
        for (let index = 0; index < formatters.length; index++) {
          const value = row[index] ?? null;
          if (index > 0) text += ",";
          if (value !== null) text += quoted((formatters[index] as Formatter)(value));
        }
        text += "\n";
      }
      await write(text);
    }
  } finally {
    await file?.close();
  }
  return { output: file ? { kind: "file", path } : { kind: "bytes", bytes: Buffer.concat(chunks) }, rows, bytes };
}
