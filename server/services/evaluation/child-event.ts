import type { ChildProcess } from "node:child_process";

/** What a child process does next. */
export type ChildEvent =
  | { readonly kind: "message"; readonly message: unknown }
  | { readonly kind: "ended"; readonly code: number | null; readonly signal: string | null }
  | { readonly kind: "failed"; readonly cause: Error }
  | { readonly kind: "late" };

/** Waits for a child's next message, or its end, for at most `timeoutMs`. Never rejects. */
export async function nextEvent(child: ChildProcess, timeoutMs: number): Promise<ChildEvent> {
  return await new Promise((resolve) => {
    const onMessage = (message: unknown) => finish({ kind: "message", message });
    const onExit = (code: number | null, signal: string | null) => finish({ kind: "ended", code, signal });
    const onError = (cause: Error) => finish({ kind: "failed", cause });
    const timer = setTimeout(() => finish({ kind: "late" }), timeoutMs);

    function finish(event: ChildEvent): void {
      clearTimeout(timer);
      child.off("message", onMessage).off("exit", onExit).off("error", onError);
      resolve(event);
    }

    child.on("message", onMessage).on("exit", onExit).on("error", onError);
  });
}
