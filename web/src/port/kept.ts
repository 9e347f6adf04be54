/** A sealed act on its way to the port, with the bytes of the document that it issues. */
export interface Outgoing {
  /** UUIDv7 of the act. */
  readonly act: string
  readonly organisation: string
  readonly file: string
  readonly opens: boolean
  readonly type: string
  /** The body as it is sent, byte for byte. */
  readonly body: string
  readonly document?: string
  readonly rendering?: Uint8Array<ArrayBuffer>
}

const DATABASE = 'entrepot'
const STORE = 'outgoing'

/**
 * Keeps a sealed act in this browser before its first byte is sent, so that a lost answer or a closed page is followed by the
 * same bytes again, never by a second act.
 */
export const keep = (outgoing: Outgoing): Promise<void> => write((store) => store.put(outgoing))

/** Forgets an act that has its answer. */
export const forget = (act: string): Promise<void> => write((store) => store.delete(act))

/** What an organisation sealed here and has no answer to, in the order of sealing. */
export async function unanswered(organisation: string): Promise<readonly Outgoing[]> {
  const database = await open()
  const store = database.transaction(STORE).objectStore(STORE)
  // Whatever lies here was put by `keep`.
  const all: readonly Outgoing[] = await settled(store.getAll())
  return all.filter((each) => each.organisation === organisation)
}

async function write(change: (store: IDBObjectStore) => unknown): Promise<void> {
  const database = await open()
  const transaction = database.transaction(STORE, 'readwrite', { durability: 'strict' })
  change(transaction.objectStore(STORE))
  await new Promise<void>((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve())
    transaction.addEventListener('abort', () => reject(failure(transaction.error)))
  })
}

let opening: Promise<IDBDatabase> | undefined

function open(): Promise<IDBDatabase> {
  opening ??= openOnce()
  return opening
}

async function openOnce(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1)
  request.addEventListener('upgradeneeded', () => request.result.createObjectStore(STORE, { keyPath: 'act' }))
  return settled(request)
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(failure(request.error)))
  })
}

const failure = (cause: DOMException | null): Error => new Error('this browser keeps nothing for us', { cause })
