import type { Words } from './words.ts'

/** The wording of a stable code; one that has none is shown as it is, spelled apart. */
export function codeText(code: string, words: Words): string {
  const known: Readonly<Record<string, string>> = words.codes
  const found = Object.hasOwn(known, code) ? known[code] : undefined
  if (found !== undefined) return found
  const said = code.split('/').at(-1) ?? code
  return `${words.refused}: ${said.replaceAll('-', ' ')}`
}
