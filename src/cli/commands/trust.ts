// forebay trust: where the certificate authority of a data folder is, and how clients come to trust it.
import { X509Certificate } from "node:crypto";
import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { byHand, install } from "../trust-stores.ts";
import { readFlags, UsageError } from "../usage.ts";
import type { Command } from "../usage.ts";

const flags = { data: { type: "string" }, install: { type: "boolean" }, print: { type: "boolean" } } as const;

/** Which clients read which variable. */
const VARIABLES = [
  ["AWS_CA_BUNDLE", "AWS CLI, boto3"],
  ["NODE_EXTRA_CA_CERTS", "Node.js, the AWS SDK for JavaScript"],
  ["REQUESTS_CA_BUNDLE", "Python's requests"],
  ["SSL_CERT_FILE", "OpenSSL, Go, Rust, Ruby"],
] as const;

export const trust: Command = {
  summary: "how clients come to trust the certificate that Forebay shows over TLS",
  usage: `forebay trust [--data ./.forebay]              says where the certificate authority is, and what makes clients trust it
forebay trust [--data ./.forebay] --install    adds it to the system's store
forebay trust [--data ./.forebay] --print      writes its certificate, in PEM, to standard output

The authority is made once a data folder, whether a platform runs there or not. Its key never leaves the folder.`,
  async run(args) {
    const { data, install: installs = false, print = false } = readFlags("trust", args, flags);
    if (installs && print) throw new UsageError("--install and --print do not go together.");
    const folder = resolve(data ?? (process.env["FOREBAY_DATA"] || ".forebay"));
    const { file, cert } = await authorityIn(folder);
    if (print) {
      process.stdout.write(cert);
      return 0;
    }
    const { fingerprint256, validTo } = new X509Certificate(cert);
    const name = `forebay-${fingerprint256.replaceAll(":", "").slice(0, 8).toLowerCase()}`;
    if (installs) {
      const { done, sentence } = install(file, name);
      (done ? process.stdout : process.stderr).write(`${sentence}\n`);
      return done ? 0 : 1;
    }
    process.stdout.write(advice(file, name, `SHA-256 ${fingerprint256}, valid until ${validTo}`));
    return 0;
  },
};

async function authorityIn(folder: string) {
  const [{ authorityOf }, { realNowMs }] = await Promise.all([import("../../main.ts"), import("../../kit/clock.ts")]);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return await authorityOf(folder, realNowMs());
  } catch (error) {
    throw new UsageError(`The data folder ${folder} cannot be used: ${(error as Error).message}.`);
  }
}

function advice(file: string, name: string, facts: string): string {
  const exports = VARIABLES.map(
    ([variable, clients]) => `  export ${variable}='${file}'`.padEnd(40) + `  # ${clients}`,
  );
  const stores = byHand(file, name).map(({ system, line }) => `  # ${system}\n  ${line}`);
  return `The certificate authority of this data folder: ${file}
${facts}

For clients that are started from a shell:
${exports.join("\n")}

For everything on this machine:
${stores.join("\n")}
or: forebay trust --install, which does it on this system.
`;
}
