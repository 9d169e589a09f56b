// Temporary credentials: the session token is the whole record, sealed. The platform remembers none of them.
import { accessKeyIdOf } from "./access-key-id.ts";
import { bytes } from "./ids.ts";
import type { Sealing } from "./sealing.ts";
import type { Caller, SessionFacts } from "./service.ts";

export interface Session {
  readonly kind: Caller["kind"];
  readonly account: string;
  readonly arn: string;
  readonly userId: string;
  /** Virtual epoch ms. */
  readonly expiresMs: number;
  readonly facts: SessionFacts;
}

export interface IssuedCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** What a session token holds. */
export interface SealedSession extends Session {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const PURPOSE = "session";
const SECRET_BYTES = 30;
/** Opening a token costs some microseconds at every request: the last ones stay open. */
const OPENED_MAX = 1000;

export class TemporaryCredentials {
  readonly #sealing: Sealing;
  readonly #opened = new Map<string, SealedSession>();

  constructor(sealing: Sealing) {
    this.#sealing = sealing;
  }

  /** The token is at least as long as asked. */
  issue(session: Session, tokenSizeMinBytes = 0): IssuedCredentials {
    const accessKeyId = accessKeyIdOf("ASIA", session.account);
    const secretAccessKey = bytes(SECRET_BYTES).toString("base64");
    const sealed: SealedSession = { ...session, accessKeyId, secretAccessKey };
    const sessionToken = this.#sealing.seal(PURPOSE, sealed);
    const lackingBytes = tokenSizeMinBytes - sessionToken.length;
    if (lackingBytes <= 0) return { accessKeyId, secretAccessKey, sessionToken };
    const padded = this.#sealing.seal(PURPOSE, { ...sealed, padding: " ".repeat(lackingBytes) });
    return { accessKeyId, secretAccessKey, sessionToken: padded };
  }

  /** The session, expired or not, or undefined when the token is not ours. */
  open(sessionToken: string): SealedSession | undefined {
    const known = this.#opened.get(sessionToken);
    if (known) return known;
    const session = this.#sealing.open(PURPOSE, sessionToken) as SealedSession | undefined;
    if (!session) return undefined;
    if (this.#opened.size >= OPENED_MAX) this.#opened.clear();
    this.#opened.set(sessionToken, session);
    return session;
  }
}
