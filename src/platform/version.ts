// The version in package.json, found from src/ and from the bundle in dist/ alike.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

let found: string | undefined;

export function packageVersion(): string {
  return (found ??= read());
}

function read(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const file = join(folder, "package.json");
    if (existsSync(file)) {
      const { name, version } = JSON.parse(readFileSync(file, "utf8")) as { name?: string; version?: string };
      if (name === "forebay" && version !== undefined) return version;
    }
    if (folder === dirname(folder)) return "unknown";
  }
}
