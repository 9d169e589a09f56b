// IAM's errors of accounts, reports and service-linked roles, with AWS's texts: recorded unless labelled otherwise.
import { AwsError } from "../../kit/errors.ts";
import { alreadyExists, invalidInput, noSuchEntity, validationError } from "./errors.ts";

/** In public issue threads. */
export const aliasExists = (alias: string): AwsError => alreadyExists(`The account alias ${alias} already exists.`);

/** Inferred. */
export const aliasNotFound = (alias: string): AwsError => noSuchEntity(`The account alias ${alias} cannot be found.`);

/** Documented: an alias must not look like an account id. The words are inferred. */
export const aliasLikeAccount = (): AwsError => validationError("The account alias must not be a number of 12 digits.");

/** The words of the two are inferred. */
export const outboundEnabled = (): AwsError =>
  new AwsError("FeatureEnabled", "Outbound web identity federation is already enabled for your account.", {
    status: 409,
  });

export const outboundDisabled = (): AwsError =>
  new AwsError("FeatureDisabled", "Outbound web identity federation is not enabled for your account.", { status: 404 });

export const passwordPolicyNotFound = (account: string): AwsError =>
  noSuchEntity(`The Password Policy with domain name ${account} cannot be found.`);

export const deletedPasswordPolicyNotFound = (): AwsError =>
  noSuchEntity("The account policy with name PasswordPolicy cannot be found.");

/** `problem` as in "have a minimum length of 8". The first of them is in public threads, the others are inferred. */
export const passwordViolates = (problem: string): AwsError =>
  new AwsError("PasswordPolicyViolation", `Password should ${problem}`, { status: 400 });

/** Documented; the words are inferred. */
export const passwordUsedBefore = (): AwsError => passwordViolates("not be one of the passwords that were used before");

/** Recorded: without a message. */
export const reportNotPresent = (): AwsError => new AwsError("ReportNotPresent", "", { status: 410 });

/** Documented. Inferred from the recorded one: without a message. */
export const reportExpired = (): AwsError => new AwsError("ReportExpired", "", { status: 410 });

export const linkedRoleExists = (name: string): AwsError =>
  invalidInput(`Service role name ${name} has been taken in this account, please try a different suffix.`);

export const suffixNotAllowed = (service: string): AwsError =>
  invalidInput(`Custom suffix is not allowed for ${service}`);

/** Inferred. */
export const noLinkedRoles = (service: string): AwsError =>
  invalidInput(`Service ${service} does not support service-linked roles.`);

/** Inferred. */
export const notLinkedRole = (name: string): AwsError => invalidInput(`Role ${name} is not a service-linked role.`);

/** Inferred. */
export const deletionTaskNotFound = (id: string): AwsError =>
  noSuchEntity(`The deletion task with id ${id} cannot be found.`);
