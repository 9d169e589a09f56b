// STS's errors, one function each.
import { AwsError } from "../../kit/errors.ts";

const forbidden = (message: string): AwsError => new AwsError("AccessDenied", message, { status: 403 });

const validationError = (message: string): AwsError => new AwsError("ValidationError", message, { status: 400 });

const invalidParameterValue = (message: string): AwsError =>
  new AwsError("InvalidParameterValue", message, { status: 400 });

const invalidIdentityToken = (message: string): AwsError =>
  new AwsError("InvalidIdentityToken", message, { status: 400 });

const expiredToken = (message: string): AwsError => new AwsError("ExpiredTokenException", message, { status: 400 });

const notImplemented = (sentence: string): AwsError =>
  new AwsError("NotImplemented", sentence, { status: 501, fault: "server" });

export const providedContexts = (): AwsError =>
  notImplemented(
    "AssumeRole does not take ProvidedContexts: Forebay has no IAM Identity Center that would issue them.",
  );

export const oauthTokens = (): AwsError =>
  notImplemented(
    "AssumeRoleWithWebIdentity does not take OAuth access tokens (ProviderId): only OpenID Connect tokens can be verified.",
  );

export const encryptedAssertion = (): AwsError =>
  notImplemented("AssumeRoleWithSAML does not take encrypted assertions.");

// Tokens for services elsewhere: documented but for their words, which are inferred.

export const outboundDisabled = (): AwsError =>
  new AwsError(
    "OutboundWebIdentityFederationDisabledException",
    "Outbound web identity federation is not enabled for this account.",
    { status: 403 },
  );

export const outlivesSession = (): AwsError =>
  new AwsError(
    "SessionDurationEscalationException",
    "The requested token duration would extend the session beyond its original expiration time.",
    { status: 403 },
  );

export const payloadTooLarge = (): AwsError =>
  new AwsError(
    "JWTPayloadSizeExceededException",
    "The requested token payload size exceeds the maximum allowed size.",
    {
      status: 400,
    },
  );

export const unknownAlgorithm = (name: string): AwsError =>
  validationError(`Invalid signing algorithm: ${name}. Valid values are RS256 and ES384.`);

// Roles and sessions.

/** Recorded. */
export const invalidRoleArn = (arn: string): AwsError => validationError(`${arn} is invalid`);

/** Recorded in public issue threads. */
export const durationTooLong = (): AwsError =>
  validationError("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");

/** Recorded in public issue threads: role chaining limits a session to one hour. */
export const chainedTooLong = (): AwsError =>
  validationError("The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining");

/** Documented: sessions cannot call GetSessionToken or GetFederationToken. */
export const noSessionCredentials = (operation: string): AwsError =>
  forbidden(`Cannot call ${operation} with session credentials`);

/** Recorded in public issue threads. */
export const mfaFailed = (): AwsError =>
  forbidden("MultiFactorAuthentication failed with invalid MFA one time pass code. ");

/** Recorded in public issue threads. */
export const mfaIncomplete = (): AwsError =>
  forbidden("MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.");

/** Recorded in public issue threads for those whom only a provider vouches for. */
export const notAuthorized = (action: string): AwsError => forbidden(`Not authorized to perform sts:${action}`);

/** Documented: once set, it stays through role chaining. The words are inferred. */
export const sourceIdentitySet = (): AwsError =>
  forbidden("The source identity of the calling session cannot be changed.");

// Session policies and tags.

/** `problem`: the policy engine's sentence. */
export const malformedPolicy = (problem: string): AwsError =>
  new AwsError("MalformedPolicyDocument", problem, { status: 400 });

/** Documented: ten; the words are those of the model's own constraints. */
export const tooManyPolicyArns = (): AwsError =>
  validationError(
    "1 validation error detected: Value at 'policyArns' failed to satisfy constraint: Member must have length less than or equal to 10",
  );

/** Inferred. */
export const unknownPolicyArn = (arn: string): AwsError => validationError(`${arn} is invalid`);

/** Recorded in public issue threads. */
export const packedPolicyTooLarge = (percent: number): AwsError =>
  new AwsError(
    "PackedPolicyTooLarge",
    `Packed policy consumes ${percent}% of allotted space, please use smaller policy.`,
    { status: 400 },
  );

/** Recorded in public issue threads. */
export const packedTagsTooLarge = (percent: number): AwsError =>
  new AwsError("PackedPolicyTooLarge", `Packed size of session tags consumes ${percent}% of allotted space.`, {
    status: 400,
  });

/** Recorded. */
export const duplicateTags = (): AwsError =>
  invalidParameterValue("Duplicate tag keys found. Please note that Tag keys are case insensitive.");

/** Recorded. */
export const transitiveNotRequested = (): AwsError =>
  invalidParameterValue("The specified transitive tag key must be included in the requested tags.");

/** Recorded. */
export const transitiveConflict = (): AwsError =>
  invalidParameterValue(
    "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
  );

