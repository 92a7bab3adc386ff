import type { HmacSettings } from "#schemas/verification-settings.ts";
import type { ConnectedSource } from "./rows.ts";

/** How encodings are called in a sentence. */
const ENCODINGS = { hex: "hexadecimal", base64: "base64", base64url: "base64url" } as const;

/** The step that a source's own settings ask for; nothing where there is none. */
export function SettingStep({ source: { configuration } }: { readonly source: ConnectedSource }) {
  const { verification, allowedAddresses } = configuration;
  return (
    <>
      {verification?.hmac ? <Signature settings={verification.hmac} /> : null}
      {allowedAddresses ? (
        <li>
          <b>Addresses</b>: requests are taken from <Code text={allowedAddresses.join(", ")} /> alone.
        </li>
      ) : null}
    </>
  );
}

function Signature({ settings }: { readonly settings: HmacSettings }) {
  const { algorithm, encoding, header, headerTemplate, signedTemplate } = settings;
  return (
    <li>
      <b>Signature</b>: the HMAC-{algorithm.toUpperCase()} of{" "}
      {signedTemplate === "{body}" ? "the body" : <Code text={signedTemplate} />} in {ENCODINGS[encoding]}, in
      the header <Code text={header} />
      {headerTemplate === "{signature}" ? null : (
        <>
          {" "}
          as <Code text={headerTemplate} />
        </>
      )}
      .
    </li>
  );
}

function Code({ text }: { readonly text: string }) {
  return <code className="inline-block max-w-full font-mono text-xs wrap-anywhere">{text}</code>;
}
