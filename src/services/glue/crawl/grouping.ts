// Decides which folders are tables and which are partitions of one. Documented: "How does a crawler determine when to create partitions?".
import { compatible } from "../../../formats/inference/columns.ts";
import {
  type Extent,
  type FileSchema,
  mergeSchemas,
  NOTHING,
  sameFormat,
  similar,
  SIMILARITY_MIN,
  sum,
} from "./file-schema.ts";
import { extentOfFiles, type Folder, schemaOfFiles } from "./folders.ts";

export interface GroupedTable {
  /** The folder or file that names it; undefined for the include path itself. */
  readonly name: string | undefined;
  /** A folder from the include path on, with a slash at its end, or a file. */
  readonly path: string;
  /** `path` is then a whole key of the bucket. */
  readonly isFile: boolean;
  readonly schema: FileSchema;
  readonly extent: Extent;
  /** Folders' names level by level below the table; of no levels for a table without partitions. */
  readonly leaves: readonly Leaf[];
}

interface Leaf {
  readonly levels: readonly string[];
  readonly path: string;
  readonly schema: FileSchema;
  readonly extent: Extent;
}

export interface GroupingPolicy {
  /** One table an include path where formats allow it, however the schemas differ. */
  readonly combineCompatible: boolean;
  /** Levels below the include path at which folders are tables; undefined to find out. */
  readonly tableLevel: number | undefined;
}

/** Documented: schemas of at most this many kinds are partitions of one table. */
const KINDS_MAX = 5;

export function groupTables(root: Folder, policy: GroupingPolicy): GroupedTable[] {
  if (policy.tableLevel !== undefined) return tablesAtLevel(root, policy.tableLevel);
  const combined = policy.combineCompatible ? combine(root) : undefined;
  return combined ? [combined] : tablesOf(root);
}

function tablesAtLevel(folder: Folder, levels: number): GroupedTable[] {
  if (levels <= 0) {
    const combined = combine(folder);
    return combined ? [combined] : tablesOf(folder);
  }
  return [...folder.children.values()].flatMap((child) => tablesAtLevel(child, levels - 1));
}

/** All files below as one table, when format and depth are the same and no column has two incompatible types. */
function combine(folder: Folder): GroupedTable | undefined {
  const leaves = leavesOf(folder, []);
  const [first, ...rest] = leaves ?? [];
  if (leaves === undefined || first === undefined) return undefined;
  let schema = first.schema;
  for (const leaf of rest) {
    if (leaf.levels.length !== first.levels.length || !sameFormat(schema, leaf.schema)) return undefined;
    const types = new Map(schema.columns.map(({ name, type }) => [name, type]));
    const clash = leaf.schema.columns.some(({ name, type }) => !compatible(types.get(name) ?? type, type));
    if (clash) return undefined;
    schema = mergeSchemas(schema, leaf.schema);
  }
  return tableAt(folder, { schema, leaves });
}

/** Undefined when some folder's own files are not alike. */
function leavesOf(folder: Folder, levels: readonly string[]): Leaf[] | undefined {
  const leaves: Leaf[] = [];
  if (folder.files.sampled.length > 0) {
    const schema = schemaOfFiles(folder.files);
    if (schema === undefined) return undefined;
    leaves.push({ levels, path: folder.path, schema, extent: extentOfFiles(folder.files) });
  }
  for (const child of folder.children.values()) {
    const below = leavesOf(child, [...levels, child.name]);
    if (below === undefined) return undefined;
    leaves.push(...below);
  }
  return leaves;
}

/** A folder whose files, all levels down, are one table. */
interface Uniform {
  readonly schema: FileSchema;
  readonly leaves: readonly Leaf[];
}

function tablesOf(root: Folder): GroupedTable[] {
  const grouped = group(root);
  return Array.isArray(grouped) ? grouped : [tableAt(root, grouped)];
}

/** From the leaves up: folders that are alike become partitions, others tables of their own. */
function group(folder: Folder): Uniform | GroupedTable[] {
  const children = [...folder.children.values()]
    .map((child) => ({ child, grouped: group(child) }))
    .filter(({ grouped }) => !Array.isArray(grouped) || grouped.length > 0);
  const own = schemaOfFiles(folder.files);
  if (children.length === 0) {
    if (own === undefined) return fileTables(folder);
    const leaf = { levels: [], path: folder.path, schema: own, extent: extentOfFiles(folder.files) };
    return { schema: own, leaves: [leaf] };
  }
  const uniform = children.map(({ child, grouped }) => (Array.isArray(grouped) ? undefined : below(child, grouped)));
  if (folder.files.sampled.length === 0 && uniform.every((one) => one !== undefined)) {
    const schema = sharedSchema(uniform);
    if (schema) return { schema, leaves: uniform.flatMap(({ leaves }) => leaves) };
  }
  const tables = children.flatMap(({ child, grouped }) =>
    Array.isArray(grouped) ? grouped : [tableAt(child, grouped)],
  );
  return [...fileTables(folder), ...tables];
}

const below = (child: Folder, { schema, leaves }: Uniform): Uniform => ({
  schema,
  leaves: leaves.map((leaf) => ({ ...leaf, levels: [child.name, ...leaf.levels] })),
});

/** The schema of sibling folders when they are partitions of one table. */
function sharedSchema(siblings: readonly Uniform[]): FileSchema | undefined {
  const depth = siblings[0]?.leaves[0]?.levels.length;
  const kinds: { schema: FileSchema; count: number }[] = [];
  for (const { schema, leaves } of siblings) {
    if (leaves[0]?.levels.length !== depth) return undefined;
    if (kinds[0] && !sameFormat(kinds[0].schema, schema)) return undefined;
    const kind = kinds.find((known) => similar(known.schema, schema));
    if (kind === undefined) kinds.push({ schema, count: 1 });
    else {
      kind.count++;
      kind.schema = mergeSchemas(kind.schema, schema);
    }
    if (kinds.length > KINDS_MAX) return undefined;
  }
  const [first, ...rest] = kinds.toSorted((a, b) => b.count - a.count);
  if (first === undefined || first.count / siblings.length <= SIMILARITY_MIN) return undefined;
  return rest.reduce((schema, kind) => mergeSchemas(schema, kind.schema), first.schema);
}

/** A table of each file: of those that cannot share one, and of an include path that is a file. */
export function fileTables({ files }: Folder): GroupedTable[] {
  return files.sampled.map(({ key, schema, extent }) => {
    const name = key.slice(key.lastIndexOf("/") + 1);
    return { name, path: key, isFile: true, schema, extent, leaves: [] };
  });
}

const tableAt = (folder: Folder, { schema, leaves }: Uniform): GroupedTable => ({
  name: folder.name === "" ? undefined : folder.name,
  path: folder.path,
  isFile: false,
  schema,
  extent: leaves.reduce((all, leaf) => sum(all, leaf.extent), NOTHING),
  leaves,
});
