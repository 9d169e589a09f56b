// The keys that a jq object construction makes: `{customer: .id, "year": .t | strftime("%Y")}` has customer and year.

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]():,]|[^\s{}[\]():,"]+/g;
const OPENING = "{[(";
const CLOSING = "}])";

/** None when the query is no plain object construction: then only its results tell. */
export function queryKeys(query: string): string[] {
  const tokens = query.match(TOKEN) ?? [];
  if (tokens[0] !== "{") return [];
  const keys: string[] = [];
  let depth = 0;
  let isAtKey = false;
  for (const token of tokens) {
    if (isAtKey && depth === 1 && /^["\w]/.test(token)) keys.push(token.startsWith('"') ? unquoted(token) : token);
    if (OPENING.includes(token)) depth++;
    if (CLOSING.includes(token)) depth--;
    if (depth === 0) break;
    isAtKey = depth === 1 && (token === "," || (token === "{" && keys.length === 0));
  }
  return keys;
}

function unquoted(token: string): string {
  try {
    return String(JSON.parse(token));
  } catch {
    return token;
  }
}
