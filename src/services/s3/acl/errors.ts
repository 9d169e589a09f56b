// Errors of access control lists. Recorded unless said otherwise.
import type { AwsError } from "../../../kit/errors.ts";
import { error } from "../errors.ts";

export const invalidCannedAcl = (acl: string): AwsError =>
  error(400, "InvalidArgument", "", { ArgumentName: "x-amz-acl", ArgumentValue: acl });

export const malformedAcl = (): AwsError =>
  error(
    400,
    "MalformedACLError",
    "The XML you provided was not well-formed or did not validate against our published schema",
  );

export const missingAcl = (): AwsError =>
  error(400, "MissingSecurityHeader", "Your request was missing a required header", { MissingHeaderName: "x-amz-acl" });

export const unexpectedContent = (): AwsError =>
  error(400, "UnexpectedContent", "This request does not support content");

/** Documented. */
export const aclsNotSupported = (): AwsError =>
  error(400, "AccessControlListNotSupported", "The bucket does not allow ACLs");

/** Documented. */
export const aclAgainstOwnership = (): AwsError =>
  error(
    400,
    "InvalidBucketAclWithObjectOwnership",
    "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting",
  );

/** Documented. */
export const aclAgainstBlock = (): AwsError =>
  error(
    400,
    "InvalidBucketAclWithBlockPublicAccessError",
    "Bucket cannot have public ACLs set with BlockPublicAccess enabled",
  );

export const publicAclBlocked = (caller: string, action: string, resource: string): AwsError =>
  error(
    403,
    "AccessDenied",
    `User: ${caller} is not authorized to perform: ${action} on resource: "${resource}" because public ACLs are prevented by the BlockPublicAcls setting in S3 Block Public Access.`,
  );

export const invalidOwnership = (ownership: string): AwsError =>
  error(400, "InvalidArgument", `Invalid x-amz-object-ownership header: ${ownership}`, {
    ArgumentName: "x-amz-object-ownership",
  });
