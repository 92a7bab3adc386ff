import { handleTrpc } from "#server/api/handler.ts";

export const GET = handleTrpc;
export const POST = handleTrpc;
