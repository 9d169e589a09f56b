// What every SQL engine must do; run by each implementation's test.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { EngineErrorKind } from "../../kit/errors.ts";
import type { Sql, SqlResultValue, SqlSession, SqlValue } from "./sql.ts";

/** Long enough that it only ends by an interrupt. */
const ENDLESS = "SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE hash(a.range, b.range) = 3";

export interface SqlContractOptions {
  readonly temporaryFolder: string;
  readonly memoryMaxBytes?: number;
}

export function sqlContract(name: string, open: (options: SqlContractOptions) => Promise<Sql>): void {
  describe(`SQL contract: ${name}`, () => {
    let temporaryFolder: string;
    let sql: Sql;
    let session: SqlSession;
    const all = async (text: string, parameters?: readonly SqlValue[]): Promise<readonly unknown[]> =>
      (await session.run(text, parameters)).rows();
    const failure = (kind: EngineErrorKind) => expect.objectContaining({ name: "EngineError", kind });

    beforeAll(async () => {
      temporaryFolder = await mkdtemp(join(tmpdir(), "forebay-sql-"));
      sql = await open({ temporaryFolder });
      session = await sql.session();
    });
    afterAll(async () => {
      await sql.close();
      await rm(temporaryFolder, { recursive: true, force: true });
    });

    values(all);
    statements(() => session, failure);
    interrupts(() => sql, failure);

    test("sessions have their own temporary catalog", async () => {
      await using two = await disposable(sql);
      await session.run("CREATE TEMP TABLE mine (a INTEGER)");
      await expect(two.session.run("SELECT * FROM mine")).rejects.toEqual(failure("invalid"));
      await two.session.run("CREATE TEMP TABLE mine (b VARCHAR)");
      expect((await session.run("SELECT * FROM mine")).columns).toEqual([{ name: "a", type: "INTEGER" }]);
    });

    test("reads and writes files in place", async () => {
      const path = join(temporaryFolder, "rows.parquet");
      const written = await session.run(`COPY (SELECT range AS a FROM range(5000)) TO '${path}' (FORMAT parquet)`);
      expect(written.rowsChanged).toBe(5000);
      expect(await all(`SELECT sum(a)::BIGINT FROM read_parquet('${path}')`)).toEqual([[12_497_500n]]);
    });

    test("a missing file is not-found, a broken one is not", async () => {
      const broken = join(temporaryFolder, "broken.parquet");
      await writeFile(broken, "PAR1 but nothing else");
      const read = (path: string) => session.run(`SELECT * FROM read_parquet('${path}')`).then((r) => r.rows());
      await expect(read(join(temporaryFolder, "none.parquet"))).rejects.toEqual(failure("not-found"));
      await expect(read(broken)).rejects.toMatchObject({ name: "EngineError" });
      await expect(read(broken)).rejects.not.toEqual(failure("not-found"));
    });

    test("spills beyond its memory, and fails unavailable or disk-full when it cannot", async () => {
      const small = await open({ temporaryFolder: join(temporaryFolder, "small"), memoryMaxBytes: 64_000_000 });
      const spilling = await small.session();
      // 3 million distinct rows of about 100 bytes, in random order: 300 MB to sort.
      const sort =
        "SELECT count(*) FROM (SELECT hash(range) h, repeat(range::VARCHAR, 12) t FROM range(3000000) ORDER BY h, t LIMIT 2999999)";
      expect(await (await spilling.run(sort)).rows()).toEqual([[2_999_999n]]);
      const hog = "SELECT length(string_agg(repeat(range::VARCHAR, 100), '')) FROM range(1000000)";
      await expect(spilling.run(hog).then((r) => r.rows())).rejects.toMatchObject({
        name: "EngineError",
        kind: expect.stringMatching(/^(unavailable|disk-full)$/),
      });
      expect(await (await spilling.run("SELECT 1")).rows()).toEqual([[1]]);
      await small.close();
    });

    test("after close everything fails closed", async () => {
      const own = await open({ temporaryFolder: join(temporaryFolder, "closing") });
      const last = await own.session();
      await own.close();
      await own.close();
      await expect(last.run("SELECT 1")).rejects.toEqual(failure("closed"));
      await expect(own.session()).rejects.toEqual(failure("closed"));
    });
  });
}

