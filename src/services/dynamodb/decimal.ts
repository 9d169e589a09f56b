// DynamoDB's numbers: decimals of up to 38 significant digits, which a double would not hold.
import { notANumber, numberOverflow, numberUnderflow, tooManyDigits } from "./errors.ts";

/** `digits` * 10^`exponent`; without trailing zeros, so that equal numbers are the same. */
export interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

/** Documented. */
const SIGNIFICANT_DIGITS_MAX = 38;
const MAGNITUDE_MAX = 125;
const MAGNITUDE_MIN = -130;
/** Of a text that is still looked at; whatever is longer cannot be a number of 38 digits that anybody means. */
const TEXT_MAX = 400;
const FORM = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,6}))?$/;

/** Errors: ValidationException. */
export function parseDecimal(text: string): Decimal {
  const [, sign = "", whole = "", fraction = "", power = "0"] = (text.length <= TEXT_MAX && FORM.exec(text)) || [];
  if (whole === "" && fraction === "") throw notANumber(text);
  const significant = (whole + fraction).replace(/^0+/, "");
  const digits = significant.replace(/0+$/, "");
  if (digits === "") return ZERO;
  const exponent = Number(power) - fraction.length + (significant.length - digits.length);
  const value = { digits: BigInt(sign === "-" ? `-${digits}` : digits), exponent };
  checkDecimal(value, digits.length);
  return value;
}

const ZERO: Decimal = { digits: 0n, exponent: 0 };

const lengthOf = ({ digits }: Decimal): number => String(digits < 0n ? -digits : digits).length;

/** Errors: ValidationException. */
function checkDecimal(value: Decimal, length = lengthOf(value)): void {
  if (length > SIGNIFICANT_DIGITS_MAX) throw tooManyDigits();
  const magnitude = length - 1 + value.exponent;
  if (magnitude > MAGNITUDE_MAX) throw numberOverflow();
  if (magnitude < MAGNITUDE_MIN) throw numberUnderflow();
}

/** As DynamoDB writes it: without an exponent and without needless zeros. */
export function formatDecimal({ digits, exponent }: Decimal): string {
  if (digits === 0n) return "0";
  const sign = digits < 0n ? "-" : "";
  const text = String(digits < 0n ? -digits : digits);
  if (exponent >= 0) return sign + text + "0".repeat(exponent);
  const point = text.length + exponent;
  if (point > 0) return `${sign}${text.slice(0, point)}.${text.slice(point)}`;
  return `${sign}0.${"0".repeat(-point)}${text}`;
}

/** Errors: ValidationException when the sum has more digits than a number may. */
export function addDecimals(left: Decimal, right: Decimal): Decimal {
  const sum = trimmed(exactSum(left, right));
  if (sum.digits !== 0n) checkDecimal(sum);
  return sum;
}

export const negated = ({ digits, exponent }: Decimal): Decimal => ({ digits: -digits, exponent });

function trimmed({ digits, exponent }: Decimal): Decimal {
  if (digits === 0n) return ZERO;
  const text = String(digits);
  const short = text.replace(/0+$/, "");
  return { digits: BigInt(short), exponent: exponent + text.length - short.length };
}

/** Negative, 0 or positive. */
export function compareDecimals(left: Decimal, right: Decimal): number {
  const signs = signOf(left) - signOf(right);
  if (signs !== 0 || left.digits === 0n) return signs;
  const magnitudes = (lengthOf(left) + left.exponent - (lengthOf(right) + right.exponent)) * signOf(left);
  if (magnitudes !== 0) return magnitudes;
  const { digits } = exactSum(left, negated(right));
  return digits < 0n ? -1 : Number(digits > 0n);
}

const signOf = ({ digits }: Decimal): number => (digits < 0n ? -1 : Number(digits > 0n));

function exactSum(left: Decimal, right: Decimal): Decimal {
  const exponent = Math.min(left.exponent, right.exponent);
  const scaled = ({ digits, exponent: from }: Decimal): bigint => digits * 10n ** BigInt(from - exponent);
  return { digits: scaled(left) + scaled(right), exponent };
}

const ORDERED_EXPONENT_OFFSET = 500;
const NINES = "9".repeat(SIGNIFICANT_DIGITS_MAX);

/** A text that sorts, by its bytes, as the number does: sign, magnitude, digits; all of them inverted when negative. */
export function orderedDecimal(value: Decimal): string {
  if (value.digits === 0n) return "1";
  const isNegative = value.digits < 0n;
  const text = String(isNegative ? -value.digits : value.digits);
  const magnitude = text.length + value.exponent + ORDERED_EXPONENT_OFFSET;
  if (!isNegative) return `2${String(magnitude).padStart(3, "0")}${text}`;
  const inverted = BigInt(NINES) - BigInt(text.padEnd(SIGNIFICANT_DIGITS_MAX, "0"));
  return `0${String(999 - magnitude).padStart(3, "0")}${String(inverted).padStart(SIGNIFICANT_DIGITS_MAX, "0")}`;
}

/** About what DynamoDB counts: a byte for two significant digits, one for the sign and one more. Documented. */
export const decimalBytes = (value: Decimal): number =>
  Math.ceil(lengthOf(value) / 2) + 1 + (value.digits < 0n ? 1 : 0);
