// JodaTime patterns (the Hive JSON SerDe's TimestampFormats) as DuckDB's strptime formats.

/** Longest run first. Documented in JodaTime's DateTimeFormat and DuckDB's date format functions. */
const FIELDS: readonly (readonly [pattern: RegExp, format: string])[] = [
  [/^[yYux]{4,}/, "%Y"],
  [/^[yYux]{2}(?![yYux])/, "%y"],
  [/^[yYux]/, "%Y"],
  [/^M{4,}/, "%B"],
  [/^MMM/, "%b"],
  [/^M{1,2}/, "%m"],
  [/^d{1,2}/, "%d"],
  [/^D{1,3}/, "%j"],
  [/^E{4,}/, "%A"],
  [/^E{1,3}/, "%a"],
  [/^[Hk]{1,2}/, "%H"],
  [/^[hK]{1,2}/, "%I"],
  [/^m{1,2}/, "%M"],
  [/^s{1,2}/, "%S"],
  [/^S{1,3}(?!S)/, "%g"],
  [/^S{4,6}(?!S)/, "%f"],
  [/^S{7,9}/, "%n"],
  [/^a+/, "%p"],
  [/^Z{1,2}(?!Z)/, "%z"],
];

const LITERAL = /^'((?:[^']|'')*)'/;

/** The format, or undefined when the pattern has a letter that has no equal. */
export function strptimeFormat(pattern: string): string | undefined {
  let rest = pattern;
  let format = "";
  while (rest !== "") {
    const literal = LITERAL.exec(rest);
    if (literal) {
      format += (literal[1] === "" ? "'" : (literal[1] ?? "").replaceAll("''", "'")).replaceAll("%", "%%");
      rest = rest.slice(literal[0].length);
      continue;
    }
    const field = FIELDS.find(([shape]) => shape.test(rest));
    const taken = field?.[0].exec(rest)?.[0] ?? rest.slice(0, 1);
    if (!field && /['a-z]/i.test(taken)) return undefined;
    format += field ? field[1] : taken.replace("%", "%%");
    rest = rest.slice(taken.length);
  }
  return format;
}
