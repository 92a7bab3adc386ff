import { z } from "zod";

/** Long enough for every mapping that a person can read. */
const MAX_TRANSFORMATION_CHARACTERS = 16_384;

/** A JSONata expression (https://jsonata.org) from payload to payload. */
export const transformation = z.string().trim().min(1).max(MAX_TRANSFORMATION_CHARACTERS);
