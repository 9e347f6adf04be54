import type { Printed } from './documents.ts'

/** One stretch of a rendering's text, in reading order; a line or a part of one. */
export interface TextRun {
  readonly text: string
  readonly page: number
}

/** Text of a rendering that neither the template's wording nor a traced field accounts for. */
export interface ForeignText {
  readonly text: string
  readonly page: number
}

/**
 * Finds text in a rendering that is neither the template's wording nor a field.
 *
 * Wording may be printed any number of times, a field's value as often as `fields` lists it: one more is foreign.
 * Tolerates line ends, spacing, hyphenation between letters, ligatures and compatibility forms (NFKC); digits, and
 * the signs and separators between them, must be the same. Bare punctuation says nothing and is passed over.
 * Neighbouring foreign words are one finding.
 */
export function foreignText(runs: readonly TextRun[], printed: Printed): ForeignText[] {
  const atoms = atomsOf(runs)
  const phrases = phrasesOf(printed)
  const isUsed = atoms.map(() => false)
  for (const phrase of phrases) consume(phrase, atoms, isUsed)
  consumeWords(phrases, atoms, isUsed)
  return leftOver(atoms, isUsed)
}

/** The smallest piece that is matched whole: a word, a number with its signs and separators, one Chinese character. */
interface Atom {
  readonly form: string
  readonly shown: string
  readonly page: number
}

interface Phrase {
  readonly atoms: readonly string[]
  /** How often it may still be matched. */
  left: number
}

// A number keeps its sign and the marks between its digits; letters and digits together are one code.
const ATOM =
  /[-−+]?\p{Nd}+(?:[.,:/'’ -]\p{Nd}+)*(?:(?!\p{Script=Han})[\p{L}\p{M}\p{Nd}])*|\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{Nd}])+/gu
/** A space between digits is not part of a number as it is matched here. */
const SPACED = / +(?=\p{Nd})/gu
const SOFT_HYPHEN = /\u00ad/g
/** Hyphens between letters, a line end among them or not. */
const HYPHEN = /(?<=\p{L})\s*[-\u2010\u2011]\s*(?=\p{L})/gu

function atomsOf(runs: readonly TextRun[]): Atom[] {
  const atoms: Atom[] = []
  for (const [page, text] of pagesOf(runs)) for (const { form, shown } of split(text)) atoms.push({ form, shown, page })
  return atoms
}

function pagesOf(runs: readonly TextRun[]): Map<number, string> {
  const pages = new Map<number, string>()
  for (const { text, page } of runs) pages.set(page, `${pages.get(page) ?? ''}${text}\n`)
  return pages
}

function split(text: string): { form: string; shown: string }[] {
  const plain = text.normalize('NFKC').replaceAll(SOFT_HYPHEN, '').replaceAll(HYPHEN, '').replaceAll(SPACED, '\n')
  return [...plain.matchAll(ATOM)].map(([shown]) => ({ shown, form: shown.replace('−', '-') }))
}

function phrasesOf({ wording, fields }: Printed): Phrase[] {
  const phrases: Phrase[] = []
  for (const text of new Set(wording)) phrases.push({ atoms: split(text).map(({ form }) => form), left: Infinity })
  for (const text of fields) phrases.push({ atoms: split(text).map(({ form }) => form), left: 1 })
  return phrases.filter(({ atoms }) => atoms.length > 0).toSorted((a, b) => b.atoms.length - a.atoms.length)
}

/** Longest phrases first, so that a short value is not found inside of a longer one. */
function consume(phrase: Phrase, atoms: readonly Atom[], isUsed: boolean[]): void {
  const [first] = phrase.atoms
  for (let at = 0; at + phrase.atoms.length <= atoms.length && phrase.left > 0; at++) {
    if (atoms[at]?.form !== first) continue
    const fits = phrase.atoms.every((form, i) => atoms[at + i]?.form === form && !isUsed[at + i])
    if (!fits) continue
    isUsed.fill(true, at, at + phrase.atoms.length)
    phrase.left -= 1
  }
}

/** A phrase that a column or a page breaks apart is found by its words; a number of the wording is never loose. */
function consumeWords(phrases: readonly Phrase[], atoms: readonly Atom[], isUsed: boolean[]): void {
  const loose = new Map<string, number>()
  for (const { atoms: words, left } of phrases)
    for (const word of words)
      if (left > 0 && (left === 1 || !/\p{Nd}/u.test(word))) loose.set(word, (loose.get(word) ?? 0) + left)
  for (const [at, { form }] of atoms.entries()) {
    const left = loose.get(form) ?? 0
    if (isUsed[at] || left <= 0) continue
    isUsed[at] = true
    loose.set(form, left - 1)
  }
}

function leftOver(atoms: readonly Atom[], isUsed: readonly boolean[]): ForeignText[] {
  const found: { text: string; page: number; end: number }[] = []
  for (const [at, { shown, page }] of atoms.entries()) {
    if (isUsed[at]) continue
    const last = found.at(-1)
    if (last && last.end === at && last.page === page) {
      last.text += ` ${shown}`
      last.end = at + 1
    } else found.push({ text: shown, page, end: at + 1 })
  }
  return found.map(({ text, page }) => ({ text, page }))
}
