// DryRun: what was allowed is not done.
import { dryRun } from "./errors.ts";

type Handler = (input: never, call: never) => Promise<object>;

/** The gateway has refused what the caller may not do. Errors: DryRunOperation. */
export const honouringDryRun = <Operations extends object>(operations: Operations): Operations =>
  Object.fromEntries(
    Object.entries(operations).map(([name, operation]: [string, Handler]) => [
      name,
      async (input: { readonly DryRun?: boolean }, call: never) => {
        if (input.DryRun === true) throw dryRun();
        return operation(input as never, call);
      },
    ]),
  ) as Operations;
