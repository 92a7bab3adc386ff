import type { Metadata } from "next";
import { ReceiptPage } from "#components/receipts/receipt-page.tsx";

export const metadata: Metadata = { title: "Receipt" };

interface PageProps {
  readonly params: Promise<{ readonly id: string }>;
}

export default async function Page({ params }: PageProps) {
  const { id } = await params;
  return <ReceiptPage id={id} />;
}
