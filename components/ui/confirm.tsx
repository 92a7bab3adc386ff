"use client";

import { AlertDialog } from "@base-ui/react/alert-dialog";
import type { ReactElement, ReactNode } from "react";
import { Button } from "./button.tsx";

interface ConfirmProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly trigger: ReactElement<Record<string, unknown>>;
  /** The question, such as "Revoke this key?". */
  readonly title: string;
  /** What will happen, and that it cannot be undone. */
  readonly children: ReactNode;
  /** The verb of the button that does it. */
  readonly action: string;
  readonly isPending: boolean;
  readonly onConfirm: () => void;
}

/** Asks before something that cannot be undone. */
export function Confirm({ open, onOpenChange, trigger, title, children, ...rest }: ConfirmProps) {
  const { action, isPending, onConfirm } = rest;
  return (
    <AlertDialog.Root open={open} onOpenChange={onOpenChange}>
      <AlertDialog.Trigger render={trigger} />
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="fixed inset-0 z-40 bg-black/40" />
        <AlertDialog.Popup className="fixed top-1/2 left-1/2 z-50 flex w-96 max-w-[calc(100vw-2rem)] -translate-x-1/2 -translate-y-1/2 flex-col gap-2 rounded-lg border bg-raised p-4 whitespace-normal shadow-raised outline-hidden">
          <AlertDialog.Title className="text-base font-semibold break-words">{title}</AlertDialog.Title>
          <AlertDialog.Description className="text-muted">{children}</AlertDialog.Description>
          <div className="mt-2 flex justify-end gap-2">
            <AlertDialog.Close render={<Button>Cancel</Button>} />
            <Button variant="danger" disabled={isPending} onClick={onConfirm}>
              {action}
            </Button>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
