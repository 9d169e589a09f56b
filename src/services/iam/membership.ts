// Who is in which group.
import type { Transaction } from "../../engines/keyvalue/keyvalue.ts";
import { deleteMember, putMember } from "./store/members.ts";
import type { UserRow } from "./store/rows.ts";

/** Groups find their members by name: they follow a user's new one. */
export function moveMemberships(transaction: Transaction, account: string, user: UserRow, newName: string): void {
  for (const groupId of user.groupIds) {
    deleteMember(transaction, account, groupId, user.name);
    putMember(transaction, account, groupId, newName);
  }
}
