// The errors of signature checking, in the codes and words of each family of services.
import { AwsError } from "../../kit/errors.ts";
import { formatTimestamp } from "./timestamp.ts";

/** `json`: aws-json and CBOR services; `rest`: REST-JSON services; `query`: STS, IAM, Redshift ...; `ec2`; `s3`. */
export type SignatureFamily = "json" | "rest" | "query" | "ec2" | "s3";

export const SKEW_MAX_MS = 15 * 60_000;

export interface Mismatch {
  readonly accessKeyId: string;
  readonly signature: string;
  readonly stringToSign: string;
  readonly canonicalRequest: string | undefined;
}

interface FamilyCodes {
  readonly missing: string;
  readonly incomplete: string;
  readonly mismatch: string;
  readonly unknownKey: string;
  readonly expiredToken: string;
  readonly status: number;
}

// Codes: documented in each service's page of common errors; statuses recorded in public issue threads.
const CODES: Readonly<Record<Exclude<SignatureFamily, "s3">, FamilyCodes>> = {
  json: {
    missing: "MissingAuthenticationTokenException",
    incomplete: "IncompleteSignatureException",
    mismatch: "InvalidSignatureException",
    unknownKey: "UnrecognizedClientException",
    expiredToken: "ExpiredTokenException",
    status: 400,
  },
  rest: {
    missing: "MissingAuthenticationTokenException",
    incomplete: "IncompleteSignatureException",
    mismatch: "InvalidSignatureException",
    unknownKey: "UnrecognizedClientException",
    expiredToken: "ExpiredTokenException",
    status: 403,
  },
  query: {
    missing: "MissingAuthenticationToken",
    incomplete: "IncompleteSignature",
    mismatch: "SignatureDoesNotMatch",
    unknownKey: "InvalidClientTokenId",
    expiredToken: "ExpiredToken",
    status: 403,
  },
  ec2: {
    missing: "MissingParameter",
    incomplete: "IncompleteSignature",
    mismatch: "AuthFailure",
    unknownKey: "AuthFailure",
    expiredToken: "RequestExpired",
    status: 401,
  },
};

const codesOf = (family: SignatureFamily): FamilyCodes => CODES[family === "s3" ? "query" : family];

const s3 = (code: string, message: string, status: number, members: Record<string, unknown> = {}): AwsError =>
  new AwsError(code, message, { status, members });

const accessDenied = (): AwsError => s3("AccessDenied", "Access Denied", 403);

export function missingToken(family: SignatureFamily): AwsError {
  if (family === "s3") return accessDenied();
  const { missing, status } = codesOf(family);
  if (family === "ec2")
    return new AwsError(missing, "The request must contain the parameter AWSAccessKeyId", { status: 400 });
  const message = family === "query" ? "Request is missing Authentication Token" : "Missing Authentication Token";
  return new AwsError(missing, message, { status });
}

/** `problems` are whole sentences. */
export function incomplete(family: SignatureFamily, problems: readonly string[], authorization: string): AwsError {
  const { incomplete: code, status } = codesOf(family);
  const message = `${problems.join(" ")} Authorization=${authorization.split(" ")[0] ?? ""}`;
  return new AwsError(code, message, { status: family === "query" ? 400 : status });
}

export const notKeyValue = (family: SignatureFamily, part: string, authorization: string): AwsError =>
  new AwsError(
    codesOf(family).incomplete,
    `'${part}' not a valid key=value pair (missing equal-sign) in Authorization header: '${authorization}'.`,
    { status: family === "query" ? 400 : codesOf(family).status },
  );

/** A scope, a list of signed headers or a date that no signature of this request can have. `problem` is a whole sentence. */
export const badScope = (family: SignatureFamily, problem: string): AwsError =>
  new AwsError(codesOf(family).mismatch, `${problem} `, { status: codesOf(family).status });

export function unknownKey(family: SignatureFamily, accessKeyId: string): AwsError {
  if (family === "s3")
    return s3("InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.", 403, {
      AWSAccessKeyId: accessKeyId,
    });
  const { unknownKey: code, status } = codesOf(family);
  if (family === "ec2")
    return new AwsError(code, "AWS was not able to validate the provided access credentials", { status });
  return new AwsError(code, "The security token included in the request is invalid.", { status });
}

/** A session token that is not one of ours, or not this key's. */
export function invalidToken(family: SignatureFamily, accessKeyId: string, token: string): AwsError {
  if (family !== "s3") return unknownKey(family, accessKeyId);
  return s3("InvalidToken", "The provided token is malformed or otherwise invalid.", 400, { "Token-0": token });
}

export function expiredToken(family: SignatureFamily, token: string): AwsError {
  if (family === "s3") return s3("ExpiredToken", "The provided token has expired.", 400, { "Token-0": token });
  const { expiredToken: code, status } = codesOf(family);
  if (family === "ec2") return new AwsError(code, "Request has expired.", { status: 400 });
  return new AwsError(code, "The security token included in the request is expired", { status });
}

