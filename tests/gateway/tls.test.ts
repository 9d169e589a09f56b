// TLS with the data folder's own authority: clients that trust it verify the certificate, others refuse it.
import { spawn, spawnSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import { connect, type PeerCertificate } from "node:tls";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Forebay, startForebay } from "../../src/index.ts";
import { authorityOf, signLeaf } from "../../src/platform/certificate-authority.ts";
import { certificates } from "../../src/platform/certificate.ts";

const DAY_MS = 86_400_000;
const folder = mkdtempSync(join(tmpdir(), "forebay-tls-"));
const inFolder = (name: string): string => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true }));

let forebay: Forebay;
let ca: string;
let strangersCa: string;
beforeAll(async () => {
  forebay = await startForebay({ dataFolder: inFolder("data") });
  ca = (await authorityOf(inFolder("data"), Date.now())).cert;
  strangersCa = (await authorityOf(inFolder("strangers"), Date.now())).cert;
});
afterAll(() => forebay.close());

/** Health over HTTPS, at 127.0.0.1 whatever the name is. */
function health(servername: string, trusted: string | undefined, port = forebay.port): Promise<number> {
  const options = { host: "127.0.0.1", port, path: "/_forebay/health", servername, agent: false };
  return new Promise((resolve, reject) => {
    const sent = request({ ...options, ...(trusted === undefined ? {} : { ca: trusted }) }, (answer) => {
      answer.resume().on("end", () => resolve(answer.statusCode ?? 0));
    });
    sent.on("error", reject).end();
  });
}

function shownBy(port: number): Promise<PeerCertificate> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: "127.0.0.1", port, ca, servername: "localhost" }, () => {
      resolve(socket.getPeerCertificate());
      socket.end();
    });
    socket.on("error", reject);
  });
}

