// Durable timers in the key-value engine: ordered, replaced, cancelled, and only there when their transaction committed.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { KeyValue } from "../engines/keyvalue/keyvalue.ts";
import { openLmdb } from "../engines/keyvalue/lmdb.ts";
import { KeyValueJobStore, Scheduling } from "./job-store.ts";

let folder: string;
let keyvalue: KeyValue;
let store: KeyValueJobStore;
let scheduling: Scheduling;
let woken: number[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "forebay-jobs-"));
  keyvalue = await openLmdb(folder);
  store = new KeyValueJobStore(keyvalue);
  woken = [];
  scheduling = new Scheduling(keyvalue, (dueMs) => void woken.push(dueMs));
});

afterEach(async () => {
  await keyvalue.close();
  rmSync(folder, { recursive: true });
});

const keys = async (): Promise<readonly string[]> =>
  (await store.list(100)).map(({ service, kind, key, dueMs }) => `${service}/${kind}/${key}@${dueMs}`);

test("timers are listed in the order of their due times, of all services", async () => {
  await scheduling.jobsOf("s3").schedule({ kind: "expire", key: "b", dueMs: 300 });
  await scheduling.jobsOf("glue").schedule({ kind: "crawl", key: "c", dueMs: 100, payload: { depth: 1 } });
  await scheduling.jobsOf("s3").schedule({ kind: "expire", key: "a", dueMs: 200 });
  expect(await keys()).toEqual(["glue/crawl/c@100", "s3/expire/a@200", "s3/expire/b@300"]);
  expect((await store.list(1))[0]).toMatchObject({ payload: { depth: 1 }, failures: 0 });
  expect(woken).toEqual([300, 100, 200]);
});

test("the same key again replaces the timer; cancelling removes it", async () => {
  const jobs = scheduling.jobsOf("s3");
  await jobs.schedule({ kind: "expire", key: "a", dueMs: 100 });
  await jobs.schedule({ kind: "expire", key: "a", dueMs: 50 });
  expect(await keys()).toEqual(["s3/expire/a@50"]);
  await jobs.cancel("expire", "a");
  await jobs.cancel("expire", "never-there");
  expect(await keys()).toEqual([]);
});

test("what comes round is not put off by being set again", async () => {
  const jobs = scheduling.jobsOf("s3");
  await jobs.ensure({ kind: "sweep", key: "", dueMs: 100 });
  await jobs.ensure({ kind: "sweep", key: "", dueMs: 700 });
  expect(await keys()).toEqual(["s3/sweep/@100"]);
  await jobs.ensure({ kind: "sweep", key: "", dueMs: 50 });
  expect(await keys()).toEqual(["s3/sweep/@50"]);
  const [timer] = await store.list(1);
  if (timer) await store.settle(timer, { ...timer, dueMs: 800, failures: 1 });
  await jobs.ensure({ kind: "sweep", key: "", dueMs: 60 });
  expect(await keys()).toEqual(["s3/sweep/@800"]);
});

test("a timer of a transaction is there, and wakes the runner, exactly when that commits", async () => {
  const jobs = scheduling.jobsOf("s3");
  const failing = scheduling.keyvalue.transact(async (transaction) => {
    await jobs.schedule({ kind: "expire", key: "a", dueMs: 100 }, transaction);
    throw new Error("changed my mind");
  });
  await expect(failing).rejects.toThrow("changed my mind");
  expect([await keys(), woken]).toEqual([[], []]);
  await scheduling.keyvalue.transact(async (transaction) => {
    await jobs.schedule({ kind: "expire", key: "late", dueMs: 900 }, transaction);
    await jobs.schedule({ kind: "expire", key: "early", dueMs: 100 }, transaction);
  });
  expect([await keys(), woken]).toEqual([["s3/expire/early@100", "s3/expire/late@900"], [100]]);
});

test("settling a timer that was replaced meanwhile leaves the new one", async () => {
  const jobs = scheduling.jobsOf("s3");
  await jobs.schedule({ kind: "expire", key: "a", dueMs: 100 });
  const [ran] = await store.list(1);
  if (!ran) throw new Error("no timer");
  await jobs.schedule({ kind: "expire", key: "a", dueMs: 700 });
  await store.settle(ran, undefined);
  expect(await keys()).toEqual(["s3/expire/a@700"]);
});

test("a due time that is no number is a bug of the caller", async () => {
  await expect(scheduling.jobsOf("s3").schedule({ kind: "expire", key: "a", dueMs: NaN })).rejects.toThrow(
    /is due at NaN/,
  );
});
