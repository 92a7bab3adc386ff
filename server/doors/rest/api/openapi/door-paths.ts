import type { z } from "zod";
import type {
  OpenApiOperation,
  OpenApiParameter,
  OpenApiPath,
  OpenApiResponse,
  Reference,
} from "#schemas/openapi.ts";
import { publishAcceptedSchema, publishedSchema, webhookAcceptedSchema } from "./publish-answers.ts";
import { PUBLISH_CONTENT } from "./publish-body.ts";
import { header, type SharedStatus, sharedResponse } from "./responses.ts";
import { outputSchema } from "./schemas.ts";

/** The doors, which answer by themselves: publishing, and the webhooks of external services. */
export function doorPaths(): {
  readonly publish: OpenApiPath;
  readonly webhook: Record<string, OpenApiPath>;
} {
  return { publish: { post: publish() }, webhook: { "/api/webhooks/{source}": { post: webhook() } } };
}

function publish(): OpenApiOperation {
  return {
    operationId: "publishEvents",
    summary: "Publish events",
    description:
      "One event, several, or a stream of lines; CloudEvents 1.0 structured, batched, or in binary mode with `ce-` headers. 202 is sent when the request is kept for good. An event that comes again with the same `eventId` is stored once. Needs a key with the scope `publish`.",
    tags: ["Events"],
    parameters: [IDEMPOTENCY_KEY, PREFER],
    requestBody: { required: true, content: PUBLISH_CONTENT },
    responses: {
      200: received(
        "The outcome, for a request with `Prefer: wait` that was processed in time.",
        publishedSchema,
      ),
      202: received("The request is kept, and its events come next.", publishAcceptedSchema, ["Location"]),
      ...shared([400, 401, 403, 409, 413, 415, 422, 429, 503]),
    },
  };
}

function webhook(): OpenApiOperation {
  return {
    operationId: "receiveWebhook",
    summary: "Receive a webhook",
    description:
      "The URL to give to an external service. It is verified as the source's preset says, on the bytes as they arrive. Handshakes of providers are answered here too.",
    tags: ["Webhooks"],
    security: [],
    parameters: [
      {
        name: "source",
        in: "path",
        required: true,
        description: "The key of a webhook source.",
        schema: { type: "string" },
      },
    ],
    requestBody: {
      required: true,
      content: {
        "application/json": { schema: { description: "Whatever the provider sends." } },
        "application/x-www-form-urlencoded": { schema: { type: "object" } },
      },
    },
    responses: {
      202: received(
        "The request is kept. A source can be configured to answer otherwise.",
        webhookAcceptedSchema,
      ),
      ...shared([400, 401, 403, 404, 405, 413, 415, 429, 503]),
    },
  };
}

const IDEMPOTENCY_KEY: OpenApiParameter = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description:
    "Names the request, for 24 hours: sent again with the same body it has the first one's receipt.",
  schema: { type: "string", minLength: 1, maxLength: 255 },
};

const PREFER: OpenApiParameter = {
  name: "Prefer",
  in: "header",
  required: false,
  description:
    "`wait=N` (RFC 7240): answer with what became of the events, if that is known within N seconds; 30 at most.",
  schema: { type: "string", examples: ["wait=10"] },
};

function received(description: string, schema: z.ZodType, headers: readonly string[] = []): OpenApiResponse {
  return {
    description,
    headers: Object.fromEntries(["Tidings-Receipt-Id", ...headers].map((name) => [name, header(name)])),
    content: { "application/json": { schema: outputSchema(schema) } },
  };
}

function shared(statuses: readonly SharedStatus[]): Record<string, Reference> {
  return Object.fromEntries(statuses.map((status) => [status, sharedResponse(status)]));
}
