// npm run test:external:kinesalite -- CHECKOUT: kinesalite's own tests, most of which were recorded from AWS, against a Forebay of
// their own. The checkout needs its packages (npm install). Fails when something differs that is not in the list, or agrees that is.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { startForebay } from "../../src/index.ts";
import { differences } from "./kinesalite-differences.ts";

/**
 * Texts for members of the wrong type and answers to requests that name no operation, which AWS has changed since, and whose late
 * assertions spoil the tests that follow; and a test that waits five minutes for its iterator, whose text others hold.
 */
const LEFT_OUT = "SerializationException|kinesalite connections|has expired";
const TEST_TIMEOUT_MS = 20_000;
const TIMEOUT_MS = 600_000;

interface Outcome {
  readonly name: string;
  readonly passed: boolean;
}

/** Takes the place of kinesalite in its tests: a port that leads here, and signatures that name the service. */
const PRELOAD = `
const net = require("node:net");
const path = require("node:path");
const checkout = process.env.KINESALITE_CHECKOUT;
const found = require.resolve(path.join(checkout, "index.js"));
const proxy = () => {
  const server = net.createServer((socket) => {
    const to = net.connect(Number(process.env.FOREBAY_PORT), "127.0.0.1");
    socket.pipe(to).pipe(socket);
    socket.on("error", () => to.destroy());
    to.on("error", () => socket.destroy());
  });
  return {
    listen: (port, done) => server.listen(port, "127.0.0.1", done),
    close: (done) => void (server.close(), done()),
  };
};
require.cache[found] = { id: found, filename: found, loaded: true, exports: proxy };
const aws4 = require(path.join(checkout, "node_modules/aws4"));
const sign = aws4.sign;
aws4.sign = (options, credentials) => sign.call(aws4, Object.assign(options, { service: "kinesis" }), credentials);
`;

const [given] = process.argv.slice(2);
if (given === undefined || !existsSync(join(given, "node_modules", "mocha"))) {
  console.error("usage: npm run test:external:kinesalite -- CHECKOUT_OF_KINESALITE (with its packages installed)");
  process.exit(2);
}
process.env["KINESIS_ENFORCE_LIMITS"] = "0";
const outcomes = await run(resolve(given));
const known = (name: string): boolean => Object.hasOwn(differences, name);
const unexpected = outcomes.filter(({ name, passed }) => !passed && !known(name));
const stale = outcomes.filter(({ name, passed }) => passed && known(name));
for (const { name } of outcomes.filter(({ name, passed }) => !passed && known(name)))
  console.log(`differs: ${name}\n         ${differences[name]}`);
for (const { name } of unexpected) console.log(`NOT LISTED: ${name}`);
for (const { name } of stale) console.log(`AGREES, but stands in the list: ${name}`);
const agreed = outcomes.filter(({ passed }) => passed).length;
const listed = outcomes.length - agreed - unexpected.length;
console.log(`${agreed} of ${outcomes.length} tests agree, ${listed} differ as listed`);
process.exitCode = outcomes.length > 0 && unexpected.length + stale.length === 0 ? 0 : 1;

async function run(checkout: string): Promise<Outcome[]> {
  const folder = mkdtempSync(join(tmpdir(), "forebay-kinesalite-"));
  const preload = join(folder, "preload.cjs");
  writeFileSync(preload, PRELOAD);
  await using forebay = await startForebay({ logLevel: "error" });
  try {
    const mocha = [join("node_modules", "mocha", "bin", "_mocha"), "--require", "should", "--require", preload];
    const flags = ["--reporter", "tap", "--timeout", String(TEST_TIMEOUT_MS), "--exit", "--grep", LEFT_OUT, "--invert"];
    const child = spawn(process.execPath, [...mocha, ...flags], {
      cwd: checkout,
      env: {
        ...process.env,
        KINESALITE_CHECKOUT: checkout,
        FOREBAY_PORT: String(forebay.port),
        AWS_ACCESS_KEY_ID: "test",
        AWS_SECRET_ACCESS_KEY: "test",
        AWS_REGION: "us-east-1",
      },
      stdio: ["ignore", "pipe", "inherit"],
      timeout: TIMEOUT_MS,
    });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
    await new Promise((done) => child.once("close", done));
    return outcomesOf(output);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Of TAP; skipped tests are left out. */
function outcomesOf(tap: string): Outcome[] {
  return [...tap.matchAll(/^(not )?ok \d+ (.*)$/gm)]
    .filter(([, , name = ""]) => !name.includes("# SKIP"))
    .map(([, not, name = ""]) => ({ name, passed: not === undefined }));
}