async function disposable(sql: Sql): Promise<AsyncDisposable & { session: SqlSession }> {
  const session = await sql.session();
  return { session, [Symbol.asyncDispose]: () => session.close() };
}

function values(all: (text: string, parameters?: readonly SqlValue[]) => Promise<readonly unknown[]>): void {
  const cases: readonly (readonly [string, SqlResultValue])[] = [
    ["NULL", null],
    ["true", true],
    ["7 / 2", 3],
    ["-7 / 2", -3],
    ["1.5::DOUBLE", 1.5],
    ["9007199254740993", 9_007_199_254_740_993n],
    ["170141183460469231731687303715884105727", 170_141_183_460_469_231_731_687_303_715_884_105_727n],
    ["-1.50::DECIMAL(38,2)", "-1.50"],
    ["'é😀'", "é😀"],
    ["'\\xAA\\x00'::BLOB", new Uint8Array([0xaa, 0])],
    ["DATE '2024-02-29'", "2024-02-29"],
    ["DATE '0001-01-01'", "0001-01-01"],
    ["DATE '290000-12-31'", "290000-12-31"],
    ["TIME '23:59:59.5'", "23:59:59.5"],
    ["TIMESTAMP '1969-12-31 23:59:59.000001'", "1969-12-31 23:59:59.000001"],
    ["TIMESTAMPTZ '2024-06-01 12:00:00+02'", "2024-06-01 10:00:00"],
    ["[1, NULL]", [1, null]],
    ["{'a': 1, 'b': [DATE '2024-01-01']}", { a: 1, b: ["2024-01-01"] }],
    ["MAP {'k': 1.5::DECIMAL(3,1)}", new Map([["k", "1.5"]])],
  ];
  test.each(cases)("value of %s", async (text, expected) => {
    const [[value]] = (await all(`SELECT ${text}`)) as [[SqlResultValue]];
    if (value instanceof Uint8Array) expect(new Uint8Array(value)).toEqual(expected);
    else expect(value).toEqual(expected);
  });

  test("parameters", async () => {
    const given = [null, true, 7, 2n ** 40n, "it's", new Uint8Array([1, 2]), new Date(0)];
    const [row] = (await all("SELECT ?, ?, ?, ?, ?, ?, ?", given)) as [SqlResultValue[]];
    expect(row.map((value) => (value instanceof Uint8Array ? [...value] : value))).toEqual([
      null,
      true,
      7,
      2n ** 40n,
      "it's",
      [1, 2],
      "1970-01-01 00:00:00",
    ]);
  });
}

