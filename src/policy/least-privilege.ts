// The smallest readable identity policy that would have allowed what a run needed.

export interface Need {
  /** `s3:GetObject`. */
  readonly action: string;
  /** An ARN or `*`. */
  readonly resource: string;
}

/** To be written as JSON. */
export interface LeastPrivilegePolicy {
  readonly Version: "2012-10-17";
  readonly Statement: readonly {
    readonly Effect: "Allow";
    readonly Action: string | readonly string[];
    readonly Resource: string | readonly string[];
  }[];
}

/** More resources than these in one folder, needed for the same actions, are written as the folder. */
const SIBLINGS_MAX = 5;

/** The same needs in any order make the same policy. Undefined when nothing was needed: IAM knows no empty policy. */
export function leastPrivilege(needs: readonly Need[]): LeastPrivilegePolicy | undefined {
  if (needs.length === 0) return undefined;
  const byActions = groupBy(actionsByResource(needs), ([, actions]) => actions.join());
  const folded = [...byActions.values()].flatMap((group) => {
    const [[, actions]] = group as [[string, string[]]];
    return foldSiblings(group.map(([resource]) => resource)).map((resource): Need[] =>
      actions.map((action) => ({ action, resource })),
    );
  });
  const statements = [...groupBy(actionsByResource(folded.flat()), ([, actions]) => actions.join()).values()];
  const written = statements.map((group) => ({
    Effect: "Allow" as const,
    Action: oneOrMany(group[0]![1]),
    Resource: oneOrMany(group.map(([resource]) => resource)),
  }));
  return { Version: "2012-10-17", Statement: written.toSorted((a, b) => compare(sortKey(a), sortKey(b))) };
}

/** Resources as a policy names them, with their actions, both in order. */
function actionsByResource(needs: readonly Need[]): [string, string[]][] {
  const found = new Map<string, Set<string>>();
  for (const { action, resource } of needs) {
    const actions = found.get(resource) ?? new Set();
    found.set(resource, actions.add(action));
  }
  return [...found]
    .map(([resource, actions]): [string, string[]] => [resource, [...actions].toSorted(compare)])
    .toSorted(([a], [b]) => compare(a, b));
}

/** Many in one folder become `folder/*`; what is in them is escaped, so that it stands for itself. */
function foldSiblings(resources: readonly string[]): string[] {
  const folders = groupBy(resources, folderOf);
  return [...folders].flatMap(([folder, members]) =>
    folder !== "" && members.length > SIBLINGS_MAX ? [`${escapeText(folder)}*`] : members.map(escapeResource),
  );
}

/** With its slash; empty for resources that are in none. Only S3's objects are in folders. */
const folderOf = (resource: string): string => /^arn:[^:]+:s3:::[^/]+\/(?:.*\/)?/s.exec(resource)?.[0] ?? "";

/** A `*` that ends the resource stands for all of a kind, as requests for lists have it. */
function escapeResource(resource: string): string {
  if (resource === "*") return resource;
  const open = /[:/]\*$/.test(resource);
  return open ? `${escapeText(resource.slice(0, -1))}*` : escapeText(resource);
}

const escapeText = (text: string): string => text.replaceAll(/[*?]|\$(?=\{)/g, (character) => `\${${character}}`);

const oneOrMany = (values: readonly string[]): string | readonly string[] =>
  values.length === 1 ? values[0]! : values;

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

const sortKey = ({ Action, Resource }: LeastPrivilegePolicy["Statement"][number]): string =>
  `${[Action].flat().join()} ${[Resource].flat().join()}`;

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
