// Flags and environment variables.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ConfigError, type Environment, type Flags, parseConfig } from "../../src/config.ts";

const own = { FOREBAY_ACCESS_KEY_ID: "AKIAROOT", FOREBAY_SECRET_ACCESS_KEY: "secret" };

describe("parseConfig", () => {
  test("defaults", () => {
    expect(parseConfig({})).toMatchObject({
      listen: [{ host: "127.0.0.1", port: 4566 }],
      dataFolder: ".forebay",
      services: undefined,
      logLevel: "info",
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
      tls: undefined,
      secrets: {},
    });
  });

  test("the root key of KMS comes as hexadecimal digits, or in a file", () => {
    const folder = mkdtempSync(join(tmpdir(), "forebay-config-"));
    const file = join(folder, "root");
    writeFileSync(file, `${"0f".repeat(32)}\n`);
    const secrets = { "kms-root": Buffer.alloc(32, 0x0f) };
    expect(parseConfig({ FOREBAY_KMS_ROOT_KEY: "0F".repeat(32) }).secrets).toEqual(secrets);
    expect(parseConfig({ FOREBAY_KMS_ROOT_KEY_FILE: file }).secrets).toEqual(secrets);
    writeFileSync(file, "short");
    const short = "The file of FOREBAY_KMS_ROOT_KEY_FILE takes 64 hexadecimal digits.";
    expect(() => parseConfig({ FOREBAY_KMS_ROOT_KEY_FILE: file })).toThrow(short);
    rmSync(folder, { recursive: true });
    expect(() => parseConfig({ FOREBAY_KMS_ROOT_KEY_FILE: file })).toThrow(/which cannot be read: ENOENT/);
  });

  test.each<[Environment, Flags, object]>([
    [{ GATEWAY_LISTEN: "127.0.0.1:4599" }, {}, { listen: [{ host: "127.0.0.1", port: 4599 }] }],
    [{ GATEWAY_LISTEN: "[::1]:4599" }, {}, { listen: [{ host: "::1", port: 4599 }] }],
    [
      { GATEWAY_LISTEN: "127.0.0.1:1,127.0.0.2:2" },
      {},
      {
        listen: [
          { host: "127.0.0.1", port: 1 },
          { host: "127.0.0.2", port: 2 },
        ],
      },
    ],
    [{ GATEWAY_LISTEN: "127.0.0.1:4599" }, { port: "5000" }, { listen: [{ host: "127.0.0.1", port: 5000 }] }],
    [
      { GATEWAY_LISTEN: ":4599", ...own },
      {},
      { listen: [{ host: "0.0.0.0", port: 4599 }], credentials: { accessKeyId: "AKIAROOT" } },
    ],
    [{ FOREBAY_PORT: "1234" }, { host: "localhost" }, { listen: [{ host: "localhost", port: 1234 }] }],
    [{ PERSISTENCE: "0" }, {}, { dataFolder: undefined }],
    [{ PERSISTENCE: "1" }, {}, { dataFolder: ".forebay" }],
    [{ PERSISTENCE: "0" }, { data: "/d" }, { dataFolder: "/d" }],
    [{ FOREBAY_DATA: "/e" }, {}, { dataFolder: "/e" }],
    [{ SERVICES: "s3, Kinesis" }, {}, { services: ["s3", "kinesis"] }],
    [{ SERVICES: "" }, {}, { services: undefined }],
    [{ DEBUG: "1" }, {}, { logLevel: "debug" }],
    [{ DEBUG: "express:*" }, {}, { logLevel: "info" }],
    [{ FOREBAY_LOG_LEVEL: "warn", DEBUG: "1" }, {}, { logLevel: "warn" }],
    [{ UNRELATED: "x" }, { logLevel: "silent" }, { logLevel: "silent" }],
  ])("%j with %j", (environment, flags, expected) => {
    expect(parseConfig(environment, flags)).toMatchObject(expected);
  });

  test.each<[Environment, Flags, string]>([
    [{}, { port: "http" }, '--port takes a port from 0 to 65535, not "http".'],
    [{ FOREBAY_PORT: "70000" }, {}, 'FOREBAY_PORT takes a port from 0 to 65535, not "70000".'],
    [{ GATEWAY_LISTEN: "a:b:c" }, {}, 'GATEWAY_LISTEN takes addresses such as 127.0.0.1:4566, not "a:b:c".'],
    [{ PERSISTENCE: "maybe" }, {}, 'PERSISTENCE takes 1 or 0, not "maybe".'],
    [{}, { logLevel: "loud" }, '--log-level takes trace, debug, info, warn, error, fatal, silent, not "loud".'],
    [{ FOREBAY_ACCESS_KEY_ID: "x" }, {}, "FOREBAY_ACCESS_KEY_ID and FOREBAY_SECRET_ACCESS_KEY must be set together."],
    [{ FOREBAY_INIT: "/does/not/exist" }, {}, "FOREBAY_INIT names the folder /does/not/exist, which does not exist."],
    [{ FOREBAY_KMS_ROOT_KEY: "secret" }, {}, "FOREBAY_KMS_ROOT_KEY takes 64 hexadecimal digits."],
    [
      { FOREBAY_KMS_ROOT_KEY: "0f".repeat(32), FOREBAY_KMS_ROOT_KEY_FILE: "/f" },
      {},
      "FOREBAY_KMS_ROOT_KEY and FOREBAY_KMS_ROOT_KEY_FILE cannot both be set.",
    ],
    [{ FOREBAY_TLS_CERT: "/c" }, {}, "FOREBAY_TLS_CERT and FOREBAY_TLS_KEY must be set together."],
    [{}, { data: "" }, "--data takes the path of a folder."],
  ])("%j with %j is refused", (environment, flags, sentence) => {
    expect(() => parseConfig(environment, flags)).toThrow(new ConfigError(sentence));
  });

  test("an unknown FOREBAY_ variable is refused", () => {
    expect(() => parseConfig({ FOREBAY_PROT: "1" })).toThrow(
      /^There is no setting FOREBAY_PROT: Forebay knows FOREBAY_PORT, /,
    );
  });

  test.each(["0.0.0.0", "::", "192.168.1.4", "forebay.example"])("%s with test/test is an open door", (host) => {
    expect(() => parseConfig({}, { host })).toThrow(/where others can reach it: set FOREBAY_ACCESS_KEY_ID/);
    expect(parseConfig(own, { host }).listen).toEqual([{ host, port: 4566 }]);
  });

  test.each([
    "0.0.0.0:4566",
    ":4566",
    "[::]:4566",
    "[::ffff:10.0.0.1]:4566",
    "[fd00::1]",
    "127.0.0.1:4566,0.0.0.0:4567",
    "[::1]:4566,[::]:4567",
    "forebay.example:4566",
  ])("GATEWAY_LISTEN=%s with test/test is an open door", (listen) => {
    const environment = { GATEWAY_LISTEN: listen };
    expect(() => parseConfig(environment)).toThrow(/where others can reach it: set FOREBAY_ACCESS_KEY_ID/);
    const spelledOut = { FOREBAY_ACCESS_KEY_ID: "mine", FOREBAY_SECRET_ACCESS_KEY: "test" };
    expect(() => parseConfig({ ...environment, ...spelledOut })).toThrow(/where others can reach it/);
    expect(parseConfig({ ...environment, ...own }).credentials.accessKeyId).toBe("AKIAROOT");
  });

  test.each(["127.0.0.1:4566", "127.8.8.8:4566", "localhost:4566", "[::1]:4566", "127.0.0.1:1,[::1]:2"])(
    "GATEWAY_LISTEN=%s is this machine's own",
    (listen) => expect(parseConfig({ GATEWAY_LISTEN: listen }).credentials.secretAccessKey).toBe("test"),
  );
});

test("FOREBAY_S3_ENCRYPT_ALWAYS is off unless it says so", () => {
  const always = (text?: string) => parseConfig({ FOREBAY_S3_ENCRYPT_ALWAYS: text }).encryptAlways;
  expect([always(), always(""), always("0"), always("1"), always("true")]).toEqual([false, false, false, true, true]);
  expect(() => always("sometimes")).toThrow(/FOREBAY_S3_ENCRYPT_ALWAYS takes 1 or 0/);
});
