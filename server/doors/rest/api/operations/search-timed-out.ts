import { type Refused, refused } from "../answer.ts";

/** 422 and not 5xx: the same search would be stopped again. */
export const SEARCH_TIMED_OUT: Refused = refused(
  422,
  "search_timed_out",
  "The search took over 5 seconds. Choose a shorter time range or a more exact filter.",
);
