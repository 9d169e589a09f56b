// The timer that writes the ledger, and the accesses that storage class analysis counts.
import type { ServiceHost } from "../../../engines/host.ts";
import { everyReal } from "../../../kit/clock.ts";
import type { S3Context } from "../context.ts";
import { LEDGER_FLUSH_INTERVAL_MS } from "../limits.ts";

export function beginFlushing(context: S3Context, { logger, closing }: ServiceHost): void {
  const timer = everyReal(LEDGER_FLUSH_INTERVAL_MS, () => {
    context.ledger
      .flush(context)
      .catch((error: unknown) => logger.warn({ err: error }, "the cost ledger was not written"));
    context.analyses
      .flush(context)
      .catch((error: unknown) => logger.warn({ err: error }, "accesses of storage class analyses were not written"));
  });
  closing.addEventListener("abort", () => timer.cancel(), { once: true });
}
