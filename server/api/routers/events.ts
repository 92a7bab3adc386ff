import { byId } from "#schemas/by-id.ts";
import { countNewEventsInput, listEventsInput } from "#schemas/event-search.ts";
import { countNewEvents } from "#server/services/events/count-new.ts";
import { getEvent } from "#server/services/events/get.ts";
import { getEventPayload } from "#server/services/events/get-payload.ts";
import { listEvents } from "#server/services/events/list.ts";
import { refusal } from "../refusal.ts";
import { timedOut } from "../timed-out.ts";
import { permitted, router } from "../trpc.ts";

const reading = permitted("events.read");

/** The log. */
export const eventsRouter = router({
  list: reading.input(listEventsInput).query(async ({ ctx, input }) => {
    const result = await listEvents({ ctx: ctx.service, input });
    switch (result.outcome) {
      case "listed":
        return { rows: result.rows, nextCursor: result.nextCursor, newestRowId: result.newestRowId };
      case "timed_out":
        throw timedOut();
    }
  }),

  countNew: reading.input(countNewEventsInput).query(async ({ ctx, input }) => {
    const result = await countNewEvents({ ctx: ctx.service, input });
    switch (result.outcome) {
      case "counted":
        return { count: result.count };
      case "timed_out":
        throw timedOut();
    }
  }),

  get: reading.input(byId).query(async ({ ctx, input }) => {
    const result = await getEvent({ ctx: ctx.service, input });
    switch (result.outcome) {
      case "found": {
        const { outcome: _outcome, ...detail } = result;
        return detail;
      }
      case "not_found":
        throw noEvent();
    }
  }),

  payload: reading.input(byId).query(async ({ ctx, input }) => {
    const result = await getEventPayload({ ctx: ctx.service, input });
    switch (result.outcome) {
      case "found":
        return { payload: result.payload };
      case "not_found":
        throw noEvent();
    }
  }),
});

function noEvent() {
  return refusal("NOT_FOUND", "event_not_found", "The log holds no event with this id.");
}
