import { z } from "zod";

/** Rows of one page: a screenful and a half, answered in milliseconds. */
export const PAGE_ROWS = 50;
export const MAX_PAGE_ROWS = 200;

export const pageSize = z.number().int().min(1).max(MAX_PAGE_ROWS).default(PAGE_ROWS);
