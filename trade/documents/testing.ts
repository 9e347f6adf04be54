/** Test support: every statement of a trade, and the trade with one of them said otherwise. */
import {
  elementAt,
  type ElementType,
  type ElementVersion,
  type FileState,
  isList,
  type Value,
} from '@entrepot/trade/file'

/** A statement with the file in which it was found first. */
export interface StatedElement {
  readonly file: FileState
  readonly version: ElementVersion
}

/** Every statement of a trade: what a certificate or a cited document says stands in several files under one commitment. */
export function statementsOf(files: ReadonlyMap<string, FileState>): StatedElement[] {
  const stated = [...files.values()].flatMap((file) =>
    versionsOf(file).map((version) => [version.commitment, { file, version }] as const),
  )
  return [...new Map(stated).values()]
}

/** Every version that stands in a file: in force, or proposed. */
function versionsOf(file: FileState): ElementVersion[] {
  const standing = [...file.elements.values()].flatMap((versions) => versions.slice(-1))
  const proposed = [...file.proposals.values()].flatMap(({ content }) => [...content.values()])
  return [...new Map([...standing, ...proposed].map((version) => [version.commitment, version])).values()]
}

/** The files with one statement saying something else, or gone. */
export function changed(
  files: ReadonlyMap<string, FileState>,
  { version }: StatedElement,
  value: Value | undefined,
): Map<string, FileState> {
  const swap = (each: ElementVersion): ElementVersion[] => {
    if (each.commitment !== version.commitment) return [each]
    return value === undefined ? [] : [{ ...each, value, commitment: `${version.commitment}'` }]
  }
  return new Map([...files].map(([id, file]) => [id, swapped(file, swap)]))
}

function swapped(file: FileState, swap: (version: ElementVersion) => ElementVersion[]): FileState {
  const elements = new Map([...file.elements].map(([path, versions]) => [path, versions.flatMap(swap)]))
  const proposals = [...file.proposals].map(([identity, proposal]) => {
    const content = [...proposal.content].flatMap(([path, each]) => swap(each).map((kept) => [path, kept] as const))
    return [identity, { ...proposal, content: new Map(content) }] as const
  })
  return { ...file, elements, proposals: new Map(proposals) }
}

const DECIMAL = /^-?\d+(\.\d+)?$/

/** Another value of the same type. */
export function other({ file, version }: StatedElement, seed: number): Value {
  const type = elementAt(file.kind, version.path)?.definition.type
  return otherThan(version.value, type?.is === 'list' ? type.of : type, seed)
}

function otherThan(value: Value, type: ElementType | undefined, seed: number): Value {
  if (typeof value === 'boolean') return !value
  if (typeof value === 'string') {
    if (type?.is === 'choice') return Object.keys(type.of).find((each) => each !== value) ?? `${value} changed`
    if (type?.is === 'code' && type.list === 'ISO 4217') return value === 'EUR' ? 'CNY' : 'EUR'
    if (type?.is === 'code') return `${value.slice(0, -1)}${value.endsWith('9') ? '8' : '9'}`
    return DECIMAL.test(value) ? `${seed + (value === String(seed) ? 1 : 0)}` : `${value} changed`
  }
  if (isList(value)) return value.map((item) => otherThan(item, type, seed))
  const { amount, ...rest } = value
  return amount === undefined ? { ...value, changed: 'yes' } : { amount: otherThan(amount, undefined, seed), ...rest }
}
