// Bundles the server and the command line into dist/. With --types also writes the declarations of the public API.
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build as bundle } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));

/** One bundle with a chunk a service, so that a start loads only what it needs. Takes about 0.2 s. */
export async function build() {
  rmSync(join(root, "dist"), { recursive: true, force: true });
  await bundle({
    absWorkingDir: root,
    entryPoints: { index: "src/index.ts", cli: "src/cli/cli.ts" },
    outdir: "dist",
    chunkNames: "chunks/[name]-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    sourcemap: true,
    logLevel: "warning",
  });
}

function declarations() {
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  const options = ["--noEmit", "false", "--declaration", "--emitDeclarationOnly"];
  const folders = ["--outDir", "dist/types", "--rootDir", "src"];
  const run = spawnSync(process.execPath, [tsc, "-p", "tsconfig.build.json", ...options, ...folders], {
    cwd: root,
    stdio: "inherit",
  });
  if (run.status !== 0) process.exit(run.status ?? 1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await build();
  if (process.argv.includes("--types")) declarations();
}
