// Signing and verifying with a key, over a message or over its digest.
import { constants, sign as signMessage, verify as verifyMessage } from "node:crypto";
import type { MessageType, SigningAlgorithmSpec } from "@aws-sdk/client-kms";
import type { Call } from "./context.ts";
import { signEcdsa, verifyEcdsa } from "./ecdsa-digests.ts";
import { workingMaterial } from "./encryption.ts";
import { algorithmNotValid, notBuilt, usageNotValid, validation } from "./errors.ts";
import { findKey } from "./find-key.ts";
import type { Key } from "./key.ts";
import { algorithmsOf } from "./key-spec.ts";
import { checkUsable } from "./key-state.ts";
import type { KeyPair } from "./materials.ts";
import { checkRequest } from "./request-checks.ts";
import { signPkcs1, signPss, verifyPkcs1, verifyPss } from "./rsa-digests.ts";

type Scheme = "pkcs1" | "pss" | "ecdsa" | "ed25519";

interface Algorithm {
  readonly scheme: Scheme;
  readonly hash: "sha256" | "sha384" | "sha512";
  readonly digestBytes: number;
}

function parse(algorithm: SigningAlgorithmSpec): Algorithm {
  const [, name = "", bits = "0"] = /^(.*)_SHA_(\d+)$/.exec(algorithm) ?? [];
  const schemes: Readonly<Record<string, Scheme>> = { RSASSA_PKCS1_V1_5: "pkcs1", RSASSA_PSS: "pss", ECDSA: "ecdsa" };
  return {
    scheme: schemes[name] ?? "ed25519",
    hash: `sha${bits}` as Algorithm["hash"],
    digestBytes: Number(bits) / 8,
  };
}

interface Request {
  readonly KeyId: string;
  readonly Message: Uint8Array;
  readonly MessageType?: MessageType | undefined;
  readonly SigningAlgorithm: SigningAlgorithmSpec;
  readonly GrantTokens?: readonly string[] | undefined;
}

export interface Signing {
  readonly key: Key;
  readonly pair: KeyPair;
  readonly algorithm: Algorithm;
  readonly message: Uint8Array;
  readonly digested: boolean;
}

/** The key and what it is to sign. Errors: those of the key, InvalidKeyUsageException, ValidationException. */
export async function signingOf(input: Request, call: Call, operation: "Sign" | "Verify"): Promise<Signing> {
  checkRequest(input, call);
  const { KeyId, Message, MessageType = "RAW", SigningAlgorithm } = input;
  const key = await findKey(KeyId, call);
  if (key.usage !== "SIGN_VERIFY") throw usageNotValid(key.arn, key.usage, operation);
  if (!algorithmsOf(key.spec, key.usage).includes(SigningAlgorithm))
    throw algorithmNotValid(SigningAlgorithm, key.spec);
  checkUsable(key);
  if (SigningAlgorithm === "ED25519_PH_SHA_512")
    throw notBuilt("ED25519_PH_SHA_512 is not built: the crypto of Node has no Ed25519ph. ED25519_SHA_512 is.");
  const algorithm = parse(SigningAlgorithm);
  const digested = MessageType === "DIGEST";
  if (MessageType === "EXTERNAL_MU" || (digested && algorithm.scheme === "ed25519"))
    throw validation(`MessageType ${MessageType} is not valid for algorithm ${SigningAlgorithm}.`); // inferred
  if (digested && Message.length !== algorithm.digestBytes)
    throw validation(`Digest is invalid length for algorithm ${SigningAlgorithm}.`); // recorded
  const pair = call.context.materials.pair(key, workingMaterial(key));
  return { key, pair, algorithm, message: Message, digested };
}

/** How Node takes a message of the scheme. */
const options = (scheme: Scheme) =>
  scheme === "pss" ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST } : {};

export function sign({ pair, algorithm, message, digested }: Signing): Buffer {
  const { scheme, hash } = algorithm;
  const { privateKey } = pair;
  if (!digested)
    return signMessage(scheme === "ed25519" ? null : hash, message, { key: privateKey, ...options(scheme) });
  if (scheme === "pkcs1") return signPkcs1(privateKey, message);
  return scheme === "pss" ? signPss(privateKey, message) : signEcdsa(privateKey, message);
}

export function verify({ pair, algorithm, message, digested }: Signing, signature: Uint8Array): boolean {
  const { scheme, hash } = algorithm;
  const { privateKey, publicKey } = pair;
  if (!digested) {
    const how = { key: publicKey, ...options(scheme) };
    return verifyMessage(scheme === "ed25519" ? null : hash, message, how, signature);
  }
  if (scheme === "pkcs1") return verifyPkcs1(publicKey, message, signature);
  return scheme === "pss" ? verifyPss(publicKey, message, signature) : verifyEcdsa(privateKey, message, signature);
}
