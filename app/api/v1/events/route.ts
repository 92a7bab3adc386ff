import { mountDoor } from "#server/runtime/http/mount-door.ts";

export const { GET, POST, PUT, PATCH, DELETE } = mountDoor("publish");
