// Key material at work: unwrapped at its first use and kept as long as the row that holds it is cached.
import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { keyUnavailable } from "./errors.ts";
import { type Key, type Material, ownerOf } from "./key.ts";
import { isAsymmetric } from "./key-spec.ts";
import type { RootKey } from "./root-key.ts";

export interface KeyPair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

export class Materials {
  readonly #root: RootKey;
  /** Of the materials in rows: what is forgotten there is forgotten here. */
  readonly #secrets = new WeakMap<Material, Buffer>();
  readonly #pairs = new WeakMap<Material, KeyPair>();

  constructor(root: RootKey) {
    this.#root = root;
  }

  /** Bytes of a symmetric key, PKCS #8 of the others. Errors: KeyUnavailableException. */
  secret(key: Key, material: Material): Buffer {
    let secret = this.#secrets.get(material);
    if (secret) return secret;
    secret = material.wrapped && this.#root.unwrap(material.wrapped, ownerOf(key.name, material.id));
    if (!secret) throw keyUnavailable(key.arn);
    this.#secrets.set(material, secret);
    return secret;
  }

  /** Of an asymmetric key. Errors: KeyUnavailableException. */
  pair(key: Key, material: Material): KeyPair {
    let pair = this.#pairs.get(material);
    if (pair) return pair;
    if (!isAsymmetric(key.spec)) throw new Error(`${key.spec} has no key pair`);
    const privateKey = createPrivateKey({ key: this.secret(key, material), format: "der", type: "pkcs8" });
    pair = { privateKey, publicKey: createPublicKey(privateKey) };
    this.#pairs.set(material, pair);
    return pair;
  }
}
