// Shapes of a service model with their references resolved, on demand: recursive models are graphs.
import type {
  ScalarKind,
  StoredError,
  StoredMember,
  StoredModel,
  StoredScalar,
  StoredShape,
  StoredStructure,
  StoredTraits,
} from "./stored-model.ts";

interface Bounds {
  readonly min: number | undefined;
  readonly max: number | undefined;
}

export interface Scalar extends Bounds {
  readonly kind: ScalarKind;
  readonly name: string;
  readonly pattern: string | undefined;
  readonly enum: readonly string[] | undefined;
  readonly mediaType: string | undefined;
}

export interface List extends Bounds {
  readonly kind: "list";
  readonly name: string;
  readonly member: Member;
  readonly sparse: boolean;
}

export interface MapShape extends Bounds {
  readonly kind: "map";
  readonly name: string;
  readonly key: Member;
  readonly value: Member;
  readonly sparse: boolean;
}

export interface Structure {
  readonly kind: "structure";
  readonly name: string;
  readonly members: readonly Member[];
  readonly union: boolean;
  /** A union whose members are the events of a stream. */
  readonly events: boolean;
  readonly xmlName: string | undefined;
  readonly namespace: readonly string[] | undefined;
  readonly error: StoredError | undefined;
}

export type Shape = Scalar | List | MapShape | Structure;

export interface Member extends StoredTraits {
  readonly name: string;
  readonly target: Shape;
  readonly required: boolean;
}

export const emptyStructure: Structure = {
  kind: "structure",
  name: "Unit",
  members: [],
  union: false,
  events: false,
  xmlName: undefined,
  namespace: undefined,
  error: undefined,
};

/** Gives an object a property that is computed when first read. */
function lazy<Value>(compute: () => Value): () => Value {
  let computed: { readonly value: Value } | undefined;
  return () => (computed ??= { value: compute() }).value;
}

/** The shapes of one model, each made once. */
export class ShapeGraph {
  readonly #stored: StoredModel["shapes"];
  readonly #made = new Map<string, Shape>();

  constructor(stored: StoredModel["shapes"]) {
    this.#stored = stored;
  }

  structure(name: string | undefined): Structure {
    if (name === undefined) return emptyStructure;
    const shape = this.shape(name);
    if (shape.kind !== "structure") throw new Error(`${name} is no structure`);
    return shape;
  }

  shape(name: string): Shape {
    let shape = this.#made.get(name);
    if (shape === undefined) this.#made.set(name, (shape = this.#make(name)));
    return shape;
  }

  #make(name: string): Shape {
    if (name.startsWith("#")) return scalar(name, { type: name.slice(1) as ScalarKind });
    const stored = this.#stored[name];
    if (stored === undefined) throw new Error(`the model has no shape ${name}`);
    return this.#resolve(name, stored);
  }

  #resolve(name: string, stored: StoredShape): Shape {
    switch (stored.type) {
      case "structure":
      case "union":
        return this.#structure(name, stored);
      case "list": {
        const member = lazy(() => this.#member("member", stored.member));
        const { min, max, sparse = false } = stored;
        return {
          kind: "list",
          name,
          min,
          max,
          sparse,
          get member() {
            return member();
          },
        };
      }
      case "map": {
        const key = lazy(() => this.#member("key", stored.key));
        const value = lazy(() => this.#member("value", stored.value));
        const { min, max, sparse = false } = stored;
        return {
          kind: "map",
          name,
          min,
          max,
          sparse,
          get key() {
            return key();
          },
          get value() {
            return value();
          },
        };
      }
      default:
        return scalar(name, stored);
    }
  }

  #structure(name: string, stored: StoredStructure): Structure {
    const required = new Set(stored.required);
    const members = lazy(() =>
      Object.entries(stored.members).map(([key, member]) => this.#member(key, member, required.has(key))),
    );
    return {
      kind: "structure",
      name,
      get members() {
        return members();
      },
      union: stored.type === "union",
      events: stored.events ?? false,
      xmlName: stored.xmlName,
      namespace: stored.namespace,
      error: stored.error,
    };
  }

  #member(name: string, stored: StoredMember, required = false): Member {
    if (typeof stored === "string") return { name, required, target: this.shape(stored) };
    const { shape, ...traits } = stored;
    return { ...traits, name, required, target: this.shape(shape) };
  }
}

function scalar(name: string, { type, min, max, pattern, enum: values, mediaType }: StoredScalar): Scalar {
  return { kind: type, name, min, max, pattern, enum: values, mediaType };
}
