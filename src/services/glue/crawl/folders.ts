// The folders below an include path: what lies in each, and what its files look like.
import { similar, sum, mergeSchemas, NOTHING, type Extent, type FileSchema } from "./file-schema.ts";
import type { SampledFile } from "./sample.ts";
import type { SourceObject } from "./source.ts";

export interface Folder {
  /** Last component; empty for the include path itself. */
  readonly name: string;
  /** From the include path on, with a slash at its end; empty for the include path itself. */
  readonly path: string;
  readonly children: Map<string, Folder>;
  /** The files that lie directly in it. */
  readonly files: FolderFiles;
}

export interface FolderFiles {
  objectCount: number;
  sizeBytes: number;
  /** Some of them, to be sampled. */
  readonly chosen: SourceObject[];
  sampled: SampledFile[];
}

/** Folders of one target. Ours: bounds the memory of a crawl. */
export const FOLDERS_MAX = 500_000;

/** Files sampled of one folder when the target names no SampleSize, and files chosen over all folders. Ours. */
const FILES_SAMPLED_MAX = 100;
const FILES_CHOSEN_MAX = 200_000;

export class TooManyFolders extends Error {}

/** Grows the tree object by object. `filesMax` is the target's SampleSize. */
export class FolderTree {
  readonly root: Folder = newFolder("", "");
  readonly #filesMax: number;
  #folderCount = 1;
  #chosenCount = 0;

  constructor(filesMax: number | undefined) {
    this.#filesMax = Math.min(filesMax ?? FILES_SAMPLED_MAX, FILES_SAMPLED_MAX);
  }

  /** `relativeKey` is the key from the include path on. */
  add(relativeKey: string, object: SourceObject): void {
    const { files } = this.#folderOf(relativeKey.split("/").slice(0, -1));
    files.objectCount++;
    files.sizeBytes += object.sizeBytes;
    const room = this.#chosenCount < FILES_CHOSEN_MAX ? this.#filesMax : 1;
    if (files.chosen.length >= room) return;
    files.chosen.push(object);
    this.#chosenCount++;
  }

  *folders(): Iterable<Folder> {
    const open = [this.root];
    for (let folder = open.pop(); folder; folder = open.pop()) {
      yield folder;
      open.push(...folder.children.values());
    }
  }

  #folderOf(names: readonly string[]): Folder {
    let folder = this.root;
    for (const name of names) {
      let child = folder.children.get(name);
      if (child === undefined) {
        if (++this.#folderCount > FOLDERS_MAX) throw new TooManyFolders();
        child = newFolder(name, `${folder.path}${name}/`);
        folder.children.set(name, child);
      }
      folder = child;
    }
    return folder;
  }
}

const newFolder = (name: string, path: string): Folder => ({
  name,
  path,
  children: new Map(),
  files: { objectCount: 0, sizeBytes: 0, chosen: [], sampled: [] },
});

/** Keys that a crawler passes over: folders' markers, and what Hive and Spark hide behind `_` and `.`. */
export const isHidden = (relativeKey: string): boolean =>
  relativeKey.endsWith("/") || relativeKey.endsWith("_$folder$") || /(^|\/)[_.]/.test(relativeKey);

/** The schema that all sampled files of the folder share; undefined when they are not alike, or none is known. */
export function schemaOfFiles({ sampled }: FolderFiles): FileSchema | undefined {
  let merged: FileSchema | undefined;
  for (const { schema } of sampled) {
    if (merged && !similar(merged, schema)) return undefined;
    merged = merged ? mergeSchemas(merged, schema) : schema;
  }
  return merged;
}

/** What lies in the folder: the sampled files' extent, scaled up to all of them. */
export function extentOfFiles({ objectCount, sizeBytes, sampled }: FolderFiles): Extent {
  const known = sampled.reduce((all, { extent }) => sum(all, extent), NOTHING);
  const scale = known.sizeBytes > 0 ? sizeBytes / known.sizeBytes : 0;
  return {
    objectCount,
    sizeBytes,
    recordCount: Math.round(known.recordCount * scale),
    recordBytes: Math.round(known.recordBytes * scale),
  };
}
