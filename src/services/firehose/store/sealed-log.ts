// Seals what goes into the logs of encrypted streams, and opens what comes out.
import type { ServiceHost } from "../../../engines/host.ts";
import type { LogRecord, StoredRecord } from "../../../engines/log/log.ts";
import { AwsError } from "../../../kit/errors.ts";
import { bytes, hex } from "../../../kit/ids.ts";
import { encryptionContext } from "../encryption.ts";
import { kmsRefused } from "../errors.ts";
import { FIREHOSE } from "../firehose-role.ts";
import { DATA_KEY_LIFE_MS, DATA_KEYS_CACHED_MAX } from "../limits.ts";
import { dataKeyIdOf, isSealed, openRecord, RecordSealer } from "../record-cipher.ts";
import { logOf, type Stream } from "../stream.ts";
import { deleteDataKeys, findDataKey, putDataKey, type DataKeyRow } from "./data-keys.ts";

const PURPOSE = "firehose data key";
const ID_LENGTH = 32;
const KEY_BYTES = 32;
const SERVICE = { kind: "service", account: "", arn: FIREHOSE, userId: FIREHOSE, accessKeyId: undefined } as const;

interface Held<Value> {
  readonly value: Promise<Value>;
  readonly fromMs: number;
}

export class SealedLog {
  readonly #host: ServiceHost;
  readonly #sealers = new Map<string, Held<RecordSealer>>();
  readonly #keys = new Map<string, Held<Uint8Array>>();

  constructor(host: ServiceHost) {
    this.#host = host;
  }

  /** Errors: InvalidKMSResourceException. */
  async seal(stream: Stream, records: readonly LogRecord[]): Promise<readonly LogRecord[]> {
    const { encryption, id } = stream;
    if (!encryption?.isOn) return records;
    const name = `${id}/${encryption.keyArn ?? ""}`;
    const sealer = await this.#held(this.#sealers, name, () => this.#newSealer(stream, encryption.keyArn));
    return records.map((record) => sealer.seal(record));
  }

  /** Errors: InvalidKMSResourceException. */
  async open(stream: Stream, records: StoredRecord[]): Promise<StoredRecord[]> {
    if (!records.some(isSealed)) return records;
    const opened: StoredRecord[] = [];
    for (const record of records) {
      if (!isSealed(record)) opened.push(record);
      else {
        const id = dataKeyIdOf(record);
        const key = await this.#held(this.#keys, id, () => this.#openKey(stream, id));
        opened.push(openRecord(record, key, stream.id));
      }
    }
    return opened;
  }

  async #newSealer(stream: Stream, keyArn: string | undefined): Promise<RecordSealer> {
    const id = hex(ID_LENGTH);
    const createdAtMs = this.#host.clock.now();
    const { key, sealed } = keyArn === undefined ? this.#ownKey() : await this.#kmsKey(stream, keyArn);
    const unusedBeforeMs = (await this.#oldestMs(stream)) - 2 * DATA_KEY_LIFE_MS;
    await this.#host.keyvalue.transact(async (transaction) => {
      await deleteDataKeys(transaction, stream, unusedBeforeMs);
      putDataKey(transaction, stream, id, { sealed, keyArn, createdAtMs });
    });
    return new RecordSealer(key, id, stream.id);
  }

  #ownKey(): { readonly key: Uint8Array; readonly sealed: string } {
    const key = bytes(KEY_BYTES);
    return { key, sealed: this.#host.sealing.seal(PURPOSE, key.toString("base64")) };
  }

  async #kmsKey({ key: place }: Stream, keyArn: string) {
    const input = { KeyId: keyArn, KeySpec: "AES_256", EncryptionContext: encryptionContext(place) } as const;
    const as = { account: place.account, region: place.region, principal: SERVICE };
    const answer = await asked(this.#host.peers.call("kms", "GenerateDataKey", input, as));
    const { Plaintext: key, CiphertextBlob: sealed } = answer;
    if (!key || !sealed) throw new Error("KMS gave no data key");
    return { key, sealed };
  }

  async #openKey(stream: Stream, id: string): Promise<Uint8Array> {
    const row = await findDataKey(this.#host.keyvalue, stream, id);
    if (!row) throw new Error(`the data key ${id} of ${stream.key.name} is gone`);
    return row.keyArn === undefined ? this.#openOwn(row) : this.#openByKms(stream, row, row.keyArn);
  }

  #openOwn({ sealed }: DataKeyRow): Uint8Array {
    const text = this.#host.sealing.open(PURPOSE, String(sealed));
    if (typeof text !== "string") throw new Error("the platform's key does not open a data key of Firehose");
    return Buffer.from(text, "base64");
  }

  async #openByKms({ key: place }: Stream, { sealed }: DataKeyRow, keyArn: string): Promise<Uint8Array> {
    const CiphertextBlob = sealed as Uint8Array;
    const input = { CiphertextBlob, KeyId: keyArn, EncryptionContext: encryptionContext(place) };
    const as = { account: place.account, region: place.region, principal: SERVICE };
    const { Plaintext: key } = await asked(this.#host.peers.call("kms", "Decrypt", input, as));
    if (!key) throw new Error("KMS opened no data key");
    return key;
  }

  /** Arrival of the oldest record that waits; now when none does. */
  async #oldestMs(stream: Stream): Promise<number> {
    const { log, clock } = this.#host;
    const { first } = await log.bounds(logOf(stream));
    const [oldest] = await log.read(logOf(stream), { from: first, recordsMax: 1, sizeMaxBytes: 1 });
    return oldest?.timestampMs ?? clock.now();
  }

  /** Those who ask meanwhile share one `make`; a failure is not kept. */
  #held<Value>(held: Map<string, Held<Value>>, name: string, make: () => Promise<Value>): Promise<Value> {
    const nowMs = this.#host.clock.now();
    const known = held.get(name);
    if (known && Math.abs(nowMs - known.fromMs) < DATA_KEY_LIFE_MS) return known.value;
    if (held.size >= DATA_KEYS_CACHED_MAX) held.clear();
    const fresh = { value: make(), fromMs: nowMs };
    held.set(name, fresh);
    fresh.value.catch(() => void (held.get(name) === fresh && held.delete(name)));
    return fresh.value;
  }
}

async function asked<Output>(call: Promise<Output>): Promise<Output> {
  try {
    return await call;
  } catch (error) {
    throw error instanceof AwsError ? kmsRefused(error) : error;
  }
}
