/** What a route of the registry answers. */
export type RegistryAnswer =
  /** `text`: JSON. */
  { readonly outcome: "answered"; readonly text: string } | RegistryFailure;

/** A refusal: clients read `error_code`, whose first three digits are the status. */
export interface RegistryFailure {
  readonly outcome: "failed";
  readonly status: 401 | 403 | 404 | 405 | 409 | 413 | 415 | 422 | 429 | 500 | 503;
  readonly code: number;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Confluent's media type for requests and answers. */
export const REGISTRY_TYPE = "application/vnd.schemaregistry.v1+json";

export function answered(value: unknown): RegistryAnswer {
  return { outcome: "answered", text: JSON.stringify(value) };
}

export function failed(
  status: RegistryFailure["status"],
  code: number,
  message: string,
  headers?: Readonly<Record<string, string>>,
): RegistryFailure {
  return { outcome: "failed", status, code, message, ...(headers === undefined ? {} : { headers }) };
}

/** What a client should wait before it asks again what is no fault of its request, in seconds. */
const RETRY_AFTER_SECONDS = "5";

/** 503: the same request may well succeed later. The codes are of 500 in Confluent's API, and have no others there. */
function unavailable(code: number, message: string): RegistryFailure {
  return failed(503, code, message, { "retry-after": RETRY_AFTER_SECONDS });
}

/** The codes of Confluent's API reference, "Errors" of each operation. */
export const failures = {
  noSubject: (subject: string) => failed(404, 40401, `Subject '${subject}' not found.`),
  noVersion: (version: number | string) => failed(404, 40402, `Version ${version} not found.`),
  noSchema: () => failed(404, 40403, "Schema not found"),
  noOwnCompatibility: (subject: string) =>
    failed(404, 40408, `Subject '${subject}' does not have subject-level compatibility configured`),
  incompatible: (message: string) => failed(409, 409, message),
  invalidSchema: (message: string) => failed(422, 42201, message),
  invalidVersion: (version: string) =>
    failed(
      422,
      42202,
      `The specified version '${version}' is not a valid version id. Allowed values are between [1, 2^31-1] and the string "latest"`,
    ),
  invalidCompatibility: () =>
    failed(
      422,
      42203,
      "Invalid compatibility level. Valid values are none, backward, forward, full, and the last three with _transitive.",
    ),
  databaseAway: () => unavailable(50001, "The database does not answer. Try again."),
  contended: () => unavailable(50002, "Others change this subject at this moment. Try again."),
  evaluatorAway: () =>
    unavailable(50002, "No process that reads schemas can be had at this moment. Try again."),
  notPermitted: (message: string) => failed(422, 42205, message),
  invalidSubject: (subject: string) =>
    failed(
      422,
      42208,
      `The subject '${subject}' is no name that events can have: at most 255 characters, no white space.`,
    ),
};
