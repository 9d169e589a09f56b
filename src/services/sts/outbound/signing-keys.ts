// The keys that sign an account's tokens for services elsewhere: made at their first use, kept sealed.
import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from "node:crypto";
import { promisify } from "node:util";
import { exportJWK, type JWK } from "jose";
import { uuid } from "../../../kit/ids.ts";
import type { Sealing } from "../../../kit/sealing.ts";
import type { StsStore } from "../store.ts";

export const SIGNING_ALGORITHMS = ["RS256", "ES384"] as const;
export type SigningAlgorithm = (typeof SIGNING_ALGORITHMS)[number];

export interface SigningKey {
  readonly keyId: string;
  readonly privateKey: KeyObject;
}

const PURPOSE = "sts-signing-key";
const RSA_BITS = 2048;
const generate = promisify(generateKeyPair);

async function newPrivateKey(algorithm: SigningAlgorithm): Promise<string> {
  const { privateKey } =
    algorithm === "RS256"
      ? await generate("rsa", { modulusLength: RSA_BITS })
      : await generate("ec", { namedCurve: "P-384" });
  return privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}

export class SigningKeys {
  readonly #store: StsStore;
  readonly #sealing: Sealing;

  constructor(store: StsStore, sealing: Sealing) {
    this.#store = store;
    this.#sealing = sealing;
  }

  /** The one that is there; otherwise a new one, which is on disk before it signs anything. */
  async keyOf(account: string, algorithm: SigningAlgorithm): Promise<SigningKey> {
    const { keyId, sealed } =
      (await this.#store.findSigningKey(account, algorithm)) ??
      (await this.#store.keepSigningKey(account, algorithm, {
        keyId: uuid(),
        sealed: this.#sealing.seal(PURPOSE, await newPrivateKey(algorithm)),
      }));
    const pem = this.#sealing.open(PURPOSE, sealed);
    if (typeof pem !== "string") throw new Error(`the signing key ${keyId} was sealed by another data folder`);
    return { keyId, privateKey: createPrivateKey(pem) };
  }

  /** JSON Web Keys of both algorithms, as relying parties fetch them. */
  async publicKeysOf(account: string): Promise<JWK[]> {
    return Promise.all(
      SIGNING_ALGORITHMS.map(async (alg) => {
        const { keyId: kid, privateKey } = await this.keyOf(account, alg);
        return { ...(await exportJWK(createPublicKey(privateKey))), kid, alg, use: "sig" };
      }),
    );
  }
}
