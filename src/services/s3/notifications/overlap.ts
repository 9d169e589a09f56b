// Whether two configurations would tell of the same event of the same key: S3 refuses that. Documented.
import { covers } from "./event-types.ts";

export interface Asked {
  readonly events: readonly string[];
  /** Empty: any. */
  readonly prefix: string;
  readonly suffix: string;
}

const begins = (one: string, other: string): boolean => one.startsWith(other) || other.startsWith(one);
const ends = (one: string, other: string): boolean => one.endsWith(other) || other.endsWith(one);
const share = (one: Asked, other: Asked): boolean =>
  one.events.some((event) => other.events.some((type) => covers(type, event) || covers(event, type)));

export const overlaps = (all: readonly Asked[]): boolean =>
  all.some((one, at) =>
    all
      .slice(at + 1)
      .some((other) => share(one, other) && begins(one.prefix, other.prefix) && ends(one.suffix, other.suffix)),
  );
