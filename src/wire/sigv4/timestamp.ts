// The basic ISO 8601 timestamps of signatures: 20150830T123600Z.

const PATTERN = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

let last: { readonly text: string; readonly epochMs: number | undefined } = { text: "", epochMs: undefined };

/** Epoch milliseconds, or undefined when `text` is no such timestamp. Requests of one second have the same. */
export function parseTimestamp(text: string): number | undefined {
  if (text !== last.text) last = { text, epochMs: parse(text) };
  return last.epochMs;
}

function parse(text: string): number | undefined {
  const [, year, month, day, hour, minute, second] = PATTERN.exec(text) ?? [];
  if (year === undefined) return undefined;
  const epochMs = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(epochMs) ? undefined : epochMs;
}

/** Whether a text that is known to be a date is one of these timestamps. */
export const isBasic = (text: string): boolean => text.length === 16 && text[8] === "T";

export const formatTimestamp = (epochMs: number): string =>
  new Date(epochMs).toISOString().replaceAll(/[-:]|\.\d+/g, "");

/** Epoch milliseconds of an HTTP `Date` header or a timestamp of either kind. */
export function parseAnyDate(text: string): number | undefined {
  const basic = parseTimestamp(text);
  if (basic !== undefined) return basic;
  const epochMs = Date.parse(text);
  return Number.isNaN(epochMs) ? undefined : epochMs;
}
