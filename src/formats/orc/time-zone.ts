// Wall clocks of time zones: what turns a timestamp of a file into the date and time that its writer meant.

const DAY_SECONDS = 86_400;
/** Remembered days a zone; a file's timestamps seldom spread over more. */
const DAYS_REMEMBERED_MAX = 100_000;

/** Offsets east of UTC in seconds, by the second. Errors: RangeError for a zone that is not known. */
export class TimeZone {
  readonly #format: Intl.DateTimeFormat | undefined;
  /** By day: the offset when it is the same at both ends. */
  readonly #days = new Map<number, number | undefined>();

  constructor(name: string) {
    const utc = ["", "UTC", "GMT", "Etc/UTC", "Z"].includes(name);
    const parts = { year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" } as const;
    this.#format = utc
      ? undefined
      : new Intl.DateTimeFormat("en-US", {
          ...parts,
          second: "numeric",
          era: "short",
          hourCycle: "h23",
          timeZone: name,
        });
  }

  offset(second: number): number {
    if (!this.#format) return 0;
    const day = Math.floor(second / DAY_SECONDS);
    if (!this.#days.has(day)) {
      if (this.#days.size >= DAYS_REMEMBERED_MAX) this.#days.clear();
      const start = this.#exact(day * DAY_SECONDS);
      this.#days.set(day, start === this.#exact((day + 1) * DAY_SECONDS) ? start : undefined);
    }
    return this.#days.get(day) ?? this.#exact(second);
  }

  /** The instant at which the zone's clocks show this time, given as if it were UTC. */
  instantOf(wall: number): number {
    const guess = wall - this.offset(wall);
    return wall - this.offset(guess);
  }

  #exact(second: number): number {
    const date = new Date(second * 1000);
    if (Number.isNaN(date.getTime())) return 0;
    const found: Record<string, string> = {};
    for (const { type, value } of this.#format!.formatToParts(date)) found[type] = value;
    const year = found["era"]?.startsWith("B") ? 1 - Number(found["year"]) : Number(found["year"]);
    const shown = new Date(0);
    shown.setUTCFullYear(year, Number(found["month"]) - 1, Number(found["day"]));
    shown.setUTCHours(Number(found["hour"]), Number(found["minute"]), Number(found["second"]));
    return Math.round(shown.getTime() / 1000 - Math.floor(second));
  }
}
