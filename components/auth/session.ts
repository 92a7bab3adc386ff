/** How signing in ended; `message` is for the person. */
export type SignInResult =
  | { readonly outcome: "signed_in" }
  | { readonly outcome: "refused"; readonly message: string };

export async function signIn(email: string, password: string): Promise<SignInResult> {
  const answer = await post("/api/auth/sign-in/email", { email, password });
  if (answer === null) return { outcome: "refused", message: "Tidings could not be reached. Try again." };
  return answer.ok ? { outcome: "signed_in" } : { outcome: "refused", message: signInProblem(answer.status) };
}

/** Ends the session and goes to the sign-in page with a full load, so that nothing read before stays in memory. */
export async function signOut(): Promise<void> {
  await post("/api/auth/sign-out", {});
  window.location.assign("/sign-in");
}

function signInProblem(status: number): string {
  switch (status) {
    case 400:
    case 401:
      return "The e-mail address or the password is wrong.";
    case 403:
      return "This account is locked, or the page was opened under another address. Ask an admin.";
    case 429:
      return "Too many tries. Wait a minute, then try again.";
    default:
      return "Tidings could not sign you in just now. Try again in a moment.";
  }
}

async function post(path: string, body: object): Promise<Response | null> {
  try {
    return await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  } catch {
    return null;
  }
}
