import { mountDoors } from "#server/runtime/http/mount-doors.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = mountDoors();
