// GenerateServiceLastAccessedDetails: which services an entity may use and used. Worked out at once.
import { uuid } from "../../../kit/ids.ts";
import type { Operation } from "../context.ts";
import { wholeSecondMs } from "../entity.ts";
import { actionsNotTracked } from "../simulation-errors.ts";
import { serviceAccesses } from "../service-accesses.ts";
import { putAccessReport } from "../store/accounts.ts";

export const generateServiceLastAccessedDetails: Operation<"GenerateServiceLastAccessedDetails"> = async (
  { Arn, Granularity },
  call,
) => {
  if (Granularity === "ACTION_LEVEL") throw actionsNotTracked();
  const { account, context } = call;
  const job = uuid();
  const row = { createdMs: wholeSecondMs(context.clock), services: await serviceAccesses(call, Arn) };
  await context.store.write((transaction) => putAccessReport(transaction, account, job, row));
  return { JobId: job };
};
