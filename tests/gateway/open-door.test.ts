// Bound where others can reach it: only with credentials of one's own, and then test/test opens nothing.
import { get } from "node:http";
import { networkInterfaces } from "node:os";
import { describe, expect, test } from "vitest";
import { startForebay } from "../../src/index.ts";
import { forebay } from "../cli/forebay.ts";
import { send, signed } from "./raw-client.ts";

const own = { FOREBAY_ACCESS_KEY_ID: "AKIAMINE", FOREBAY_SECRET_ACCESS_KEY: "a-secret-of-my-own" };
const sts = {
  headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
  body: "Action=GetCallerIdentity&Version=2011-06-15",
};

describe("forebay start", () => {
  test.each([
    ["GATEWAY_LISTEN", "0.0.0.0:0"],
    ["GATEWAY_LISTEN", "[::]:0"],
    ["FOREBAY_HOST", "0.0.0.0"],
    ["FOREBAY_HOST", "::"],
  ])("%s=%s refuses to start with test/test, in one sentence", async (name, value) => {
    const { code, stdout, stderr } = await forebay(["start"], { [name]: value, PERSISTENCE: "0" });
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(
      /^Forebay would listen on (0\.0\.0\.0|::), where others can reach it: [^\n]+ than test\/test\.\n$/,
    );
  });
});

describe("with credentials of its own", () => {
  test.each(["0.0.0.0", "::"])(
    "%s serves them, and refuses test/test and accounts with the secret test",
    async (host) => {
      await using platform = await startForebay({ host, env: own });
      const attempt = async (accessKeyId: string, secretAccessKey: string) =>
        send(
          platform.endpoint,
          await signed(platform.endpoint, sts, { service: "sts", credentials: { accessKeyId, secretAccessKey } }),
        );
      expect((await attempt("AKIAMINE", "a-secret-of-my-own")).status).toBe(200);
      expect((await attempt("111111111111", "a-secret-of-my-own")).status).toBe(200);
      expect(await attempt("test", "test")).toMatchObject({ status: 403, code: "InvalidClientTokenId" });
      expect(await attempt("000000000000", "test")).toMatchObject({ status: 403, code: "SignatureDoesNotMatch" });
      expect(await attempt("AKIAMINE", "test")).toMatchObject({ status: 403, code: "SignatureDoesNotMatch" });
      expect(await send(platform.endpoint, sts)).toMatchObject({ status: 403, code: "MissingAuthenticationToken" });
    },
  );

  const outside = Object.values(networkInterfaces())
    .flat()
    .find((each) => each?.family === "IPv4" && !each.internal)?.address;
  test.skipIf(outside === undefined)(
    "its own endpoints, which need no signature, answer this machine only",
    async () => {
      await using platform = await startForebay({ host: "0.0.0.0", env: own });
      const status = (host: string) =>
        new Promise((resolve, reject) => {
          get({ host, port: platform.port, path: "/_forebay/health", agent: false }, (answer) => {
            resolve(answer.resume().statusCode);
          }).on("error", reject);
        });
      expect(await status("127.0.0.1")).toBe(200);
      expect(await status(outside ?? "")).toBe(403);
    },
  );
});

test("an address of IPv6 stands in brackets", async () => {
  await using platform = await startForebay({ host: "::1" });
  expect(platform.endpoint).toBe(`http://[::1]:${platform.port}`);
  expect((await fetch(`${platform.endpoint}/_forebay/health`)).status).toBe(200);
});

test("without a word it listens on 127.0.0.1 only", async () => {
  await using platform = await startForebay();
  expect(new URL(platform.endpoint).hostname).toBe("127.0.0.1");
  const reached = await new Promise((resolve) => {
    get({ host: "::1", port: platform.port, agent: false }, () => resolve(true)).on("error", () => resolve(false));
  });
  expect(reached).toBe(false);
});
