// The version in package.json, found from src/ and from the bundle in dist/ alike.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export function packageVersion(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    try {
      const { name, version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Record<
        string,
        string
      >;
      if (name === "forebay" && version) return version;
    } catch {
      // no package.json here: look one folder up
    }
    if (folder === dirname(folder)) return "unknown";
  }
}
