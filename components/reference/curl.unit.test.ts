import { expect, test } from "vitest";
import type { OpenApiOperation } from "#schemas/openapi.ts";
import { curlOf } from "./curl.ts";

const SECURITY = [{ bearer: [] }];
const plain: OpenApiOperation = { operationId: "o", summary: "s", tags: [], responses: {} };

const curl = (method: "get" | "post" | "put", path: string, operation: Partial<OpenApiOperation> = {}) =>
  curlOf({ method, path, operation: { ...plain, ...operation } }, SECURITY, "https://tidings.example");

test("a read has its key and a variable for each parameter of the path", () => {
  expect(curl("get", "/api/v1/sources/{id}/secrets/{secretId}")).toBe(
    'curl "https://tidings.example/api/v1/sources/$ID/secrets/$SECRET_ID" \\\n  -H "Authorization: Bearer $TIDINGS_KEY"',
  );
});

test("a change has its condition and its body, quoted for a shell", () => {
  const content = { "application/json": { examples: { example: { value: { name: "Ada's" } } } } };
  const ifMatch = { name: "If-Match", in: "header", required: true, schema: {} } as const;
  const command = curl("put", "/x", { parameters: [ifMatch], requestBody: { required: true, content } });
  expect(command.split(" \\\n  ")).toEqual([
    'curl -X PUT "https://tidings.example/x"',
    '-H "Authorization: Bearer $TIDINGS_KEY"',
    "-H 'If-Match: \"1\"'",
    '-H "Content-Type: application/json"',
    `-d '{\n  "name": "Ada'\\''s"\n}'`,
  ]);
});

test("what is open to all is called without a key", () => {
  expect(curl("post", "/open", { security: [] })).toBe('curl "https://tidings.example/open"');
});
