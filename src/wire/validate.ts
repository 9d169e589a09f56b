// The models' constraints, checked before a handler runs; all failures in one message, in AWS's words.
import { failuresOf, type Failure } from "./validate-checks.ts";
import { describeValue } from "./validate-text.ts";
import { checksPresenceOnly, validationFamily, type Wording, wordingOf } from "./validation-families.ts";
import type { WireOperation } from "./wire.ts";

/** Failures that one answer lists. Recorded: kinesalite's tests of Kinesis. */
const FAILURES_MAX = 10;

const failureText = ({ path, value, constraint, member }: Failure, wording: Wording): string => {
  const shown = wording.showsValues ? describeValue(value, member) : "";
  return `Value${shown} at '${path}' failed to satisfy constraint: ${wording.constraint(constraint)}`;
};

/** Errors: AwsError of the service's kind when the input breaks the model's constraints. */
export function validate(operation: WireOperation, input: object): void {
  const family = validationFamily(operation.service);
  if (family === undefined) return;
  const presenceOnly = checksPresenceOnly(operation.service);
  const all = failuresOf(operation.input, input);
  const failures = all.filter(({ value }) => !presenceOnly || value === undefined).slice(0, FAILURES_MAX);
  const [first] = failures;
  if (first === undefined) return;
  const wording = wordingOf(operation.service);
  const count = `${failures.length} validation error${failures.length === 1 ? "" : "s"} detected: `;
  throw family(count + failures.map((failure) => failureText(failure, wording)).join("; "), first);
}
