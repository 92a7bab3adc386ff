import type { Metadata } from "next";
import { AuthCard } from "#components/auth/card.tsx";
import { safeDestination } from "#components/auth/destination.ts";
import { SignInForm } from "#components/auth/sign-in-form.tsx";
import { hasAnAccount } from "#server/api/set-up-state.ts";

export const metadata: Metadata = { title: "Sign in" };

interface PageProps {
  readonly searchParams: Promise<{ readonly from?: string | string[] }>;
}

export default async function SignInPage({ searchParams }: PageProps) {
  const { from } = await searchParams;
  if (!(await hasAnAccount())) {
    return (
      <AuthCard
        title="No account yet"
        text="Open the one-time set-up link that the server printed when it started. It makes the first admin."
      />
    );
  }
  return (
    <AuthCard title="Sign in" text="Accounts are made by an admin of this installation.">
      <SignInForm destination={safeDestination(typeof from === "string" ? from : undefined)} />
    </AuthCard>
  );
}