/** Documented: 50; the words are those of the model's own constraints. */
export const tooManyTags = (): AwsError =>
  validationError(
    "1 validation error detected: Value at 'tags' failed to satisfy constraint: Member must have length less than or equal to 50",
  );

/** Inferred. */
export const invalidTag = (key: string): AwsError => invalidParameterValue(`The session tag ${key} is not valid.`);

// Web identity.

/** Recorded in public issue threads. */
export const notJwt = (): AwsError =>
  invalidIdentityToken(
    "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)",
  );

/** Inferred. */
export const missingClaim = (name: string): AwsError => invalidIdentityToken(`Missing a required claim: ${name}`);

/** Inferred. */
export const invalidClaim = (name: string): AwsError => invalidIdentityToken(`Invalid value of the claim: ${name}`);

/** Inferred. */
export const invalidIssuer = (): AwsError => invalidIdentityToken("Issuer must be a valid URL");

/** Recorded in public issue threads. */
export const noOidcProvider = (issuer: string): AwsError =>
  invalidIdentityToken(`No OpenIDConnect provider found in your account for ${issuer}`);

/** Recorded in public issue threads, two blanks included. */
export const noVerificationKey = (): AwsError =>
  invalidIdentityToken(
    "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements",
  );

/** Recorded in public issue threads. */
export const thumbprintMismatch = (): AwsError =>
  invalidIdentityToken("OpenIDConnect provider's HTTPS certificate doesn't match configured thumbprint");

/** Documented; the words are inferred. */
export const providerUnreachable = (): AwsError =>
  new AwsError("IDPCommunicationError", "The identity provider could not be reached.", { status: 400 });

/** Inferred. */
export const badTokenSignature = (): AwsError => invalidIdentityToken("The signature of the ID Token is not valid");

/** Recorded in public issue threads. */
export const wrongAudience = (): AwsError => invalidIdentityToken("Incorrect token audience");

/** Recorded in public issue threads, the missing blank included. Epoch seconds. */
export const tokenExpired = (now: number, expires: number): AwsError =>
  expiredToken(`Token expired: current date/time ${now} must be before the expiration date/time${expires}`);

/** Inferred. */
export const tokenNotYetValid = (): AwsError => invalidIdentityToken("The ID Token is not valid yet");

/** Inferred. */
export const subjectTooLong = (): AwsError =>
  invalidIdentityToken("The sub claim of the ID Token is longer than 255 characters");

// SAML.

/** Recorded in public issue threads. */
export const notBase64 = (): AwsError => invalidIdentityToken("Invalid base64 SAMLResponse");

/** Documented: the sign-in page's words for it. */
export const notSamlResponse = (): AwsError => invalidIdentityToken("Your request included an invalid SAML response.");

/** Documented. */
export const badSamlSignature = (): AwsError => invalidIdentityToken("Response signature invalid");

/** Documented. */
export const noSamlProvider = (): AwsError => invalidIdentityToken("Specified provider doesn't exist");

/** Documented. */
export const issuerNotInProvider = (): AwsError => invalidIdentityToken("Issuer not present in specified provider");

/** Documented. */
export const wrongSamlAudience = (): AwsError =>
  invalidIdentityToken("Response does not contain the required audience.");

/** Inferred. */
export const notForAws = (): AwsError => invalidIdentityToken("Response does not contain the required recipient.");

/** Recorded in public issue threads. */
export const assertionExpired = (): AwsError => expiredToken("Token must be redeemed within 5 minutes of issuance");

/** Inferred. */
export const assertionNotYetValid = (): AwsError => invalidIdentityToken("The SAML assertion is not valid yet");

/** Recorded in public issue threads. */
export const roleNotInAssertion = (): AwsError =>
  invalidIdentityToken("SAML Assertion doesn't contain the requested Role and Metadata in the attributes");

/** Documented. */
export const sessionNameMissing = (): AwsError => invalidIdentityToken("RoleSessionName is required in AuthnResponse");

/** Documented. */
export const badSamlSessionName = (): AwsError =>
  invalidIdentityToken("RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}");

/** Documented. */
export const badSamlSourceIdentity = (): AwsError =>
  invalidIdentityToken('Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with "aws:"');

/** Inferred. */
export const severalValues = (attribute: string): AwsError =>
  invalidIdentityToken(`The attribute ${attribute} must have one value.`);

/** Documented; the words are inferred. */
export const providerRefused = (): AwsError =>
  new AwsError("IDPRejectedClaim", "The identity provider reported that authentication failed.", { status: 403 });

// The rest.

/** Inferred: AWS documents the error, not its words. */
export const invalidMessage = (): AwsError =>
  new AwsError("InvalidAuthorizationMessageException", "Message is invalid", { status: 400 });

/** Inferred. */
export const invalidAccessKeyId = (): AwsError => validationError("The access key ID is not valid.");
