/**
 * Characters of levels A and B.
 *
 * Level A of syntax versions 1 to 3 (ISO 9735:1988 clause 4.1) and the basic code table of ISO 646 without alternative graphic
 * characters, to which version 4 refers (UNTDID service code list 0001), differ in the low line alone.
 */
const LEVEL_A = ' ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,-()/=\'+:?!"%&*;<>'
const LOWER_CASE = 'abcdefghijklmnopqrstuvwxyz'
const LOW_LINE = '_'
/** IS1, IS3 and IS4, which level B of versions 1 to 3 may separate with. */
const INFORMATION_SEPARATORS = '\u001f\u001d\u001c'

/** Code points by byte value, -1 where the level has none. */
export function levelA(version: number): Int32Array {
  return ofCharacters(LEVEL_A + (version >= 4 ? LOW_LINE : ''))
}

/** Code points by byte value, -1 where the level has none. */
export function levelB(version: number): Int32Array {
  return ofCharacters(LEVEL_A + LOWER_CASE + (version >= 4 ? LOW_LINE : INFORMATION_SEPARATORS))
}

function ofCharacters(characters: string): Int32Array {
  const codePoints = new Int32Array(256).fill(-1)
  for (let at = 0; at < characters.length; at++) codePoints[characters.charCodeAt(at)] = characters.charCodeAt(at)
  return codePoints
}
