import type { Metadata } from "next";
import { ReferencePage } from "#components/reference/reference-page.tsx";
import { openApiDocument } from "#server/doors/rest/api/openapi/document.ts";
import { publicUrlOfRequest } from "../(console)/sources/public-url.ts";

export const metadata: Metadata = { title: "REST API" };

/** Open to developers who have no account: it describes the interface and holds nothing of the installation. */
export default async function Page() {
  return <ReferencePage document={openApiDocument()} publicUrl={await publicUrlOfRequest()} />;
}
