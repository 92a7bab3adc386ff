import { z } from "zod";

/** What the OpenAPI document calls a schema: a component that others refer to. */
interface Component {
  readonly id: string;
}

/** Of answers, and of requests: a default makes a member optional in the one and always there in the other. */
const answers = z.registry<Component>();
const requests = z.registry<Component>();

/** Gives the schema of an answer its name in the document. */
export function answerSchema<Schema extends z.ZodType>(id: string, schema: Schema): Schema {
  answers.add(schema, { id });
  return schema;
}

/** Gives the schema of a request's body its name in the document. */
export function requestSchema<Schema extends z.ZodType>(id: string, schema: Schema): Schema {
  requests.add(schema, { id });
  return schema;
}

/** All that were named so far, the schemas by their name. */
export const NAMED = { answers, requests };
