import type { Finding, FindingCode } from '@entrepot/edi'

/** What each code means, in plain words. Codes are public API; these words are for people. */
const MEANINGS: Readonly<Record<FindingCode, string>> = {
  'edi/no-interchange': 'no interchange begins here',
  'edi/envelope': 'does not belong here in the envelope',
  'edi/reference-differs': 'header and trailer have different references',
  'edi/count-differs': 'the count is wrong',
  'edi/trailer-missing': 'the trailer is missing',
  'edi/not-terminated': 'the last segment is not terminated',
  'edi/duplicate-reference': 'this reference was used before',
  'edi/character-set': 'a character that the interchange must not hold',
  'edi/syntax-not-supported': 'a syntax that is not read here',
  'edi/limit': 'over a limit',
  'edi/message-unknown': 'no table knows this message: add its directory or schema',
  'edi/segment-missing': 'a mandatory segment is missing',
  'edi/segment-unexpected': 'the segment has no place here',
  'edi/segment-unknown': 'no such segment',
  'edi/segment-too-many': 'the segment is repeated too often',
  'edi/group-missing': 'a mandatory group is missing',
  'edi/group-too-many': 'the group is repeated too often',
  'edi/element-missing': 'a mandatory element is missing',
  'edi/element-too-many': 'more elements than the segment has',
  'edi/component-missing': 'a mandatory component is missing',
  'edi/component-too-many': 'more components than the element has',
  'edi/repetition-too-many': 'the element is repeated too often',
  'edi/too-long': 'too long',
  'edi/too-short': 'too short',
  'edi/not-numeric': 'not a figure',
  'edi/decimal-mark': 'the decimal mark is another one',
  'edi/digit-missing': 'a figure without a digit before or after its decimal mark',
  'edi/not-alphabetic': 'a figure where only letters may be',
  'edi/character': 'a character that must not stand here',
  'edi/code-unknown': 'not in the code list',
  'edi/date': 'no date',
  'edi/time': 'no time',
  'edi/condition': 'what else the segment holds asks for it, or forbids it',
  'edi/trailing-separator': 'separators at the end could be left out',
}

/** A finding in one line: what, what was found, what should be. */
export function sayFinding({ code, found, expected }: Finding): string {
  const parts = [
    found === undefined ? undefined : `found ${JSON.stringify(found)}`,
    expected === undefined ? undefined : `expected ${expected}`,
  ]
  const more = parts.filter((part) => part !== undefined).join(', ')
  return `${MEANINGS[code]}${more === '' ? '' : `: ${more}`} [${code}]`
}

/** Where a finding is, as a person looks for it. */
export function sayPlace({ tag, path, segment, offset, element, component, repetition }: Finding): string {
  const parts = [
    path === '' ? tag : path,
    segment === 0 ? undefined : `segment ${segment}`,
    element === undefined ? undefined : `element ${element}`,
    repetition === undefined || repetition === 1 ? undefined : `repetition ${repetition}`,
    component === undefined ? undefined : `component ${component}`,
    `byte ${offset}`,
  ]
  return parts.filter((part) => part !== undefined && part !== '').join(', ')
}
