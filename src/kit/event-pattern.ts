// Event patterns, as filters of event source mappings and of subscriptions are written: what matches. Documented in "Filter rule syntax".
type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

const DEPTH_MAX = 20;
const RULES = new Set(["prefix", "suffix", "anything-but", "numeric", "exists", "equals-ignore-case"]);
const COMPARISONS: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  "=": (value, bound) => value === bound,
  "<": (value, bound) => value < bound,
  "<=": (value, bound) => value <= bound,
  ">": (value, bound) => value > bound,
  ">=": (value, bound) => value >= bound,
};

/** Whether the text is a pattern. */
export function isPattern(text: string): boolean {
  try {
    check(JSON.parse(text) as Json, 0);
    return true;
  } catch {
    return false;
  }
}

function check(pattern: Json | undefined, depth: number): void {
  if (!isObject(pattern) || depth > DEPTH_MAX) throw new Error("a pattern is an object");
  for (const [name, rule] of Object.entries(pattern)) {
    if (name === "$or" && Array.isArray(rule)) for (const one of rule as readonly Json[]) check(one, depth + 1);
    else if (Array.isArray(rule)) for (const one of rule as readonly Json[]) checkRule(one);
    else check(rule, depth + 1);
  }
}

function checkRule(rule: Json): void {
  if (Array.isArray(rule)) throw new Error("a rule is no list");
  if (!isObject(rule)) return;
  const [name, ...others] = Object.keys(rule);
  if (name === undefined || others.length > 0 || !RULES.has(name)) throw new Error("no rule of that name");
  if (name === "numeric" && !(Array.isArray(rule[name]) && rule[name].length >= 2)) throw new Error("no comparison");
}

/** `pattern` is one. */
export const matchesPattern = (pattern: string, value: unknown): boolean =>
  matches(JSON.parse(pattern) as { readonly [name: string]: Json }, value);

function matches(pattern: { readonly [name: string]: Json }, value: unknown): boolean {
  return Object.entries(pattern).every(([name, rule]) => {
    if (name === "$or" && Array.isArray(rule))
      return (rule as readonly { readonly [name: string]: Json }[]).some((one) => matches(one, value));
    const member = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
    if (!Array.isArray(rule)) return matches(rule as { readonly [name: string]: Json }, member);
    const candidates: readonly unknown[] =
      Array.isArray(member) && member.length > 0 ? (member as unknown[]) : [member];
    return (rule as readonly Json[]).some((one) => candidates.some((candidate) => holds(one, candidate)));
  });
}

function holds(rule: Json, value: unknown): boolean {
  if (!isObject(rule)) return value === rule;
  const [[name, argument] = ["", null]] = Object.entries(rule);
  const text = typeof argument === "string" ? argument : "";
  switch (name) {
    case "exists":
      return argument === (value !== undefined && !isObject(value));
    case "prefix":
      return typeof value === "string" && value.startsWith(text);
    case "suffix":
      return typeof value === "string" && value.endsWith(text);
    case "equals-ignore-case":
      return typeof value === "string" && value.toLowerCase() === text.toLowerCase();
    case "anything-but":
      return value !== undefined && !isExcepted(argument, value);
    case "numeric":
      return typeof value === "number" && isWithin(argument as readonly (string | number)[], value);
    default:
      return false;
  }
}

function isExcepted(argument: Json, value: unknown): boolean {
  if (Array.isArray(argument)) return (argument as readonly Json[]).includes(value as Json);
  return isObject(argument) ? holds(argument, value) : argument === value;
}

/** `[">", 0, "<=", 5]`: all of them. */
function isWithin(comparisons: readonly (string | number)[], value: number): boolean {
  for (let at = 0; at + 1 < comparisons.length; at += 2) {
    const compare = COMPARISONS[String(comparisons[at])];
    if (!compare?.(value, Number(comparisons[at + 1]))) return false;
  }
  return true;
}

const isObject = (value: unknown): value is { readonly [name: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);
