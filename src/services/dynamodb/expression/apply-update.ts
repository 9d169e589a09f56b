// What an item becomes by an update. Every value is worked out from the item as it was before.
import { type AttributeValue, equal, type Item, typeOf } from "../attribute-value.ts";
import { addDecimals, formatDecimal, negated, parseDecimal } from "../decimal.ts";
import { type Path, valueAt } from "../document-path.ts";
import { noSuchAttribute, pathNotUpdatable, updateOperandType, updateTypeMismatch } from "../errors.ts";
import type { SetValue, Update } from "./ast.ts";

/** Errors: ValidationException. */
export function applyUpdate(item: Item, update: Update): Item {
  const values = update.set.map(({ path, value }) => [path, valueOf(item, value)] as const);
  const added = update.add.map(({ path, value }) => [path, sumOf(valueAt(item, path), value)] as const);
  const left = update.delete.map(({ path, value }) => [path, lessOf(valueAt(item, path), value)] as const);
  let result = item;
  for (const [path, value] of [...values, ...added]) result = withValue(result, path, value);
  // Members of lists go from behind, so that indexes stay what they were.
  for (const path of update.remove.toSorted(lastFirst)) result = withValue(result, path, undefined);
  for (const [path, value] of left) if (valueAt(item, path)) result = withValue(result, path, value);
  return result;
}

const lastFirst = (left: Path, right: Path): number => {
  const differs = left.findIndex((element, at) => element !== right[at]);
  const [one, other] = [left[differs], right[differs]];
  return typeof one === "number" && typeof other === "number" ? other - one : 0;
};

function valueOf(item: Item, value: SetValue): AttributeValue {
  switch (value.kind) {
    case "value":
      return value.value;
    case "path": {
      const found = valueAt(item, value.path);
      if (found === undefined) throw noSuchAttribute();
      return found;
    }
    case "default":
      return valueAt(item, value.path) ?? valueOf(item, value.otherwise);
    case "append": {
      const [first, second] = [valueOf(item, value.first), valueOf(item, value.second)];
      if (!first.L || !second.L) throw updateOperandType();
      return { L: [...first.L, ...second.L] };
    }
    default: {
      const [left, right] = [valueOf(item, value.left), valueOf(item, value.right)];
      if (left.N === undefined || right.N === undefined) throw updateOperandType();
      const second = parseDecimal(right.N);
      return { N: formatDecimal(addDecimals(parseDecimal(left.N), value.kind === "plus" ? second : negated(second))) };
    }
  }
}

/** ADD: to numbers, and members to sets. */
function sumOf(was: AttributeValue | undefined, added: AttributeValue): AttributeValue {
  if (was === undefined) return added;
  if (typeOf(was) !== typeOf(added)) throw updateOperandType();
  if (added.N !== undefined)
    return { N: formatDecimal(addDecimals(parseDecimal(was.N ?? "0"), parseDecimal(added.N))) };
  if (added.SS) return { SS: [...new Set([...(was.SS ?? []), ...added.SS])] };
  if (added.NS) return { NS: [...new Set([...(was.NS ?? []), ...added.NS])] };
  const known = (was.BS ?? []).map((B) => ({ B }));
  return { BS: [...(was.BS ?? []), ...(added.BS ?? []).filter((B) => !known.some((one) => equal(one, { B })))] };
}

/** DELETE: members from sets; undefined when none is left. */
function lessOf(was: AttributeValue | undefined, removed: AttributeValue): AttributeValue | undefined {
  if (was === undefined) return undefined;
  if (typeOf(was) !== typeOf(removed)) throw updateOperandType();
  const without = <Member>(members: readonly Member[] = [], gone: readonly Member[] = []): Member[] =>
    members.filter((member) => !gone.includes(member));
  if (was.SS) return ifAny({ SS: without(was.SS, removed.SS) });
  if (was.NS) return ifAny({ NS: without(was.NS, removed.NS) });
  const gone = (removed.BS ?? []).map((B) => ({ B }));
  return ifAny({ BS: (was.BS ?? []).filter((B) => !gone.some((one) => equal(one, { B }))) });
}

const ifAny = (set: AttributeValue): AttributeValue | undefined =>
  (set.SS ?? set.NS ?? set.BS ?? []).length > 0 ? set : undefined;

/** The item with another value at the path, or without one there. Errors: ValidationException when nothing is around it. */
function withValue(item: Item, path: Path, value: AttributeValue | undefined): Item {
  return changed({ M: item }, path, value).M ?? {};
}

function changed(
  around: AttributeValue,
  [element, ...rest]: readonly (string | number)[],
  value: AttributeValue | undefined,
): AttributeValue {
  if (element === undefined) throw updateTypeMismatch();
  if (typeof element === "number") {
    if (!around.L) throw pathNotUpdatable();
    return { L: changedList(around.L, element, rest, value) };
  }
  if (!around.M) throw pathNotUpdatable();
  const member = Object.hasOwn(around.M, element) ? around.M[element] : undefined;
  if (rest.length > 0) {
    if (member === undefined) throw pathNotUpdatable();
    return { M: { ...around.M, [element]: changed(member, rest, value) } };
  }
  if (value !== undefined) return { M: { ...around.M, [element]: value } };
  const { [element]: _gone, ...others } = around.M;
  return { M: others };
}

function changedList(
  list: readonly AttributeValue[],
  index: number,
  rest: readonly (string | number)[],
  value: AttributeValue | undefined,
): AttributeValue[] {
  const member = list[index];
  if (rest.length > 0) {
    if (member === undefined) throw pathNotUpdatable();
    return list.map((one, at) => (at === index ? changed(one, rest, value) : one));
  }
  if (value === undefined) return list.filter((_one, at) => at !== index);
  // Documented: an index behind the end appends.
  return member === undefined ? [...list, value] : list.map((one, at) => (at === index ? value : one));
}
