// Lays botocore's constraints, number kinds and errors over an SDK's schemas, by (shape, member).
import type {
  StoredList,
  StoredMap,
  StoredMember,
  StoredModel,
  StoredOperation,
  StoredReference,
  StoredScalar,
  StoredShape,
  StoredStructure,
} from "../../src/wire/stored-model.ts";

export interface MergeCount {
  /** Scalar members that both describe. */
  matched: number;
  /** `shape.member` that botocore does not know, or knows as something else. */
  readonly unmatched: string[];
}

const refOf = (member: StoredMember): StoredReference => (typeof member === "string" ? { shape: member } : member);
const memberOf = ({ shape, ...traits }: StoredReference): StoredMember =>
  Object.keys(traits).length === 0 ? shape : { shape, ...traits };

const families: Readonly<Record<string, string>> = {
  byte: "number",
  short: "number",
  integer: "number",
  long: "number",
  bigInteger: "number",
  float: "number",
  double: "number",
  bigDecimal: "number",
  dateTime: "timestamp",
  httpDate: "timestamp",
  epochSeconds: "timestamp",
  stream: "blob",
};
const familyOf = (type: string): string => families[type] ?? type;

class Merger {
  readonly shapes: Record<string, StoredShape> = {};
  readonly count: MergeCount = { matched: 0, unmatched: [] };
  readonly #sdk: StoredModel;
  readonly #boto: StoredModel;
  readonly #done = new Set<string>();

  constructor(sdk: StoredModel, boto: StoredModel) {
    this.#sdk = sdk;
    this.#boto = boto;
  }

  #sdkShape(name: string): StoredShape {
    if (name.startsWith("#")) return { type: name.slice(1) } as StoredScalar;
    const shape = this.#sdk.shapes[name];
    if (shape === undefined) throw new Error(`SDK shape ${name} is missing`);
    return shape;
  }

  #botoShape(name: string | undefined): StoredShape | undefined {
    if (name === undefined) return undefined;
    return name.startsWith("#") ? ({ type: name.slice(1) } as StoredScalar) : this.#boto.shapes[name];
  }

  /** The merged shape's name. `where` says which member it is, for the count. */
  shape(sdkName: string, botoName: string | undefined, where: string): string {
    const sdk = this.#sdkShape(sdkName);
    const boto = this.#botoShape(botoName);
    switch (sdk.type) {
      case "structure":
      case "union":
        return this.#once(sdkName, () =>
          this.#structure(sdk, boto?.type === "structure" || boto?.type === "union" ? boto : undefined, sdkName),
        );
      case "list":
        return this.#list(sdkName, sdk, botoName, boto?.type === "list" ? boto : undefined);
      case "map":
        return this.#map(sdkName, sdk, botoName, boto?.type === "map" ? boto : undefined);
      default:
        return this.#scalar(sdk, botoName, boto, where);
    }
  }

  #once(name: string, make: () => StoredShape): string {
    if (!this.#done.has(name)) {
      this.#done.add(name);
      this.shapes[name] = make();
    }
    return name;
  }

  #member(sdk: StoredMember, boto: StoredMember | undefined, where: string): StoredMember {
    const reference = refOf(sdk);
    const shape = this.shape(reference.shape, boto === undefined ? undefined : refOf(boto).shape, where);
    return memberOf({ ...reference, shape });
  }

  #structure(sdk: StoredStructure, boto: StoredStructure | undefined, name: string): StoredStructure {
    const members = Object.entries(sdk.members).map(
      ([key, member]) => [key, this.#member(member, boto?.members[key], `${name}.${key}`)] as const,
    );
    const required = boto?.required?.filter((key) => key in sdk.members) ?? sdk.required;
    const { required: _, ...rest } = sdk;
    return {
      ...rest,
      members: Object.fromEntries(members),
      ...(required && required.length > 0 && { required: [...required].sort() }),
    };
  }

  /** Lists that the SDK does not name take botocore's name. */
  #list(sdkName: string, sdk: StoredList, botoName: string | undefined, boto: StoredList | undefined): string {
    const name = sdkName.startsWith("[]") ? (boto && botoName ? botoName : sdkName) : sdkName;
    return this.#once(name, () => ({
      ...sdk,
      ...boundsOf(boto),
      member: this.#member(sdk.member, boto?.member, `${name}[]`),
    }));
  }

  #map(sdkName: string, sdk: StoredMap, botoName: string | undefined, boto: StoredMap | undefined): string {
    const name = sdkName.startsWith("{}") ? (boto && botoName ? botoName : sdkName) : sdkName;
    return this.#once(name, () => ({
      ...sdk,
      ...boundsOf(boto),
      key: this.#member(sdk.key, boto?.key, `${name}{key}`),
      value: this.#member(sdk.value, boto?.value, `${name}{value}`),
    }));
  }

  #scalar(sdk: StoredScalar, botoName: string | undefined, boto: StoredShape | undefined, where: string): string {
    if (boto === undefined || botoName === undefined || familyOf(boto.type) !== familyOf(sdk.type)) {
      this.count.unmatched.push(where);
      return `#${sdk.type}`;
    }
    this.count.matched += 1;
    const kind = familyOf(sdk.type) === "number" ? boto.type : sdk.type;
    if (botoName.startsWith("#")) return `#${kind}`;
    return this.#once(botoName, () => ({ ...boto, type: kind }) as StoredScalar);
  }
}

const boundsOf = (shape: { min?: number; max?: number } | undefined): { min?: number; max?: number } => ({
  ...(shape?.min !== undefined && { min: shape.min }),
  ...(shape?.max !== undefined && { max: shape.max }),
});

/** The SDK's model with botocore's constraints; shapes that no operation and no error reaches are left out. */
export function mergeModels(sdk: StoredModel, boto: StoredModel): { model: StoredModel; count: MergeCount } {
  const merger = new Merger(sdk, boto);
  const operations: Record<string, StoredOperation> = {};
  for (const [name, operation] of Object.entries(sdk.operations)) {
    const known = boto.operations[name];
    const errors = known?.errors?.filter((error) => isError(sdk.shapes[error]));
    operations[name] = {
      ...operation,
      ...(operation.input !== undefined && { input: merger.shape(operation.input, known?.input, name) }),
      ...(operation.output !== undefined && { output: merger.shape(operation.output, known?.output, name) }),
      ...(errors && errors.length > 0 && { errors }),
    };
  }
  for (const [name, shape] of Object.entries(sdk.shapes)) if (isError(shape)) merger.shape(name, name, name);
  const { signingNames, endpointPrefix } = boto;
  return { model: { ...sdk, signingNames, endpointPrefix, operations, shapes: merger.shapes }, count: merger.count };
}

const isError = (shape: StoredShape | undefined): boolean => shape?.type === "structure" && shape.error !== undefined;
