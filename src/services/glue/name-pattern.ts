// The Expression of GetTables: a regular expression over whole names, in which `*` alone also stands for any text (recorded).

/** Tests one character. */
type CharacterTest = (character: string) => boolean;

type Step =
  | { readonly kind: "one"; readonly test: CharacterTest }
  | { readonly kind: "either"; readonly steps: readonly [number, number] }
  | { readonly kind: "jump"; readonly to: number };

export type NamePattern = (name: string) => boolean;

const CLASSES: Readonly<Record<string, CharacterTest>> = {
  d: (character) => character >= "0" && character <= "9",
  w: (character) => /\w/.test(character),
  s: (character) => /\s/.test(character),
};

/**
 * Undefined when the pattern is no expression. Knows literals, `.`, classes, groups, `|`, `*`, `+`, `?`, `^`, `$`; names are
 * matched in time linear in their length, whatever the pattern: JavaScript's own expressions can be made to run for ever.
 */
export function namePattern(text: string): NamePattern | undefined {
  try {
    const steps = new PatternCompiler(text).whole();
    return (name) => runs(steps, name);
  } catch (error) {
    if (error instanceof NotAPattern) return undefined;
    throw error;
  }
}

class NotAPattern extends Error {}

const DEPTH_MAX = 50;

class PatternCompiler {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): Step[] {
    const steps = this.#alternatives(0);
    if (this.#at < this.#text.length) throw new NotAPattern();
    return steps;
  }

  /** Every list of steps counts its own places from 0 and ends at its length. */
  #alternatives(depth: number): Step[] {
    if (depth > DEPTH_MAX) throw new NotAPattern();
    const left = this.#sequence(depth);
    if (!this.#takes("|")) return left;
    const right = this.#alternatives(depth + 1);
    return [
      { kind: "either", steps: [1, left.length + 2] },
      ...moved(left, 1),
      { kind: "jump", to: left.length + 2 + right.length },
      ...moved(right, left.length + 2),
    ];
  }

  #sequence(depth: number): Step[] {
    const steps: Step[] = [];
    for (
      let next = this.#text[this.#at];
      next !== undefined && next !== "|" && next !== ")";
      next = this.#text[this.#at]
    ) {
      const item = this.#takes("*") ? star([{ kind: "one", test: () => true }]) : this.#repeated(this.#item(depth));
      steps.push(...moved(item, steps.length));
    }
    return steps;
  }

  #repeated(item: Step[]): Step[] {
    if (item.length === 0) return item;
    // In a pattern like `sales_*` the star follows a literal: it stands for any text, as in a file name.
    const wild = this.#text[this.#at - 1] ?? "";
    if (this.#text[this.#at] === "*" && /[.\])]/.test(wild) && this.#takes("*")) return star(item);
    if (this.#takes("+")) return [...item, { kind: "either", steps: [0, item.length + 1] }];
    if (this.#takes("?")) return [{ kind: "either", steps: [1, item.length + 1] }, ...moved(item, 1)];
    return item;
  }

  #item(depth: number): Step[] {
    const character = this.#text[this.#at++];
    if (character === "^" || character === "$") return []; // names are matched whole anyway
    if (character === "(") {
      if (this.#text.startsWith("?:", this.#at)) this.#at += 2;
      const steps = this.#alternatives(depth + 1);
      if (!this.#takes(")")) throw new NotAPattern();
      return steps;
    }
    if (character === ".") return [{ kind: "one", test: () => true }];
    if (character === "[") return [{ kind: "one", test: this.#class() }];
    if (character === undefined || "+?".includes(character)) throw new NotAPattern();
    return [{ kind: "one", test: character === "\\" ? this.#escaped() : (given) => given === character }];
  }

  #escaped(): CharacterTest {
    const character = this.#text[this.#at++];
    if (character === undefined) throw new NotAPattern();
    return CLASSES[character] ?? ((given) => given === character);
  }

  #class(): CharacterTest {
    const negated = this.#takes("^");
    const tests: CharacterTest[] = [];
    while (!this.#takes("]")) {
      const from = this.#text[this.#at++];
      if (from === undefined) throw new NotAPattern();
      const to = this.#text[this.#at + 1];
      if (from === "\\") tests.push(this.#escaped());
      else if (this.#text[this.#at] === "-" && to !== undefined && to !== "]") {
        this.#at += 2;
        tests.push((given) => from <= given && given <= to);
      } else tests.push((given) => given === from);
    }
    return (given) => tests.some((test) => test(given)) !== negated;
  }

  #takes(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }
}

const star = (item: readonly Step[]): Step[] => [
  { kind: "either", steps: [1, item.length + 2] },
  ...moved(item, 1),
  { kind: "jump", to: 0 },
];

function moved(steps: readonly Step[], by: number): Step[] {
  return steps.map((step) => {
    if (step.kind === "one") return step;
    if (step.kind === "jump") return { kind: "jump", to: step.to + by };
    return { kind: "either", steps: [step.steps[0] + by, step.steps[1] + by] };
  });
}

/** Follows all the places that the name so far can have reached. */
function runs(steps: readonly Step[], name: string): boolean {
  let places = reached([0], steps);
  for (const character of name) {
    const next: number[] = [];
    for (const place of places) {
      const step = steps[place];
      if (step?.kind === "one" && step.test(character)) next.push(place + 1);
    }
    places = reached(next, steps);
  }
  return places.has(steps.length);
}

function reached(from: readonly number[], steps: readonly Step[]): Set<number> {
  const places = new Set(from);
  for (const place of places) {
    const step = steps[place];
    if (step?.kind === "jump") places.add(step.to);
    if (step?.kind === "either") step.steps.forEach((to) => places.add(to));
  }
  return places;
}
