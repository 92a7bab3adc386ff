import { z } from "zod";

export const setWorkflowEnabledInput = z.object({ id: z.uuid(), enabled: z.boolean() });
