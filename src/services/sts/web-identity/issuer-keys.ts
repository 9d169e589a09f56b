// The public keys of the issuers of tokens, as their discovery documents name them: fetched when needed, kept for a while.
import type { JSONWebKeySet } from "jose";
import type { Clock } from "../../../kit/clock.ts";
import { noVerificationKey } from "../errors.ts";
import { ISSUER_KEYS_KEPT_MS, ISSUER_KEYS_MAX, ISSUER_KEYS_REFETCH_MIN_MS, ISSUERS_CACHED_MAX } from "../limits.ts";
import { fetchJson } from "./fetch-json.ts";

export interface Issuer {
  /** The `iss` claim. */
  readonly url: string;
  readonly thumbprints: readonly string[];
}

interface Kept {
  readonly keys: Promise<JSONWebKeySet>;
  /** Of the clock's real time. */
  readonly sinceMs: number;
}

export class IssuerKeys {
  readonly #clock: Clock;
  readonly #kept = new Map<string, Kept>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Errors: IDPCommunicationError, InvalidIdentityToken. */
  keysOf(issuer: Issuer): Promise<JSONWebKeySet> {
    return this.#within(issuer, ISSUER_KEYS_KEPT_MS);
  }

  /** For a token signed with a key that the known ones lack: the issuer may have a new one. */
  newerKeysOf(issuer: Issuer): Promise<JSONWebKeySet> {
    return this.#within(issuer, ISSUER_KEYS_REFETCH_MIN_MS);
  }

  #within(issuer: Issuer, ageMaxMs: number): Promise<JSONWebKeySet> {
    const key = JSON.stringify([issuer.url, ...issuer.thumbprints]);
    const nowMs = this.#clock.elapsed();
    const known = this.#kept.get(key);
    if (known && nowMs - known.sinceMs < ageMaxMs) return known.keys;
    const keys = fetchKeys(issuer);
    const kept = { keys, sinceMs: nowMs };
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    keys.catch(() => {
      if (this.#kept.get(key) === kept) this.#kept.delete(key);
    });
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= ISSUERS_CACHED_MAX) break;
      this.#kept.delete(oldest);
    }
    return keys;
  }
}

async function fetchKeys({ url, thumbprints }: Issuer): Promise<JSONWebKeySet> {
  const discovery = await fetchJson(new URL(`${url.replace(/\/$/, "")}/.well-known/openid-configuration`), thumbprints);
  const { issuer, jwks_uri: location } = (discovery ?? {}) as {
    readonly issuer?: unknown;
    readonly jwks_uri?: unknown;
  };
  if (issuer !== url || typeof location !== "string" || !URL.canParse(location)) throw noVerificationKey();
  const set = (await fetchJson(new URL(location), thumbprints)) as { readonly keys?: unknown } | null;
  if (!Array.isArray(set?.keys) || set.keys.length > ISSUER_KEYS_MAX) throw noVerificationKey();
  return set as JSONWebKeySet;
}