export function mismatch(family: SignatureFamily, details: Mismatch): AwsError {
  if (family === "ec2") return unknownKey(family, details.accessKeyId);
  if (family !== "s3") {
    const { mismatch: code, status } = codesOf(family);
    return new AwsError(
      code,
      "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key " +
        "and signing method. Consult the service documentation for details.",
      { status },
    );
  }
  const { accessKeyId, signature, stringToSign, canonicalRequest } = details;
  return s3(
    "SignatureDoesNotMatch",
    "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
    403,
    {
      AWSAccessKeyId: accessKeyId,
      StringToSign: stringToSign,
      SignatureProvided: signature,
      StringToSignBytes: spacedHex(stringToSign),
      ...(canonicalRequest === undefined
        ? {}
        : { CanonicalRequest: canonicalRequest, CanonicalRequestBytes: spacedHex(canonicalRequest) }),
    },
  );
}

const spacedHex = (text: string): string =>
  Buffer.from(text)
    .toString("hex")
    .replaceAll(/..(?!$)/g, "$& ");

/** The request's time is more than SKEW_MAX_MS away from the server's. */
export function skewed(family: SignatureFamily, timestamp: string, requestMs: number, nowMs: number): AwsError {
  if (family === "s3")
    return s3(
      "RequestTimeTooSkewed",
      "The difference between the request time and the current time is too large.",
      403,
      {
        RequestTime: timestamp,
        ServerTime: isoSeconds(nowMs),
        MaxAllowedSkewMilliseconds: String(SKEW_MAX_MS),
      },
    );
  if (family === "ec2") return expiredToken(family, "");
  const early = requestMs > nowMs;
  const boundMs = early ? nowMs + SKEW_MAX_MS : nowMs - SKEW_MAX_MS;
  const message =
    `${early ? "Signature not yet current" : "Signature expired"}: ${timestamp} is ` +
    `${early ? "still later" : "now earlier"} than ${formatTimestamp(boundMs)} ` +
    `(${formatTimestamp(nowMs)} ${early ? "+" : "-"} ${SKEW_MAX_MS / 60_000} min.)`;
  const { mismatch: code, status } = codesOf(family);
  return new AwsError(family === "query" ? "SignatureDoesNotMatch" : code, message, { status });
}

const isoSeconds = (epochMs: number): string => `${new Date(epochMs).toISOString().slice(0, 19)}Z`;

/** A presigned link that is past its time. */
export function linkExpired(
  family: SignatureFamily,
  link: { readonly timestamp: string; readonly expiresMs: number; readonly expiresSeconds: number | undefined },
  nowMs: number,
): AwsError {
  const { timestamp, expiresMs, expiresSeconds } = link;
  if (family === "s3")
    return s3("AccessDenied", "Request has expired", 403, {
      ...(expiresSeconds === undefined ? {} : { "X-Amz-Expires": String(expiresSeconds) }),
      Expires: isoSeconds(expiresMs),
      ServerTime: isoSeconds(nowMs),
    });
  if (family === "ec2") return expiredToken(family, "");
  const { mismatch: code, status } = codesOf(family);
  const message = `Signature expired: ${timestamp} is now earlier than ${formatTimestamp(nowMs - (expiresSeconds ?? 0) * 1000)}`;
  return new AwsError(code, message, { status });
}

export const linkNotYetValid = (timestamp: string, nowMs: number): AwsError =>
  s3("AccessDenied", "Request is not valid yet", 403, {
    "X-Amz-Date": timestamp,
    ServerTime: isoSeconds(nowMs),
  });

export const invalidExpires = (expires: string): AwsError =>
  s3("AccessDenied", `Invalid date (should be seconds since epoch): ${expires}`, 403);

// S3's own words.
export const headerMalformed = (problem: string, members: Record<string, unknown> = {}): AwsError =>
  s3("AuthorizationHeaderMalformed", `The authorization header is malformed; ${problem}`, 400, members);

export const queryMalformed = (problem: string): AwsError => s3("AuthorizationQueryParametersError", problem, 400);

export const headersNotSigned = (names: readonly string[]): AwsError =>
  s3("AccessDenied", "There were headers present in the request which were not signed", 403, {
    HeadersNotSigned: names.join(", "),
  });

export const dateMissing = (): AwsError =>
  s3("AccessDenied", "AWS authentication requires a valid Date or x-amz-date header", 403);

export const unsupportedAuthorization = (type: string): AwsError =>
  s3("InvalidArgument", "Unsupported Authorization Type", 400, {
    ArgumentName: "Authorization",
    ArgumentValue: type,
  });

export const mechanismNotSupported = (): AwsError =>
  s3(
    "InvalidRequest",
    "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.",
    400,
  );

export const oneMechanismOnly = (authorization: string): AwsError =>
  s3(
    "InvalidArgument",
    "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the " +
      "Authorization header should be specified",
    400,
    { ArgumentName: "Authorization", ArgumentValue: authorization },
  );

export const contentHashMissing = (): AwsError =>
  s3("InvalidRequest", "Missing required header for this request: x-amz-content-sha256", 400);

export const contentHashInvalid = (value: string): AwsError =>
  s3(
    "InvalidArgument",
    "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, STREAMING-AWS4-HMAC-SHA256-PAYLOAD, " +
      "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER, STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD, " +
      "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER or a valid sha256 value.",
    400,
    { ArgumentName: "x-amz-content-sha256", ArgumentValue: value },
  );

export const contentHashMismatch = (claimed: string, computed: string): AwsError =>
  s3("XAmzContentSHA256Mismatch", "The provided 'x-amz-content-sha256' header does not match what was computed.", 400, {
    ClientComputedContentSHA256: claimed,
    S3ComputedContentSHA256: computed,
  });
