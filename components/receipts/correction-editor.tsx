"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { toast } from "sonner";
import { Failure } from "#components/frame/failure.tsx";
import { useTRPC } from "#components/trpc/client.ts";
import { Button } from "#components/ui/button.tsx";
import { Field, invalidProps } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/input.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { type Beginning, beginningOf, refusedCorrection } from "./correction.ts";

const EDITOR_ROWS = 16;
const SKELETON_ROWS = 4;

interface EditorProps {
  readonly receiptId: string;
  readonly item: number;
  readonly onSent: () => void;
  readonly onCancel: () => void;
}

interface CorrectionEditorProps extends EditorProps {
  readonly beginning: Beginning;
}

/** The event of a refused item, to be corrected and sent again. */
export function CorrectionEditor({ beginning, ...editor }: CorrectionEditorProps) {
  const trpc = useTRPC();
  const event = useQuery(
    trpc.receipts.itemEvent.queryOptions(beginning, { staleTime: Number.POSITIVE_INFINITY }),
  );
  if (event.isPending) return <SkeletonRows rows={SKELETON_ROWS} label="Reading the event" />;
  if (event.isError) return <Failure error={event.error} onRetry={() => void event.refetch()} />;
  const { note, text } = beginningOf(event.data);
  return (
    <div className="flex flex-col gap-2">
      {note === null ? null : <p className="text-muted">{note}</p>}
      <Editor {...editor} initial={text} />
    </div>
  );
}

function Editor({ receiptId, item, initial, onSent, onCancel }: EditorProps & { readonly initial: string }) {
  const [text, setText] = useState(initial);
  const { correct, problem } = useCorrection(onSent);
  const id = `correction-${receiptId}-${item}`;
  const textarea = useRef<HTMLTextAreaElement>(null);
  useEffect(() => textarea.current?.focus(), []);
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(submission) => {
        submission.preventDefault();
        correct.mutate({ receiptId, item, event: text });
      }}
    >
      <Field
        id={id}
        label="The corrected event"
        hint="Its source stays, and so does its event id, unless another event has it. It is judged like any other request."
        error={problem}
      >
        <Textarea
          ref={textarea}
          id={id}
          value={text}
          rows={EDITOR_ROWS}
          spellCheck={false}
          onChange={(change) => setText(change.target.value)}
          className="font-mono text-xs leading-5"
          {...invalidProps(id, problem)}
        />
      </Field>
      <div className="flex gap-2">
        <Button type="submit" variant="primary" disabled={correct.isPending || text.trim() === ""}>
          Send the correction
        </Button>
        <Button variant="quiet" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

/** Sends a correction, and says what is wrong with it when it is not taken. */
function useCorrection(onSent: () => void) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [problem, setProblem] = useState<string | undefined>();
  const correct = useMutation(
    trpc.receipts.correct.mutationOptions({
      onMutate: () => setProblem(undefined),
      onSuccess: (result) => {
        const refused = refusedCorrection(result);
        if (refused !== null) return setProblem(refused);
        toast.success("The correction was accepted. It is processed now.");
        onSent();
      },
      onError: (error) => setProblem(error.message),
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.receipts.pathKey() }),
    }),
  );
  return { correct, problem };
}
