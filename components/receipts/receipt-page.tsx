"use client";

import { Breadcrumb } from "#components/frame/breadcrumb.tsx";
import { PageHeader } from "#components/frame/page-header.tsx";
import { ReceiptDetail } from "./receipt-detail.tsx";

/** One receipt on a page of its own. */
export function ReceiptPage({ id }: { readonly id: string }) {
  return (
    <>
      <PageHeader
        title={
          <Breadcrumb parent="Receipts" href="/receipts">
            Receipt
          </Breadcrumb>
        }
      />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="max-w-4xl">
          <ReceiptDetail id={id} />
        </div>
      </div>
    </>
  );
}
