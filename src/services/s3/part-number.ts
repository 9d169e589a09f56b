// Part numbers of multipart uploads.
import { invalidArgument } from "./errors.ts";
import { PART_NUMBER_MAX } from "./limits.ts";

/** Errors: InvalidArgument. Recorded. */
export function checkPartNumber(partNumber: number | undefined): number {
  if (partNumber === undefined || partNumber < 1 || partNumber > PART_NUMBER_MAX)
    throw invalidArgument(
      "Part number must be an integer between 1 and 10000, inclusive",
      "partNumber",
      partNumber ?? "",
    );
  return partNumber;
}
