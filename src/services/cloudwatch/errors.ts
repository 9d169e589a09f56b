// The errors of CloudWatch, with AWS's texts: recorded unless labelled otherwise.
import { AwsError } from "../../kit/errors.ts";

export const invalidValue = (message: string): AwsError => new AwsError("InvalidParameterValue", message);
export const invalidCombination = (message: string): AwsError => new AwsError("InvalidParameterCombination", message);
/** In public issue threads. */
export const missingParameter = (name: string): AwsError =>
  new AwsError("MissingParameter", `The parameter ${name} is required.`);

export const mutuallyExclusive = (first: string, second: string): AwsError =>
  invalidCombination(`The parameters ${first} and ${second} are mutually exclusive and you have specified both.`);

export const differentSizes = (first: string, second: string): AwsError =>
  invalidValue(`The parameters ${first} and ${second} must be of the same size.`);

/** In public issue threads. */
export const valueIs = (value: unknown, parameter: string): AwsError =>
  invalidValue(`The value ${String(value)} for parameter ${parameter} is invalid.`);

/** Documented limit, in the words of the checks that come from the model. */
export const tooMany = (member: string, max: number): AwsError =>
  new AwsError(
    "ValidationError",
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: ` +
      `Member must have length less than or equal to ${max}`,
  );

export const validation = (message: string): AwsError => new AwsError("ValidationError", message);

/** In public issue threads. */
export const tooOld = (parameter: string): AwsError =>
  invalidValue(`The parameter ${parameter} must specify a time no more than two weeks in the past.`);

/** In public issue threads. */
export const tooNew = (parameter: string): AwsError =>
  invalidValue(`The parameter ${parameter} must specify a time no more than two hours in the future.`);

export const startNotBeforeEnd = (): AwsError =>
  invalidValue("The parameter StartTime must be less than the parameter EndTime.");

export const tooManyDatapoints = (asked: number, max: number): AwsError =>
  invalidCombination(
    `You have requested up to ${asked} datapoints, which exceeds the limit of ${max}. ` +
      "You may reduce the datapoints requested by increasing Period, or decreasing the time range.",
  );

/** Inferred. */
export const invalidNextToken = (): AwsError => new AwsError("InvalidNextToken", "The nextToken is invalid.");

/** Inferred: the service answers so when it takes more than it can write. */
export const throttled = (): AwsError => new AwsError("Throttling", "Rate exceeded");
