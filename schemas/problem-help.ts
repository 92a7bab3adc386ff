import type { ProblemName } from "./problem.ts";

/** Why a problem comes up, and what to do: the text of its page, in docs/errors and in the app. */
export interface ProblemHelp {
  readonly cause: string;
  readonly fix: string;
}

const SIGNATURE_FIX =
  "Set the same secret on both sides, and let nothing between them (a proxy, a body parser) rewrite the body: it is verified as the bytes that arrive. The receipt says what was wrong; the request is kept in quarantine.";

export const PROBLEM_HELP: Readonly<Record<ProblemName, ProblemHelp>> = {
  unknown_source: {
    cause: "The last part of the URL is not the key of a webhook source of this installation.",
    fix: "Copy the URL from the Sources page. A source that receives with API keys has no webhook URL: publish to /api/v1/events.",
  },
  source_disabled: {
    cause: "An admin disabled the source.",
    fix: "Ask an admin to enable it. Requests that were refused meanwhile are receipts, and are not processed later.",
  },
  missing_signature: { cause: "The header with the signature is not there.", fix: SIGNATURE_FIX },
  bad_signature: {
    cause: "The signature is not that of this body with the source's secret.",
    fix: SIGNATURE_FIX,
  },
  missing_credentials: {
    cause:
      "There is no API key in the headers. A key in the URL is not looked at, since URLs end up in logs.",
    fix: "Send the key as `Authorization: Bearer <key>` or as `X-API-Key: <key>`.",
  },
  bad_credentials: {
    cause: "No live API key is this one: it was mistyped, cut off or revoked.",
    fix: "Make a new key and use that. A key is shown once, when it is made.",
  },
  unverified: {
    cause:
      "The signature or the API key is missing or wrong. Which of it is said in the receipt alone, so that guessing teaches nothing.",
    fix: "Look at the receipt, whose id is in the answer, or ask whoever runs this system to.",
  },
  method_not_allowed: {
    cause: "The door does not answer this HTTP method.",
    fix: "Use the method that the `Allow` header of the answer names.",
  },
  unsupported_media_type: {
    cause: "The Content-Type is not application/json in UTF-8, or the body has a Content-Encoding.",
    fix: "Send JSON with `Content-Type: application/json`, not compressed.",
  },
  too_large: {
    cause:
      "The body has more bytes than the source allows: 1 MiB unless it was configured otherwise. Nothing of it was kept.",
    fix: "Send less in one request. The operator can raise the limit with TIDINGS_MAX_BODY_BYTES.",
  },
  unreadable_body: {
    cause: "The connection ended before the body did, or the body is not what its headers say.",
    fix: "Send the request again.",
  },
  malformed_json: {
    cause: "The body is not JSON by the grammar of RFC 8259 in UTF-8, without a byte order mark.",
    fix: "The answer's `detail` says where reading stopped. Write the body with a JSON library.",
  },
  unstorable_json: {
    cause:
      "The body is JSON, and holds something that readers understand differently or that cannot be stored as it is: a key twice in one object, U+0000, half of a surrogate pair, more than 64 levels, a number beyond all measure, or a time zone 16 hours or more from UTC.",
    fix: "The answer's `pointer` and `detail` say where and what. docs/json-text.md lists the rules.",
  },
  invalid_envelope: {
    cause: "The event lacks a member, has one that events do not have, or one has the wrong form.",
    fix: "The answer's `pointer` says which. An event has eventId, pattern, version, source {type, id}, timestamp with a time zone, payload (an object) and, if you like, metadata.",
  },
  missing_mapping: {
    cause:
      "A webhook must say what happened and which delivery it is. For GitHub these are the headers X-GitHub-Event and X-GitHub-Delivery.",
    fix: "Send the provider's own headers on. A proxy may have dropped them.",
  },
  reserved_event_id: {
    cause:
      "Event ids that begin with a webhook source's key and a colon are those of that source's deliveries, so that nobody can take the id of a delivery that is still to come.",
    fix: "Choose another event id.",
  },
  different_content: {
    cause: "An event with this id is in the log, and says something else. The log keeps the first one.",
    fix: "Give each event an id of its own. To correct an event, publish a new one whose metadata.causationId names the first.",
  },
  processing_failed: {
    cause:
      "The request was accepted, and making an event of it failed five times by a fault of Tidings or of its configuration.",
    fix: "The receipt's detail says what failed. Nothing was lost: the request is kept as it came.",
  },
  unavailable: {
    cause:
      "The database did not take the request, did not answer in time, or too much waits for it. The request may not have been kept.",
    fix: "Send the request again after the time in `Retry-After`, with the same event or delivery id: if it was kept after all, it is not stored twice.",
  },
  bad_request: {
    cause: "The request breaks the rules of HTTP, or its Host header is missing or names no host.",
    fix: "Send it with an HTTP library. If one did, look at what stands between: a proxy may have changed the Host header.",
  },
  headers_too_large: {
    cause: "All headers together have more than 16 KiB.",
    fix: "Send fewer or shorter headers. Data belongs in the body.",
  },
  request_timeout: {
    cause: "The headers did not arrive within 10 seconds, or the whole request within 60.",
    fix: "Send the request again, and in one go.",
  },
};
