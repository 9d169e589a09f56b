// A policy document with other names for some of the users and roles that it names.
import { isDeepStrictEqual } from "node:util";

interface Written {
  readonly Statement: StatementText | readonly StatementText[];
}

interface PrincipalText {
  readonly AWS?: string | readonly string[];
}

interface StatementText {
  readonly Principal?: PrincipalText;
  readonly NotPrincipal?: PrincipalText;
}

/** `document`: well-formed JSON. `names`: the new ones by the old ones. */
export function renamePrincipals(document: string, names: ReadonlyMap<string, string>): string {
  const written = JSON.parse(document) as Written;
  const nameOf = (name: string): string => names.get(name) ?? name;
  const renamed = <Element extends PrincipalText | undefined>(element: Element): Element => {
    const AWS = element?.AWS;
    if (AWS === undefined) return element;
    const now = typeof AWS === "string" ? nameOf(AWS) : AWS.map(nameOf);
    return isDeepStrictEqual(now, AWS) ? element : { ...element, AWS: now };
  };
  const statement = (text: StatementText): StatementText => {
    const { Principal, NotPrincipal } = text;
    return {
      ...text,
      ...(Principal !== undefined && { Principal: renamed(Principal) }),
      ...(NotPrincipal !== undefined && { NotPrincipal: renamed(NotPrincipal) }),
    };
  };
  const { Statement } = written;
  const now = Array.isArray(Statement) ? Statement.map(statement) : statement(Statement as StatementText);
  return JSON.stringify({ ...written, Statement: now });
}