describe("a client that trusts the authority", () => {
  test.each(["localhost", "sts.localhost.localstack.cloud", "bucket.s3.localhost", "b.s3.localhost.localstack.cloud"])(
    "verifies %s",
    async (name) => expect(await health(name, ca)).toBe(200),
  );

  test("verifies 127.0.0.1, as an address", async () => {
    const answer = await new Promise((resolve, reject) => {
      const options = { host: "127.0.0.1", port: forebay.port, path: "/_forebay/health", ca, agent: false };
      request(options, (incoming) => resolve(incoming.resume().statusCode))
        .on("error", reject)
        .end();
    });
    expect(answer).toBe(200);
  });

  test("verifies ::1, where the platform is bound to it", async () => {
    await using other = await startForebay({ host: "::1", dataFolder: inFolder("six") });
    const { cert } = await authorityOf(inFolder("six"), Date.now());
    const answer = await new Promise((resolve, reject) => {
      const options = { host: "::1", port: other.port, path: "/_forebay/health", ca: cert, agent: false };
      request(options, (incoming) => resolve(incoming.resume().statusCode))
        .on("error", reject)
        .end();
    });
    expect(answer).toBe(200);
  });

  test("is not shown other names", async () => {
    await expect(health("example.com", ca)).rejects.toThrow(/does not match certificate's altnames/);
  });

  test("the AWS SDK for JavaScript: STS and S3", async () => {
    const endpoint = forebay.endpoint.replace("http://127.0.0.1", "https://localhost");
    const config = { ...forebay.clientConfig, endpoint, requestHandler: { httpsAgent: { ca } }, maxAttempts: 1 };
    const sts = new STSClient(config);
    const s3 = new S3Client(config);
    expect((await sts.send(new GetCallerIdentityCommand({}))).Account).toBe("000000000000");
    expect((await s3.send(new ListBucketsCommand({}))).Buckets ?? []).toEqual([]);
    const distrusting = new STSClient({ ...config, requestHandler: { httpsAgent: { ca: strangersCa } } });
    await expect(distrusting.send(new GetCallerIdentityCommand({}))).rejects.toThrow(/certificate/);
    for (const client of [sts, s3, distrusting]) client.destroy();
  });

  const python = spawnSync("python3", ["--version"]).status === 0;
  test.skipIf(!python)("Python's ssl with every rule of X.509 enforced", async () => {
    const { file } = await authorityOf(inFolder("data"), Date.now());
    const script = `import ssl, urllib.request
context = ssl.create_default_context(cafile=${JSON.stringify(file)})
context.verify_flags |= ssl.VERIFY_X509_STRICT
print(urllib.request.urlopen("https://localhost:${forebay.port}/_forebay/health", context=context).status)`;
    const child = spawn("python3", ["-c", script], { env: { ...process.env, NO_PROXY: "*" } });
    let output = "";
    child.stdout.on("data", (text) => (output += String(text)));
    child.stderr.on("data", (text) => (output += String(text)));
    await new Promise((resolve) => child.on("close", resolve));
    expect(output.trim()).toBe("200");
  });
});

describe("a client that does not", () => {
  test("refuses a certificate whose authority it does not know, or another's", async () => {
    await expect(health("localhost", undefined)).rejects.toThrow(/certificate/);
    await expect(health("localhost", strangersCa)).rejects.toThrow(/certificate/);
  });
});

describe("the authority", () => {
  test("is made once, and its key is for its owner only", async () => {
    expect((await authorityOf(inFolder("data"), Date.now())).cert).toBe(ca);
    expect(statSync(inFolder("data/tls/ca/key.pem")).mode & 0o777).toBe(0o600);
    expect(statSync(inFolder("data/tls/ca")).mode & 0o777).toBe(0o700);
  });

  test("asked by several at once is one", async () => {
    const asked = await Promise.all(Array.from({ length: 8 }, () => authorityOf(inFolder("race"), Date.now())));
    expect(new Set(asked.map(({ cert }) => cert)).size).toBe(1);
    const leaf = await signLeaf(asked[0] as never, ["localhost"], Date.now());
    expect(new X509Certificate(leaf.cert).verify(new X509Certificate(asked[0]?.cert ?? "").publicKey)).toBe(true);
  });

  test("whose time is over gives way to a new one", async () => {
    const old = await authorityOf(inFolder("old"), Date.now() - 3651 * DAY_MS);
    const next = await authorityOf(inFolder("old"), Date.now());
    expect(next.cert).not.toBe(old.cert);
    expect(next.validUntilMs).toBeGreaterThan(Date.now() + 3000 * DAY_MS);
  });
});

describe("the certificate", () => {
  test("is renewed while the platform runs, before its time is over, by the same authority", async () => {
    let nowMs = Date.now();
    const current = certificates(
      { tls: undefined, listen: [{ host: "10.1.2.3", port: 0 }] },
      inFolder("data"),
      () => nowMs,
    );
    const first = await current();
    expect(await current()).toBe(first);
    nowMs += 59 * DAY_MS;
    expect(await current()).toBe(first);
    nowMs += 2 * DAY_MS;
    const second = await current();
    expect(second).not.toBe(first);
    for (const { cert } of [first, second]) {
      const leaf = new X509Certificate(cert);
      expect(leaf.checkIssued(new X509Certificate(ca))).toBe(true);
      expect(leaf.checkIP("10.1.2.3")).toBe("10.1.2.3");
      expect(leaf.ca).toBe(false);
    }
  });

  test("of the user wins", async () => {
    const leaf = await signLeaf(await authorityOf(inFolder("strangers"), Date.now()), ["localhost"], Date.now());
    writeFileSync(inFolder("own-cert.pem"), leaf.cert);
    writeFileSync(inFolder("own-key.pem"), leaf.key);
    const env = { FOREBAY_TLS_CERT: inFolder("own-cert.pem"), FOREBAY_TLS_KEY: inFolder("own-key.pem") };
    await using other = await startForebay({ dataFolder: inFolder("own"), env });
    expect(await health("localhost", strangersCa, other.port)).toBe(200);
    await expect(health("localhost", ca, other.port)).rejects.toThrow(/certificate/);
    expect(existsSync(inFolder("own/tls"))).toBe(false);
  });

  test("is one a run, and its key is never written", async () => {
    const first = await shownBy(forebay.port);
    expect((await shownBy(forebay.port)).fingerprint256).toBe(first.fingerprint256);
    expect(first.subjectaltname).toContain("DNS:*.localhost.localstack.cloud");
    expect(readFileSync(inFolder("data/tls/ca/cert.pem"), "utf8")).not.toContain("PRIVATE KEY");
  });
});
