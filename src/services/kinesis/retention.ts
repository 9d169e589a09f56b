// How a stream's retention period changes.
import type { Call } from "../../kit/service.ts";
import type { KinesisContext } from "./context.ts";
import { invalidArgument, streamNotActive } from "./errors.ts";
import { RETENTION_HOURS_MAX, RETENTION_HOURS_MIN } from "./limits.ts";
import { horizonMs, streamKey } from "./stream.ts";

interface Requested {
  readonly RetentionPeriodHours: number;
  readonly StreamName?: string | undefined;
  readonly StreamARN?: string | undefined;
}

/** Errors: InvalidArgumentException, ResourceInUseException, ResourceNotFoundException. */
export async function changeRetention(
  input: Requested,
  { account, region, context }: Call<KinesisContext>,
  direction: "increase" | "decrease",
): Promise<void> {
  const key = streamKey(input, { account, region });
  const hours = input.RetentionPeriodHours;
  await context.store.change(key, (row) => {
    if (row.status !== "ACTIVE") throw streamNotActive(key, row.status);
    checkHours(hours, row.retentionHours, key.name, direction);
    // What has expired under the period so far stays expired under a longer one.
    return { row: { ...row, retentionHours: hours, expiredBeforeMs: horizonMs(row, context.clock.now()) } };
  });
}

function checkHours(hours: number, nowHours: number, stream: string, direction: "increase" | "decrease"): void {
  if (hours < RETENTION_HOURS_MIN)
    throw invalidArgument(
      `Minimum allowed retention period is ${RETENTION_HOURS_MIN} hours. ` +
        `Requested retention period (${hours} hours) is too short.`,
    );
  if (hours > RETENTION_HOURS_MAX)
    throw invalidArgument(
      `Maximum allowed retention period is ${RETENTION_HOURS_MAX} hours. ` +
        `Requested retention period (${hours} hours) is too long.`,
    );
  const wrong = direction === "increase" ? hours < nowHours : hours > nowHours;
  if (!wrong) return;
  const [bound, other] = direction === "increase" ? ["shorter", "Decrease"] : ["longer", "Increase"];
  throw invalidArgument(
    `Requested retention period (${hours} hours) for stream ${stream} can not be ${bound} than existing retention ` +
      `period (${nowHours} hours). Use ${other}RetentionPeriod API.`,
  );
}
