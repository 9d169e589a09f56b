// Whose access key a request is signed with, and the secret that proves it.
import type { Clock } from "../kit/clock.ts";
import type { Caller } from "../kit/service.ts";
import type { TemporaryCredentials } from "../kit/temporary-credentials.ts";
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

const ACCOUNTS_CACHED_MAX = 1000;

export const ANONYMOUS: Caller = {
  kind: "anonymous",
  account: DEFAULT_ACCOUNT,
  arn: `arn:aws:iam::${DEFAULT_ACCOUNT}:anonymous`,
  userId: "anonymous",
  accessKeyId: undefined,
};

/**
 * The root key is the default account's; a 12-digit access key id with the same secret is the root user of that account;
 * every other key must bring a session token that this platform sealed. Sessions expire on the virtual clock.
 */
export class Credentials {
  readonly #root: RootKey;
  readonly #temporary: TemporaryCredentials;
  readonly #clock: Clock;
  readonly #roots = new Map<string, Identity>();

  constructor(root: RootKey, temporary: TemporaryCredentials, clock: Clock) {
    this.#root = root;
    this.#temporary = temporary;
    this.#clock = clock;
  }

  /** Errors: the family's unknown key, invalid token, expired token. */
  identify(presented: Presented, family: SignatureFamily): Identity {
    const { accessKeyId, sessionToken } = presented;
    if (sessionToken !== undefined) return this.#session(accessKeyId, sessionToken, family);
    const known = this.#roots.get(accessKeyId);
    if (known) return known;
    const account = this.#accountOf(accessKeyId);
    if (account === undefined) throw unknownKey(family, accessKeyId);
    const caller = {
      kind: "root",
      account,
      arn: `arn:aws:iam::${account}:root`,
      userId: account,
      accessKeyId,
    } as const;
    const identity = { caller, secret: this.#root.secretAccessKey };
    if (this.#roots.size < ACCOUNTS_CACHED_MAX) this.#roots.set(accessKeyId, identity);
    return identity;
  }

  #accountOf(accessKeyId: string): string | undefined {
    if (accessKeyId === this.#root.accessKeyId) return DEFAULT_ACCOUNT;
    return /^\d{12}$/.test(accessKeyId) ? accessKeyId : undefined;
  }

  #session(accessKeyId: string, sessionToken: string, family: SignatureFamily): Identity {
    const session = this.#temporary.open(sessionToken);
    if (!session || session.accessKeyId !== accessKeyId) throw invalidToken(family, accessKeyId, sessionToken);
    if (session.expiresMs <= this.#clock.now()) throw expiredToken(family, sessionToken);
    const { kind, account, arn, userId } = session;
    return { caller: { kind, account, arn, userId, accessKeyId }, secret: session.secretAccessKey };
  }
}
