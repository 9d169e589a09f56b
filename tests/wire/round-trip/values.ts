// Random values of a model's shapes, as an SDK user or a handler would hold them.
import fc from "fast-check";
import { hostLabelMembers, unsentMembers } from "./client-rules.ts";
import type { Member, Scalar, Shape, Structure } from "../../../src/wire/shapes.ts";

/** Where values travel: each can carry some values only. */
export interface Carrier {
  /** XML cannot carry most control characters; its readers differ on white space at the edges. */
  readonly text: "any" | "xml";
  /** Lists, maps and structures without content can be told from absent ones. */
  readonly empties: boolean;
  /** NaN and the infinities. */
  readonly specials: boolean;
  /** The direction: event streams and streaming blobs are compared apart, in answers only. */
  readonly direction: "input" | "output";
  readonly service: string;
}

const DEPTH_MAX = 4;
/** Texts of those characters. */
const textOf = (characters: string, maxLength: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...Array.from(characters)), { minLength: 1, maxLength }).map((chosen) => chosen.join(""));

const xmlText = textOf("abzAZ09 -_.:/&<>\"'+=%é漢😹", 12).filter((text) => text.trim() === text);
const anyText = fc.string({ unit: "binary", maxLength: 12 });
const headerText = textOf("abzAZ09-_./:;=+", 12);
const queryText = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 8 })
  .filter((text) => !/[\ud800-\udfff]/u.test(text));
const labelText = queryText.filter((text) => text !== "." && text !== "..");
const key = textOf("abcdefgXYZ019-_", 8).filter((text) => /^[a-zX-Z]/.test(text));

const integers: Readonly<Record<string, fc.Arbitrary<number>>> = {
  byte: fc.integer({ min: -128, max: 127 }),
  short: fc.integer({ min: -32_768, max: 32_767 }),
  integer: fc.integer(),
  long: fc.maxSafeInteger(),
  bigInteger: fc.maxSafeInteger(),
};

/** From 1970 to 2100, of whole seconds or milliseconds. */
const instants = (unitMs: number): fc.Arbitrary<Date> =>
  fc
    .integer({ min: 0, max: 4_102_444_800 })
    .map((seconds) => new Date(seconds * 1000 + (unitMs === 1 ? seconds % 1000 : 0)));

const blobs = fc.uint8Array({ maxLength: 40 });
const documents = fc.dictionary(key, fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.array(fc.integer())), {
  noNullPrototype: true,
});

function scalar({ kind, enum: values }: Scalar, carrier: Carrier, text: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  switch (kind) {
    case "string":
      return values === undefined ? text : fc.constantFrom(...values);
    case "boolean":
      return fc.boolean();
    case "float":
    case "double":
    case "bigDecimal":
      return fc.double({ noNaN: !carrier.specials, noDefaultInfinity: !carrier.specials }).map((value) => value || 0);
    case "timestamp":
    case "dateTime":
    case "epochSeconds":
      return instants(1);
    case "httpDate":
      return instants(1000);
    case "blob":
    case "stream":
      return blobs;
    case "document":
      return documents;
    default:
      return integers[kind]!;
  }
}

/** The arbitraries of one carrier, each shape's made once a depth. */
export class Values {
  readonly #carrier: Carrier;
  readonly #made: Map<Shape, fc.Arbitrary<unknown>>[] = [];

  constructor(carrier: Carrier) {
    this.#carrier = carrier;
  }

