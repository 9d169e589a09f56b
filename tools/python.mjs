// Makes the Python environments of the client tests: the current boto3, AWS CLI and awswrangler, and boto3 1.26.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Folder of each environment and the file that pins what is in it. */
export const environments = {
  current: { folder: join(root, ".venv-current"), requirements: "tests/clients/python/requirements.txt" },
  boto3_1_26: { folder: join(root, ".venv-boto3-1.26"), requirements: "tests/clients/python/requirements-1.26.txt" },
};

/** Returns undefined when both environments are there, otherwise one sentence that says why not. */
export function ensurePython() {
  for (const { folder, requirements } of Object.values(environments)) {
    const wanted = readFileSync(join(root, requirements), "utf8");
    const stamp = join(folder, "forebay-installed.txt");
    if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) continue;
    console.error(`forebay: installing ${wanted.trim().replaceAll("\n", ", ")} (once) ...`);
    rmSync(folder, { recursive: true, force: true });
    const venv = spawnSync("python3", ["-m", "venv", folder], { encoding: "utf8" });
    if (venv.status !== 0)
      return `no Python environment could be made: ${lastLine(venv.stderr) ?? "python3 is not there"}`;
    const pip = spawnSync(join(folder, "bin", "pip"), ["install", "--quiet", "-r", join(root, requirements)], {
      encoding: "utf8",
    });
    if (pip.status !== 0)
      return `pip could not install the Python clients: ${lastLine(pip.stderr) ?? "no reason given"}`;
    writeFileSync(stamp, wanted);
  }
  return undefined;
}

const lastLine = (text) => text?.trim().split("\n").at(-1) || undefined;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const missing = ensurePython();
  if (missing) console.error(missing);
  process.exitCode = missing ? 1 : 0;
}
