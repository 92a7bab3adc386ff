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
  stale_signature: {
    cause:
      "The signature is right, and was made more than five minutes (or what the source allows) before or after the request came.",
    fix: "Set the clock of the sending side by NTP. An old request that was captured and sent again is refused for good reason.",
  },
  address_not_allowed: {
    cause: "The source takes requests from certain IP addresses only, and this one is not among them.",
    fix: "Add the sender's address to the source. Behind a proxy, name the proxy in TIDINGS_TRUSTED_PROXIES, or its address is the one that is seen.",
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
  invalid_idempotency_key: {
    cause:
      "The Idempotency-Key is empty, longer than 255 characters, or holds characters beyond printable ASCII.",
    fix: "Use a UUID, a new one for each new request and the same one when a request is sent again.",
  },
  idempotency_key_reused: {
    cause: "The Idempotency-Key came with another request within the last 24 hours.",
    fix: "Use a new key for a new request. A key says that a request is the same one, sent again.",
  },
  bad_handshake: {
    cause: "The hand-shake of CloudEvents' webhooks names an origin that is no DNS name.",
    fix: "Send WebHook-Request-Origin with the name of the sending system, such as events.example.com.",
  },
  method_not_allowed: {
    cause: "The door does not answer this HTTP method.",
    fix: "Use the method that the `Allow` header of the answer names.",
  },
  unsupported_media_type: {
    cause:
      "The Content-Type is not one that this door reads, its charset is not UTF-8, or the Content-Encoding is unknown or more than one.",
    fix: "Send JSON with `Content-Type: application/json`; compressed, if at all, by one of gzip, deflate, br and zstd. `detail` lists what this door reads.",
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
  invalid_cloudevent: {
    cause:
      "The event lacks a required attribute (id, source, type, specversion 1.0), or an attribute has a name or a value that CloudEvents 1.0 does not allow, or that an event cannot hold.",
    fix: "The answer names the attribute. docs/cloudevents.md says how attributes and events correspond.",
  },
  missing_mapping: {
    cause:
      "The source's mapping finds no event name or no event id in the request, or no list of events where it looks for one. For GitHub, say, name and id are in the headers X-GitHub-Event and X-GitHub-Delivery.",
    fix: "Correct the source's mapping (docs/mapping.md), or let the proxy pass the provider's headers on; then verify the receipt again: the request was kept.",
  },
  transformation_failed: {
    cause:
      "The source's JSONata expression failed for this event, took too long, or gave something that is no JSON object.",
    fix: "The receipt's detail has the message. Correct the expression, try it with the preview, and verify the receipt again: the event was kept as it came.",
  },
  over_limit: {
    cause: "The source or the API key allows fewer requests in a time than were sent.",
    fix: "Send again after the time in `Retry-After`, and mind `RateLimit` in every answer. An admin can raise the limit.",
  },
  too_many_items: {
    cause: "One request may hold 10,000 events, and this one holds more. None of them was kept.",
    fix: "Send them in several requests.",
  },
  reserved_event_id: {
    cause:
      "Event ids that begin with a webhook source's key and a colon are those of that source's deliveries, so that nobody can take the id of a delivery that is still to come.",
    fix: "Choose another event id. An event that was accepted before the source was added is kept in quarantine, and so is one in a batch whose other events are good: publish it under another id.",
  },
  schema_violation: {
    cause:
      "The event's name has a JSON Schema, and the payload does not conform to the version that the event names, or to the default one.",
    fix: "`errors` names each place, the keyword that it violates, and what was expected. Correct the event and send it again under the same id, or correct the kept one in the receipt. If the schema is what is wrong, register a new version and have the rejected events judged again.",
  },
  unknown_version: {
    cause:
      "The event's name has JSON Schemas, none of them for the version that the event names, and no default version is set for it.",
    fix: "Name a version that is registered, register the schema of this one, or set a default version. Then have the rejected events judged again.",
  },
  rule_violation: {
    cause:
      "A business rule refuses the event: a condition on its values does not hold, or its entity may not go into this state from the one it is in.",
    fix: "`errors` names the rule, its version, and what it expected. Correct the event and send it again under the same id, or correct the kept one in the receipt. If the rule is what is wrong, change it and have the rejected events judged again.",
  },
  not_correctable: {
    cause:
      "Only an item that was rejected, or whose id another event has, can be corrected, once until its correction was refused itself.",
    fix: "Read the receipt: it says what became of the item, and which receipt corrects it. An item that is held is verified again when its source's configuration is mended.",
  },
  different_content: {
    cause: "An event with this id is in the log, and says something else. The log keeps the first one.",
    fix: "Give each event an id of its own. To correct an event, publish a new one whose metadata.causationId names the first.",
  },
  processing_failed: {
    cause:
      "The request was accepted, and making an event of it failed five times by a fault of Tidings or of its configuration.",
    fix: "The worker's log says what failed, by the receipt's id. Nothing was lost: the request is kept as it came, and can be verified again when the fault is mended.",
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
  invalid_request: {
    cause:
      "A query parameter or a member of the JSON body is missing, unknown, given twice, or has a value that the operation does not take.",
    fix: "The answer's `errors` name each place: a JSON Pointer into the body, or a parameter. /reference lists what every operation takes.",
  },
  missing_scope: {
    cause:
      "The API key is live and lacks the scope that the operation needs: `publish` sends events, `read` reads, `manage` does all of it and changes configuration.",
    fix: "Use a key with the scope that `detail` names, or ask an admin for one. A key's scopes do not change after it was made.",
  },
  not_found: {
    cause:
      "The path is none of this API's, or what it names is not there: it never was, or is past its retention.",
    fix: "Compare the path with /reference. An event id in a path is percent-encoded: `/` is written `%2F`.",
  },
  limit_reached: {
    cause:
      "There are as many of these as there may be. Those that are switched off count too: they can be switched on at any time, and then each is looked at for every event. `detail` names the limit.",
    fix: "Change one that is switched off into what you need. Business rules cannot be deleted: verdicts name them.",
  },
  in_use: {
    cause: "The resource is named by others, which could not do their work without it.",
    fix: "Change or remove those that `detail` names, then try again.",
  },
  name_taken: {
    cause:
      "Names of patterns and workflows and keys of sources are given once, and this one belongs to another.",
    fix: "Choose a different one, or change the resource that has it.",
  },
  invalid_schema: {
    cause:
      "The document is not JSON, breaks the rules of its dialect (draft-07 or 2020-12), refers to something outside of itself, or would cost too much to judge events by.",
    fix: "`errors` names each place in the document and what is wrong there. Nothing is ever fetched: copy what a `$ref` refers to into `$defs`. Regular expressions are RE2's, without look-around.",
  },
  incompatible_schema: {
    cause:
      "The event name's schemas are kept compatible, and this one is not, or it cannot be told whether it is. `errors` has the place, `detail` the version that it was compared with.",
    fix: "Change the schema so that the mode's promise holds; or register it with `allowUnknown` where it could not be told; or set another mode for the event name, such as `none`, if breaking is what you want. docs/schemas.md explains the modes.",
  },
  schema_conflict: {
    cause:
      "The version has another document already, and versions never change since events were judged by them; or the event name has as many versions as it may; or others change its schemas at the same moment.",
    fix: "Choose a new version. If others are changing the same schemas, send the request again.",
  },
  precondition_required: {
    cause:
      "The request changes something that others may change too, and has no `If-Match` header. Without it, one of two changes could undo the other unseen.",
    fix: "Read the resource, and send its `ETag` as `If-Match` with the change.",
  },
  precondition_failed: {
    cause: "The `If-Match` header names a version that is not the present one: somebody was faster.",
    fix: "Read the resource again, make your change to what it says now, and send it with the new `ETag`.",
  },
  scan_under_way: {
    cause:
      "Back-tests and other scans read many events. So that events keep being taken in and stored meanwhile, each person and each API key may have one scan under way, and a process few.",
    fix: "Wait for the one that is under way, or stop it, then ask again. `detail` says whose it is.",
  },
  search_timed_out: {
    cause:
      "Finding the rows took over 5 seconds, so that the search was stopped to keep the database free for events.",
    fix: "Choose a shorter time range with `from` and `to`, or a more exact filter.",
  },
  database_unavailable: {
    cause: "The database restarts, is full, or cannot be reached.",
    fix: "Send the request again after the time in `Retry-After`. A change that was sent with `If-Match` is not made twice.",
  },
  evaluator_unavailable: {
    cause:
      "Expressions and schemas are read in processes of their own. One could not be started, since the machine has no memory or no time left.",
    fix: "Send the request again after the time in `Retry-After`. If it stays, give the machine more memory; the log says what went wrong.",
  },
  internal_error: {
    cause: "A fault of Tidings, or of what it runs on.",
    fix: "Give the answer's `requestId` to whoever runs this installation: the log has the cause under it.",
  },
};
