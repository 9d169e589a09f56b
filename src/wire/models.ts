// Loads the generated service models: the facts of all at once, each model when it is first asked for.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ShapeGraph, type Structure } from "./shapes.ts";
import type { StoredModel, StoredOperation } from "./stored-model.ts";
import type { ServiceFacts, WireOperation, WireService } from "./wire.ts";

const MODELS = "src/wire/models";

/** The package's own folder, from `src/` as well as from a bundle in `dist/`. */
function packageFolder(): string {
  const start = dirname(fileURLToPath(import.meta.url));
  for (let folder = start; ; folder = dirname(folder)) {
    const manifest = join(folder, "package.json");
    if (existsSync(manifest) && (JSON.parse(readFileSync(manifest, "utf8")) as { name?: string }).name === "forebay")
      return folder;
    if (folder === dirname(folder)) throw new Error(`no package.json of forebay above ${start}`);
  }
}

const modelsFolder = join(packageFolder(), MODELS);
const readModel = (name: string): unknown => JSON.parse(readFileSync(join(modelsFolder, `${name}.json`), "utf8"));

export const serviceFacts: readonly ServiceFacts[] = readModel("index") as ServiceFacts[];

const services = new Map<string, WireService>();

/** The service of that SDK package name (`kinesis`). Errors: Error when there is no model of it. */
export function loadService(name: string): WireService {
  let service = services.get(name);
  if (service === undefined) {
    if (!serviceFacts.some((facts) => facts.name === name)) throw new Error(`there is no model of ${name}`);
    services.set(name, (service = serviceOf(readModel(name) as StoredModel)));
  }
  return service;
}

/** A service of a stored model. */
export function serviceOf(model: StoredModel): WireService {
  const { operations: storedOperations, shapes, xmlNamespace, queryCompatible = false, targetPrefix, ...facts } = model;
  const graph = new ShapeGraph(shapes);
  const operations = new Map<string, WireOperation>();
  const service: WireService = {
    ...facts,
    targetPrefix,
    xmlNamespace,
    queryCompatible,
    operations,
    errors: errorsOf(model, graph),
  };
  for (const [name, stored] of Object.entries(storedOperations))
    operations.set(name, operationOf(name, stored, service, graph));
  return service;
}

function errorsOf({ shapes }: StoredModel, graph: ShapeGraph): ReadonlyMap<string, Structure> {
  const errors = new Map<string, Structure>();
  for (const [name, shape] of Object.entries(shapes)) {
    if (shape.type !== "structure" || shape.error === undefined) continue;
    errors.set(name, graph.structure(name));
    if (shape.error.code !== undefined && !(shape.error.code in shapes))
      errors.set(shape.error.code, graph.structure(name));
  }
  return errors;
}

const isStream = (structure: Structure): boolean =>
  structure.members.some(({ target }) => target.kind === "stream" || (target.kind === "structure" && target.events));

function operationOf(name: string, stored: StoredOperation, service: WireService, graph: ShapeGraph): WireOperation {
  return {
    name,
    service,
    get input() {
      return graph.structure(stored.input);
    },
    get output() {
      return graph.structure(stored.output);
    },
    get streamsIn() {
      return isStream(graph.structure(stored.input));
    },
    get streamsOut() {
      return isStream(graph.structure(stored.output));
    },
    hasOutput: stored.output !== undefined,
    http: stored.http && { method: stored.http[0], uri: stored.http[1], status: stored.http[2] },
  };
}
