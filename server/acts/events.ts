/** Something that happened in a file: which one, and how far its sequence has come. It tells nothing of the act. */
export interface FileEvent {
  readonly file: string
  readonly seq: number
  readonly receivedMs: number
}

/** Tells listeners of this process what was appended by it. Never throws into the append, never keeps what nobody hears. */
export interface Events {
  publish(event: FileEvent): void
  /** @returns how to stop listening. */
  listen(listener: (event: FileEvent) => void): () => void
}

/** A fresh hub. */
export function openEvents(log: (error: unknown) => void): Events {
  const listeners = new Set<(event: FileEvent) => void>()
  return {
    publish(event) {
      for (const listener of listeners) {
        try {
          listener(event)
        } catch (error) {
          log(error)
        }
      }
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
