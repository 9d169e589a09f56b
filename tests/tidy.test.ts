// Style as a test: who may import whom, and the other rules of CONVENTIONS.md that a script can see.
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const src = join(root, "src");

const files = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts"))
  .map((path) => ({ path: path.replaceAll("\\", "/"), text: readFileSync(join(src, path), "utf8") }));
const code = files.filter(({ path }) => !path.endsWith(".test.ts") && !path.endsWith("contract.ts"));

const FILES_MIN = 200;
const LINES_MAX = 400;
const IMPORT = /^(?:import|export)\s(?:type\s)?[^"';]*?from\s+"([^"]+)"|import\("([^"]+)"\)|^import\s+"([^"]+)"/gm;

interface Import {
  readonly from: string;
  readonly to: string;
}

const imports: Import[] = code.flatMap(({ path, text }) =>
  [...text.matchAll(IMPORT)]
    .map((match) => match[1] ?? match[2] ?? match[3] ?? "")
    .filter((target) => target.startsWith("."))
    .map((target) => ({ from: path, to: relative(src, join(src, dirname(path), target)).replaceAll("\\", "/") })),
);

/** A room's path prefix, and the prefixes it may import besides itself. */
const ROOMS: readonly (readonly [room: string, allowed: readonly string[]])[] = [
  ["kit/", []],
  ["wire/", ["kit/"]],
  ["formats/", ["kit/", ...seams()]],
  ["engines/", ["kit/"]],
  ["policy/", ["kit/"]],
  ["gateway/", ["kit/", "wire/", "policy/"]],
  ["cli/", ["kit/", "main.ts", "config.ts"]],
];

/** The seam files of the engines: what services see of them. */
function seams(): string[] {
  const folders = readdirSync(join(src, "engines"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return ["engines/host.ts", "engines/keyvalue/table.ts", ...folders.map(({ name }) => `engines/${name}/${name}.ts`)];
}

const may = (target: string, allowed: readonly string[]): boolean =>
  allowed.some((prefix) => target.startsWith(prefix));

describe("tidy", () => {
  it("looks at a real tree", () => {
    expect(code.length).toBeGreaterThan(FILES_MIN);
    expect(imports.length).toBeGreaterThan(FILES_MIN);
  });

  it.each(ROOMS)("%s imports only what its row allows", (room, allowed) => {
    const strays = imports.filter(({ from, to }) => from.startsWith(room) && !may(to, [room, ...allowed]));
    expect(strays).toEqual([]);
  });

  it("a service imports kit, formats, the policy engine and engine seams, never another service", () => {
    const allowed = ["kit/", "formats/", "policy/", ...seams()];
    const strays = imports.filter(({ from, to }) => {
      const [, service] = /^services\/([^/]+)\//.exec(from) ?? [];
      return service !== undefined && !may(to, [`services/${service}/`, ...allowed]);
    });
    expect(strays).toEqual([]);
  });

  it("only store.ts files of a service touch the key-value tables", () => {
    const strays = imports.filter(
      ({ from, to }) =>
        from.startsWith("services/") && to === "engines/keyvalue/table.ts" && !/store[^/]*\.ts$|\/store\//.test(from),
    );
    expect(strays).toEqual([]);
  });

  it("AwsError is built only in errors.ts files of services", () => {
    const strays = code.filter(
      ({ path, text }) => path.startsWith("services/") && !/errors?\.ts$/.test(path) && /new AwsError\(/.test(text),
    );
    expect(strays.map(({ path }) => path)).toEqual([]);
  });

  it("time and chance come from the kit", () => {
    const strays = code.filter(
      ({ path, text }) =>
        !["kit/clock.ts", "kit/ids.ts"].includes(path) &&
        /\bDate\.now\(|\bnew Date\(\)|\bsetInterval\(|Math\.random\(|\brandomUUID\(/.test(text),
    );
    expect(strays.map(({ path }) => path)).toEqual([]);
  });

  it("the running server loads no AWS SDK", () => {
    const strays = code.filter(({ text }) => /^import (?!type)[^;]*from "@(aws-sdk|smithy)\//m.test(text));
    expect(strays.map(({ path }) => path)).toEqual([]);
  });

  it("every file says first what it is", () => {
    const strays = files.filter(
      ({ path, text }) =>
        !path.endsWith(".test.ts") && !text.startsWith("//") && !text.startsWith("/*") && !text.startsWith("#!"),
    );
    expect(strays.map(({ path }) => path)).toEqual([]);
  });

  it("files are small and kebab-case, and none is a drawer for odds and ends", () => {
    const large = files.filter(({ path, text }) => !path.endsWith(".test.ts") && text.split("\n").length > LINES_MAX);
    expect(large.map(({ path }) => path)).toEqual([]);
    const misnamed = files.filter(
      ({ path }) =>
        !/^([a-z0-9.-]+\/)*[a-z0-9.-]+\.ts$/.test(path) ||
        /(^|\/)(utils?|helpers?|manager|base|common|misc)\b/.test(path),
    );
    expect(misnamed.map(({ path }) => path)).toEqual([]);
  });
});
