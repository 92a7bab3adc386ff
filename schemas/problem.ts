import { REFUSAL_REASONS, type RefusalReason } from "./receipt.ts";

/** RFC 9457 problem details, with the receipt that the request left where it left one. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly receiptId?: string;
  readonly pointer?: string;
}

/** Problems that are not a refusal of what was sent. */
const OTHER_PROBLEMS = {
  unverified: "The request could not be verified.",
  unavailable: "The request could not be stored. Nothing of it was kept; send it again.",
} as const;

const TITLES = { ...REFUSAL_REASONS, ...OTHER_PROBLEMS };

/** Stable names of all problems. Each has a page: docs/errors, and /errors/<name> in the app. */
export type ProblemName = RefusalReason | keyof typeof OTHER_PROBLEMS;

export function isProblemName(name: string): name is ProblemName {
  return Object.hasOwn(TITLES, name);
}

export function problemTitle(name: ProblemName): string {
  return TITLES[name];
}

/** `type` is relative to the server that answers, which shows the problem's page there. */
export function problem(
  name: ProblemName,
  status: number,
  more: { readonly detail: string; readonly receiptId?: string; readonly pointer?: string | undefined },
): Problem {
  const { detail, receiptId, pointer } = more;
  return {
    type: `/errors/${name}`,
    title: TITLES[name],
    status,
    detail,
    ...(receiptId === undefined ? {} : { receiptId }),
    ...(pointer === undefined ? {} : { pointer }),
  };
}
