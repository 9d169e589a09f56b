// Encryption of log groups: chunks are sealed under data keys that KMS gives out to CloudWatch Logs itself.
import type { ServiceHost } from "../../engines/host.ts";
import { AwsError } from "../../kit/errors.ts";
import { ExpiringCache } from "../../kit/expiring-cache.ts";
import { uuid } from "../../kit/ids.ts";
import type { DataKey } from "./chunk.ts";
import { keyNotUsable, keyUnusable } from "./errors.ts";
import { type Group, groupArn, type GroupKey } from "./group.ts";
import { DATA_KEY_LIFE_MS, DATA_KEYS_CACHED_MAX } from "./limits.ts";
import { DataKeyStore } from "./store/data-keys.ts";

/** Documented: key policies name the service of the region. */
const serviceOf = ({ account, region, ...rest }: GroupKey) => {
  const arn = `logs.${region}.amazonaws.com`;
  const principal = { kind: "service", account: "", arn, userId: arn, accessKeyId: undefined } as const;
  return { account, region, principal, source: { arn: groupArn({ account, region, ...rest }), account } };
};

/** Documented: what key policies' conditions look for. */
const contextOf = (key: GroupKey) => ({ "aws:logs:arn": groupArn(key) });

export class GroupEncryption {
  readonly #host: ServiceHost;
  readonly #store: DataKeyStore;
  readonly #sealing: ExpiringCache<DataKey>;
  readonly #opened: ExpiringCache<Uint8Array>;

  constructor(host: ServiceHost) {
    this.#host = host;
    this.#store = new DataKeyStore(host.keyvalue);
    this.#sealing = new ExpiringCache(host.clock, DATA_KEY_LIFE_MS, DATA_KEYS_CACHED_MAX);
    this.#opened = new ExpiringCache(host.clock, DATA_KEY_LIFE_MS, DATA_KEYS_CACHED_MAX);
  }

  /** Undefined for a group that is not encrypted. Errors: AccessDeniedException when its key cannot be used. */
  sealingKey(group: Group): Promise<DataKey> | undefined {
    const { id, kmsKeyId } = group;
    return kmsKeyId === undefined
      ? undefined
      : this.#sealing.get(`${id}/${kmsKeyId}`, () => this.#newKey(group, kmsKeyId));
  }

  /** Errors: AccessDeniedException when the group's key cannot be used. */
  openingKey(group: Pick<Group, "key" | "id">, dataKeyId: string): Promise<Uint8Array> {
    return this.#opened.get(dataKeyId, () => this.#open(group, dataKeyId));
  }

  /** Errors: InvalidParameterException for a key that CloudWatch Logs may not use for the group. */
  async check(key: GroupKey, kmsKeyId: string): Promise<void> {
    if (!kmsKeyId.startsWith("arn:")) throw keyUnusable();
    try {
      const input = { KeyId: kmsKeyId, KeySpec: "AES_256", EncryptionContext: contextOf(key) } as const;
      await this.#host.peers.call("kms", "GenerateDataKeyWithoutPlaintext", input, serviceOf(key));
    } catch (error) {
      throw error instanceof AwsError ? keyUnusable() : error;
    }
  }

  forget(group: Pick<Group, "key" | "id">): Promise<void> {
    return this.#store.forget(group);
  }

  async #newKey(group: Group, kmsKeyId: string): Promise<DataKey> {
    const input = { KeyId: kmsKeyId, KeySpec: "AES_256", EncryptionContext: contextOf(group.key) } as const;
    const answer = await asked(this.#host.peers.call("kms", "GenerateDataKey", input, serviceOf(group.key)));
    const { Plaintext: key, CiphertextBlob: sealed, KeyId: keyArn = kmsKeyId } = answer;
    if (!key || !sealed) throw new Error("KMS gave no data key");
    const id = uuid();
    await this.#store.put(group, id, { sealed, keyArn });
    return { id, key };
  }

  async #open(group: Pick<Group, "key" | "id">, dataKeyId: string): Promise<Uint8Array> {
    const row = await this.#store.find(group, dataKeyId);
    if (!row) throw new Error(`the data key ${dataKeyId} of ${group.key.name} is gone`);
    const input = { CiphertextBlob: row.sealed, KeyId: row.keyArn, EncryptionContext: contextOf(group.key) };
    const { Plaintext } = await asked(this.#host.peers.call("kms", "Decrypt", input, serviceOf(group.key)));
    if (!Plaintext) throw new Error("KMS opened no data key");
    return Plaintext;
  }
}

async function asked<Output>(call: Promise<Output>): Promise<Output> {
  try {
    return await call;
  } catch (error) {
    throw error instanceof AwsError ? keyNotUsable(error.message) : error;
  }
}
