// The package's own folder and version, found from src/ and from the bundle in dist/ alike.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

interface Found {
  readonly folder: string;
  readonly version: string;
}

let found: Found | undefined;

export const packageFolder = (): string => (found ??= find()).folder;
export const packageVersion = (): string => (found ??= find()).version;

function find(): Found {
  const start = dirname(fileURLToPath(import.meta.url));
  for (let folder = start; ; folder = dirname(folder)) {
    const file = join(folder, "package.json");
    if (existsSync(file)) {
      const { name, version = "unknown" } = JSON.parse(readFileSync(file, "utf8")) as Record<string, string>;
      if (name === "forebay") return { folder, version };
    }
    if (folder === dirname(folder)) throw new Error(`no package.json of forebay above ${start}`);
  }
}
