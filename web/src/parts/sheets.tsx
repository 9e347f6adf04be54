import { Stack, Text } from '@mantine/core'
import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy } from 'pdfjs-dist'
import { useEffect, useRef, useState } from 'react'
import { useSpeech } from '../language/language.ts'
import { Waiting } from './signed-in.tsx'

GlobalWorkerOptions.workerSrc = new URL('pdfjs-dist/build/pdf.worker.min.mjs', import.meta.url).href

/** Pages drawn at most; a longer document is loaded instead. */
const MAX_PAGES = 30
/** Sharpness of the drawing against the width it is shown at. */
const SCALE = 1.8
/** Points of a sheet (ISO 216). */
const A4 = { width: 595, height: 842 }

/** The pages of a PDF, drawn. */
export function Sheets({ bytes }: { readonly bytes: Uint8Array }) {
  const { words } = useSpeech()
  const [pdf, setPdf] = useState<PDFDocumentProxy>()
  const [isBroken, setBroken] = useState(false)
  useEffect(() => {
    // The reader takes the bytes that it is given for its own.
    const task = getDocument({ data: bytes.slice() })
    task.promise.then(setPdf, () => setBroken(true))
    return () => void task.destroy()
  }, [bytes])
  if (isBroken) return <Text c="red">{words.brokenPdf}</Text>
  if (!pdf) return <Waiting />
  const count = Math.min(pdf.numPages, MAX_PAGES)
  return (
    <Stack gap="md">
      {Array.from({ length: count }, (_, i) => (
        <Sheet key={i} pdf={pdf} number={i + 1} />
      ))}
    </Stack>
  )
}

function Sheet({ pdf, number }: { readonly pdf: PDFDocumentProxy; readonly number: number }) {
  const { words } = useSpeech()
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    let cancel: (() => void) | undefined
    let isGone = false
    const draw = async () => {
      const page = await pdf.getPage(number)
      const target = canvas.current
      if (!target || isGone) return
      const viewport = page.getViewport({ scale: SCALE })
      target.width = viewport.width
      target.height = viewport.height
      const task = page.render({ canvas: target, viewport })
      cancel = () => task.cancel()
      await task.promise
    }
    draw().catch((error: unknown) => {
      // A page that went away while it was drawn is no fault.
      if (!isGone) throw error
    })
    return () => {
      isGone = true
      cancel?.()
    }
  }, [pdf, number])
  // Until it is drawn, it stands there as an empty sheet of A4.
  return <canvas ref={canvas} className="sheet" {...A4} role="img" aria-label={words.page(number)} />
}
