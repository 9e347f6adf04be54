/** Something that happened in a file: which one, and how far its sequence has come. It tells nothing of the act. */
export interface FileEvent {
  readonly file: string
  readonly seq: number
  readonly receivedMs: number
}

/** Who listens. */
export interface Listener {
  readonly event: (event: FileEvent) => void
  /** The port stops; nothing follows. */
  readonly end: () => void
}

/** Tells listeners of this process what was appended by it. Never throws into the append, never keeps what nobody hears. */
export interface Events {
  publish(event: FileEvent): void
  /** @returns how to stop listening. */
  listen(listener: Listener): () => void
  end(): void
}

/** A fresh hub. */
export function openEvents(log: (error: unknown) => void): Events {
  const listeners = new Set<Listener>()
  const tell = (what: (listener: Listener) => void): void => {
    for (const listener of listeners) {
      try {
        what(listener)
      } catch (error) {
        log(error)
      }
    }
  }
  return {
    publish: (event) => tell((listener) => listener.event(event)),
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    end: () => tell((listener) => listener.end()),
  }
}
