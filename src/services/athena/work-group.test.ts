// What a query gets from its work group, and how a group's contents go.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { KeyValue } from "../../engines/keyvalue/keyvalue.ts";
import { openLmdb } from "../../engines/keyvalue/lmdb.ts";
import { VirtualClock } from "../../kit/clock.ts";
import { CONTENTS_DELETED_MAX } from "./limits.ts";
import { deleteContents, holdsNothing } from "./store/contents.ts";
import { addNamedQuery } from "./store/named-queries.ts";
import type { WorkGroupConfigurationRow, WorkGroupRow } from "./store/rows.ts";
import { putWorkGroup } from "./store/work-groups.ts";
import { workGroupFor } from "./work-group.ts";
import { newConfiguration } from "./work-group-configuration.ts";

let folder: string;
let keyvalue: KeyValue;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "forebay-athena-"));
  keyvalue = await openLmdb(folder);
});
afterAll(async () => {
  await keyvalue.close();
  await rm(folder, { recursive: true });
});

const scope = { account: "000000000000", region: "us-east-1" };
const clock = new VirtualClock();
const put = (name: string, configuration: WorkGroupConfigurationRow, state: WorkGroupRow["state"] = "ENABLED") =>
  keyvalue.transact((transaction) =>
    putWorkGroup(transaction, scope, {
      name,
      state,
      description: "",
      configuration: newConfiguration(configuration),
      creationTime: new Date(0),
    }),
  );
const find = (name?: string, asked = {}) => workGroupFor({ clock, keyvalue }, scope, name, asked);
const own = {
  OutputLocation: "s3://own/",
  EncryptionConfiguration: { EncryptionOption: "SSE_S3" },
} as const;

describe("workGroupFor", () => {
  test("a group that enforces its settings overrides the client's (documented)", async () => {
    await put("enforcing", { ResultConfiguration: own, BytesScannedCutoffPerQuery: 10_000_000 });
    expect(await find("enforcing", { OutputLocation: "s3://asked/" })).toEqual({
      name: "enforcing",
      resultConfiguration: own,
      bytesScannedCutoff: 10_000_000,
    });
    await put("bare", {});
    await expect(find("bare", { OutputLocation: "s3://asked/" })).rejects.toThrow("No output location provided.");
  });

  test("one that does not takes the client's, and its own where the client names none (documented)", async () => {
    await put("free", { ResultConfiguration: own, EnforceWorkGroupConfiguration: false });
    const { resultConfiguration } = await find("free", { OutputLocation: "s3://asked/" });
    expect(resultConfiguration).toEqual({ ...own, OutputLocation: "s3://asked/" });
    expect((await find("free")).resultConfiguration).toEqual(own);
    expect(await find(undefined, own)).toEqual({
      name: "primary",
      resultConfiguration: own,
      bytesScannedCutoff: undefined,
    });
  });

  test("refuses a group that is not there, one that is disabled, and bad locations", async () => {
    await put("off", { ResultConfiguration: own }, "DISABLED");
    await expect(find("absent")).rejects.toThrow("WorkGroup is not found.");
    await expect(find("off")).rejects.toThrow("WorkGroup is disabled.");
    await expect(find()).rejects.toThrow("No output location provided.");
    await expect(find("primary", { OutputLocation: "nowhere" })).rejects.toThrow("not a valid S3 path");
  });
});

test("contents of any number go in bounded transactions, and no other group's", async () => {
  const add = (workGroup: string, id: string) =>
    keyvalue.transact((transaction) =>
      addNamedQuery(transaction, scope, {
        id,
        name: id,
        description: undefined,
        database: "d",
        queryString: "SELECT 1",
        workGroup,
        token: undefined,
      }),
    );
  await Promise.all(Array.from({ length: 2 * CONTENTS_DELETED_MAX + 1 }, (_, n) => add("full", `q${n}`)));
  await add("full2", "other");
  expect(await holdsNothing(keyvalue, scope, "full")).toBe(false);
  await deleteContents({ keyvalue }, scope, "full");
  expect(await holdsNothing(keyvalue, scope, "full")).toBe(true);
  expect(await holdsNothing(keyvalue, scope, "full2")).toBe(false);
});
