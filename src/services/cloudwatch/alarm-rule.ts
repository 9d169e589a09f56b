// Rules of composite alarms: `ALARM("a") AND NOT (OK(b) OR FALSE)`. Documented in PutCompositeAlarm.
import type { StateValue } from "@aws-sdk/client-cloudwatch";

/** The state of the alarm of that name or ARN; undefined when there is none. */
export type StateOf = (alarm: string) => StateValue | undefined;

export interface AlarmRule {
  readonly holds: (stateOf: StateOf) => boolean;
  /** Names and ARNs, as the rule has them. */
  readonly alarms: readonly string[];
}

const TOKEN = /\s*(?:([()])|"([^"]*)"|([^\s()"]+))/y;
const DEPTH_MAX = 100;
const STATES: ReadonlySet<string> = new Set(["ALARM", "OK", "INSUFFICIENT_DATA"]);

type Node = (stateOf: StateOf) => boolean;

/** Undefined for a text that is no rule. */
export function parseAlarmRule(text: string): AlarmRule | undefined {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  const end = text.trimEnd().length;
  while (TOKEN.lastIndex < end) {
    const match = TOKEN.exec(text);
    if (!match) return undefined;
    tokens.push(match[1] ?? (match[2] === undefined ? (match[3] ?? "") : `"${match[2]}`));
  }
  const parser = new Parser(tokens);
  const holds = parser.either(0);
  return holds && parser.isAtEnd ? { holds, alarms: parser.alarms } : undefined;
}

class Parser {
  readonly alarms: string[] = [];
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#tokens.length;
  }

  either(depth: number): Node | undefined {
    return this.#joined(
      "OR",
      (nodes) => (stateOf) => nodes.some((node) => node(stateOf)),
      () => this.#both(depth),
    );
  }

  #both(depth: number): Node | undefined {
    return this.#joined(
      "AND",
      (nodes) => (stateOf) => nodes.every((node) => node(stateOf)),
      () => this.#single(depth),
    );
  }

  #joined(word: string, join: (nodes: readonly Node[]) => Node, next: () => Node | undefined): Node | undefined {
    const nodes: Node[] = [];
    do {
      const node = next();
      if (!node) return undefined;
      nodes.push(node);
    } while (this.#accept(word));
    return join(nodes);
  }

  #single(depth: number): Node | undefined {
    if (depth > DEPTH_MAX) return undefined;
    if (this.#accept("NOT")) {
      const inner = this.#single(depth + 1);
      return inner && ((stateOf) => !inner(stateOf));
    }
    if (this.#accept("TRUE")) return () => true;
    if (this.#accept("FALSE")) return () => false;
    if (this.#accept("(")) {
      const inner = this.either(depth + 1);
      return this.#accept(")") ? inner : undefined;
    }
    const state = this.#tokens[this.#at++];
    if (state === undefined || !STATES.has(state) || !this.#accept("(")) return undefined;
    const alarm = this.#tokens[this.#at++]?.replace(/^"/, "");
    if (!alarm || !this.#accept(")")) return undefined;
    this.alarms.push(alarm);
    return (stateOf) => stateOf(alarm) === state;
  }

  #accept(token: string): boolean {
    if (this.#tokens[this.#at]?.toUpperCase() !== token) return false;
    this.#at += 1;
    return true;
  }
}
