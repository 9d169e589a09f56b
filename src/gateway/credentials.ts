// Whose access key a request is signed with, and the secret that proves it.
import type { Clock } from "../kit/clock.ts";
import type { Principals } from "../kit/principals.ts";
import type { Caller } from "../kit/service.ts";
import type { SealedSession, TemporaryCredentials } from "../kit/temporary-credentials.ts";
import { expiredToken, invalidToken, unknownKey, type SignatureFamily } from "../wire/sigv4/errors.ts";
import type { Presented } from "../wire/sigv4/presented.ts";

const DEFAULT_ACCOUNT = "000000000000";

export interface Identity {
  readonly caller: Caller;
  readonly secret: string;
}

export interface RootKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Of root users, and of users: one more empties the cache. */
const IDENTITIES_CACHED_MAX = 1000;

export const ANONYMOUS: Caller = {
  kind: "anonymous",
  account: DEFAULT_ACCOUNT,
  arn: `arn:aws:iam::${DEFAULT_ACCOUNT}:anonymous`,
  userId: "anonymous",
  accessKeyId: undefined,
};

export interface CredentialsParts {
  readonly root: RootKey;
  readonly principals: Principals;
  readonly temporary: TemporaryCredentials;
  readonly clock: Clock;
}

/**
 * The root key is the default account's; a 12-digit access key id with the same secret is the root user of that account;
 * keys with a session token are sessions that this platform sealed, which expire on the virtual clock; all others are
 * users' keys, which IAM knows. An identity stays the same object as long as nothing in it changes.
 */
export class Credentials {
  readonly #parts: CredentialsParts;
  readonly #roots = new Map<string, Identity>();
  readonly #users = new Map<string, { readonly revision: number; readonly identity: Identity }>();
  readonly #sessions = new WeakMap<SealedSession, Identity>();

  constructor(parts: CredentialsParts) {
    this.#parts = parts;
  }

  /** Errors: the family's unknown key, invalid token, expired token. */
  identify(presented: Presented, family: SignatureFamily): Identity | Promise<Identity> {
    const { accessKeyId, sessionToken } = presented;
    if (sessionToken !== undefined) return this.#session(presented, sessionToken, family);
    const root = this.#roots.get(accessKeyId);
    if (root) return root;
    const account = this.#rootAccountOf(accessKeyId);
    if (account !== undefined) return this.#root(accessKeyId, account);
    const user = this.#users.get(accessKeyId);
    return user?.revision === this.#parts.principals.revision ? user.identity : this.#user(accessKeyId, family);
  }

  /** Once the signature held. `service` is its signing name. */
  noteUse(caller: Caller, service: string, region: string): void {
    if (caller.kind !== "root") this.#parts.principals.noteUse(caller, service, region);
  }

  #rootAccountOf(accessKeyId: string): string | undefined {
    if (accessKeyId === this.#parts.root.accessKeyId) return DEFAULT_ACCOUNT;
    return /^\d{12}$/.test(accessKeyId) ? accessKeyId : undefined;
  }

  #root(accessKeyId: string, account: string): Identity {
    const arn = `arn:aws:iam::${account}:root`;
    const caller = { kind: "root", account, arn, userId: account, accessKeyId } as const;
    const identity = { caller, secret: this.#parts.root.secretAccessKey };
    if (this.#roots.size < IDENTITIES_CACHED_MAX) this.#roots.set(accessKeyId, identity);
    return identity;
  }

  /** A key that is inactive is as good as none (documented). */
  async #user(accessKeyId: string, family: SignatureFamily): Promise<Identity> {
    const { principals } = this.#parts;
    const { revision } = principals;
    const found = await principals.accessKey(accessKeyId);
    if (!found?.active) throw unknownKey(family, accessKeyId);
    const identity = { caller: found.caller, secret: found.secretAccessKey };
    if (this.#users.size >= IDENTITIES_CACHED_MAX) this.#users.clear();
    this.#users.set(accessKeyId, { revision, identity });
    return identity;
  }

  #session({ accessKeyId, isBucketSession }: Presented, sessionToken: string, family: SignatureFamily): Identity {
    const { temporary, clock } = this.#parts;
    const session = temporary.open(sessionToken);
    const isOther = session?.accessKeyId !== accessKeyId || (session.facts.bucket !== undefined) !== isBucketSession;
    if (!session || isOther) throw invalidToken(family, accessKeyId, sessionToken);
    if (session.expiresMs <= clock.now()) throw expiredToken(family, sessionToken);
    const known = this.#sessions.get(session);
    if (known) return known;
    const { kind, account, arn, userId, facts } = session;
    const caller = { kind, account, arn, userId, accessKeyId, session: { ...facts, expiresMs: session.expiresMs } };
    const identity = { caller, secret: session.secretAccessKey };
    this.#sessions.set(session, identity);
    return identity;
  }
}