function statements(session: () => SqlSession, failure: (kind: EngineErrorKind) => unknown): void {
  test("streams a result in batches, in order, and lets it be left", async () => {
    let seen = 0;
    const result = await session().run("SELECT range FROM range(100000)");
    for await (const batch of result.batches())
      for (const [value] of batch) if (value !== BigInt(seen++)) throw new Error(`row ${seen} is out of order`);
    expect(seen).toBe(100_000);
    for await (const batch of (await session().run("SELECT range FROM range(10000000)")).batches()) {
      expect(batch.length).toBeGreaterThan(0);
      break;
    }
    expect(await (await session().run("SELECT 1")).rows()).toEqual([[1]]);
  });

  test("streams a result as vectors", async () => {
    const select =
      "SELECT CASE WHEN range % 3 > 0 THEN range::INTEGER END a, 'text of row ' || range b, range::DECIMAL(20,2) c, " +
      "TIMESTAMP '1969-12-31 23:59:59.5' + to_seconds(range) d, CASE WHEN range % 2 > 0 THEN [range, NULL] END e, " +
      "{'x': range % 2 = 0, 'y': MAP {'k': range::DOUBLE}} f FROM range(3000)";
    let rows = 0;
    for await (const batch of (await session().run(select)).vectors()) {
      const [a, b, c, d, e, f] = batch.columns;
      if (a?.kind !== "int" || b?.kind !== "bytes" || c?.kind !== "huge" || d?.kind !== "timestamp")
        expect.unreachable();
      if (e?.kind !== "list" || e.child.kind !== "long" || f?.kind !== "struct") expect.unreachable();
      const [x, y] = f.children;
      if (x?.kind !== "boolean" || y?.kind !== "map" || y.keys.kind !== "bytes" || y.items.kind !== "double")
        expect.unreachable();
      for (let row = 0; row < batch.rows; row++, rows++) {
        expect(a.nulls?.[row]).toBe(rows % 3 === 0 ? 1 : 0);
        if (rows % 3 > 0) expect(a.values[row]).toBe(rows);
        expect(Buffer.from(b.data.subarray(b.starts[row], b.ends[row])).toString()).toBe(`text of row ${rows}`);
        expect([c.values[row * 2], c.values[row * 2 + 1]]).toEqual([BigInt(rows) * 100n, 0n]);
        expect([d.seconds[row], d.nanos[row]]).toEqual([rows - 1, 500_000_000]);
        expect(e.nulls?.[row]).toBe(rows % 2 === 0 ? 1 : 0);
        expect(e.offsets[row + 1]! - e.offsets[row]!).toBe(rows % 2 === 0 ? 0 : 2);
        if (rows % 2 > 0)
          expect([e.child.values[e.offsets[row]!], e.child.nulls?.[e.offsets[row]! + 1]]).toEqual([BigInt(rows), 1]);
        expect(x.values[row]).toBe(rows % 2 === 0 ? 1 : 0);
        const own = y.offsets[row]!;
        expect(Buffer.from(y.keys.data.subarray(y.keys.starts[own], y.keys.ends[own])).toString()).toBe("k");
        expect(y.items.values[own]).toBe(rows);
      }
    }
    expect(rows).toBe(3000);
    const none = (await session().run("SELECT INTERVAL 1 DAY")).vectors();
    await expect(none[Symbol.asyncIterator]().next()).rejects.toEqual(failure("invalid"));
  });

  test("a result ends with the next statement", async () => {
    const first = await session().run("SELECT range FROM range(100000)");
    await session().run("SELECT 1");
    await expect(first.rows()).rejects.toEqual(failure("closed"));
  });

  test.each([
    ["selec 1", /syntax error/],
    ["SELECT * FROM nowhere", /nowhere/],
    ["SELECT 1; SELECT 2", /Expected one statement/],
    ["", /Expected one statement/],
    ["SELECT CAST('x' AS INTEGER)", /Could not convert/],
    ["SELECT CAST(range AS VARCHAR)::DATE FROM range(3)", /date/],
  ])("%s is invalid", async (text, message) => {
    const run = (): Promise<unknown> =>
      session()
        .run(text)
        .then((result) => result.rows());
    await expect(run()).rejects.toEqual(failure("invalid"));
    await expect(run()).rejects.toThrow(message);
  });

  test("one statement at a time", async () => {
    const first = session().run("SELECT 1");
    await expect(session().run("SELECT 2")).rejects.toEqual(failure("conflict"));
    await first;
  });
}

function interrupts(sql: () => Sql, failure: (kind: EngineErrorKind) => unknown): void {
  const interrupted = async (session: SqlSession): Promise<void> => {
    const ending = expect(session.run(ENDLESS).then((result) => result.rows())).rejects.toEqual(failure("interrupted"));
    while (!(await Promise.race([ending.then(() => true), turns(20)]))) session.interrupt();
    await ending;
  };

  test("interrupt stops a statement; the session goes on", async () => {
    await using one = await disposable(sql());
    await interrupted(one.session);
    one.session.interrupt();
    expect(await (await one.session.run("SELECT 1")).rows()).toEqual([[1]]);
  });

  test("more sessions than threads: none starves the others' interrupts, and close ends what runs", async () => {
    const sessions = await Promise.all(Array.from({ length: 8 }, () => sql().session()));
    const running = sessions.map((session) =>
      session.run(ENDLESS).then(
        (result) => result.rows(),
        (error: unknown) => error,
      ),
    );
    await turns(50);
    for (const session of sessions.toReversed()) session.interrupt();
    await Promise.all(sessions.map((session) => session.close()));
    for (const ending of running) expect(await ending).toMatchObject({ kind: "interrupted" });
  });
}

/** Lets the event loop turn, so that native calls start. Resolves to false. */
async function turns(count: number): Promise<false> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
  return false;
}
