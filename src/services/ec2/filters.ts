// The filters of Describe operations: all of them must hold, each with one of its values, in which `*` and `?` are wildcards.
import { globOf } from "../../policy/glob.ts";
import { invalidFilter, invalidParameter } from "./errors.ts";
import { FILTER_VALUES_MAX } from "./limits.ts";
import type { Tags } from "./store/tables.ts";

export interface Filter {
  readonly Name?: string | undefined;
  readonly Values?: readonly string[] | undefined;
}

/** What filters may ask of a resource: its values by the filter's name. */
export type Facts = Readonly<Record<string, readonly string[]>>;

type Test = (facts: Facts, tags: Tags) => boolean;

const TAG = "tag:";

/** Errors: InvalidParameterValue for a name that is not in `names`. */
export function compileFilters(filters: readonly Filter[] = [], names: readonly string[]): Test {
  const tests = filters.map(({ Name = "", Values = [] }): Test => {
    if (Values.length > FILTER_VALUES_MAX) throw invalidParameter(`The filter '${Name}' has too many values`);
    const patterns = Values.map(globOf);
    const some = (values: readonly string[]): boolean =>
      values.some((value) => patterns.some((pattern) => pattern(value)));
    if (Name.startsWith(TAG)) {
      const key = Name.slice(TAG.length);
      return (_, tags) => tags[key] !== undefined && some([tags[key]]);
    }
    if (Name === "tag-key") return (_, tags) => some(Object.keys(tags));
    if (Name === "tag-value") return (_, tags) => some(Object.values(tags));
    if (!names.includes(Name)) throw invalidFilter(Name);
    return (facts) => some(facts[Name] ?? []);
  });
  return (facts, tags) => tests.every((test) => test(facts, tags));
}
