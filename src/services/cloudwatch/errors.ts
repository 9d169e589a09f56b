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

/** Recorded: with no message. */
export const alarmNotFound = (): AwsError => new AwsError("ResourceNotFound", "");

/** Inferred. */
export const unknownResource = (arn: string): AwsError =>
  new AwsError("ResourceNotFoundException", `Unknown resource ${arn}`, {
    members: { ResourceType: "", ResourceId: arn },
  });

/** In public issue threads. */
export const spanTooLong = (seconds: number): AwsError =>
  validation(
    seconds > 86_400
      ? "Metrics cannot be checked across more than seven days (EvaluationPeriods * Period must be <= 604800)."
      : "Metrics cannot be checked across more than a day (EvaluationPeriods * Period must be <= 86400).",
  );

/** Inferred from the texts of other refusals. */
export const invalidRule = (): AwsError => validation("Invalid AlarmRule, syntax error.");

export const alarmInRuleNotFound = (alarm: string): AwsError =>
  validation(`Could not save the composite alarm as alarms [${alarm}] in the alarm rule do not exist`);

export const invalidDashboardName = (): AwsError =>
  invalidValue(
    "The value for field DashboardName contains invalid characters. It can only contain alphanumerics, dash (-) and underscore (_).\n",
  );

/** Inferred: the error and its member are documented. */
export const invalidDashboard = (message: string): AwsError =>
  new AwsError("InvalidParameterInput", "The field DashboardBody must be a valid JSON object", {
    members: { dashboardValidationMessages: [{ Message: message }] },
  });

/** In public issue threads. */
export const dashboardNotFound = (name: string): AwsError =>
  new AwsError("ResourceNotFound", `Dashboard ${name} does not exist`);

/** Not an error of AWS: what Forebay does not have. */
export const notBuilt = (sentence: string): AwsError =>
  new AwsError("NotImplemented", sentence, { status: 501, fault: "server" });
