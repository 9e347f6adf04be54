/** A rule between two entries of a directory has at least this many strokes. */
const RULE_STROKES = 20
const TAB_COLUMNS = 8

/**
 * The lines of a directory's file as text.
 *
 * Old releases draw their tables with the box characters of code page 437 and 850 and write names in windows-1252, in the same file; later
 * ones are windows-1252 throughout, and a file that is well-formed UTF-8 is taken for that. Text is therefore
 * decoded as windows-1252, and `drawn` reads the box characters back out of it.
 */
export function linesOf(bytes: Uint8Array): string[] {
  return decode(bytes)
    .split(/\r\n|\r|\n/)
    .map(expandTabs)
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // Not UTF-8: every sequence of bytes is windows-1252.
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

function expandTabs(line: string): string {
  if (!line.includes('\t')) return line
  let text = ''
  for (const [i, part] of line.split('\t').entries())
    text = i === 0 ? part : text.padEnd((Math.floor(text.length / TAB_COLUMNS) + 1) * TAB_COLUMNS) + part
  return text
}

/** Box characters: as Unicode has them, and as windows-1252 shows those of code pages 437 and 850 (C4, B3, BF, D9, C1). */
const DRAWN: ReadonlyMap<string, string> = new Map([
  ...[...'─━Ä'].map((character): [string, string] => [character, '-']),
  ...[...'│┃³'].map((character): [string, string] => [character, '|']),
  ...[...'┐┘┴¿ÙÁ'].map((character): [string, string] => [character, '+']),
])

/** A line of a message's table with its strokes as `-`, its uprights as `|` and its corners as `+`. */
export const drawn = (line: string): string => line.replace(/[^\x20-\x7e]/g, (character) => DRAWN.get(character) ?? ' ')

const RULE = new RegExp(`^[-─Ä]{${RULE_STROKES},}\\s*$`)

/** A part of a file between two rules, with the number of its first line. */
export interface Block {
  readonly firstLine: number
  readonly lines: readonly string[]
}

/**
 * What stands between the rules of a file of specifications; the introduction before the first rule is left out.
 *
 * @param isContinued whether the file goes on where another ended (`UNCL-2.96A`): it has no introduction, nor a rule before its first block.
 */
export function blocksOf(lines: readonly string[], isContinued = false): Block[] {
  const rules = lines.flatMap((line, i) => (RULE.test(line) ? [i] : []))
  if (isContinued) rules.unshift(-1)
  return rules.map((rule, i) => ({ firstLine: rule + 2, lines: lines.slice(rule + 1, rules[i + 1] ?? lines.length) }))
}

/** A name without its wrapping. */
export const singleBlanks = (text: string): string => text.replace(/\s+/g, ' ').trim()
