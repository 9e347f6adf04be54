import { useEffect, useRef, useState } from 'react'
import type { Answer, Question } from './question.ts'

/** What is known of the file that was chosen. */
export type Inspection =
  | { readonly is: 'nothing' }
  | { readonly is: 'reading'; readonly name: string }
  | { readonly is: 'failed'; readonly name: string }
  | ({ readonly name: string } & Extract<Answer, { is: 'inspected' }>)

/** What became of a directory that was added. */
export type Added = { readonly name: string | undefined }

/** Looks into files, in a worker of the page's own. */
export function useInspection() {
  const worker = useRef<Worker | undefined>(undefined)
  const chosen = useRef<File | undefined>(undefined)
  const [inspection, setInspection] = useState<Inspection>({ is: 'nothing' })
  const [added, setAdded] = useState<Added>()

  useEffect(() => () => worker.current?.terminate(), [])

  const ask = (question: Question): void => {
    worker.current ??= start()
    worker.current.postMessage(question, [])
  }
  const start = (): Worker => {
    const made = new Worker(new URL('./inspect-worker.ts', import.meta.url), { type: 'module' })
    made.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
      if (data.is === 'inspected') setInspection({ ...data, name: chosen.current?.name ?? '' })
      else {
        setAdded({ name: data.name })
        if (data.name !== undefined && chosen.current) void look(chosen.current)
      }
    })
    made.addEventListener('error', () => {
      setInspection({ is: 'failed', name: chosen.current?.name ?? '' })
      worker.current = undefined
    })
    return made
  }
  const look = async (file: File): Promise<void> => {
    chosen.current = file
    setInspection({ is: 'reading', name: file.name })
    ask({ is: 'inspect', bytes: new Uint8Array(await file.arrayBuffer()), at: localNow() })
  }
  const addDirectory = async (file: File): Promise<void> =>
    ask({ is: 'add-directory', bytes: new Uint8Array(await file.arrayBuffer()) })
  return { inspection, added, look, addDirectory }
}

/** Local time, as an interchange states it. */
function localNow(): string {
  const now = new Date()
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, 16)
}
