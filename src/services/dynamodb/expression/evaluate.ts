// Whether an item meets a condition. A comparison with what is not there, or of unlike types, is false; `<>` is then true.
import { type AttributeValue, equal, type Item, order, typeOf } from "../attribute-value.ts";
import { type Path, valueAt } from "../document-path.ts";
import type { Comparator, Condition, Operand } from "./ast.ts";

/** An item that is not there is one without attributes. */
export function meets(item: Item, condition: Condition): boolean {
  switch (condition.kind) {
    case "and":
      return meets(item, condition.left) && meets(item, condition.right);
    case "or":
      return meets(item, condition.left) || meets(item, condition.right);
    case "not":
      return !meets(item, condition.condition);
    case "compare":
      return compares(condition.comparator, resolve(item, condition.left), resolve(item, condition.right));
    case "between": {
      const operand = resolve(item, condition.operand);
      return (
        compares(">=", operand, resolve(item, condition.lower)) &&
        compares("<=", operand, resolve(item, condition.upper))
      );
    }
    case "in": {
      const operand = resolve(item, condition.operand);
      return condition.members.some((member) => compares("=", operand, resolve(item, member)));
    }
    case "exists":
      return (valueAt(item, condition.path) !== undefined) === condition.isThere;
    case "type": {
      const value = valueAt(item, condition.path);
      return value !== undefined && typeOf(value) === condition.type;
    }
    case "begins":
      return begins(resolve(item, condition.operand), resolve(item, condition.part));
    default:
      return contains(resolve(item, condition.operand), resolve(item, condition.part));
  }
}

function resolve(item: Item, operand: Operand): AttributeValue | undefined {
  if (operand.kind === "value") return operand.value;
  return operand.kind === "path" ? valueAt(item, operand.path) : sizeAt(item, operand.path);
}

/** Documented: characters of texts, bytes of binaries, members of sets, lists and maps. */
function sizeAt(item: Item, path: Path): AttributeValue | undefined {
  const value = valueAt(item, path);
  if (value === undefined) return undefined;
  const { S: text, B: binary, SS, NS, BS, L, M } = value;
  const size = text?.length ?? binary?.length ?? (SS ?? NS ?? BS ?? L)?.length ?? (M && Object.keys(M).length);
  return size === undefined ? undefined : { N: String(size) };
}

function compares(
  comparator: Comparator,
  left: AttributeValue | undefined,
  right: AttributeValue | undefined,
): boolean {
  if (left === undefined || right === undefined) return comparator === "<>" && left !== right;
  if (comparator === "=") return equal(left, right);
  if (comparator === "<>") return !equal(left, right);
  const ordered = order(left, right);
  if (ordered === undefined) return false;
  if (comparator === "<") return ordered < 0;
  if (comparator === "<=") return ordered <= 0;
  return comparator === ">" ? ordered > 0 : ordered >= 0;
}

function begins(value: AttributeValue | undefined, part: AttributeValue | undefined): boolean {
  if (value?.S !== undefined && part?.S !== undefined) return value.S.startsWith(part.S);
  if (value?.B === undefined || part?.B === undefined) return false;
  return Buffer.compare(value.B.subarray(0, part.B.length), part.B) === 0;
}

function contains(value: AttributeValue | undefined, part: AttributeValue | undefined): boolean {
  if (value === undefined || part === undefined) return false;
  if (value.S !== undefined) return part.S !== undefined && value.S.includes(part.S);
  if (value.B !== undefined) return part.B !== undefined && Buffer.from(value.B).includes(Buffer.from(part.B));
  const members =
    value.L ?? value.SS?.map((S) => ({ S })) ?? value.NS?.map((N) => ({ N })) ?? value.BS?.map((B) => ({ B }));
  return members?.some((member) => equal(member, part)) ?? false;
}
