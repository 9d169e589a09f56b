// Loads the generated service models: the facts of all at once, each model when it is first asked for.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageFolder } from "../kit/package-folder.ts";
import { ShapeGraph, type Structure } from "./shapes.ts";
import type { StoredModel, StoredOperation } from "./stored-model.ts";
import type { ServiceFacts, WireOperation, WireService } from "./wire.ts";

const MODELS = "src/wire/models";

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
