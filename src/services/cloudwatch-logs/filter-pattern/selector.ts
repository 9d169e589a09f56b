// Selectors of JSON patterns: `$.user.roles[0]`, `$.items[*].price`, `$['a.b']`.

/** What a selector finds in an event; nothing when it is not there. */
export type Selector = (event: unknown) => readonly unknown[];

const STEP = /\.([^.[\]]+)|\[(\d+|\*)\]|\['([^']*)'\]|\["([^"]*)"\]/y;

/** Undefined for what is none. */
export function parseSelector(text: string): Selector | undefined {
  if (!text.startsWith("$")) return undefined;
  const steps: (string | number)[] = [];
  STEP.lastIndex = 1;
  while (STEP.lastIndex < text.length) {
    const match = STEP.exec(text);
    if (!match) return undefined;
    const [, member, index, quoted, doubled] = match;
    if (index !== undefined) steps.push(index === "*" ? "*" : Number(index));
    else steps.push(member ?? quoted ?? doubled ?? "");
  }
  if (steps.length === 0) return undefined;
  return (event) =>
    steps.reduce<readonly unknown[]>((found, step) => found.flatMap((value) => within(value, step)), [event]);
}

function within(value: unknown, step: string | number): readonly unknown[] {
  if (typeof value !== "object" || value === null) return [];
  if (step === "*") return Object.values(value);
  if (!Object.hasOwn(value, step)) return [];
  return [(value as Readonly<Record<string | number, unknown>>)[step]];
}

/** As metric values and extracted fields show it. */
export function textOf(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  return typeof value === "string" ? value : JSON.stringify(value);
}
