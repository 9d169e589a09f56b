// Roles that users passed to services: whether the service may assume them, and the callers that it then is.
import type { Authorizer } from "../gateway/authorize.ts";
import { accessDenied } from "../gateway/errors.ts";
import type { Clock } from "../kit/clock.ts";
import type { PassedRole } from "../kit/peers.ts";
import type { Principals, Role } from "../kit/principals.ts";
import type { Caller, Origin } from "../kit/service.ts";

const CALLERS_MAX = 1_000;

/** Of calls that no request over HTTP is. */
export const IN_PROCESS: Origin = {
  sourceIp: "127.0.0.1",
  host: "forebay.internal",
  secure: true,
  userAgent: "forebay",
};

interface Assumed {
  /** The answer that it was made of: another one is another role. */
  readonly role: Role;
  readonly caller: Caller;
}

export class PassedRoles {
  readonly #principals: Principals;
  readonly #authorizer: Authorizer;
  readonly #clock: Clock;
  readonly #assumed = new Map<string, Assumed>();

  constructor(principals: Principals, authorizer: Authorizer, clock: Clock) {
    this.#principals = principals;
    this.#authorizer = authorizer;
    this.#clock = clock;
  }

  /** The role's session, as long as the role trusts the service. Errors: AccessDenied. */
  async callerOf(passed: PassedRole, region: string): Promise<Caller> {
    const { roleArn, service, sessionName } = passed;
    const role = await this.#principals.role(roleArn);
    const key = `${roleArn} ${service} ${sessionName}`;
    const known = this.#assumed.get(key);
    if (role && known?.role === role) return known.caller;
    if (!role || !(await this.#trusts(role, service, region))) throw refused(passed, role);
    const caller = this.#session(role, passed);
    if (this.#assumed.size >= CALLERS_MAX) this.#assumed.clear();
    this.#assumed.set(key, { role, caller });
    return caller;
  }

  /** The same for a call of `service`, which RoleLastUsed tells afterwards. Errors: AccessDenied. */
  async callerFor(service: string, passed: PassedRole, region: string): Promise<Caller> {
    const caller = await this.callerOf(passed, region);
    this.#principals.noteUse(caller, service, region);
    return caller;
  }

  async #trusts(role: Role, service: string, region: string): Promise<boolean> {
    const asked = {
      caller: serviceCaller(service),
      region,
      origin: IN_PROCESS,
      presented: undefined,
      referer: undefined,
      calledVia: [],
    };
    const resourcePolicy = { document: role.trustPolicy, mode: "required" } as const;
    const context = { "aws:SourceAccount": role.account, "sts:ExternalId": role.account };
    const need = {
      action: "sts:AssumeRole",
      resource: role.arn,
      resourceAccount: role.account,
      resourcePolicy,
      context,
    };
    return (await this.#authorizer.decide(need, asked)).outcome === "allowed";
  }

  #session({ arn, account, name, uniqueId }: Role, { sessionName }: PassedRole): Caller {
    return {
      kind: "assumed-role",
      account,
      arn: `${arn.slice(0, arn.indexOf(":iam:"))}:sts::${account}:assumed-role/${name}/${sessionName}`,
      userId: `${uniqueId}:${sessionName}`,
      accessKeyId: undefined,
      session: { issuerArn: arn, issuedMs: this.#clock.now() },
    };
  }
}

const serviceCaller = (service: string): Caller => ({
  kind: "service",
  account: "",
  arn: service,
  userId: service,
  accessKeyId: undefined,
});

function refused({ roleArn, service }: PassedRole, role: Role | undefined) {
  const caller = serviceCaller(service);
  const sentence = `User: ${service} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`;
  return accessDenied("query", sentence, { caller, resource: roleArn, resourceAccount: role?.account ?? "" });
}
