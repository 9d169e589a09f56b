// How AWS prints a value that fails validation.
import type { Member, Shape, Structure } from "./shapes.ts";

/** With a space before it: `null` bare, everything else in quotes, and nothing of what is sensitive. Recorded: KMS. */
export function describeValue(value: unknown, member: Member): string {
  if (value === undefined || value === null) return " null";
  return member.sensitive ? "" : ` '${javaText(value, member.target)}'`;
}

/** What Java's toString makes of the value. Recorded for strings, numbers, buffers and lists of them. */
function javaText(value: unknown, shape: Shape): string {
  if (value === undefined || value === null) return "null";
  if (value instanceof Uint8Array)
    return `java.nio.HeapByteBuffer[pos=0 lim=${value.byteLength} cap=${value.byteLength}]`;
  if (value instanceof Date) return value.toISOString();
  switch (shape.kind) {
    case "list":
      return `[${(value as readonly unknown[]).map((item) => javaText(item, shape.member.target)).join(", ")}]`;
    case "map":
      return `{${Object.entries(value)
        .map(([key, item]) => `${key}=${javaText(item, shape.value.target)}`)
        .join(", ")}}`;
    case "structure":
      return structureText(value as Readonly<Record<string, unknown>>, shape);
    default:
      return typeof value === "string" ? value : typeof value === "bigint" ? `${value}` : JSON.stringify(value);
  }
}

function structureText(value: Readonly<Record<string, unknown>>, { name, members }: Structure): string {
  const fields = members.map((member) => {
    const field = member.name.slice(0, 1).toLowerCase() + member.name.slice(1);
    return `${field}=${javaText(value[member.name], member.target)}`;
  });
  return `${name}(${fields.join(", ")})`;
}
