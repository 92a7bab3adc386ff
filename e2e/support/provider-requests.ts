import type { WebhookPreset } from "#schemas/preset.ts";

/** A provider's request as its documentation shows it, shortened, and what becomes of it. */
export interface ProviderRequest {
  readonly preset: WebhookPreset;
  readonly what: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON text, or a form. */
  readonly body: string;
  /** `id` without the source's key: a text, or the part of the body whose SHA-256 it is. `time` null: that of the receipt. */
  readonly events: readonly {
    readonly id: string | { readonly sha256Of: string };
    readonly name: string;
    readonly time: string | null;
  }[];
}

const FORM = { "content-type": "application/x-www-form-urlencoded" };

const XERO_EVENTS = [
  '{"resourceUrl":"https://api.xero.com/api.xro/2.0/Contacts/717f2bfc","resourceId":"717f2bfc","eventDateUtc":"2017-06-21T01:15:39.902","eventType":"CREATE","eventCategory":"CONTACT","tenantId":"c2cc9b6e","tenantType":"ORGANISATION"}',
  '{"resourceUrl":"https://api.xero.com/api.xro/2.0/Invoices/44aa0707","resourceId":"44aa0707","eventDateUtc":"2017-06-21T01:15:39.902","eventType":"UPDATE","eventCategory":"INVOICE","tenantId":"c2cc9b6e","tenantType":"ORGANISATION"}',
] as const;

const META_ENTRY =
  '{"id":"102290129340398","changes":[{"value":{"messaging_product":"whatsapp","messages":[{"from":"16315551234","id":"wamid.ABG","timestamp":"1603059201","text":{"body":"Hello"},"type":"text"}]},"field":"messages"}]}';

const PAGE_ENTRY =
  '{"id":"682498302938465","time":1518479195594,"messaging":[{"sender":{"id":"1"},"recipient":{"id":"2"},"timestamp":1518479195308,"message":{"mid":"mid.$cAA","text":"Hello"}}]}';

const ZOOM_BODY =
  '{"event":"meeting.started","event_ts":1626230691572,"payload":{"account_id":"AAAAAABBBB","object":{"id":"1234567890","topic":"My Meeting"}}}';

const TWILIO_STATUS =
  "MessageSid=SM1234567890&SmsSid=SM1234567890&MessageStatus=delivered&SmsStatus=delivered&To=%2B15558675310&From=%2B15017122661&ApiVersion=2010-04-01";

