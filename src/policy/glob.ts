// Wildcards: `*` is any run of characters, `?` any one. Never backtracks over more than one run, so the time is bounded
// by the product of the two lengths whatever the pattern.

/** What stands between two `*`. */
interface Chunk {
  /** With some character where `anyAt` says so. */
  readonly text: string;
  /** Which characters are a `?`; undefined: none is. */
  readonly anyAt: readonly boolean[] | undefined;
}

/** A piece of a pattern; `text` is taken literally. */
export type GlobPiece = { readonly type: "text"; readonly text: string } | { readonly type: "any" | "many" };

export type Glob = (value: string) => boolean;

const WILDCARDS: Readonly<Record<string, GlobPiece>> = { "*": { type: "many" }, "?": { type: "any" } };

/** Of a text in which `*` and `?` are wildcards. */
export const globOf = (text: string): Glob =>
  compileGlob(Array.from(text, (character) => WILDCARDS[character] ?? { type: "text", text: character }));

export function compileGlob(pieces: readonly GlobPiece[]): Glob {
  const chunks = chunksOf(pieces);
  const [first, ...others] = chunks;
  if (first === undefined) throw new Error("a pattern has at least one chunk");
  const last = others.pop();
  if (last === undefined) return exact(first);
  if (others.length === 0 && last.text === "" && first.anyAt === undefined) {
    if (first.text === "") return () => true;
    return (value) => value.startsWith(first.text);
  }
  const least = chunks.reduce((sum, { text }) => sum + text.length, 0);
  return (value) => {
    if (value.length < least || !matchesAt(value, 0, first)) return false;
    const lastAt = value.length - last.text.length;
    if (!matchesAt(value, lastAt, last)) return false;
    let at = first.text.length;
    for (const chunk of others) {
      const found = find(value, at, lastAt, chunk);
      if (found < 0) return false;
      at = found + chunk.text.length;
    }
    return true;
  };
}

function exact(chunk: Chunk): Glob {
  const { text, anyAt } = chunk;
  if (anyAt === undefined) return (value) => value === text;
  return (value) => value.length === text.length && matchesAt(value, 0, chunk);
}

function chunksOf(pieces: readonly GlobPiece[]): Chunk[] {
  const chunks: Chunk[] = [];
  let text = "";
  let anyAt: boolean[] = [];
  const close = (): void => {
    chunks.push({ text, anyAt: anyAt.includes(true) ? anyAt : undefined });
    text = "";
    anyAt = [];
  };
  for (const piece of pieces) {
    if (piece.type === "many") close();
    else {
      const added = piece.type === "text" ? piece.text : "?";
      text += added;
      for (let index = 0; index < added.length; index += 1) anyAt.push(piece.type === "any");
    }
  }
  close();
  return chunks;
}

function matchesAt(value: string, at: number, { text, anyAt }: Chunk): boolean {
  if (anyAt === undefined) return value.startsWith(text, at);
  for (let index = 0; index < text.length; index += 1)
    if (!anyAt[index] && value.charCodeAt(at + index) !== text.charCodeAt(index)) return false;
  return true;
}

/** Where the chunk first stands at or after `from`, ending at or before `end`; -1: nowhere. */
function find(value: string, from: number, end: number, chunk: Chunk): number {
  if (chunk.anyAt === undefined) {
    const found = value.indexOf(chunk.text, from);
    return found < 0 || found + chunk.text.length > end ? -1 : found;
  }
  for (let at = from; at + chunk.text.length <= end; at += 1) if (matchesAt(value, at, chunk)) return at;
  return -1;
}
