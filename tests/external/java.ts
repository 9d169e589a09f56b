// npm run test:external:java: consumers on the AWS SDK for Java, and two workers of the Kinesis Client Library, against a Forebay of their own.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startForebay } from "../../src/index.ts";

const TIMEOUT_MS = 300_000;
const PROJECT = join(process.cwd(), "tests", "external", "java");

for (const [command, flag] of [
  ["java", "-version"],
  ["mvn", "--version"],
] as const)
  if (spawnSync(command, [flag]).status !== 0) {
    console.error(`test:external:java needs Java 17 and Maven: there is no ${command} here.`);
    process.exit(2);
  }

const folder = mkdtempSync(join(tmpdir(), "forebay-java-"));
try {
  const classpath = build();
  process.env["KINESIS_ENFORCE_LIMITS"] = "0";
  await using forebay = await startForebay({ logLevel: "error" });
  for (const main of process.argv[2] ? [process.argv[2]] : ["forebay.Consumers", "forebay.Fleet"])
    process.exitCode ||= await run(classpath, main, `http://127.0.0.1:${forebay.port}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Compiles the project outside of the tree; its packages come from Maven Central, once. */
function build(): string {
  const paths = join(folder, "classpath");
  const flags = ["-q", "-B", "-f", join(PROJECT, "pom.xml"), `-Dforebay.build=${folder}`, `-Dmdep.outputFile=${paths}`];
  const { status } = spawnSync("mvn", [...flags, "compile", "dependency:build-classpath"], {
    stdio: ["ignore", "inherit", "inherit"],
    timeout: TIMEOUT_MS,
  });
  if (status !== 0) throw new Error("Maven could not build the consumers");
  return `${join(folder, "classes")}:${readFileSync(paths, "utf8").trim()}`;
}

async function run(classpath: string, main: string, endpoint: string): Promise<number> {
  const child = spawn("java", ["-cp", classpath, main, endpoint], {
    stdio: ["ignore", "inherit", "inherit"],
    timeout: TIMEOUT_MS,
  });
  return new Promise((resolve) => child.once("close", (code) => resolve(code ?? 1)));
}
