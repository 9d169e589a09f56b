// What a service says was used, for whoever prices it.

export interface UsageLine {
  /** 12 digits. */
  readonly account: string;
  /** A bucket. */
  readonly resource: string;
  /** A storage class. */
  readonly kind: string;
  /** Month of virtual time, `2026-11`. */
  readonly month: string;
  /** What is counted: `storage`, `requests-put`; a price goes by the service, the kind and this. */
  readonly meter: string;
  readonly quantity: number;
  /** Of the quantity: `GB-Mo`, `requests`, `GB`. */
  readonly unit: string;
}

/** Everything up to now. */
export type Usage<Context> = (context: Context) => Promise<readonly UsageLine[]>;
