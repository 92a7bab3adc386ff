/** Signatures of one request that are looked at: senders put two or three there while they rotate a secret. */
export const MAX_SIGNATURES = 10;