/** At least one request of each provider that has a preset. */
export const PROVIDER_REQUESTS: readonly ProviderRequest[] = [
  {
    preset: "github",
    what: "issues, opened",
    headers: { "x-github-event": "issues", "x-github-delivery": "72d3162e-cc78-11e3-81ab-4c9367dc0958" },
    body: '{"action":"opened","issue":{"id":73464126,"number":2},"repository":{"full_name":"octocat/Hello-World"}}',
    events: [{ id: "72d3162e-cc78-11e3-81ab-4c9367dc0958", name: "github.issues.opened", time: null }],
  },
  {
    preset: "gitlab",
    what: "merge request hook",
    headers: {
      "x-gitlab-event": "Merge Request Hook",
      "idempotency-key": "f5e5f430-f57b-4e6e-9fac-d9128cd7232f",
    },
    body: '{"object_kind":"merge_request","event_type":"merge_request","object_attributes":{"iid":1,"action":"open"}}',
    events: [{ id: "f5e5f430-f57b-4e6e-9fac-d9128cd7232f", name: "gitlab.merge_request.open", time: null }],
  },
  {
    preset: "stripe",
    what: "invoice.paid",
    body: '{"id":"evt_1MqqbKLt4dXK03v5qaIbiNCC","object":"event","api_version":"2023-10-16","created":1680064028,"type":"invoice.paid","data":{"object":{"id":"in_1","amount_paid":1999}}}',
    events: [
      { id: "evt_1MqqbKLt4dXK03v5qaIbiNCC", name: "stripe.invoice.paid", time: "2023-03-29T04:27:08Z" },
    ],
  },
  {
    preset: "shopify",
    what: "orders/create",
    headers: {
      "x-shopify-topic": "orders/create",
      "x-shopify-webhook-id": "b54557e4-bdd9-4b37-8a5f-bf7d70bcd043",
      "x-shopify-triggered-at": "2023-03-29T18:00:27.877041743Z",
    },
    body: '{"id":820982911946154508,"email":"jon@example.com","total_price":"403.00"}',
    events: [
      {
        id: "b54557e4-bdd9-4b37-8a5f-bf7d70bcd043",
        name: "shopify.orders/create",
        time: "2023-03-29T18:00:27.877041Z",
      },
    ],
  },
  {
    preset: "slack",
    what: "event callback",
    body: '{"token":"x","team_id":"T123ABC456","type":"event_callback","event":{"type":"message","user":"U123","text":"hi"},"event_id":"Ev123ABC456","event_time":1355517523}',
    events: [{ id: "Ev123ABC456", name: "slack.message", time: "2012-12-14T20:38:43Z" }],
  },
  {
    preset: "twilio",
    what: "message status",
    headers: { ...FORM, "i-twilio-idempotency-token": "6d64f3d5-1e2c-4f0a-a9d6-0d7a6d8ea6c7" },
    body: TWILIO_STATUS,
    events: [{ id: "6d64f3d5-1e2c-4f0a-a9d6-0d7a6d8ea6c7", name: "twilio.message.delivered", time: null }],
  },
  {
    preset: "twilio",
    what: "call status, without a token",
    headers: FORM,
    body: "CallSid=CA1&CallStatus=in-progress",
    events: [
      {
        id: { sha256Of: '{"CallSid":"CA1","CallStatus":"in-progress"}' },
        name: "twilio.call.in-progress",
        time: null,
      },
    ],
  },
  {
    preset: "xero",
    what: "two events",
    body: `{"events":[${XERO_EVENTS[0]}, ${XERO_EVENTS[1]}],"lastEventSequence":2,"firstEventSequence":1,"entropy":"S0m3r4Nd0mt3xt"}`,
    events: [
      { id: { sha256Of: XERO_EVENTS[0] }, name: "xero.contact.create", time: "2017-06-21T01:15:39.902Z" },
      { id: { sha256Of: XERO_EVENTS[1] }, name: "xero.invoice.update", time: "2017-06-21T01:15:39.902Z" },
    ],
  },
  {
    preset: "hubspot",
    what: "an array of two",
    body: '[{"eventId":100,"subscriptionId":1234,"portalId":62515,"occurredAt":1564113600000,"subscriptionType":"contact.creation","attemptNumber":0,"objectId":123},{"eventId":101,"subscriptionId":1235,"portalId":62515,"occurredAt":1564113600001,"subscriptionType":"company.propertyChange","attemptNumber":0,"objectId":124}]',
    events: [
      { id: "100.1234.1564113600000", name: "hubspot.contact.creation", time: "2019-07-26T04:00:00Z" },
      {
        id: "101.1235.1564113600001",
        name: "hubspot.company.propertyChange",
        time: "2019-07-26T04:00:00.001Z",
      },
    ],
  },
  {
    preset: "sendgrid",
    what: "an array of two",
    body: '[{"email":"example@test.com","timestamp":1513299569,"smtp-id":"<14c5d75ce93>","event":"processed","sg_event_id":"sg_event_id1==","sg_message_id":"m"},{"email":"example@test.com","timestamp":1513299570,"event":"open","sg_event_id":"sg_event_id2==","sg_message_id":"m"}]',
    events: [
      { id: "sg_event_id1==", name: "sendgrid.processed", time: "2017-12-15T00:59:29Z" },
      { id: "sg_event_id2==", name: "sendgrid.open", time: "2017-12-15T00:59:30Z" },
    ],
  },
  {
    preset: "mailgun",
    what: "delivered",
    body: '{"signature":{"token":"ef5f66a16c1249a0","timestamp":"1529006854","signature":"d2271d12"},"event-data":{"event":"delivered","timestamp":1529006854.329574,"id":"DACSsAdVSeGpLid7TN03WA"}}',
    events: [{ id: "ef5f66a16c1249a0", name: "mailgun.delivered", time: "2018-06-14T20:07:34.329574Z" }],
  },
  {
    preset: "square",
    what: "payment.updated",
    body: '{"merchant_id":"6SSW7HV8K2ST5","type":"payment.updated","event_id":"6a8f5f28-54a1-4eb0-a98a-3111513fd4fc","created_at":"2020-02-06T21:27:34.308Z","data":{"type":"payment"}}',
    events: [
      {
        id: "6a8f5f28-54a1-4eb0-a98a-3111513fd4fc",
        name: "square.payment.updated",
        time: "2020-02-06T21:27:34.308Z",
      },
    ],
  },
  {
    preset: "paddle",
    what: "transaction.completed",
    body: '{"event_id":"evt_01hv8x2axvm3tmh1z1tq3hy0c1","event_type":"transaction.completed","occurred_at":"2024-04-12T10:18:49.621022Z","notification_id":"ntf_01","data":{"id":"txn_01"}}',
    events: [
      {
        id: "evt_01hv8x2axvm3tmh1z1tq3hy0c1",
        name: "paddle.transaction.completed",
        time: "2024-04-12T10:18:49.621022Z",
      },
    ],
  },
  {
    preset: "linear",
    what: "issue, update",
    headers: { "linear-delivery": "234d1a4e-b617-4388-90fe-adc3633d6b72", "linear-event": "Issue" },
    body: '{"action":"update","type":"Issue","createdAt":"2020-01-23T12:53:18.084Z","data":{"id":"2174add1"},"webhookTimestamp":1676056940508}',
    events: [
      {
        id: "234d1a4e-b617-4388-90fe-adc3633d6b72",
        name: "linear.Issue.update",
        time: "2020-01-23T12:53:18.084Z",
      },
    ],
  },
  {
    preset: "zoom",
    what: "meeting.started",
    body: ZOOM_BODY,
    events: [{ id: { sha256Of: ZOOM_BODY }, name: "zoom.meeting.started", time: "2021-07-14T02:44:51.572Z" }],
  },
  {
    preset: "discord",
    what: "an interaction",
    body: '{"id":"846462639134605312","application_id":"845027738276462632","type":2,"token":"x","data":{"name":"blep"}}',
    events: [{ id: "846462639134605312", name: "discord.interaction.2", time: null }],
  },
  {
    preset: "adyen",
    what: "authorisation",
    body: '{"live":"false","notificationItems":[{"NotificationRequestItem":{"eventCode":"AUTHORISATION","success":"true","eventDate":"2019-06-28T18:03:50+01:00","merchantAccountCode":"YOUR_MERCHANT_ACCOUNT","pspReference":"7914073381342284","amount":{"value":1130,"currency":"EUR"}}}]}',
    events: [
      {
        id: "7914073381342284.AUTHORISATION.true",
        name: "adyen.AUTHORISATION",
        time: "2019-06-28T17:03:50Z",
      },
    ],
  },
  {
    preset: "aws_sns",
    what: "a notification whose subject makes no name",
    headers: { "content-type": "text/plain; charset=UTF-8" },
    body: '{"Type":"Notification","MessageId":"22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324","TopicArn":"arn:aws:sns:us-west-2:123456789012:MyTopic","Subject":"My First Message","Message":"Hello world!","Timestamp":"2012-05-02T00:54:06.655Z"}',
    events: [
      {
        id: "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
        name: "sns.Notification",
        time: "2012-05-02T00:54:06.655Z",
      },
    ],
  },
  {
    preset: "meta",
    what: "WhatsApp and a page",
    body: `{"object":"whatsapp_business_account","entry":[${META_ENTRY},${PAGE_ENTRY}]}`,
    events: [
      { id: { sha256Of: META_ENTRY }, name: "meta.messages", time: "2020-10-18T22:13:21Z" },
      { id: { sha256Of: PAGE_ENTRY }, name: "meta.messaging", time: "2018-02-12T23:46:35.594Z" },
    ],
  },
  {
    preset: "standard_webhooks",
    what: "the specification's example",
    headers: { "webhook-id": "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W", "webhook-timestamp": "1674087231" },
    body: '{"type":"contact.created","timestamp":"2022-11-03T20:26:10.344522Z","data":{"id":"1f81eb52"}}',
    events: [
      { id: "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W", name: "contact.created", time: "2022-11-03T20:26:10.344522Z" },
    ],
  },
  {
    preset: "hmac",
    what: "a sender of one's own, without an id but in headers, which it does not sign",
    headers: { "webhook-id": "not-signed", "idempotency-key": "not-signed" },
    body: '{"event":"door.opened"}',
    events: [{ id: { sha256Of: '{"event":"door.opened"}' }, name: "door.opened", time: null }],
  },
];
