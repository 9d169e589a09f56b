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

/** Says of a name that breaks its pattern what names are made of. In public issue threads of AWS's answers. */
const iam: ValidationFamily = (message, first) =>
  isName(first)
    ? validationFailure(
        "ValidationError",
        `The specified value for ${first.path} is invalid. ` +
          "It must contain only alphanumeric characters and/or the following: +=,.@_-",
      )
    : validationFailure("ValidationError", message);

const isName = ({ path, constraint, value }: Failure): boolean =>
  /^(?:new)?(?:user|role|group|policy|instanceProfile)Name$/i.test(path) &&
  constraint.includes("regular expression") &&
  value !== "";

const isMissing = ({ value }: Failure): boolean => value === undefined;

const ec2: ValidationFamily = (message, first) =>
  isMissing(first) ? missingParameter(first.path, "") : validationFailure("InvalidParameterValue", message);
const sqs: ValidationFamily = (message, first) =>
  isMissing(first) ? missingParameter(first.member.name, ".") : validationFailure("InvalidParameterValue", message);

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

/** Services whose answers do not repeat the values. R */
const silent: ReadonlySet<string> = new Set(["iam"]);

export const showsValues = (service: WireService): boolean => !silent.has(service.name);

const validationException = coded("ValidationException"); // R: Kinesis, Firehose, Glue, Lambda, KMS, SFN, Events, DynamoDB
const validationError = coded("ValidationError"); // R: IAM, STS, SNS, CloudFormation

export function validationFamily(service: WireService): ValidationFamily | undefined {
  if (families.has(service.name)) return families.get(service.name);
  return service.protocols[0] === "awsQuery" ? validationError : validationException;
}
