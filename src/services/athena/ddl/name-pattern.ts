// The patterns of SHOW: regular expressions over whole names, matched without backtracking, whatever the pattern.

/** The offsets that a match starting at any of `starts` can end at. */
type Matcher = (text: string, starts: ReadonlySet<number>) => Set<number>;

export type NameTest = (name: string) => boolean;

/** Recorded: `sales*` finds no database `sales_eu`, for the star repeats the `s`; `sales.*` does. */
export const databasePattern = (pattern: string): NameTest => wholeName(pattern);

/** `*` stands for any text and `|` parts alternatives, as in Hive. Recorded: `sales*` and `sales.*` both find `sales_eu`. */
export const tablePattern = (pattern: string): NameTest => wholeName(pattern.replaceAll("*", ".*"));

function wholeName(pattern: string): NameTest {
  const matcher = new PatternReader(pattern.toLowerCase()).whole();
  return (name) => matcher(name, new Set([0])).has(name.length);
}

const DEPTH_MAX = 50;

/** What is no expression is taken for the characters themselves. */
class PatternReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): Matcher {
    const parts: Matcher[] = [];
    while (this.#at < this.#text.length) parts.push(this.#sees(")") ? this.#item(0) : this.#alternatives(0));
    return sequence(parts);
  }

  #alternatives(depth: number): Matcher {
    const choices = [this.#sequence(depth)];
    while (this.#takes("|")) choices.push(this.#sequence(depth));
    return (text, starts) => new Set(choices.flatMap((choice) => [...choice(text, starts)]));
  }

  #sequence(depth: number): Matcher {
    const parts: Matcher[] = [];
    while (this.#at < this.#text.length && !this.#sees("|") && !this.#sees(")")) parts.push(this.#repeated(depth));
    return sequence(parts);
  }

  #repeated(depth: number): Matcher {
    let item = this.#item(depth);
    for (;;) {
      if (this.#takes("*")) item = repeated(item);
      else if (this.#takes("+")) item = sequence([item, repeated(item)]);
      else if (this.#takes("?")) item = optional(item);
      else return item;
    }
  }

  #item(depth: number): Matcher {
    const character = this.#text[this.#at++] ?? "";
    if (character === ".") return one(() => true);
    if (character === "[" && this.#text.includes("]", this.#at + 1)) return one(this.#class());
    if (character === "\\" && this.#at < this.#text.length) return one(escaped(this.#text[this.#at++] ?? ""));
    if (character === "(" && depth < DEPTH_MAX && this.#text.includes(")", this.#at)) {
      const group = this.#alternatives(depth + 1);
      this.#takes(")");
      return group;
    }
    return one((given) => given === character);
  }

  #class(): (character: string) => boolean {
    const negated = this.#takes("^");
    const end = this.#text.indexOf("]", this.#at + 1);
    const members = this.#text.slice(this.#at, end);
    this.#at = end + 1;
    const ranges = [...members.matchAll(/(.)-(.)|(.)/gs)].map(([, from, to, single = ""]) => [
      from ?? single,
      to ?? single,
    ]);
    return (given) => ranges.some(([from = "", to = ""]) => from <= given && given <= to) !== negated;
  }

  #sees(character: string): boolean {
    return this.#text[this.#at] === character;
  }

  #takes(character: string): boolean {
    if (!this.#sees(character)) return false;
    this.#at++;
    return true;
  }
}

function escaped(letter: string): (character: string) => boolean {
  if (letter === "d") return (given) => given >= "0" && given <= "9";
  if (letter === "w") return (given) => /\w/.test(given);
  return (given) => given === letter;
}

const one =
  (test: (character: string) => boolean): Matcher =>
  (text, starts) =>
    new Set([...starts].filter((at) => at < text.length && test(text[at] ?? "")).map((at) => at + 1));

const sequence =
  (parts: readonly Matcher[]): Matcher =>
  (text, starts) =>
    parts.reduce((reached, part) => part(text, reached), new Set(starts));

const optional =
  (item: Matcher): Matcher =>
  (text, starts) =>
    new Set([...starts, ...item(text, starts)]);

const repeated =
  (item: Matcher): Matcher =>
  (text, starts) => {
    const reached = new Set(starts);
    for (let fresh: ReadonlySet<number> = reached; fresh.size > 0;) {
      fresh = new Set([...item(text, fresh)].filter((at) => !reached.has(at)));
      fresh.forEach((at) => reached.add(at));
    }
    return reached;
  };
