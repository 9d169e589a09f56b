// CreateServiceSpecificCredential: a name and a password, or an API key, for one service. The secret is shown here only.
import { base32 } from "../../../kit/ids.ts";
import type { Operation } from "../context.ts";
import { ageNotSupported } from "../credential-errors.ts";
import { wholeSecondMs } from "../entity.ts";
import { quotaExceeded } from "../errors.ts";
import { SERVICE_CREDENTIALS_MAX } from "../provider-limits.ts";
import { credentialView, kindOf, newSecret, SECRET_PURPOSE } from "../service-credential.ts";
import type { ServiceCredentialRow } from "../store/credential-rows.ts";
import { serviceCredentials } from "../store/credentials.ts";
import { allUsers } from "../store/entities.ts";

const DAY_MS = 86_400_000;

export const createServiceSpecificCredential: Operation<"CreateServiceSpecificCredential"> = async (
  input,
  { account, context },
) => {
  const { ServiceName: service, CredentialAgeDays: ageDays } = input;
  const { store, clock } = context;
  const createdMs = wholeSecondMs(clock);
  const id = `ACCA${base32(17)}`;
  const secret = newSecret();
  const { user, row } = await store.write(async (transaction) => {
    const owner = await allUsers.get(transaction, account, input.UserName);
    const kind = kindOf(service);
    if (ageDays !== undefined && kind === "password") throw ageNotSupported(service);
    const names: string[] = [];
    for await (const other of serviceCredentials.list(transaction, [account, owner.id]))
      if (other.service === service) names.push(other.name);
    if (names.length >= SERVICE_CREDENTIALS_MAX)
      throw quotaExceeded("ServiceSpecificCredentialsPerUser", SERVICE_CREDENTIALS_MAX);
    const credential: ServiceCredentialRow = {
      id,
      service,
      createdMs,
      expiresMs: ageDays === undefined ? undefined : createdMs + ageDays * DAY_MS,
      status: "Active",
      name: freeName(owner.name, account, names),
      sealedSecret: store.sealing.seal(SECRET_PURPOSE, { id, secret }),
    };
    serviceCredentials.put(transaction, [account, owner.id, id], credential);
    return { user: owner, row: credential };
  });
  return { ServiceSpecificCredential: credentialView(user.name, row, { secret, nowMs: clock.now() }) };
};

/** Recorded: `name-at-account`. Documented: the next one is `name+1-at-account`. */
function freeName(userName: string, account: string, taken: readonly string[]): string {
  for (let at = 0; ; at++) {
    const name = `${userName}${at === 0 ? "" : `+${at}`}-at-${account}`;
    if (!taken.includes(name)) return name;
  }
}
