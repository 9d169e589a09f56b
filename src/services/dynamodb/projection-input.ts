// Which attributes a read answers: ProjectionExpression, or AttributesToGet as it was before.
import type { Path } from "./document-path.ts";
import { type PlaceholderInput, Placeholders } from "./expression/placeholders.ts";
import { parseProjection } from "./expression/projection.ts";
import { invalidValues } from "./errors.ts";
import { assertNotMixed } from "./legacy.ts";

export interface ProjectionInput extends PlaceholderInput {
  readonly ProjectionExpression?: string | undefined;
  readonly AttributesToGet?: readonly string[] | undefined;
}

/** Of GetItem and its like. Undefined: all of them. Errors: ValidationException. */
export function projectionOf(input: ProjectionInput): readonly Path[] | undefined {
  const { ProjectionExpression, AttributesToGet } = input;
  assertNotMixed({ AttributesToGet }, { ProjectionExpression });
  const placeholders = new Placeholders(input, { ProjectionExpression });
  const paths =
    ProjectionExpression === undefined
      ? attributePaths(AttributesToGet)
      : parseProjection(ProjectionExpression, placeholders);
  placeholders.assertUsed();
  return paths;
}

export function attributePaths(names: readonly string[] | undefined): readonly Path[] | undefined {
  const twice = names?.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw invalidValues(`Duplicate value in attribute name: ${twice}`);
  return names?.map((name) => [name]);
}
