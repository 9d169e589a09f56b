// IAM's errors of policy simulation and access advice. Inferred unless labelled otherwise.
import { AwsError } from "../../kit/errors.ts";
import { invalidInput, noSuchEntity } from "./errors.ts";

/** In public issue threads. */
export const unclearEntity = (arn: string): AwsError =>
  invalidInput(`Invalid Entity Arn: ${arn} does not clearly define entity type and name.`);

export const callerNeeded = (): AwsError => invalidInput("CallerArn is required when ResourcePolicy is specified.");

/** Documented: only users may call. */
export const callerNoUser = (arn: string): AwsError => invalidInput(`Invalid Caller Arn: ${arn} is not an IAM user.`);

export const invalidResourceOwner = (owner: string): AwsError =>
  invalidInput(`Invalid ResourceOwner: ${owner} is not an account.`);

/** Documented: actions have a service and no wildcards. */
export const invalidActionName = (action: string): AwsError => invalidInput(`Invalid action name: ${action}`);

export const oneBoundary = (): AwsError => invalidInput("Only one permissions boundary policy can be simulated.");

export const invalidSimulatedPolicy = (message: string): AwsError => invalidInput(message);

export const invalidContextEntry = (key: string): AwsError =>
  invalidInput(`The values of the context key ${key} do not fit its type.`);

export const jobNotFound = (id: string): AwsError => noSuchEntity(`The job with id ${id} cannot be found.`);

export const actionsNotTracked = (): AwsError =>
  new AwsError("NotImplemented", "Last uses are kept by service, not by action; ask for SERVICE_LEVEL.", {
    status: 501,
    fault: "server",
  });
