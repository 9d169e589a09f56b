// Document paths: `a.b[2]`, and what lies there.
import type { AttributeValue, Item } from "./attribute-value.ts";

/** The first element is an attribute's name; then names of map members and indexes of lists. */
export type Path = readonly [string, ...(string | number)[]];

/** As error messages show it: `[a, b, [2]]`. */
export const pathText = (path: Path): string =>
  `[${path.map((element) => (typeof element === "number" ? `[${element}]` : element)).join(", ")}]`;

export function valueAt(item: Item, path: Path): AttributeValue | undefined {
  let value: AttributeValue | undefined = { M: item };
  for (const element of path) value = value && memberOf(value, element);
  return value;
}

function memberOf({ M: map, L: list }: AttributeValue, element: string | number): AttributeValue | undefined {
  if (typeof element === "number") return list?.[element];
  return map && Object.hasOwn(map, element) ? map[element] : undefined;
}

/** Only what lies at the paths, with the maps and lists around it; list members close up in the order of their indexes. */
export function project(item: Item, paths: readonly Path[]): Item {
  return projected({ M: item }, paths)?.M ?? {};
}

function projected(
  value: AttributeValue,
  paths: readonly (readonly (string | number)[])[],
): AttributeValue | undefined {
  if (paths.some((path) => path.length === 0)) return value;
  const byElement = new Map<string | number, (string | number)[][]>();
  for (const [element, ...rest] of paths) {
    if (element === undefined) continue;
    byElement.set(element, [...(byElement.get(element) ?? []), rest]);
  }
  const members = [...byElement]
    .map(([element, rests]) => {
      const member = memberOf(value, element);
      return [element, member && projected(member, rests)] as const;
    })
    .filter((one): one is [string | number, AttributeValue] => one[1] !== undefined);
  if (members.length === 0) return undefined;
  if (value.M) return { M: Object.fromEntries(members.map(([element, member]) => [String(element), member])) };
  return { L: members.toSorted(([left], [right]) => Number(left) - Number(right)).map(([, member]) => member) };
}
