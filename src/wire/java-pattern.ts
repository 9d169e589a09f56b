// The models' patterns are Java's: translated to JavaScript's, whole-string, by code point.

/** POSIX and Java classes that JavaScript lacks, for inside a character class. */
const classes: Readonly<Record<string, string>> = {
  Alnum: "a-zA-Z0-9",
  Alpha: "a-zA-Z",
  Lower: "a-z",
  Upper: "A-Z",
  Digit: "0-9",
  XDigit: "0-9a-fA-F",
  Punct: String.raw`!-\/:-@\[-\x60\{-~`,
  Graph: "!-~",
  Print: " -~",
  Space: String.raw`\t-\r `,
  Blank: String.raw`\t `,
  Cntrl: String.raw`\x00-\x1f\x7f`,
  ASCII: String.raw`\x00-\x7f`,
  IsAlphabetic: String.raw`\p{Alphabetic}`,
  IsDigit: String.raw`\p{Nd}`,
  IsLetter: String.raw`\p{L}`,
  IsPunctuation: String.raw`\p{P}`,
};

/** Escapes that the `u` flag allows as they are. */
const KEPT_ESCAPES = new Set("dDwWsSbBnrtfv0123456789^$\\.*+?()[]{}|/".split(""));
const FLAGS = /^\^?\(\?([a-z]+)\)/;

interface Place {
  /** Depth of character classes around it. */
  classDepth: number;
}

function escapeAt(pattern: string, at: number, place: Place): [string, number] {
  const rest = pattern.slice(at);
  const unicode = /^\\u([0-9a-fA-F]{4})/.exec(rest) ?? /^\\x\{([0-9a-fA-F]{1,6})\}/.exec(rest);
  if (unicode) return [`\\u{${unicode[1]}}`, at + unicode[0].length];
  if (/^\\x[0-9a-fA-F]{2}/.test(rest)) return [rest.slice(0, 4), at + 4];
  const property = /^\\([pP])(?:\{(\w+)\}|([A-Z]))/.exec(rest);
  if (property) return [propertyText(property[1]!, property[2] ?? property[3]!, place), at + property[0].length];
  const next = pattern[at + 1] ?? "\\";
  if (next === "-") return [place.classDepth > 0 ? String.raw`\-` : "-", at + 2];
  if (next === "h") return [place.classDepth > 0 ? String.raw` \t` : String.raw`[ \t]`, at + 2];
  if (next === "Z" || next === "z") return ["$", at + 2];
  if (next === "A") return ["^", at + 2];
  return [KEPT_ESCAPES.has(next) ? `\\${next}` : next, at + 2];
}

function propertyText(kind: string, name: string, place: Place): string {
  const known = classes[name];
  if (known === undefined) return `\\${kind}{${name}}`;
  if (kind === "p") return place.classDepth > 0 ? known : `[${known}]`;
  return `[^${known}]`;
}

/** A character inside a class that `u` does not take bare, or a nested class, which Java joins. */
function classCharacter(character: string, pattern: string, at: number, place: Place): string {
  if (character === "]" && place.classDepth > 0) {
    place.classDepth -= 1;
    return place.classDepth === 0 ? "]" : "";
  }
  if (character === "[") {
    place.classDepth += 1;
    return place.classDepth === 1 ? "[" : "";
  }
  if (character === "-" && /[\w\]]/.test(pattern[at + 1] ?? "") && /\\[wdsWDS]$/.test(pattern.slice(0, at)))
    return String.raw`\-`;
  return character;
}

/** Java joins two escaped surrogates into one code point. */
const joinSurrogates = (pattern: string): string =>
  pattern.replaceAll(
    /\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})/g,
    (_, high: string, low: string) => {
      const code = ((Number.parseInt(high, 16) - 0xd800) << 10) + (Number.parseInt(low, 16) - 0xdc00) + 0x10000;
      return `\\x{${code.toString(16)}}`;
    },
  );

/** Without `u`: for the few patterns that `u` refuses. */
function translate(source: string): { text: string; flags: string } {
  let pattern = joinSurrogates(source);
  let flags = "";
  for (let match = FLAGS.exec(pattern); match; match = FLAGS.exec(pattern)) {
    flags += match[1]!.replaceAll(/[^ims]/g, "");
    pattern = pattern.slice(match[0].length);
  }
  const place: Place = { classDepth: 0 };
  let text = "";
  for (let at = 0; at < pattern.length;) {
    if (pattern[at] === "\\") {
      const [escaped, next] = escapeAt(pattern, at, place);
      text += escaped;
      at = next;
      continue;
    }
    const character = String.fromCodePoint(pattern.codePointAt(at)!);
    if (place.classDepth > 0 || character === "[") text += classCharacter(character, pattern, at, place);
    else if ("*+?}".includes(character) && pattern[at + 1] === "+") {
      text += character;
      at += 1;
    } else text += character;
    at += character.length;
  }
  return { text, flags };
}

/** Errors: SyntaxError for a pattern that has no translation. */
export function javaPattern(source: string): RegExp {
  const { text, flags } = translate(source);
  try {
    return new RegExp(`^(?:${text})$`, `u${flags}`);
  } catch {
    return new RegExp(`^(?:${source})$`, flags);
  }
}
