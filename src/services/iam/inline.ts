// Inline policies of users, groups and roles.
import type { Call } from "./context.ts";
import { checkInlineSize, encodeDocument } from "./documents.ts";
import { inlinePolicyNotFound } from "./errors.ts";
import { changedOwner, ownerOf, type Owner } from "./kinds.ts";
import { type PageInput, pageOf } from "./paging.ts";
import { checkDocument } from "./policy-check.ts";
import { deleteInline, findInline, listInline, putInline } from "./store/inline.ts";

/** Errors: MalformedPolicyDocument, NoSuchEntity, LimitExceeded, UnmodifiableEntity. */
export async function putInlinePolicy(call: Call, owner: Owner, name: string, document: string): Promise<void> {
  checkDocument(document, "identity");
  await call.context.store.write(async (transaction) => {
    const { id } = await changedOwner(transaction, call, owner);
    const documents = [document];
    for await (const other of listInline(transaction, call.account, id))
      if (other.name !== name) documents.push(other.document);
    checkInlineSize(owner.kind, owner.name, documents);
    putInline(transaction, call.account, id, { name, document });
  });
}

/** Percent-encoded. Errors: NoSuchEntity. */
export async function getInlinePolicy(call: Call, owner: Owner, name: string): Promise<string> {
  const { reads } = call.context.store;
  const { id } = await ownerOf(reads, call, owner);
  const document = await findInline(reads, call.account, id, name);
  if (document === undefined) throw inlinePolicyNotFound(owner.kind, name);
  return encodeDocument(document);
}

/** Errors: NoSuchEntity, UnmodifiableEntity. */
export async function deleteInlinePolicy(call: Call, owner: Owner, name: string): Promise<void> {
  await call.context.store.write(async (transaction) => {
    const { id } = await changedOwner(transaction, call, owner);
    if ((await findInline(transaction, call.account, id, name)) === undefined)
      throw inlinePolicyNotFound(owner.kind, name);
    deleteInline(transaction, call.account, id, name);
  });
}

/** Errors: NoSuchEntity. */
export async function listInlinePolicies(call: Call, owner: Owner, input: PageInput) {
  const { reads } = call.context.store;
  const { id } = await ownerOf(reads, call, owner);
  const { items, rest } = await pageOf(
    call,
    `Inline/${id}`,
    input,
    (after: string | undefined) => listInline(reads, call.account, id, after),
    ({ name }) => name,
  );
  return { PolicyNames: items.map(({ name }) => name), ...rest };
}
