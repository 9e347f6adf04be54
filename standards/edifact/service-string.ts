import { NONE, type Separators } from '@entrepot/edi'

/** The service string advice UNA (ISO 9735-1:2002 clause 7, Annex; ISO 9735:1988 clause 5.1), or what stands where there is none. */
export interface ServiceString {
  /** As UNA gives them; `repetition` counts from syntax version 4 on only. */
  readonly separators: Separators
  /** `.` or `,`: a number may be written with either, whatever UNA says (ISO 9735-1 clause 10.3), but should be with this one. */
  readonly decimalMark: string
  /** Whether there was a UNA. */
  readonly given: boolean
}

/** Bytes of UNA: its tag and six characters. */
export const SERVICE_STRING_BYTES = 9

const byte = (character: string): number => character.charCodeAt(0)

/** Separators of level A, which all higher levels use as well (ISO 9735-1 clause 7.2); `*` repeats from syntax version 4 on. */
export const DEFAULT_SEPARATORS: Separators = {
  component: byte(':'),
  element: byte('+'),
  repetition: byte('*'),
  release: byte('?'),
  terminator: byte("'"),
}

/** Separators of level B on media that carry them: IS1, IS3 and IS4, nothing to release (ISO 9735:1988 clause 4.2). */
const INFORMATION_SEPARATORS: Separators = {
  component: 0x1f,
  element: 0x1d,
  repetition: NONE,
  release: NONE,
  terminator: 0x1c,
}

/**
 * Separators of an interchange without UNA, by the byte behind its `UNB`. Where that is none of the defaults and the interchange before
 * had it from a UNA, its sender meant that one for all.
 */
export function separatorsWithoutAdvice(behindTag: number, previous: ServiceString | undefined): ServiceString {
  if (behindTag === INFORMATION_SEPARATORS.element) {
    return { separators: INFORMATION_SEPARATORS, decimalMark: ',', given: false }
  }
  if (previous !== undefined && behindTag !== DEFAULT_SEPARATORS.element && behindTag === previous.separators.element) {
    return { ...previous, given: false }
  }
  return { separators: DEFAULT_SEPARATORS, decimalMark: ',', given: false }
}

/**
 * Reads UNA at a place. A space stands for a separator that is not used: release character, and repetition separator
 * before syntax version 4.
 *
 * @returns `undefined` where the six characters cannot separate: letters, digits, blanks, or two of them the same.
 */
export function readServiceString(bytes: Uint8Array, at: number): ServiceString | undefined {
  const [component, element, decimal, release, repetition, terminator] = bytes.subarray(
    at + 3,
    at + SERVICE_STRING_BYTES,
  )
  const separators: Separators = {
    component: component ?? NONE,
    element: element ?? NONE,
    repetition: unlessSpace(repetition),
    release: unlessSpace(release),
    terminator: terminator ?? NONE,
  }
  if (!canSeparate({ ...separators, repetition: NONE })) return undefined
  return {
    separators: canSeparate(separators) ? separators : { ...separators, repetition: NONE },
    decimalMark: String.fromCharCode(decimal ?? SPACE),
    given: true,
  }
}

/** Whether separators are none of letters, digits and blanks, and differ from each other. */
export function canSeparate({ component, element, repetition, release, terminator }: Separators): boolean {
  const used = [component, element, terminator, ...[repetition, release].filter((byte) => byte !== NONE)]
  return used.every(maySeparate) && new Set(used).size === used.length
}

/** Whether an interchange with them needs no UNA; `repeats` from syntax version 4 on. */
export function isDefault(
  { component, element, repetition, release, terminator }: Separators,
  repeats: boolean,
): boolean {
  const standard = DEFAULT_SEPARATORS
  const separates = component === standard.component && element === standard.element
  const released = release === standard.release && terminator === standard.terminator
  return separates && released && repetition === (repeats ? standard.repetition : NONE)
}

/** UNA, and what stands behind it. */
export function writeServiceString(separators: Separators, decimalMark: string, lineEnd: string): Uint8Array {
  const { component, element, repetition, release, terminator } = separators
  const orSpace = (value: number): number => (value === NONE ? SPACE : value)
  const advice = [component, element, byte(decimalMark), orSpace(release), orSpace(repetition), terminator]
  return Uint8Array.of(...Array.from('UNA', byte), ...advice, ...Array.from(lineEnd, byte))
}

const SPACE = 0x20
const unlessSpace = (value: number | undefined): number => (value === undefined || value === SPACE ? NONE : value)

/** A line feed or an information separator may terminate; letters and digits are data, and above 0x7F characters are longer. */
function maySeparate(value: number): boolean {
  if (value <= 0 || value === SPACE || value >= 0x7f) return false
  const isDigit = value >= 0x30 && value <= 0x39
  const isLetter = (value >= 0x41 && value <= 0x5a) || (value >= 0x61 && value <= 0x7a)
  return !isDigit && !isLetter
}
