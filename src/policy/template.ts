// Text of a policy that may hold wildcards and variables: `home/${aws:username}/*`, `${aws:PrincipalTag/team, 'none'}`.
import type { ContextValue } from "../kit/access.ts";
import { compileGlob, type Glob, type GlobPiece } from "./glob.ts";

/** The value of a condition key, given in lower case. */
export type Lookup = (key: string) => ContextValue | undefined;

interface Variable {
  readonly type: "variable";
  /** As written. */
  readonly key: string;
  /** Instead of a value that the request does not have. */
  readonly fallback: string | undefined;
}

type Piece = GlobPiece | Variable;

interface TemplateOptions {
  /** `*` and `?` stand for other characters. */
  readonly wildcards: boolean;
  /** `${...}` stands for a value: documents of version 2012-10-17. */
  readonly variables: boolean;
}

/** Whether a value is what the template says. */
export type Matcher = (value: string, lookup: Lookup) => boolean;

const VARIABLE = /^\$\{([^{}']*?)(?:, ?'([^']*)')?\}/;
/** `${*}`, `${?}` and `${$}` are the characters themselves. Documented: variables, special characters. */
const CHARACTERS = new Set(["*", "?", "$"]);

export function piecesOf(text: string, { wildcards, variables }: TemplateOptions): Piece[] {
  const pieces: Piece[] = [];
  let plain = "";
  const push = (piece: Piece): void => {
    if (plain !== "") pieces.push({ type: "text", text: plain });
    plain = "";
    pieces.push(piece);
  };
  for (let at = 0; at < text.length;) {
    const character = text[at]!;
    const match =
      variables && character === "$" && text[at + 1] === "{" ? VARIABLE.exec(text.slice(at, at + 600)) : null;
    if (match !== null && match[1] !== "") {
      const [whole, key = "", fallback] = match;
      if (CHARACTERS.has(key)) plain += key;
      else push({ type: "variable", key: key.trim(), fallback });
      at += whole.length;
      continue;
    }
    if (wildcards && character === "*") push({ type: "many" });
    else if (wildcards && character === "?") push({ type: "any" });
    else plain += character;
    at += 1;
  }
  if (plain !== "") pieces.push({ type: "text", text: plain });
  return pieces;
}

export const isVariable = (piece: Piece): piece is Variable => piece.type === "variable";

/** Without variables the pattern is compiled once, otherwise as often as it is asked. */
export function compileTemplate(text: string, options: TemplateOptions & { readonly ignoreCase?: boolean }): Matcher {
  const fold = options.ignoreCase === true ? (value: string) => value.toLowerCase() : (value: string) => value;
  const pieces = piecesOf(text, options);
  if (!pieces.some(isVariable)) {
    const glob = compileGlob(pieces.map((piece) => folded(piece as GlobPiece, fold)));
    return options.ignoreCase === true ? (value) => glob(value.toLowerCase()) : glob;
  }
  return (value, lookup) => {
    const glob = substitute(pieces, lookup, fold);
    return glob !== undefined && glob(fold(value));
  };
}

const folded = (piece: GlobPiece, fold: (value: string) => string): GlobPiece =>
  piece.type === "text" ? { type: "text", text: fold(piece.text) } : piece;

/** Undefined when a variable has no value, so that nothing can be like it. Documented: variables with no value. */
function substitute(pieces: readonly Piece[], lookup: Lookup, fold: (value: string) => string): Glob | undefined {
  const concrete: GlobPiece[] = [];
  for (const piece of pieces) {
    if (piece.type !== "variable") {
      concrete.push(folded(piece, fold));
      continue;
    }
    // A key of several values has none as a variable. Documented: single-valued keys only.
    const value = lookup(piece.key.toLowerCase());
    const text = typeof value === "string" ? value : piece.fallback;
    if (text === undefined) return undefined;
    concrete.push({ type: "text", text: fold(text) });
  }
  return compileGlob(concrete);
}
