// Which error a service answers when an input breaks its model's constraints. R: recorded in LocalStack's snapshots or
// in public issues of AWS's answers; D: documented by the service's model; I: inferred from services like it.
import type { AwsError } from "../kit/errors.ts";
import { missingParameter, validationFailure } from "./errors.ts";
import type { Failure } from "./validate-checks.ts";
import type { WireService } from "./wire.ts";

/** The error of all failures together; some services answer the first one in words of their own. */
export type ValidationFamily = (message: string, first: Failure) => AwsError;

const coded =
  (code: string): ValidationFamily =>
  (message) =>
    validationFailure(code, message);

/** Says of a name or path that breaks its pattern what they are made of. In public issue threads; R: of paths. */
const iam: ValidationFamily = (message, first) => {
  const isPath = /^(?:new)?path$/i.test(first.path) && breaksPattern(first);
  if (!isPath && !isName(first)) return validationFailure("ValidationError", message);
  const rule = isPath
    ? "It must begin and end with / and contain only alphanumeric characters and/or / characters."
    : "It must contain only alphanumeric characters and/or the following: +=,.@_-";
  return validationFailure("ValidationError", `The specified value for ${first.path} is invalid. ${rule}`);
};

const breaksPattern = ({ constraint }: Failure): boolean => constraint.includes("regular expression");

const isName = (failure: Failure): boolean =>
  /^(?:new)?(?:user|role|group|policy|instanceProfile)Name$/i.test(failure.path) &&
  breaksPattern(failure) &&
  failure.value !== "";

const isMissing = ({ value }: Failure): boolean => value === undefined;

const ec2: ValidationFamily = (message, first) =>
  isMissing(first) ? missingParameter(first.path, "") : validationFailure("InvalidParameterValue", message);
const sqs: ValidationFamily = (message, first) => {
  if (isMissing(first)) return missingParameter(first.member.name, ".");
  const attribute = /^attributes$|^(?:attribute|messageSystemAttribute)Names/i.test(first.path) && unknownName(first);
  if (typeof attribute === "string")
    return validationFailure("InvalidAttributeName", `Unknown Attribute ${attribute}.`);
  return validationFailure("InvalidParameterValue", message);
};

/** Of a name, or of a map's keys, that the model has a list of. */
function unknownName({ value, constraint }: Failure): string | undefined {
  const names = typeof value === "string" ? [value] : typeof value === "object" && value ? Object.keys(value) : [];
  return names.find((name) => !constraint.match(/\w+/g)?.includes(name));
}

/** Services of their own kind; undefined: the model is not checked before the operation. */
const families: ReadonlyMap<string, ValidationFamily | undefined> = new Map([
  ["athena", coded("InvalidRequestException")], // R
  ["batch", coded("ClientException")], // D: its only client error
  ["cloudwatch", coded("ValidationError")], // R: over query
  ["cloudwatch-logs", coded("InvalidParameterException")], // R
  ["ec2", ec2], // D
  ["sqs", sqs], // D
  ["iam", iam], // R
  ["iot", coded("InvalidRequestException")], // R
  ["iot-data-plane", coded("InvalidRequestException")], // D
  ["lakeformation", coded("InvalidInputException")], // D
  ["s3", undefined], // D: it checks its inputs in its own words
  ["s3-control", coded("InvalidRequest")], // I
  ["s3tables", coded("BadRequestException")], // D
]);

/** Recorded: S3 Control answers names that break the model's constraints in its own words, as S3 does; what is required must be there. */
export const checksPresenceOnly = ({ name }: WireService): boolean => name === "s3-control";

/** How a service puts a failure. R */
export interface Wording {
  /** Whether the value is repeated. */
  readonly showsValues: boolean;
  readonly constraint: (text: string) => string;
}

const usual: Wording = { showsValues: true, constraint: (text) => text };

/** IAM names neither values nor enums, and lists what items must do with the lengths first. Recorded: LocalStack's snapshots. */
const iamWording: Wording = {
  showsValues: false,
  constraint: (text) => {
    const [, rules] = /^Member must satisfy constraint: \[(.*)\]$/.exec(text) ?? [];
    if (rules === undefined) return text.replace(/( enum value set): \[.*\]$/, "$1");
    const all = new Set([...rules.split(/, (?=Member must )/), "Member must not be null"]);
    const rank = (rule: string): number => (rule.includes(" length ") ? 0 : rule.includes(" must not be null") ? 2 : 1);
    return `Member must satisfy constraint: [${[...all].toSorted((a, b) => rank(a) - rank(b)).join(", ")}]`;
  },
};

export const wordingOf = ({ name }: WireService): Wording => (name === "iam" ? iamWording : usual);

const validationException = coded("ValidationException"); // R: Kinesis, Firehose, Glue, Lambda, KMS, SFN, Events, DynamoDB
const validationError = coded("ValidationError"); // R: IAM, STS, SNS, CloudFormation

export function validationFamily(service: WireService): ValidationFamily | undefined {
  if (families.has(service.name)) return families.get(service.name);
  return service.protocols[0] === "awsQuery" ? validationError : validationException;
}
