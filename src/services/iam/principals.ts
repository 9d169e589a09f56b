// What the platform asks of IAM: keys, policies of users and roles, trust. Answered from memory until IAM changes.
import { isDeepStrictEqual } from "node:util";
import type { Clock } from "../../kit/clock.ts";
import type {
  AccessKey,
  IdentityProvider,
  NamedPolicy,
  PrincipalPolicies,
  Principals,
  Role,
} from "../../kit/principals.ts";
import type { Caller } from "../../kit/service.ts";
import { arnOf, parseEntityArn } from "./entity.ts";
import { findIdentityProvider } from "./identity-provider.ts";
import { PRINCIPALS_CACHED_MAX } from "./limits.ts";
import { useMfaCode } from "./mfa-device.ts";
import { findAccessKey } from "./store/access-keys.ts";
import { findAccount } from "./store/accounts.ts";
import { allGroups, allRoles, allUsers } from "./store/entities.ts";
import { listInline } from "./store/inline.ts";
import type { KeyUses } from "./store/key-uses.ts";
import { managedDocument } from "./store/managed.ts";
import type { PrincipalRow, Tags } from "./store/rows.ts";
import type { IamStore } from "./store/store.ts";
import { currentTrust, nameNow } from "./trust.ts";

export class IamPrincipals implements Principals {
  readonly #store: IamStore;
  readonly #keyUses: KeyUses;
  readonly #accessKeys: Answers<AccessKey>;
  readonly #policies: Answers<PrincipalPolicies>;
  readonly #roles: Answers<Role>;
  readonly #providers: Answers<IdentityProvider>;
  readonly #clock: Clock;
  /** By where they stand: the same object as long as the document is the same. */
  readonly #documents = new Map<string, NamedPolicy>();

  constructor(store: IamStore, keyUses: KeyUses, clock: Clock) {
    this.#store = store;
    this.#keyUses = keyUses;
    this.#accessKeys = new Answers(store);
    this.#policies = new Answers(store);
    this.#roles = new Answers(store);
    this.#providers = new Answers(store);
    this.#clock = clock;
  }

  get revision(): number {
    return this.#store.revision;
  }

