// Which error a service answers when an input breaks its model's constraints.
import { AwsError } from "../kit/errors.ts";
import type { Failure } from "./validate.ts";
import type { WireService } from "./wire.ts";

export interface ValidationFamily {
  error(message: string, first: Failure): AwsError;
}

const plain = (code: string): ValidationFamily => ({ error: (message) => new AwsError(code, message) });

/** Services that answer with a code of their own; undefined: they do not check their model at all. */
const families: Readonly<Record<string, ValidationFamily | undefined>> = {
  athena: plain("InvalidRequestException"),
  s3: undefined,
};

const validationException = plain("ValidationException");
const validationError = plain("ValidationError");

export function validationFamily(service: WireService): ValidationFamily | undefined {
  if (service.name in families) return families[service.name];
  return service.protocols[0] === "awsQuery" || service.protocols[0] === "ec2Query"
    ? validationError
    : validationException;
}
