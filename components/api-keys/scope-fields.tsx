import { Checkbox } from "#components/ui/checkbox.tsx";
import { FieldError } from "#components/ui/field.tsx";
import { API_KEY_SCOPES, type ApiKeyScope } from "#schemas/api-key.ts";
import { SCOPE_WORDS } from "./scopes.ts";

interface ScopeFieldsProps {
  readonly ticked: readonly ApiKeyScope[];
  readonly error: string | undefined;
  readonly onChange: (ticked: readonly ApiKeyScope[]) => void;
}

/** What the key may do. Managing includes the rest. */
export function ScopeFields({ ticked, error, onChange }: ScopeFieldsProps) {
  const isManaging = ticked.includes("manage");
  return (
    <fieldset className="flex min-w-0 flex-col gap-2" aria-describedby={error ? "scopes-error" : undefined}>
      <legend className="mb-1.5 text-xs font-medium">What it may do</legend>
      {API_KEY_SCOPES.map((scope) => (
        <Checkbox
          key={scope}
          id={`scope-${scope}`}
          label={SCOPE_WORDS[scope].label}
          hint={SCOPE_WORDS[scope].sentence}
          checked={isManaging || ticked.includes(scope)}
          disabled={isManaging && scope !== "manage"}
          onChange={(checked) =>
            onChange(API_KEY_SCOPES.filter((other) => (other === scope ? checked : ticked.includes(other))))
          }
        />
      ))}
      {error ? <FieldError id="scopes-error" message={error} /> : null}
    </fieldset>
  );
}