  accessKey(accessKeyId: string): Promise<AccessKey | undefined> {
    return this.#accessKeys.find(accessKeyId, async () => {
      const found = await findAccessKey(this.#store, accessKeyId);
      if (!found) return undefined;
      const { account, user, status, secretAccessKey } = found;
      const caller: Caller = {
        kind: "user",
        account,
        arn: arnOf("user", account, user),
        userId: user.id,
        accessKeyId,
      };
      return { secretAccessKey, active: status === "Active", caller };
    });
  }

  policiesOf(arn: string): Promise<PrincipalPolicies | undefined> {
    return this.#policies.find(arn, async () => {
      const named = parseEntityArn(arn);
      if (named?.kind === "user") return this.#ofUser(arn, named.account, named.name);
      if (named?.kind === "role") return this.#ofRole(arn, named.account, named.name);
      return undefined;
    });
  }

  async idOf(arn: string): Promise<string | undefined> {
    const named = parseEntityArn(arn);
    if (named?.kind !== "user" && named?.kind !== "role") return undefined;
    const row = await (named.kind === "user" ? allUsers : allRoles).find(this.#store.reads, named.account, named.name);
    return row && arnOf(named.kind, named.account, row) === arn ? row.id : undefined;
  }

  nameOf(id: string, arn: string): Promise<string> {
    return nameNow(this.#store.reads, arn, id);
  }

  role(arn: string): Promise<Role | undefined> {
    return this.#roles.find(arn, async () => {
      const named = parseEntityArn(arn);
      if (named?.kind !== "role") return undefined;
      const { account } = named;
      const row = await allRoles.find(this.#store.reads, account, named.name);
      if (!row || arnOf("role", account, row) !== arn) return undefined;
      const { id, name, maxSessionSeconds, tags } = row;
      const trustPolicy = await currentTrust(this.#store.reads, row);
      return { arn, account, uniqueId: id, name, maxSessionSeconds, trustPolicy, tags: tagsOf(tags) };
    });
  }

  identityProvider(arn: string): Promise<IdentityProvider | undefined> {
    return this.#providers.find(arn, () => findIdentityProvider(this.#store.reads, arn));
  }

  async managedPolicy(arn: string): Promise<NamedPolicy | undefined> {
    const document = await managedDocument(this.#store.reads, arn);
    return document === undefined ? undefined : this.#named(arn, arn, document);
  }

  async issuesTokens(account: string): Promise<boolean> {
    const { issuesTokens } = await findAccount(this.#store.reads, account, this.#clock.now());
    return issuesTokens === true;
  }

  checkMfa(serialNumber: string, code: string, caller: Caller): Promise<boolean> {
    return useMfaCode(this.#store, this.#clock.now(), { serialNumber, code, caller });
  }

  noteUse({ kind, account, accessKeyId, userId }: Caller, service: string, region: string): void {
    const id =
      kind === "user" ? accessKeyId : kind === "assumed-role" ? userId.slice(0, userId.indexOf(":")) : undefined;
    // Temporary credentials are no access keys of their user.
    if (id !== undefined && !id.startsWith("ASIA")) this.#keyUses.note(account, id, service, region);
  }

  async #ofUser(arn: string, account: string, name: string): Promise<PrincipalPolicies | undefined> {
    const { reads } = this.#store;
    const user = await allUsers.find(reads, account, name);
    if (!user || arnOf("user", account, user) !== arn) return undefined;
    const identity = await this.#ownOf(account, user);
    for (const groupId of user.groupIds) {
      const group = await allGroups.findById(reads, account, groupId);
      if (group) identity.push(...(await this.#ownOf(account, group)));
    }
    return { identity, boundary: await this.#boundary(user.boundary), tags: tagsOf(user.tags) };
  }

  async #ofRole(arn: string, account: string, name: string): Promise<PrincipalPolicies | undefined> {
    const role = await allRoles.find(this.#store.reads, account, name);
    if (!role || arnOf("role", account, role) !== arn) return undefined;
    const identity = await this.#ownOf(account, role);
    return { identity, boundary: await this.#boundary(role.boundary), tags: tagsOf(role.tags) };
  }

  async #ownOf(account: string, { id, attached }: PrincipalRow): Promise<NamedPolicy[]> {
    const own: NamedPolicy[] = [];
    for await (const { name, document } of listInline(this.#store.reads, account, id))
      own.push(this.#named(`${id}/${name}`, name, document));
    for (const arn of attached) {
      const policy = await this.managedPolicy(arn);
      if (policy) own.push(policy);
    }
    return own;
  }

  /** A boundary whose policy is gone allows nothing. Documented for policies that are deleted while they are one. */
  async #boundary(arn: string | undefined): Promise<NamedPolicy | undefined> {
    return arn === undefined ? undefined : ((await this.managedPolicy(arn)) ?? this.#named(arn, arn, NOTHING_ALLOWED));
  }

  #named(key: string, name: string, document: string): NamedPolicy {
    const known = this.#documents.get(key);
    if (known?.document === document) return known;
    if (this.#documents.size >= PRINCIPALS_CACHED_MAX) this.#documents.clear();
    const policy = { name, document };
    this.#documents.set(key, policy);
    return policy;
  }
}

const NOTHING_ALLOWED = '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}';

const tagsOf = (tags: Tags): Readonly<Record<string, string>> => Object.fromEntries(tags);

/** Answers that were worked out of IAM: read anew after a write, and the same object when they came out the same. */
class Answers<Value extends object> {
  readonly #store: IamStore;
  readonly #known = new Map<string, { readonly revision: number; readonly value: Value }>();

  constructor(store: IamStore) {
    this.#store = store;
  }

  async find(key: string, read: () => Promise<Value | undefined>): Promise<Value | undefined> {
    const { revision } = this.#store;
    const known = this.#known.get(key);
    if (known?.revision === revision) return known.value;
    const fresh = await read();
    if (fresh === undefined) {
      this.#known.delete(key);
      return undefined;
    }
    const kept = this.#known.get(key)?.value;
    const value = kept && isDeepStrictEqual(kept, fresh) ? kept : fresh;
    if (this.#known.size >= PRINCIPALS_CACHED_MAX) this.#known.clear();
    this.#known.set(key, { revision, value });
    return value;
  }
}
