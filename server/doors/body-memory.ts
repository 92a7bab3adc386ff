/**
 * What the bodies of all requests under way may hold together, in bytes. A body is read before its sender is known,
 * and strangers can open as many connections as they like.
 */
const MAX_HELD_BYTES = 256 * 1024 * 1024;

/** Raised when there is no room: the sender is answered 503, and comes again. */
export class NoRoomForBody extends Error {
  override readonly name = "NoRoomForBody";
}

/** The share of one request. */
export interface BodyShare {
  /** @throws NoRoomForBody */
  take(bytes: number): void;
  /** Gives everything back that was taken. */
  release(): void;
}

/** The memory for bodies of one process. */
export class BodyMemory {
  readonly #maxBytes: number;
  #heldBytes = 0;

  constructor(maxBytes = MAX_HELD_BYTES) {
    this.#maxBytes = maxBytes;
  }

  share(): BodyShare {
    let ownBytes = 0;
    return {
      take: (bytes) => {
        if (this.#heldBytes + bytes > this.#maxBytes) {
          throw new NoRoomForBody("The bodies of other requests take all the room that there is.");
        }
        this.#heldBytes += bytes;
        ownBytes += bytes;
      },
      release: () => {
        this.#heldBytes -= ownBytes;
        ownBytes = 0;
      },
    };
  }
}
