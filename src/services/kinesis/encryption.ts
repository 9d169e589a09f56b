// Server-side encryption of streams: records are sealed under data keys that KMS gives out to producers and opens for consumers.
import type { LogRecord, StoredRecord } from "../../engines/log/log.ts";
import type { Clock } from "../../kit/clock.ts";
import { AwsError } from "../../kit/errors.ts";
import type { Peers } from "../../kit/peers.ts";
import type { Caller } from "../../kit/service.ts";
import { kmsError, kmsWrongKey } from "./errors.ts";
import { ExpiringCache } from "../../kit/expiring-cache.ts";
import { DATA_KEY_LIFE_MS, DATA_KEYS_CACHED_MAX } from "./limits.ts";
import { dataKeyIdOf, isEncrypted, newDataKeyId, openRecord, RecordSealer } from "./record-cipher.ts";
import type { DataKeyStore } from "./store/data-keys.ts";
import { streamArn, type Stream, type StreamKey } from "./stream.ts";

/** Documented: it must match in key policies' conditions. */
const contextOf = (key: StreamKey) => ({ "aws:kinesis:arn": streamArn(key) });

/** Each caller asks KMS for itself, so that its permission counts. */
const nameOf = ({ arn, accessKeyId = "" }: Caller): string => `${arn}/${accessKeyId}`;

export class StreamEncryption {
  readonly #peers: Peers;
  readonly #store: DataKeyStore;
  readonly #clock: Clock;
  readonly #sealers: ExpiringCache<RecordSealer>;
  readonly #opened: ExpiringCache<Buffer>;

  constructor(peers: Peers, store: DataKeyStore, clock: Clock) {
    this.#peers = peers;
    this.#store = store;
    this.#clock = clock;
    this.#sealers = new ExpiringCache(clock, DATA_KEY_LIFE_MS, DATA_KEYS_CACHED_MAX);
    this.#opened = new ExpiringCache(clock, DATA_KEY_LIFE_MS, DATA_KEYS_CACHED_MAX);
  }

  /** What seals records for the caller; undefined for a stream that is not encrypted. Errors: KMS...Exception. */
  sealerFor(stream: Stream, caller: Caller): Promise<RecordSealer> | undefined {
    const { encryption } = stream;
    if (!encryption) return undefined;
    const name = `${stream.id}/${encryption.keyId}/${nameOf(caller)}`;
    return this.#sealers.get(name, () => this.#newSealer(stream, encryption.keyId, caller));
  }

  /** The records as they were put. Errors: KMS...Exception. */
  async open(stream: Stream, records: readonly StoredRecord[], caller: Caller): Promise<readonly StoredRecord[]> {
    if (!records.some(isEncrypted)) return records;
    const opened: StoredRecord[] = [];
    for (const record of records)
      opened.push(
        isEncrypted(record) ? openRecord(record, await this.#keyOf(stream, record, caller), stream.id) : record,
      );
    return opened;
  }

  /** Errors: KMS...Exception for a key that cannot encrypt, or that the caller may not see. */
  async check(key: StreamKey, keyId: string, caller: Caller): Promise<void> {
    const as = { account: key.account, region: key.region, principal: caller };
    const { KeyMetadata: metadata } = await asked(this.#peers.call("kms", "DescribeKey", { KeyId: keyId }, as));
    const { KeyState: state, KeySpec: spec, Arn: arn = keyId } = metadata ?? {};
    if (state !== "Enabled") throw kmsError(state === "Disabled" ? "DisabledException" : "", `${arn} is ${state}.`);
    if (spec !== "SYMMETRIC_DEFAULT") throw kmsWrongKey(arn);
  }

  async #newSealer(stream: Stream, keyId: string, principal: Caller): Promise<RecordSealer> {
    const { account, region } = stream.key;
    const input = { KeyId: keyId, KeySpec: "AES_256", EncryptionContext: contextOf(stream.key) } as const;
    const answer = await asked(this.#peers.call("kms", "GenerateDataKey", input, { account, region, principal }));
    const { Plaintext: key, CiphertextBlob: sealed, KeyId: keyArn = keyId } = answer;
    if (!key || !sealed) throw new Error("KMS gave no data key");
    const id = newDataKeyId();
    await this.#store.put(stream, id, { sealed, keyArn, createdAtMs: this.#clock.now() });
    return new RecordSealer(Buffer.from(key), id, stream.id);
  }

  #keyOf(stream: Stream, record: LogRecord, caller: Caller): Promise<Buffer> {
    const id = dataKeyIdOf(record);
    return this.#opened.get(`${id}/${nameOf(caller)}`, () => this.#openKey(stream, id, caller));
  }

  async #openKey(stream: Stream, id: string, principal: Caller): Promise<Buffer> {
    const row = await this.#store.find(stream, id);
    if (!row) throw new Error(`the data key ${id} of ${stream.key.name} is gone`);
    const { account, region } = stream.key;
    const input = { CiphertextBlob: row.sealed, KeyId: row.keyArn, EncryptionContext: contextOf(stream.key) };
    const answer = await asked(this.#peers.call("kms", "Decrypt", input, { account, region, principal }));
    if (!answer.Plaintext) throw new Error("KMS opened no data key");
    return Buffer.from(answer.Plaintext);
  }
}

/** KMS's errors as Kinesis answers them. */
async function asked<Output>(call: Promise<Output>): Promise<Output> {
  try {
    return await call;
  } catch (error) {
    throw error instanceof AwsError ? kmsError(error.code, error.message) : error;
  }
}
