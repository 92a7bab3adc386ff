import { isJsonObject, type JsonValue } from "#schemas/json/value.ts";
import { isCloudEventsText } from "./check-attributes.ts";

/** `client/42`: a context's type, and all that follows the first slash as its id. */
const CONTEXT_SUBJECT = /^(client|user|global)\/(.*)$/su;

export interface Context {
  readonly type: string;
  readonly id: string;
}

/** The context that a subject of the form `{type}/{id}` names; undefined for every other subject. */
export function contextOfSubject(subject: string | undefined): Context | undefined {
  const [, type, id] = CONTEXT_SUBJECT.exec(subject ?? "") ?? [];
  return type === undefined || id === undefined ? undefined : { type, id };
}

/** The subject of `metadata.context`; undefined when it holds more or less than a type and an id, or what no subject may. */
export function subjectOfContext(context: JsonValue | undefined): string | undefined {
  if (!isJsonObject(context) || Object.keys(context).length !== 2) return undefined;
  const { type, id } = context;
  if (typeof type !== "string" || typeof id !== "string") return undefined;
  const subject = `${type}/${id}`;
  return isCloudEventsText(subject) && contextOfSubject(subject)?.type === type ? subject : undefined;
}
