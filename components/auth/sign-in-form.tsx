"use client";

import { useForm } from "react-hook-form";
import { Button } from "#components/ui/button.tsx";
import { Field, FieldError } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { useHydrated } from "#components/ui/use-hydrated.ts";
import { signIn } from "./session.ts";

interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** @param props.destination path of this site that opens after signing in */
export function SignInForm({ destination }: { readonly destination: string }) {
  // Without default values the fields keep what was typed, or filled in, before React took over.
  const form = useForm<Credentials>();
  const isHydrated = useHydrated();
  const submit = form.handleSubmit(async ({ email, password }) => {
    const result = await signIn(email, password);
    if (result.outcome === "signed_in") window.location.assign(destination);
    else form.setError("root", { message: result.message });
  });
  const busy = form.formState.isSubmitting;
  const problem = form.formState.errors.root?.message;
  return (
    <form method="post" onSubmit={submit} className="flex flex-col gap-4">
      <Field id="email" label="E-mail address">
        <Input id="email" type="email" autoComplete="username" required {...form.register("email")} />
      </Field>
      <Field id="password" label="Password">
        <Input
          id="password"
          type="password"
          autoComplete="current-password"
          required
          {...form.register("password")}
        />
      </Field>
      <div role="alert">{problem ? <FieldError message={problem} /> : null}</div>
      <Button type="submit" variant="primary" disabled={busy || !isHydrated}>
        {busy ? "Signing in…" : "Sign in"}
      </Button>
    </form>
  );
}
