/** Small documents, octet by octet as a test needs them, and updates that no honest program writes. */

/** Text of a document: octets as characters. */
export const textOf = (pdf: Uint8Array): string => Buffer.from(pdf).toString('latin1')
export const octetsOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'))

/** Objects by their numbers. */
export type Objects = Readonly<Record<number, string>>

export const stream = (data: string, entries = ''): string =>
  `<< /Length ${data.length} ${entries}>>\nstream\n${data}\nendstream`

/** An invoice of one page. */
export const invoice: Objects = {
  1: '<< /Type /Catalog /Pages 2 0 R >>',
  2: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
  3: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
  4: stream('BT /F1 18 Tf 20 100 Td (Pay EUR 100) Tj ET'),
  5: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  6: '<< /Title (Invoice) >>',
}

const ID = '<00112233445566778899aabbccddeeff>'
const pad = (value: number, digits: number): string => String(value).padStart(digits, '0')
const entry = (offset: number): string => `${pad(offset, 10)} 00000 n\r\n`

function placed(
  objects: Objects,
  start: number,
): { readonly body: string; readonly offsets: ReadonlyMap<number, number> } {
  let body = ''
  const offsets = new Map<number, number>()
  for (const [number, object] of Object.entries(objects)) {
    offsets.set(Number(number), start + body.length)
    body += `${number} 0 obj\n${object}\nendobj\n`
  }
  return { body, offsets }
}

const sizeOf = (objects: Objects): number =>
  Object.keys(objects).reduce((size, number) => Math.max(size, Number(number) + 1), 1)

/** A document with a cross-reference table. */
export function tableDocument(objects: Objects = invoice, trailer = ''): Uint8Array {
  const head = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n'
  const { body, offsets } = placed(objects, head.length)
  const size = sizeOf(objects)
  const rows = Array.from({ length: size - 1 }, (_, index) => {
    const offset = offsets.get(index + 1)
    return offset === undefined ? '0000000000 65535 f\r\n' : entry(offset)
  })
  const table = `xref\n0 ${size}\n0000000000 65535 f\r\n${rows.join('')}`
  const end = `trailer\n<< /Size ${size} /Root 1 0 R /Info 6 0 R /ID [${ID} ${ID}] ${trailer}>>\n`
  return octetsOf(`${head}${body}${table}${end}startxref\n${head.length + body.length}\n%%EOF\n`)
}

/** A document whose objects but streams stand in a stream of objects, with a cross-reference stream. */
export function streamDocument(objects: Objects = invoice, deflate?: (data: Uint8Array) => Uint8Array): Uint8Array {
  const head = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n'
  const packed = (data: string): [string, string] =>
    deflate === undefined ? [data, ''] : [textOf(deflate(octetsOf(data))), '/Filter /FlateDecode ']
  const all = Object.entries(objects).map(([number, object]): [number, string] => [Number(number), object])
  const apart = all.filter(([, object]) => object.includes('endstream'))
  const inside = all.filter(([, object]) => !object.includes('endstream'))
  const size = sizeOf(objects)
  let content = ''
  const places = inside.map(([number, object]) => {
    const place = `${number} ${content.length}`
    content += `${object}\n`
    return place
  })
  const first = `${places.join(' ')}\n`
  const [data, filter] = packed(first + content)
  const container = stream(data, `${filter}/Type /ObjStm /N ${inside.length} /First ${first.length} `)
  const { body, offsets } = placed({ ...Object.fromEntries(apart), [size]: container }, head.length)
  const start = head.length + body.length
  const row = (kind: number, one: number, two: number): string => String.fromCharCode(kind, one >> 8, one & 255, two)
  const rows = Array.from({ length: size + 2 }, (_, number) => {
    const index = inside.findIndex(([one]) => one === number)
    if (index >= 0) return row(2, size, index)
    const offset = number === size + 1 ? start : offsets.get(number)
    return offset === undefined ? row(0, 0, 255) : row(1, offset, 0)
  })
  const [table, tableFilter] = packed(rows.join(''))
  const entries = `${tableFilter}/Type /XRef /Size ${size + 2} /W [1 2 1] /Root 1 0 R /Info 6 0 R /ID [${ID} ${ID}] `
  return octetsOf(`${head}${body}${size + 1} 0 obj\n${stream(table, entries)}\nendobj\nstartxref\n${start}\n%%EOF\n`)
}

/** Where the last cross-reference section of a document is. */
export const lastSectionOf = (pdf: Uint8Array): number => Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(textOf(pdf))?.[1])

/** What somebody writes behind a document. */
export interface Update {
  readonly objects?: Objects
  /** Objects whose entries lead elsewhere: to an offset, or `'free'`. */
  readonly entries?: Readonly<Record<number, number | 'free'>>
  readonly root?: string
  readonly previous?: number
}

/** Writes an incremental update with a cross-reference table, as anybody may. */
export function update(pdf: Uint8Array, { objects = {}, entries = {}, root = '1 0 R', previous }: Update): Uint8Array {
  const { body, offsets } = placed(objects, pdf.length)
  const all = new Map<number, number | 'free'>([
    ...offsets,
    ...Object.entries(entries).map(([number, place]): [number, number | 'free'] => [Number(number), place]),
  ])
  const rows = [...all].map(([number, place]) => {
    return `${number} 1\n${place === 'free' ? '0000000000 00001 f\r\n' : entry(place)}`
  })
  const trailer = `<< /Size 400 /Root ${root} /Info 6 0 R /ID [${ID} ${ID}] /Prev ${previous ?? lastSectionOf(pdf)} >>`
  const written = `${body}xref\n${rows.join('')}trailer\n${trailer}\nstartxref\n${pdf.length + body.length}\n%%EOF\n`
  return new Uint8Array(Buffer.concat([pdf, octetsOf(written)]))
}

/** Changes a place of a document that is there once, by text of the same length. */
export function replaced(pdf: Uint8Array, from: string, to: string): Uint8Array {
  const text = textOf(pdf)
  const at = text.lastIndexOf(from)
  if (at < 0 || from.length !== to.length) throw new Error(`not replaced: ${from}`)
  return octetsOf(text.slice(0, at) + to + text.slice(at + from.length))
}
