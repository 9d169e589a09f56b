// Exclusion patterns of an S3 target: globs over the keys below the include path. Documented: "Include and exclude patterns".

/** Longest pattern. Documented: Path, 255 characters and more for S3; ours bounds the work of matching. */
const EXCLUSION_LENGTH_MAX = 2048;

/** Alternatives that the braces of one pattern may come to. */
const ALTERNATIVES_MAX = 1000;

/** What one character may be; a star takes any number of them. */
type Part =
  | { readonly kind: "star" | "double-star" | "one" }
  | { readonly kind: "class"; readonly negated: boolean; readonly ranges: readonly (readonly [string, string])[] };

export type Exclusion = (relativeKey: string) => boolean;

/** Undefined when the pattern is not a glob. `*` and `?` stop at `/`, `**` does not. */
export function exclusion(pattern: string): Exclusion | undefined {
  if (pattern.length > EXCLUSION_LENGTH_MAX) return undefined;
  const alternatives = withoutBraces(pattern);
  const parts = alternatives?.map(partsOf);
  if (!parts || parts.includes(undefined)) return undefined;
  const globs = parts as Part[][];
  return (key) => globs.some((glob) => matches(glob, key));
}

/** `a{b,c}` becomes `ab` and `ac`. Braces do not nest. */
function withoutBraces(pattern: string): string[] | undefined {
  let texts = [""];
  const piece = /((?:[^{}\\]|\\.)+)|\{((?:[^{}\\]|\\.)*)\}/sy;
  for (let at = 0; at < pattern.length; at = piece.lastIndex) {
    piece.lastIndex = at;
    const match = piece.exec(pattern);
    if (match === null) return undefined;
    const choices = match[1] === undefined ? match[2]!.split(",") : [match[1]];
    if (texts.length * choices.length > ALTERNATIVES_MAX) return undefined;
    texts = texts.flatMap((text) => choices.map((choice) => text + choice));
  }
  return texts;
}

function partsOf(glob: string): Part[] | undefined {
  const parts: Part[] = [];
  const piece = /(\*\*)|(\*)|(\?)|\[([!^]?)((?:[^\]\\]|\\.)+)\]|\\(.)|([^[\\])/sy;
  for (let at = 0; at < glob.length; at = piece.lastIndex) {
    piece.lastIndex = at;
    const match = piece.exec(glob);
    if (match === null) return undefined;
    const [, doubleStar, star, one, negated, members, escaped, literal] = match;
    const character = escaped ?? literal;
    if (doubleStar) parts.push({ kind: "double-star" });
    else if (star) parts.push({ kind: "star" });
    else if (one) parts.push({ kind: "one" });
    else if (members) parts.push({ kind: "class", negated: negated !== "", ranges: rangesOf(members) });
    else if (character) parts.push({ kind: "class", negated: false, ranges: [[character, character]] });
  }
  return parts;
}

const rangesOf = (members: string): (readonly [string, string])[] =>
  [...members.matchAll(/\\?(.)-\\?(.)|\\?(.)/gs)].map(
    ([, from, to, single]) => [from ?? single!, to ?? single!] as const,
  );

/** Follows all the places in the pattern that the text so far can have reached: no backtracking. */
function matches(parts: readonly Part[], text: string): boolean {
  let places = reached([0], parts);
  for (const character of text.split("")) {
    const next: number[] = [];
    for (const place of places) {
      const part = parts[place];
      if (part === undefined) continue;
      if (part.kind === "double-star" || (part.kind === "star" && character !== "/")) next.push(place);
      else if (part.kind === "one" ? character !== "/" : part.kind === "class" && inClass(part, character)) {
        next.push(place + 1);
      }
    }
    if (next.length === 0) return false;
    places = reached(next, parts);
  }
  return places.has(parts.length);
}

/** With the places behind stars, which may match nothing. */
function reached(places: readonly number[], parts: readonly Part[]): Set<number> {
  const all = new Set(places);
  for (const place of all) {
    const kind = parts[place]?.kind;
    if (kind === "star" || kind === "double-star") all.add(place + 1);
  }
  return all;
}

function inClass({ negated, ranges }: Extract<Part, { kind: "class" }>, character: string): boolean {
  if (negated && character === "/") return false;
  return ranges.some(([from, to]) => from <= character && character <= to) !== negated;
}