  /** A whole input or output. */
  structure(structure: Structure): fc.Arbitrary<Record<string, unknown>> {
    const members = structure.members.filter((member) => this.#isSent(member));
    const entries = members.map((member) => [member.name, this.#member(member)] as const);
    const requiredKeys = members.filter((member) => this.#isRequired(member)).map(({ name }) => name);
    return fc.record(Object.fromEntries(entries), { requiredKeys, noNullPrototype: true });
  }

  #isSent({ name, target }: Member): boolean {
    if (unsentMembers[this.#carrier.service]?.includes(name)) return false;
    return !(target.kind === "structure" && target.events);
  }

  /** SDKs refuse inputs without their labels; answers without a payload differ by protocol. */
  #isRequired({ required, in: location, target }: Member): boolean {
    return required || location === "label" || location === "status" || target.kind === "stream";
  }

  #member(member: Member): fc.Arbitrary<unknown> {
    const { target, in: location } = member;
    const forHost = this.#carrier.direction === "input" && target.kind === "string" && hostLabelMembers[member.name];
    if (forHost) return forHost;
    switch (location) {
      case "label":
        return this.#located(target, labelText, true);
      case "query":
        return this.#located(target, queryText, false);
      case "header":
        return this.#located(target, headerText, true);
      case "prefixHeaders":
        return fc.dictionary(
          key.map((text) => text.toLowerCase()),
          headerText,
          { minKeys: 1, maxKeys: 3 },
        );
      case "status":
        return fc.constantFrom(200, 201, 202);
      default:
        return this.#body(target, 0, location === "payload");
    }
  }

  /** Lists outside the body cannot be empty, and dates there have whole seconds. */
  #located(target: Shape, text: fc.Arbitrary<string>, wholeSeconds: boolean): fc.Arbitrary<unknown> {
    if (target.kind === "list")
      return fc.array(this.#located(target.member.target, text, wholeSeconds), { minLength: 1, maxLength: 3 });
    if (target.kind === "timestamp" && wholeSeconds) return instants(1000);
    return scalar(target as Scalar, { ...this.#carrier, specials: false }, text);
  }

  #body(shape: Shape, depth: number, payload = false): fc.Arbitrary<unknown> {
    if (payload && shape.kind === "string") return fc.string({ unit: "grapheme", minLength: 1 });
    if (payload && shape.kind === "blob") return fc.uint8Array({ minLength: 1, maxLength: 40 });
    const made = (this.#made[depth] ??= new Map<Shape, fc.Arbitrary<unknown>>());
    let arbitrary = made.get(shape);
    if (arbitrary === undefined) made.set(shape, (arbitrary = this.#make(shape, depth)));
    return arbitrary;
  }

  #make(shape: Shape, depth: number): fc.Arbitrary<unknown> {
    const minLength = this.#carrier.empties ? 0 : 1;
    const maxLength = depth >= DEPTH_MAX ? minLength : 3;
    switch (shape.kind) {
      case "structure":
        return this.#nested(shape, depth + 1);
      case "list":
        return fc.array(this.#body(shape.member.target, depth + 1), { minLength, maxLength });
      case "map": {
        const keys =
          shape.key.target.kind === "string" && shape.key.target.enum ? fc.constantFrom(...shape.key.target.enum) : key;
        return fc.dictionary(keys, this.#body(shape.value.target, depth + 1), {
          minKeys: minLength,
          maxKeys: maxLength,
          noNullPrototype: true,
        });
      }
      default:
        return scalar(shape, this.#carrier, this.#carrier.text === "xml" ? xmlText : anyText);
    }
  }

  /** Below the depth, structures have their scalars only, and what they cannot be without. */
  #nested({ members, union }: Structure, depth: number): fc.Arbitrary<unknown> {
    const sent = members.filter(
      ({ target, required }) => required || depth < DEPTH_MAX || !["structure", "list", "map"].includes(target.kind),
    );
    if (sent.length === 0) return fc.constant({});
    if (union)
      return fc.oneof(
        ...sent.map((member) => this.#body(member.target, depth).map((value) => ({ [member.name]: value }))),
      );
    const entries = sent.map((member) => [member.name, this.#body(member.target, depth)] as const);
    const required = sent.filter((member) => member.required).map(({ name }) => name);
    const requiredKeys = required.length > 0 || this.#carrier.empties ? required : [sent[0]!.name];
    return fc.record(Object.fromEntries(entries), { requiredKeys, noNullPrototype: true });
  }
}
