// The functions of S3 Select. Documented.
import { argumentTypes, invalidArguments } from "./errors.ts";
import { operandOf } from "./operators.ts";
import type { DatePart } from "./syntax.ts";
import { requireTimestamp, Timestamp } from "./timestamp.ts";
import { compare, isAbsent, requireText, type Value } from "./values.ts";

export type Call = (values: readonly Value[]) => Value;

/** Nothing comes of nothing, but for COALESCE and NULLIF. */
const strict =
  (call: Call): Call =>
  (values) =>
    values.some(isAbsent) ? null : call(values);

const onText = (change: (text: string) => Value): Call => strict(([text = null]) => change(requireText(text)));

/** As SQL counts: characters from 1; what lies before counts, but is not there. */
function substring([text = null, from = null, length]: readonly Value[]): Value {
  const characters = Array.from(requireText(text));
  const start = Number(operandOf(from));
  const count = length === undefined ? Infinity : Number(operandOf(length));
  if (count < 0) throw invalidArguments("SUBSTRING");
  return characters.slice(Math.max(0, start - 1), Math.max(0, start - 1 + count)).join("");
}

const trim =
  (leading: boolean, trailing: boolean): Call =>
  ([text = null, remove = " "]) => {
    const characters = Array.from(requireText(text));
    const unwanted = new Set(requireText(remove));
    let [from, to] = [0, characters.length];
    if (leading) while (from < to && unwanted.has(characters[from] ?? "")) from++;
    if (trailing) while (to > from && unwanted.has(characters[to - 1] ?? "")) to--;
    return characters.slice(from, to).join("");
  };

const length = onText((text) => BigInt(Array.from(text).length));

function toStringCall([timestamp = null, pattern = null]: readonly Value[]): Value {
  return requireTimestamp(timestamp).format(requireText(pattern));
}

/** Errors: UnsupportedFunction is the parser's; those of the arguments come with each row. */
export function functionOf(name: string, part: DatePart | undefined, nowMs: number): Call {
  const unit = part ?? "SECOND";
  switch (name) {
    case "COALESCE":
      return (values) => values.find((value) => !isAbsent(value)) ?? null;
    case "NULLIF":
      return ([left = null, right = null]) => (compare(left, right) === 0 ? null : left);
    case "CHAR_LENGTH":
    case "CHARACTER_LENGTH":
      return length;
    case "LOWER":
      return onText((text) => text.toLowerCase());
    case "UPPER":
      return onText((text) => text.toUpperCase());
    case "SUBSTRING":
      return strict(substring);
    case "TRIM_BOTH":
      return strict(trim(true, true));
    case "TRIM_LEADING":
      return strict(trim(true, false));
    case "TRIM_TRAILING":
      return strict(trim(false, true));
    case "DATE_ADD":
      return strict(([count = null, at = null]) => requireTimestamp(at).add(unit, Number(operandOf(count))));
    case "DATE_DIFF":
      return strict(([from = null, to = null]) => BigInt(requireTimestamp(from).until(unit, requireTimestamp(to))));
    case "EXTRACT":
      return strict(([at = null]) => BigInt(requireTimestamp(at).part(unit)));
    case "TO_STRING":
      return strict(toStringCall);
    case "TO_TIMESTAMP":
      return onText((text) => Timestamp.parse(text));
    case "UTCNOW":
      return () => new Timestamp(nowMs);
    default:
      throw argumentTypes();
  }
}
