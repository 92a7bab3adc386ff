import { jsonPointer } from "#schemas/json/pointer.ts";
import type { CompiledTemplate } from "#schemas/mapping/compiled.ts";
import { fillTemplate, type TemplateInput } from "#schemas/mapping/fill.ts";
import { shortPointer } from "#schemas/receipt.ts";
import { type RefusedItem, refuseItem } from "./event-draft.ts";

/** What is made of a filled template: the text to take, or why it is of no use. */
export type Accepted =
  | { readonly outcome: "usable"; readonly text: string }
  | { readonly outcome: "unusable"; readonly why: string };

interface Choice {
  /** For a person: "event id". */
  readonly what: string;
  readonly templates: readonly CompiledTemplate[];
  readonly input: TemplateInput;
  /** Where the item stands in the body. */
  readonly steps: readonly (string | number)[];
  readonly accept: (text: string) => Accepted;
}

/** Takes the first template that can be filled with something usable, or says of each why it cannot be. */
export function chooseText(
  choice: Choice,
): { readonly outcome: "chosen"; readonly text: string } | RefusedItem {
  const failures: string[] = [];
  let pointer: string | undefined;
  for (const { text, parts } of choice.templates) {
    const filled = fillTemplate(parts, choice.input);
    if (filled.outcome === "filled") {
      const accepted = choice.accept(filled.text);
      if (accepted.outcome === "usable") return { outcome: "chosen", text: accepted.text };
      failures.push(`What "${text}" gives ${accepted.why}.`);
    } else if (filled.outcome === "too_long") {
      failures.push(`What "${text}" gives is far too long.`);
    } else {
      failures.push(`In "${text}", ${filled.part} ${filled.why}.`);
      if (filled.value.kind === "path") pointer ??= jsonPointer([...choice.steps, ...filled.value.steps]);
    }
  }
  const message = `The source's mapping finds no ${choice.what} in the request. ${failures.join(" ")}`;
  return refuseItem(
    pointer === undefined
      ? { reason: "missing_mapping", message }
      : { reason: "missing_mapping", message, pointer: shortPointer(pointer) },
  );
}
