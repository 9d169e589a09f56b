// How AWS's managed policies are written down here: compact, and spelt out to documents on demand.

export interface PolicySource {
  /** With its path, e.g. `service-role/AWSGlueServiceRole`. */
  readonly name: string;
  readonly id: string;
  /** Of the default version, `v5`. */
  readonly version: string;
  /** ISO 8601: of the policy, and of its default version when that is a later one. */
  readonly created: string;
  readonly updated?: string;
  readonly description?: string;
  readonly statements: readonly StatementSource[];
}

type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

interface Scope {
  readonly sid?: string;
  /** Default: every resource. */
  readonly on?: string | readonly string[];
  readonly notOn?: string | readonly string[];
  readonly when?: Conditions;
}

interface StatementSource extends Scope {
  readonly effect: "Allow" | "Deny";
  readonly element: "Action" | "NotAction";
  readonly actions: string;
}

/** `actions`: separated by white space; one without a service's prefix is of the service before it: `s3:Get* List*`. */
export const allow = (actions: string, scope: Scope = {}): StatementSource => ({
  effect: "Allow",
  element: "Action",
  actions,
  ...scope,
});

export const allowAllBut = (actions: string, scope: Scope = {}): StatementSource => ({
  effect: "Allow",
  element: "NotAction",
  actions,
  ...scope,
});

export const deny = (actions: string, scope: Scope = {}): StatementSource => ({
  effect: "Deny",
  element: "Action",
  actions,
  ...scope,
});

/** The policy's document in JSON. */
export const documentOf = ({ statements }: PolicySource): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements.map(statementOf) });

const statementOf = ({ sid, effect, element, actions, on, notOn, when }: StatementSource): object => ({
  ...(sid !== undefined && { Sid: sid }),
  Effect: effect,
  [element]: alone(spelledOut(actions)),
  ...(notOn === undefined ? { Resource: on ?? "*" } : { NotResource: notOn }),
  ...(when && { Condition: when }),
});

function spelledOut(actions: string): string[] {
  let service: string | undefined;
  return actions
    .trim()
    .split(/\s+/)
    .map((word) => {
      const colon = word.indexOf(":");
      if (colon >= 0) service = word.slice(0, colon);
      return colon >= 0 || service === undefined ? word : `${service}:${word}`;
    });
}

const alone = (list: readonly string[]): string | readonly string[] => (list.length === 1 ? (list[0] ?? "") : list);
