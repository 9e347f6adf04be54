import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { codePointsOf, tablesOf } from './font-file.ts'

const resolve = createRequire(import.meta.url).resolve
const FILES = [
  ['@embedpdf/fonts-latin', 'NotoSans-Regular.ttf'],
  ['@embedpdf/fonts-latin', 'NotoSans-SemiBold.ttf'],
  ['@embedpdf/fonts-sc', 'NotoSansHans-Regular.otf'],
  ['@embedpdf/fonts-sc', 'NotoSansHans-Medium.otf'],
] as const

const THEIRS = 'Noto Sans'
// As long as theirs. A machine may have fonts of theirs in another version; with a name of our own a rendering never takes one.
const OURS = 'Port Sans'

/** The fonts that documents are set in. */
export interface Fonts {
  readonly files: readonly Buffer[]
  /** Families in the order in which a glyph is looked for. */
  readonly families: readonly string[]
  /** Characters that every weight has in one of the families. */
  readonly covers: (codePoint: number) => boolean
}

/** Loads the fonts from their packages, under family names of our own. */
export function loadFonts(): Fonts {
  const files = FILES.map(([name, file]) => rename(readFileSync(join(folderOf(name), file))))
  const covered = files.map(codePointsOf)
  const [latin, latinBold, han, hanBold] = covered
  const covers = (point: number): boolean =>
    [
      [latin, latinBold],
      [han, hanBold],
    ].some((weights) => weights.every((points) => points?.has(point)))
  return { files, families: [OURS, `${OURS} S Chinese`, `${OURS} Hans`], covers }
}

/** The folder of a package's font files: it lies beside the one that its entry is in. */
const folderOf = (name: string): string => join(dirname(resolve(name)), '..', 'fonts')

function rename(file: Buffer): Buffer {
  const table = tablesOf(file).get('name')
  if (!table) return file
  const names = file.subarray(table.offset, table.offset + table.length)
  for (const encoding of ['utf16be', 'latin1'] as const) {
    const [theirs, ours] = [encoded(THEIRS, encoding), encoded(OURS, encoding)]
    for (let at = names.indexOf(theirs); at >= 0; at = names.indexOf(theirs, at + 1)) ours.copy(names, at)
  }
  return file
}

function encoded(text: string, encoding: 'utf16be' | 'latin1'): Buffer {
  return encoding === 'latin1' ? Buffer.from(text, 'latin1') : Buffer.from(text, 'utf16le').swap16()
}
