// What things cost: AWS's published prices, or the user's own from a file.
import { readFileSync } from "node:fs";
import { ConfigError } from "../config.ts";

/** USD by `service/kind/meter`, each for one of the meter's unit. */
export interface PriceTable {
  /** Where from and as of when. */
  readonly source: string;
  readonly prices: Readonly<Record<string, number>>;
}

type Row = Readonly<Record<string, number>>;

const perThousand = (price: number): number => price / 1000;

const s3: Readonly<Record<string, Row>> = {
  STANDARD: {
    storage: 0.023,
    "storage-parts": 0.023,
    "requests-put": perThousand(0.005),
    "requests-get": perThousand(0.0004),
  },
  REDUCED_REDUNDANCY: {
    storage: 0.024,
    "storage-parts": 0.024,
    "requests-put": perThousand(0.005),
    "requests-get": perThousand(0.0004),
  },
  STANDARD_IA: {
    storage: 0.0125,
    "storage-parts": 0.0125,
    "small-objects": 0.0125,
    "early-deletion": 0.0125,
    "requests-put": perThousand(0.01),
    "requests-get": perThousand(0.001),
    "transitions-in": perThousand(0.01),
    retrieval: 0.01,
  },
  ONEZONE_IA: {
    storage: 0.01,
    "storage-parts": 0.01,
    "small-objects": 0.01,
    "early-deletion": 0.01,
    "requests-put": perThousand(0.01),
    "requests-get": perThousand(0.001),
    "transitions-in": perThousand(0.01),
    retrieval: 0.01,
  },
  INTELLIGENT_TIERING: {
    storage: 0.023,
    "storage-infrequent": 0.0125,
    "storage-archive-instant": 0.004,
    "storage-archive": 0.0036,
    "storage-deep-archive": 0.00099,
    "storage-parts": 0.023,
    "index-overhead-archive": 0.0036,
    "index-overhead-deep-archive": 0.00099,
    "name-overhead": 0.023,
    monitoring: perThousand(0.0025),
    "requests-put": perThousand(0.005),
    "requests-get": perThousand(0.0004),
    "transitions-in": perThousand(0.01),
  },
  GLACIER_IR: {
    storage: 0.004,
    "storage-parts": 0.004,
    "small-objects": 0.004,
    "early-deletion": 0.004,
    "requests-put": perThousand(0.02),
    "requests-get": perThousand(0.01),
    "transitions-in": perThousand(0.02),
    retrieval: 0.03,
  },
  GLACIER: {
    storage: 0.0036,
    "storage-parts": 0.023,
    "index-overhead": 0.0036,
    "name-overhead": 0.023,
    "early-deletion": 0.0036,
    "requests-put": perThousand(0.03),
    "requests-get": perThousand(0.0004),
    "transitions-in": perThousand(0.03),
    "restores-expedited": perThousand(10),
    "restores-standard": perThousand(0.05),
    "retrieval-expedited": 0.03,
    "retrieval-standard": 0.01,
  },
  DEEP_ARCHIVE: {
    storage: 0.00099,
    "storage-parts": 0.023,
    "index-overhead": 0.00099,
    "name-overhead": 0.023,
    "early-deletion": 0.00099,
    "requests-put": perThousand(0.05),
    "requests-get": perThousand(0.0004),
    "transitions-in": perThousand(0.05),
    "restores-standard": perThousand(0.1),
    "restores-bulk": perThousand(0.025),
    "retrieval-standard": 0.02,
    "retrieval-bulk": 0.0025,
  },
};

/** Inferred: what the pricing page of S3 is remembered to say, not held against it since; the first tier of volume. */
export const DEFAULT_PRICES: PriceTable = {
  source: "AWS's prices of us-east-1, as of January 2025, first tier of volume; not checked since",
  prices: Object.fromEntries(
    Object.entries(s3).flatMap(([kind, row]) =>
      Object.entries(row).map(([meter, usd]) => [`s3/${kind}/${meter}`, usd]),
    ),
  ),
};

/** A JSON file `{ "source": "...", "prices": { "s3/STANDARD/storage": 0.023 } }`; what it lacks has no price. Errors: ConfigError. */
export function readPrices(file: string): PriceTable {
  const refuse = (why: string): never => {
    throw new ConfigError(`FOREBAY_PRICES names ${file}, ${why}.`);
  };
  let table: Partial<Record<keyof PriceTable, unknown>>;
  try {
    table = JSON.parse(readFileSync(file, "utf8")) as typeof table;
  } catch (error) {
    return refuse(error instanceof SyntaxError ? "which is not JSON" : "which cannot be read");
  }
  const { source = file, prices } = table;
  if (typeof prices !== "object" || prices === null) return refuse("which has no object `prices`");
  for (const [name, usd] of Object.entries(prices))
    if (typeof usd !== "number" || !(usd >= 0)) return refuse(`whose price of ${name} is not a number from 0`);
  return { source: String(source), prices: prices as PriceTable["prices"] };
}
