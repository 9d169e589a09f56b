// The ACL that a request sets: a canned one, grants in headers, or a document. Recorded unless said otherwise.
import type { AccessControlPolicy } from "@aws-sdk/client-s3";
import { invalidArgument, invalidRequest } from "../errors.ts";
import { invalidCannedAcl, malformedAcl, missingAcl, unexpectedContent } from "./errors.ts";
import { cannedGrants, type Grant, type Grantee, isGroup, isPermission, type Permission } from "./grants.ts";

export interface AclInput {
  readonly ACL?: string | undefined;
  readonly GrantFullControl?: string | undefined;
  readonly GrantRead?: string | undefined;
  readonly GrantReadACP?: string | undefined;
  readonly GrantWrite?: string | undefined;
  readonly GrantWriteACP?: string | undefined;
}

const HEADERS: readonly (readonly [keyof AclInput, string, Permission])[] = [
  ["GrantFullControl", "x-amz-grant-full-control", "FULL_CONTROL"],
  ["GrantRead", "x-amz-grant-read", "READ"],
  ["GrantWrite", "x-amz-grant-write", "WRITE"],
  ["GrantReadACP", "x-amz-grant-read-acp", "READ_ACP"],
  ["GrantWriteACP", "x-amz-grant-write-acp", "WRITE_ACP"],
];

const CANONICAL_ID = /^[0-9a-f]{64}$/;

/** Whether the headers set one at all. */
export const setsAcl = (input: AclInput): boolean =>
  input.ACL !== undefined || HEADERS.some(([member]) => input[member] !== undefined);

/** Undefined when the headers set none. Accounts as in `cannedGrants`. Errors: InvalidArgument, InvalidRequest. */
export function grantsOfHeaders(
  input: AclInput,
  account: string,
  bucketAccount = account,
): readonly Grant[] | undefined {
  const headers = HEADERS.filter(([member]) => input[member] !== undefined);
  if (input.ACL === undefined)
    return headers.length === 0
      ? undefined
      : headers.flatMap(([member, header, permission]) =>
          granteesOf(header, input[member] ?? "").map((grantee) => ({ grantee, permission })),
        );
  const grants = cannedGrants(input.ACL, account, bucketAccount);
  if (grants === undefined) throw invalidCannedAcl(input.ACL);
  if (headers.length > 0) throw invalidRequest("Specifying both Canned ACLs and Header Grants is not allowed");
  return grants;
}

/** `uri="...", id="..."`. Errors: InvalidArgument. */
function granteesOf(header: string, text: string): Grantee[] {
  return text.split(",").map((part) => {
    const [, kind, quoted, plain] = /^\s*(\w+)\s*=\s*(?:"([^"]*)"|(\S*))\s*$/.exec(part) ?? [];
    const value = quoted ?? plain ?? "";
    if (kind === "uri") {
      if (!isGroup(value)) throw invalidArgument("Invalid group uri", "uri", value);
      return { uri: value };
    }
    if (kind === "id") {
      if (!CANONICAL_ID.test(value)) throw invalidArgument("Invalid id", "id", value);
      return { id: value };
    }
    throw invalidArgument("Argument format not recognized", header, text);
  });
}

/** Of PutBucketAcl and PutObjectAcl. Errors: as above, MalformedACLError, MissingSecurityHeader, UnexpectedContent. */
export function requestedGrants(
  input: AclInput & { readonly AccessControlPolicy?: AccessControlPolicy | undefined },
  account: string,
  bucketAccount = account,
): readonly Grant[] {
  const ofHeaders = grantsOfHeaders(input, account, bucketAccount);
  const { AccessControlPolicy: document } = input;
  if (document === undefined) {
    if (ofHeaders === undefined) throw missingAcl();
    return ofHeaders;
  }
  if (ofHeaders !== undefined) throw unexpectedContent();
  return grantsOfDocument(document);
}

function grantsOfDocument({ Owner, Grants }: AccessControlPolicy): Grant[] {
  if (Owner?.ID === undefined || Grants === undefined) throw malformedAcl();
  const checkId = (id: string): void => {
    if (!CANONICAL_ID.test(id)) throw invalidArgument("Invalid id", "CanonicalUser/ID", id);
  };
  checkId(Owner.ID);
  return Grants.map(({ Grantee: grantee, Permission: permission }) => {
    if (!isPermission(permission)) throw malformedAcl();
    const { Type, ID = "", URI = "" } = grantee ?? {};
    if (Type === "CanonicalUser") {
      checkId(ID);
      return { grantee: { id: ID }, permission };
    }
    if (Type !== "Group") throw malformedAcl();
    if (!isGroup(URI)) throw invalidArgument("Invalid group uri", "Group/URI", URI);
    return { grantee: { uri: URI }, permission };
  });
}
