// ListServiceSpecificCredentials: a user's, or everybody's, without the secrets. Recorded: one user's come in one answer.
import type { ServiceSpecificCredentialMetadata } from "@aws-sdk/client-iam";
import type { Call, Operation } from "../context.ts";
import { eitherAllUsersOrOne } from "../credential-errors.ts";
import { userNamed } from "../kinds.ts";
import { pageOfList } from "../paging.ts";
import { credentialMetadata, kindOf } from "../service-credential.ts";
import { serviceCredentials } from "../store/credentials.ts";
import { allUsers } from "../store/entities.ts";
import type { UserRow } from "../store/rows.ts";

export const listServiceSpecificCredentials: Operation<"ListServiceSpecificCredentials"> = async (input, call) => {
  const { UserName, ServiceName: service, AllUsers: everybody = false } = input;
  if (everybody && UserName !== undefined) throw eitherAllUsersOrOne();
  const { reads } = call.context.store;
  if (!everybody) {
    const user = await userNamed(reads, call, UserName);
    if (service !== undefined) kindOf(service);
    return { ServiceSpecificCredentials: await credentialsOf(user, service, call) };
  }
  if (service !== undefined) kindOf(service);
  const all: ServiceSpecificCredentialMetadata[] = [];
  for await (const user of allUsers.list(reads, call.account)) all.push(...(await credentialsOf(user, service, call)));
  const listing = `ListServiceSpecificCredentials/${service ?? ""}`;
  const { items, rest } = await pageOfList(call, listing, input, all);
  return { ServiceSpecificCredentials: items, ...rest };
};

async function credentialsOf(
  user: UserRow,
  service: string | undefined,
  { account, context }: Call,
): Promise<ServiceSpecificCredentialMetadata[]> {
  const list: ServiceSpecificCredentialMetadata[] = [];
  for await (const row of serviceCredentials.list(context.store.reads, [account, user.id]))
    if (service === undefined || row.service === service)
      list.push(credentialMetadata(user.name, row, context.clock.now()));
  return list;
}
