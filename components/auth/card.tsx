import type { ReactNode } from "react";
import { Logo } from "#components/frame/logo.tsx";

interface AuthCardProps {
  readonly title: string;
  readonly text: ReactNode;
  readonly children?: ReactNode;
}

/** The one panel of the pages that are shown before somebody is signed in. */
export function AuthCard({ title, text, children }: AuthCardProps) {
  return (
    <main className="grid min-h-dvh place-items-center bg-surface p-4">
      <div className="w-full max-w-90 rounded-xl border bg-background p-6 shadow-raised">
        <div className="mb-5 flex items-center gap-2 text-base font-semibold tracking-tight">
          <Logo />
          Tidings
        </div>
        <h1 className="text-lg font-semibold">{title}</h1>
        <div className="mt-1 mb-5 text-muted">{text}</div>
        {children}
      </div>
    </main>
  );
}
