// What was denied lately and why, and, while it records, what was needed at all: for `forebay access` and /_forebay/access.
import { AdminError, type AdminRoutes } from "../gateway/admin.ts";
import type { DecisionLog } from "../gateway/authorize.ts";
import { principalArn } from "../gateway/context-keys.ts";
import type { AccessNeed } from "../kit/access.ts";
import type { Clock } from "../kit/clock.ts";
import type { Caller } from "../kit/service.ts";
import { leastPrivilege } from "../policy/least-privilege.ts";
import type { Decision, MatchedStatement, PolicyType } from "../policy/policy.ts";

const DENIALS_MAX = 1_000;
/** Different needs of a recording; what comes after is left out, and the answer says so. */
const RECORDED_MAX = 20_000;

/** One refused need. */
export interface Denial {
  /** ISO 8601, virtual time. */
  readonly time: string;
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly outcome: Decision["outcome"];
  /** Which kind of policy denied it, or had no allow. */
  readonly because: PolicyType | undefined;
  /** The statements that deny it. */
  readonly statements: readonly MatchedStatement[];
}

interface Recorded {
  /** ARN in IAM. */
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
}

export class AccessLog implements DecisionLog {
  readonly #clock: Clock;
  readonly #denials: Denial[] = [];
  readonly #recorded = new Map<string, Recorded>();
  #recording = false;
  #left = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get recording(): boolean {
    return this.#recording;
  }

  decided({ action, resource }: AccessNeed, caller: Caller, decision: Decision | undefined): void {
    if (this.#recording) this.#record({ principal: principalArn(caller), action, resource });
    if (decision === undefined || decision.outcome === "allowed") return;
    if (this.#denials.length >= DENIALS_MAX) this.#denials.shift();
    const { outcome, because, matched: statements } = decision;
    const time = new Date(this.#clock.now()).toISOString();
    this.#denials.push({ time, principal: caller.arn, action, resource, outcome, because, statements });
  }

  #record(need: Recorded): void {
    const key = `${need.principal} ${need.action} ${need.resource}`;
    if (this.#recorded.has(key)) return;
    if (this.#recorded.size < RECORDED_MAX) this.#recorded.set(key, need);
    else this.#left++;
  }

  /** `GET /_forebay/access`: the last denials, the newest first. */
  #show = (): unknown => ({ recording: this.#recording, denials: this.#denials.toReversed() });

  /** `POST /_forebay/access/recording` with `{"on": true}`: forgets the last recording and starts anew. */
  #switch = (body: unknown): unknown => {
    const { on } = (typeof body === "object" && body !== null ? body : {}) as { readonly on?: unknown };
    if (typeof on !== "boolean") throw new AdminError('A recording takes {"on": true} or {"on": false}.');
    if (on) {
      this.#recorded.clear();
      this.#left = 0;
    }
    this.#recording = on;
    return { recording: on, needs: this.#recorded.size };
  };

  /** `GET /_forebay/access/policies`: for each principal of the recording the smallest policy that allows what it did. */
  #policies = (): unknown => {
    const byPrincipal = new Map<string, Recorded[]>();
    for (const need of this.#recorded.values())
      byPrincipal.set(need.principal, [...(byPrincipal.get(need.principal) ?? []), need]);
    const policies = Object.fromEntries([...byPrincipal].map(([name, needs]) => [name, leastPrivilege(needs)]));
    return { policies, ...(this.#left > 0 && { leftOut: this.#left }) };
  };

  get routes(): AdminRoutes {
    return {
      "GET /_forebay/access": this.#show,
      "POST /_forebay/access/recording": this.#switch,
      "GET /_forebay/access/policies": this.#policies,
    };
  }
}
