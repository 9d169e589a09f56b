// forebay trust: says where the authority is, prints it, and adds it to the system's store.
import { spawnSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bin, forebay, startServer } from "./forebay.ts";

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), "forebay-trust-"))));
afterAll(() => rmSync(folder, { recursive: true }));

const data = (): string => join(folder, "data");

describe("forebay trust", () => {
  it("says where the authority is and what makes clients trust it, with no server running", async () => {
    const { code, stdout, stderr } = await forebay(["trust", "--data", data()]);
    expect([code, stderr]).toEqual([0, ""]);
    const file = join(data(), "tls", "ca", "cert.pem");
    const { fingerprint256, subject } = new X509Certificate(readFileSync(file));
    expect(subject).toMatch(/CN=Forebay local CA/);
    expect(stdout).toContain(`The certificate authority of this data folder: ${file}`);
    expect(stdout).toContain(fingerprint256);
    for (const variable of ["AWS_CA_BUNDLE", "NODE_EXTRA_CA_CERTS", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE"])
      expect(stdout).toContain(`export ${variable}='${file}'`);
    for (const program of ["update-ca-certificates", "update-ca-trust", "security add-trusted-cert", "certutil"])
      expect(stdout).toContain(program);
  });

  it("--print writes the certificate and nothing else", async () => {
    const { code, stdout } = await forebay(["trust", "--print"], { FOREBAY_DATA: data() });
    expect(code).toBe(0);
    expect(stdout).toBe(readFileSync(join(data(), "tls", "ca", "cert.pem"), "utf8"));
    expect(stdout).toMatch(/^-----BEGIN CERTIFICATE-----\n[^-]+-----END CERTIFICATE-----\n$/);
  });

  it("prints what a server on the folder shows", async () => {
    const server = await startServer(["--port", "0", "--data", data()]);
    try {
      const { stdout: ca } = await forebay(["trust", "--print", "--data", data()]);
      const options = { host: "127.0.0.1", port: Number(new URL(server.endpoint).port), ca, agent: false };
      const status = await new Promise((resolve, reject) => {
        const sent = request({ ...options, path: "/_forebay/health" }, (answer) => resolve(answer.resume().statusCode));
        sent.on("error", reject).end();
      });
      expect(status).toBe(200);
    } finally {
      await server.end("SIGTERM");
    }
  });

  it.each([
    [["trust", "--install", "--print"], /--install and --print do not go together/],
    [["trust", "--everywhere"], /--everywhere/],
    [["trust", "--data", "/dev/null/x"], /The data folder \/dev\/null\/x cannot be used/],
  ])("forebay %j exits with 2", async (args, sentence) => {
    const { code, stdout, stderr } = await forebay(args);
    expect([code, stdout, stderr]).toEqual([2, "", expect.stringMatching(sentence)]);
  });
});

// In a mount name space of its own, so that this machine's store stays as it is.
const STORE = "/usr/local/share/ca-certificates";
const BUNDLES = "/etc/ssl/certs";
const mounts = `mount -t tmpfs tmpfs ${STORE} && mount -t tmpfs tmpfs ${BUNDLES}`;
const canMount =
  existsSync(STORE) && spawnSync("unshare", ["-rm", "sh", "-c", `${mounts} && update-ca-certificates`]).status === 0;

describe.skipIf(!canMount)("forebay trust --install (skipped where there is no Debian's store to mount over)", () => {
  it("adds the authority to the system's store, which then trusts what it signs", () => {
    const script = `${mounts} && "$0" ${bin} trust --install --data ${data()} && ls ${STORE} &&
      openssl verify -CApath ${BUNDLES} ${join(data(), "tls", "ca", "cert.pem")}`;
    const { status, stdout } = spawnSync("unshare", ["-rm", "sh", "-c", script, process.execPath], {
      encoding: "utf8",
    });
    expect(stdout).toMatch(
      /The system's store \(Debian, Ubuntu, Alpine\) trusts it now\.\nforebay-[0-9a-f]{8}\.crt\n.*: OK/,
    );
    expect(status).toBe(0);
  });

  it("says so when it may not", () => {
    const script = `mount -t tmpfs -o ro tmpfs ${STORE} && "$0" ${bin} trust --install --data ${data()}`;
    const { status, stderr } = spawnSync("unshare", ["-rm", "sh", "-c", script, process.execPath], {
      encoding: "utf8",
    });
    expect([status, stderr]).toEqual([1, expect.stringMatching(/^Adding to the system's store .*\n$/)]);
  });
});
