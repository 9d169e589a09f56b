// What the engines' fault tests write, and how they tell that what they read is whole: a value says what it is all along.
import type { Blobs } from "../../src/engines/blobs/blobs.ts";
import type { KeyValue } from "../../src/engines/keyvalue/keyvalue.ts";
import type { Log, LogRecord } from "../../src/engines/log/log.ts";

/** At least 40 bytes, each of them a part of `<name> <size>|` repeated. */
export const valueOf = (name: string, size: number): Buffer => Buffer.alloc(Math.max(size, 40), `${name} ${size}|`);

/** The name in the value, or an error when the value is not what `valueOf` made. */
function nameIn(value: Uint8Array): string {
  const text = Buffer.from(value.subarray(0, 40)).toString("latin1");
  const [, name, size] = /^(\S+) (\d+)\|/.exec(text) ?? [];
  if (name === undefined || Buffer.compare(value, valueOf(name, Number(size))) !== 0)
    throw new Error(`torn: ${text} (${value.length} bytes)`);
  return name;
}

/** Two rows and a counter in one transaction. */
export const putPair = (keyvalue: KeyValue, writer: number, n: number, size: number): Promise<void> =>
  keyvalue.transact(async (transaction) => {
    await transaction.get(["counter", writer]);
    transaction.put(["left", writer, n], valueOf(`${writer}.${n}`, size));
    transaction.put(["right", writer, n], valueOf(`${writer}.${n}`, size));
    transaction.put(["counter", writer], Buffer.from(String(n)));
  });

/** The names `<writer>.<n>` of the pairs that are there; an error when one is torn or half there. */
export async function pairsIn(keyvalue: KeyValue): Promise<Set<string>> {
  const sides = { left: new Set<string>(), right: new Set<string>() };
  const last = new Map<number, number>();
  for (const side of ["left", "right"] as const) {
    for await (const { key, value } of keyvalue.scan({ prefix: [side] })) {
      const [, writer, n] = key;
      if (nameIn(value) !== `${String(writer)}.${String(n)}`)
        throw new Error(`${key.join("/")} holds ${nameIn(value)}`);
      sides[side].add(nameIn(value));
      last.set(Number(writer), Math.max(Number(n), last.get(Number(writer)) ?? -1));
    }
  }
  if (sides.left.size !== sides.right.size || ![...sides.left].every((name) => sides.right.has(name)))
    throw new Error("half of a transaction");
  for (const [writer, n] of last) {
    const counter = await keyvalue.get(["counter", writer]);
    if (Buffer.from(counter ?? []).toString() !== String(n)) throw new Error(`counter ${writer} is not ${n}`);
  }
  return sides.left;
}

/** Records `<writer>.<n>.<part>.<count>`. */
export const recordsOf = (writer: number, n: number, count: number, size: number): LogRecord[] =>
  Array.from({ length: count }, (_, part) => ({
    key: String(writer),
    data: valueOf(`${writer}.${n}.${part}.${count}`, size),
    timestampMs: n,
  }));

/** The names of a shard's records in order; an error when one is torn, out of place or without the rest of its append. */
export async function recordsIn(log: Log, shard: string): Promise<string[]> {
  const { first, next } = await log.bounds(shard);
  const names: string[] = [];
  for (let from = first; from < next;) {
    const records = await log.read(shard, { from, recordsMax: 1_000, sizeMaxBytes: 4_000_000 });
    for (const { position, data } of records) {
      if (position !== from++) throw new Error(`position ${position} where ${from - 1} belongs`);
      names.push(nameIn(data));
    }
    if (records.length === 0) throw new Error(`nothing at ${from} of ${next}`);
  }
  for (const [at, name] of names.entries()) {
    const [writer, n, part, count] = name.split(".").map(Number);
    if (names[at - (part ?? 0) + (count ?? 0) - 1] !== `${writer}.${n}.${(count ?? 0) - 1}.${count}`)
      throw new Error(`${name} without the rest of its append`);
  }
  return names;
}

/** The names in all blobs by id; an error when one is torn. */
export async function blobsIn(blobs: Blobs): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for await (const { id } of blobs.list()) {
    const chunks: Buffer[] = [];
    for await (const chunk of blobs.get(id)) chunks.push(chunk as Buffer);
    names.set(id, nameIn(Buffer.concat(chunks)));
  }
  return names;
}
