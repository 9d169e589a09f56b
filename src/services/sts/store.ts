// What STS keeps: the keys that sign tokens. The only file here that touches engines.
import type { KeyValue } from "../../engines/keyvalue/keyvalue.ts";
import { table } from "../../engines/keyvalue/table.ts";

export interface SigningKeyRow {
  readonly keyId: string;
  /** PKCS #8 in PEM, sealed. */
  readonly sealed: string;
}

/** [account, algorithm] */
const signingKeys = table<SigningKeyRow>({ name: "sts.signing-keys", version: 1, upgrades: {} });

export class StsStore {
  readonly #keyvalue: KeyValue;

  constructor(keyvalue: KeyValue) {
    this.#keyvalue = keyvalue;
  }

  findSigningKey(account: string, algorithm: string): Promise<SigningKeyRow | undefined> {
    return signingKeys.get(this.#keyvalue, [account, algorithm]);
  }

  /** The one that is there already, or `fresh`, durably. */
  keepSigningKey(account: string, algorithm: string, fresh: SigningKeyRow): Promise<SigningKeyRow> {
    return this.#keyvalue.transact(async (transaction) => {
      const known = await signingKeys.get(transaction, [account, algorithm]);
      if (!known) signingKeys.put(transaction, [account, algorithm], fresh);
      return known ?? fresh;
    });
  }
}
