import type { OpenApiDocument } from "#schemas/openapi.ts";
import type { PlacedOperation } from "./operations-of.ts";

/**
 * A command for a shell that calls the operation. What only the reader knows is a variable of the shell: `$TIDINGS_KEY`,
 * and one for each parameter of the path.
 */
export function curlOf(
  placed: PlacedOperation,
  security: OpenApiDocument["security"],
  baseUrl: string,
): string {
  const { method, path, operation } = placed;
  const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => `$${variableOf(name)}`);
  const isOpen = (operation.security ?? security).length === 0;
  const lines = [
    `curl${method === "get" || method === "post" ? "" : ` -X ${method.toUpperCase()}`} "${baseUrl}${address}"`,
    ...(isOpen ? [] : ['-H "Authorization: Bearer $TIDINGS_KEY"']),
    ...(operation.parameters?.some(({ name }) => name === "If-Match") ? [`-H 'If-Match: "1"'`] : []),
    ...bodyOf(placed),
  ];
  return lines.join(" \\\n  ");
}

function bodyOf({ operation }: PlacedOperation): string[] {
  const [type, media] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
  if (type === undefined) return [];
  const [example] = Object.values(media?.examples ?? {});
  const text = example === undefined ? "{}" : JSON.stringify(example.value, null, 2);
  return [`-H "Content-Type: ${type}"`, `-d '${text.replaceAll("'", "'\\''")}'`];
}

/** `secretId` → `SECRET_ID`. */
function variableOf(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}
