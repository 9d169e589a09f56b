// Wrong usage is one clear sentence and exit code 2; commands that need no server do what they say.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { forebay } from "./forebay.ts";

describe("usage", () => {
  it.each([
    [["launch"], /no command "launch".*start, status, doctor, env, access, cost, trust, reset/],
    [["start", "--prot", "1"], /--prot/],
    [["start", "--port", "high"], /port from 0 to 65535, not "high"/],
    [["start", "--port", "70000"], /port from 0 to 65535, not "70000"/],
    [["start", "--port"], /--port/],
    [["start", "extra"], /extra/],
    [["start", "--log-level", "loud"], /takes trace, debug.*not "loud"/],
    [["start", "--host", "0.0.0.0", "--port", "0"], /credentials other than test\/test/],
    [["status", "--endpoint", "nowhere"], /--endpoint takes an address/],
    [["env", "--account", "12"], /12 digits/],
    [["env", "--region", "moon"], /--region takes a region/],
    [["reset", "--data", tmpdir(), "--yes"], /not a data folder of Forebay/],
    [["doctor", "--fast"], /--fast/],
  ])("forebay %j exits with 2", async (args, sentence) => {
    const { code, stdout, stderr } = await forebay(args);
    expect(stderr).toMatch(sentence);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stdout).toBe("");
    expect(code).toBe(2);
  });

  it("refuses a bad environment", async () => {
    const { code, stderr } = await forebay(["start", "--port", "0"], { GATEWAY_LISTEN: "::::" });
    expect([code, stderr]).toEqual([2, expect.stringContaining("GATEWAY_LISTEN")]);
  });

  it("helps", async () => {
    const { code, stdout } = await forebay(["help"]);
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(
        /start .*\n.*status .*\n.*doctor .*\n.*env .*\n.*access .*\n.*cost .*\n.*trust .*\n.*reset /,
      ),
    ]);
  });

  it("prints exports that a shell takes", async () => {
    const { code, stdout } = await forebay(["env", "--account", "123456789012", "--region", "eu-west-1"]);
    expect(code).toBe(0);
    expect(stdout.trim().split("\n")).toEqual([
      "export AWS_ENDPOINT_URL='http://127.0.0.1:4566';",
      "export AWS_ACCESS_KEY_ID='123456789012';",
      "export AWS_SECRET_ACCESS_KEY='test';",
      "export AWS_DEFAULT_REGION='eu-west-1';",
      "export AWS_REGION='eu-west-1';",
    ]);
  });

  it("the doctor finds the engines", async () => {
    const { code, stdout } = await forebay(["doctor"]);
    expect(stdout).toMatch(/ok +keyvalue \(LMDB\) .*wrote and read a row/);
    expect(stdout).toMatch(/ok +sql \(DuckDB\) .*answered a query/);
    expect(stdout).toMatch(/ok +Lambda: nodejs\* +version \d+\.\S+.*; runtimes of other versions run by it/);
    expect(stdout).toMatch(/Lambda: python\* .*; runtimes of other versions run by python3/);
    expect(code).toBe(0);
  });

  it("status says when nothing runs", async () => {
    const { code, stdout } = await forebay(["status", "--endpoint", "http://127.0.0.1:1"]);
    expect([code, stdout]).toEqual([1, expect.stringContaining("Nothing answers")]);
  });

  it("reset leaves a folder that is not there alone", async () => {
    const folder = mkdtempSync(join(tmpdir(), "forebay-test-"));
    rmSync(folder, { recursive: true });
    const { code, stdout } = await forebay(["reset", "--data", folder]);
    expect([code, stdout]).toEqual([0, expect.stringContaining("nothing to delete")]);
  });
});
