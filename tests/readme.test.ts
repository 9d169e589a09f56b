// The examples in README.md run as they stand there: the one for Vitest, and the one for Python.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { environments } from "../tools/python.mjs";

const root = join(import.meta.dirname, "..");
const readme = readFileSync(join(root, "README.md"), "utf8");
const python = join(environments.current.folder, "bin", "python");

function block(language: string): string {
  const code = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "m").exec(readme)?.[1];
  if (code === undefined) throw new Error(`README.md has no ${language} block`);
  return code;
}

async function run(
  command: string,
  args: readonly string[],
  cwd: string,
): Promise<{ code: number | null; output: string }> {
  const child = spawn(command, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  child.stdout.on("data", (text) => (output += text));
  child.stderr.on("data", (text) => (output += text));
  const code = await new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
  return { code, output };
}

describe("README.md", () => {
  // Inside the package, so that `import "forebay"` finds it by its own name.
  let folder: string;
  beforeAll(() => {
    mkdirSync(join(root, ".cache"), { recursive: true });
    folder = mkdtempSync(join(root, ".cache", "readme-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("the Vitest example passes", async () => {
    writeFileSync(join(folder, "lake.test.ts"), block("ts"));
    writeFileSync(join(folder, "vitest.config.ts"), "export default {};\n");
    const { code, output } = await run(
      process.execPath,
      [join(root, "node_modules", "vitest", "vitest.mjs"), "run"],
      folder,
    );
    expect(code, output).toBe(0);
    expect(output).toMatch(/1 passed/);
  });

  it.skipIf(!existsSync(python))("the Python example passes", async () => {
    writeFileSync(join(folder, "lake.py"), block("python"));
    const { code, output } = await run(python, [join(folder, "lake.py")], root);
    expect(code, output).toBe(0);
  });
});
