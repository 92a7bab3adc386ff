import type { OpenApiDocument } from "#schemas/openapi.ts";
import { OPERATIONS } from "../operations/operations.ts";
import { doorPaths } from "./door-paths.ts";
import { pathsOf } from "./paths.ts";
import { componentResponses, HEADERS } from "./responses.ts";
import { componentSchemas } from "./schemas.ts";

const DESCRIPTION = `Tidings receives business events, keeps them in an immutable log, matches them to workflows and shows why.

Every request carries an API key, as \`Authorization: Bearer <key>\` or \`X-API-Key: <key>\`. A key has scopes: \`publish\` sends events, \`read\` reads, \`manage\` does all of it and changes configuration.

Whatever is refused is answered with problem details (RFC 9457), whose \`type\` leads to a page with cause and fix.`;

const TAGS = [
  { name: "Events", description: "The immutable log: publish, search, read." },
  { name: "Receipts", description: "Every inbound request, and what became of it." },
  { name: "Sources", description: "Configured places that events come from, and their secrets." },
  { name: "Patterns", description: "Rules that bind events to workflows." },
  { name: "Schemas", description: "JSON Schemas that events of a name and version conform to." },
  { name: "Workflows", description: "What runs when an event matches." },
  { name: "API keys", description: "Who may publish, read and manage." },
  { name: "Webhooks", description: "Where external services send their webhooks." },
];

/** The API as an OpenAPI 3.1 document, from the schemas and the table that answer requests. */
export function openApiDocument(): OpenApiDocument {
  const paths = pathsOf(OPERATIONS, "/api/v1");
  const doors = doorPaths();
  return {
    openapi: "3.1.0",
    info: {
      title: "Tidings",
      version: "1",
      description: DESCRIPTION,
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/", description: "This installation." }],
    tags: TAGS,
    security: [{ bearer: [] }, { apiKey: [] }],
    paths: { ...paths, ...doors.webhook, "/api/v1/events": { ...doors.publish, ...paths["/api/v1/events"] } },
    components: {
      schemas: componentSchemas(),
      responses: componentResponses(),
      headers: HEADERS,
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer", description: "An API key." },
        apiKey: {
          type: "apiKey",
          in: "header",
          name: "X-API-Key",
          description: "The same key, in a header of its own.",
        },
      },
    },
  };
}

let text: string | undefined;

/** The document as JSON text, made once in a process. */
export function openApiText(): string {
  text ??= JSON.stringify(openApiDocument());
  return text;
}
