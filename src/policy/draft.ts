// Reads JSON into the elements of a policy, without judging yet what is in them; how a fault is worded depends on the kind.
import { JsonFault, parseJson, type JsonNode, type JsonObject } from "./json.ts";
import { parseOperator } from "./operators.ts";
import type { PolicyProblem } from "./problem.ts";
import type { Condition, Position } from "./document.ts";

/** The most characters that IAM's parameters take. Documented: API reference, PolicyDocument. */
const CHARACTERS_MAX = 131_072;

/** A fault of form; `detail` is the name or value it is about. */
export type FaultKind =
  | "json"
  | "unknown-field"
  | "version"
  | "no-statement"
  | "empty-statement"
  | "no-effect"
  | "effect"
  | "both-forms"
  | "type"
  | "operator";

export type FaultWording = (fault: FaultKind, detail: string) => PolicyProblem;

export interface DraftPolicy {
  /** Undefined when the document names none. */
  readonly version: "2008-10-17" | "2012-10-17" | undefined;
  readonly id: string | undefined;
  readonly statements: readonly DraftStatement[];
}

export interface DraftStatement {
  readonly sid: string | undefined;
  /** As written; one of the two in any case. */
  readonly effect: string;
  readonly principal: JsonNode | undefined;
  readonly notPrincipal: JsonNode | undefined;
  readonly actions: DraftPatterns | undefined;
  readonly resources: DraftPatterns | undefined;
  readonly conditions: readonly Condition[];
  readonly start: Position;
  readonly end: Position;
}

interface DraftPatterns {
  readonly negated: boolean;
  readonly values: readonly string[];
}

const VERSIONS = ["2008-10-17", "2012-10-17"] as const;
const FIELDS = new Set(["Version", "Id", "Statement"]);
const STATEMENT_FIELDS = new Set([
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
]);

export function readDraft(text: string, wording: FaultWording): DraftPolicy {
  if (text.length > CHARACTERS_MAX) throw wording("json", "");
  return new DraftReader(text, wording).read();
}

class DraftReader {
  readonly #text: string;
  readonly #wording: FaultWording;
  /** Offsets. */
  readonly #lineStarts: readonly number[];

  constructor(text: string, wording: FaultWording) {
    this.#text = text;
    this.#wording = wording;
    this.#lineStarts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  }

  read(): DraftPolicy {
    const document = this.#object(this.#json(), "json");
    this.#checkFields(document, FIELDS);
    const written = this.#optionalText(document.entries.get("Version"), "version");
    const version = VERSIONS.find((known) => known === written);
    if (written !== undefined && version === undefined) throw this.#wording("version", written);
    const statement = document.entries.get("Statement");
    if (statement === undefined) throw this.#wording("no-statement", "Statement");
    const statements = statement.type === "array" ? statement.items : [statement];
    if (statements.length === 0) throw this.#wording("empty-statement", "Statement");
    const id = this.#optionalText(document.entries.get("Id"));
    return { version, id, statements: statements.map((node) => this.#statement(this.#object(node))) };
  }

  #json(): JsonNode {
    try {
      return parseJson(this.#text);
    } catch (error) {
      if (error instanceof JsonFault) throw this.#wording("json", "");
      throw error;
    }
  }

  #statement(node: JsonObject): DraftStatement {
    this.#checkFields(node, STATEMENT_FIELDS);
    const effect = this.#optionalText(node.entries.get("Effect"));
    if (effect === undefined) throw this.#wording("no-effect", "Effect");
    if (!/^(?:allow|deny)$/i.test(effect)) throw this.#wording("effect", effect);
    return {
      sid: this.#optionalText(node.entries.get("Sid")),
      effect,
      principal: node.entries.get("Principal"),
      notPrincipal: node.entries.get("NotPrincipal"),
      actions: this.#patterns(node, "Action"),
      resources: this.#patterns(node, "Resource"),
      conditions: this.#conditions(node.entries.get("Condition")),
      start: this.#position(node.start + 1),
      end: this.#position(node.end),
    };
  }

  /** `name` or its `Not` form; undefined when neither is there. */
  #patterns({ entries }: JsonObject, name: string): DraftPatterns | undefined {
    const [plain, not] = [entries.get(name), entries.get(`Not${name}`)];
    if (plain !== undefined && not !== undefined) throw this.#wording("both-forms", name);
    const node = plain ?? not;
    if (node === undefined) return undefined;
    return { negated: not !== undefined, values: this.#texts(node, ["string"]) };
  }

  #conditions(node: JsonNode | undefined): Condition[] {
    if (node === undefined) return [];
    return [...this.#object(node).entries].flatMap(([operator, block]) => {
      const { entries } = this.#object(block);
      // Recorded through moto's cases: an operator that does not exist may stand there as long as it has no keys.
      if (entries.size > 0 && parseOperator(operator) === undefined) throw this.#wording("operator", operator);
      return [...entries].map(([key, value]) => ({ operator, key, values: this.#texts(value, SCALARS) }));
    });
  }

  #texts(node: JsonNode, types: readonly JsonNode["type"][]): string[] {
    return (node.type === "array" ? node.items : [node]).map((item) => {
      if (!types.includes(item.type) || !("value" in item)) throw this.#wording("type", "");
      return item.value;
    });
  }

  #object(node: JsonNode, fault: FaultKind = "type"): JsonObject {
    if (node.type !== "object") throw this.#wording(fault, "");
    return node;
  }

  #optionalText(node: JsonNode | undefined, fault: FaultKind = "type"): string | undefined {
    if (node === undefined) return undefined;
    if (node.type !== "string") throw this.#wording(fault, "");
    return node.value;
  }

  #position(offset: number): Position {
    let [low, high] = [0, this.#lineStarts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.#lineStarts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - this.#lineStarts[low]! + 1 };
  }

  #checkFields({ entries }: JsonObject, known: ReadonlySet<string>): void {
    for (const field of entries.keys()) if (!known.has(field)) throw this.#wording("unknown-field", field);
  }
}

/** Documented: condition values are strings, numbers or booleans. */
const SCALARS = ["string", "number", "boolean"] as const;
