import { type CharacterSet, singleByteSet, utf8Set } from '@entrepot/edi'
import { iso646, iso8859 } from './iso-8859.ts'
import { ksX1001Set } from './ks-x-1001.ts'
import { levelA, levelB } from './repertoire.ts'

/**
 * The character set of a syntax identifier (UNB 0001) and syntax version (0002); UNTDID service code list 0001.
 *
 * UNOX (ISO 2022) is read without code extension: an escape sequence is a finding.
 *
 * @returns `undefined` for an identifier that is not on the list.
 */
export function characterSetOf(identifier: string, version: number): CharacterSet | undefined {
  const make = SETS.get(identifier)
  if (make === undefined) return undefined
  const key = version >= 4 ? `${identifier}4` : identifier
  let set = made.get(key)
  if (set === undefined) {
    set = make(identifier, version)
    made.set(key, set)
  }
  return set
}

const made = new Map<string, CharacterSet>()

type Make = (name: string, version: number) => CharacterSet

const part =
  (number: number): Make =>
  (name) =>
    singleByteSet(name, iso8859(number))

const SETS: ReadonlyMap<string, Make> = new Map<string, Make>([
  ['UNOA', (name, version) => singleByteSet(name, levelA(version))],
  ['UNOB', (name, version) => singleByteSet(name, levelB(version))],
  ['UNOC', part(1)],
  ['UNOD', part(2)],
  ['UNOE', part(5)],
  ['UNOF', part(7)],
  ['UNOG', part(3)],
  ['UNOH', part(4)],
  ['UNOI', part(6)],
  ['UNOJ', part(8)],
  ['UNOK', part(9)],
  ['UNOX', (name) => singleByteSet(name, iso646())],
  ['UNOY', (name) => utf8Set(name)],
  ['UNOW', (name) => utf8Set(name)],
  ['KECA', (name) => ksX1001Set(name)],
])

/** What is read where the identifier is unknown: any byte, shown as Latin-1. */
export const anyBytes: CharacterSet = singleByteSet(
  'any',
  Int32Array.from({ length: 256 }, (_, byte) => byte),
)
