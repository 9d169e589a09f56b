// Hive's lexical grammar where it is not Trino's: strings in single or double quotes, with escapes.
import type { Lexicon, TokenKind } from "../trino/tokens.ts";

export const HIVE_LEXICON: Lexicon = {
  patterns: [
    ["blank", /(?:\s+|--[^\n]*|\/\*[\s\S]*?\*\/)+/y],
    ["number", /(?:\d+\.\d*|\.\d+|\d+)(?![\p{L}\p{N}_])/uy],
    ["word", /[\p{L}\p{N}_@$]+/uy],
    ["string", /'(?:[^'\\]|\\[\s\S])*'/y],
    ["quoted", /"(?:[^"\\]|\\[\s\S])*"/y],
    ["backquoted", /`(?:[^`]|``)*`/y],
    ["mark", /<>|!=|<=|>=|[-+*/%=<>(),.;?[\]:{}]/y],
  ],
  valueOf,
};

function valueOf(kind: TokenKind, raw: string): string {
  switch (kind) {
    case "word":
      return raw.toLowerCase();
    case "string":
    case "quoted":
      return unescaped(raw.slice(1, -1));
    case "backquoted":
      return raw.slice(1, -1).replaceAll("``", "`");
    default:
      return raw;
  }
}

const LETTERS: Readonly<Record<string, string>> = { 0: "\0", b: "\b", n: "\n", r: "\r", t: "\t", Z: "\u001a" };

/** `\n`, `\001` and `\u0001` stand for characters; `\%` and `\_` keep their backslash. Documented in Hive's language manual. */
function unescaped(text: string): string {
  return text.replaceAll(
    /\\(?:u([0-9a-fA-F]{4})|([0-1][0-7]{2})|([\s\S]))/g,
    (whole, hex?: string, octal?: string, letter?: string) => {
      if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
      return letter === "%" || letter === "_" ? whole : (LETTERS[letter ?? ""] ?? letter ?? "");
    },
  );
}
