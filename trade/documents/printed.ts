import { type Page, type PageBlock, pageOf, type Printable, type Text } from './page.ts'

/** Most pages of a rendering; a document that runs over more is refused by its renderer. */
export const MAX_PAGES = 60

/** Every text that a rendering may show. */
export interface PrintedTexts {
  /** Labels, sentences, the foot of the page, page numbers: any number of times, for a header is repeated. */
  readonly wording: readonly string[]
  /** Values of fields as they are printed, each as often as the template prints it. */
  readonly fields: readonly string[]
}

/**
 * Lists what a template prints of a document: so a text in its rendering that is neither wording nor a field can be found.
 */
export function printedTexts(printable: Printable): PrintedTexts {
  const page = pageOf(printable)
  const wording = [...textsOf(page.title), page.code, ...frameTexts(page), ...PAGE_NUMBERS]
  const fields: string[] = []
  for (const block of page.blocks) collect(block, wording, fields)
  return { wording, fields }
}

const PAGE_NUMBERS: readonly string[] = Array.from({ length: MAX_PAGES }, (_, pages) =>
  Array.from({ length: pages + 1 }, (_, page) => `${page + 1}/${pages + 1}`),
).flat()

const textsOf = ({ main, sub }: Text): string[] => (sub === undefined ? [main] : [main, sub])

function frameTexts({ frame }: Page): string[] {
  const { issuer, issuedBy, verification, verificationCode, derived } = frame
  return [...[issuer, verification, derived].flatMap(textsOf), issuedBy, verificationCode]
}

function collect(block: PageBlock, wording: string[], fields: string[]): void {
  switch (block.is) {
    case 'boxes':
      for (const { items, words, as } of block.rows.flat()) {
        wording.push(...words.flatMap(textsOf))
        // An address shows the label of its first line alone.
        for (const [at, item] of items.entries()) {
          if (as === 'pairs' || at === 0) wording.push(...textsOf(item.label))
          fields.push(...textsOf(item.value))
        }
      }
      break
    case 'table':
      wording.push(...block.columns.flatMap(({ label }) => textsOf(label)))
      fields.push(...[...block.rows.flat(), ...block.totals].flatMap(textsOf))
      break
    case 'pairs':
      for (const item of block.items) {
        wording.push(...textsOf(item.label), ...(item.tag === undefined ? [] : [item.tag]))
        fields.push(...textsOf(item.value))
      }
      break
    case 'words':
      wording.push(...block.texts.flatMap(textsOf))
      break
  }
}
