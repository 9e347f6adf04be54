import type { IndirectObject, PdfObject } from '../file/object.ts'

/** Whether two objects say the same; a reference says the same when it leads to the same number. */
export function sameObject(one: PdfObject | undefined, other: PdfObject | undefined): boolean {
  if (one === undefined || other === undefined) return one === other
  switch (one.kind) {
    case 'null':
      return other.kind === 'null'
    case 'boolean':
    case 'name':
      return other.kind === one.kind && other.value === one.value
    case 'number':
      return other.kind === 'number' && other.value === one.value && other.isInteger === one.isInteger
    case 'string':
      return other.kind === 'string' && sameOctets(one.octets, other.octets)
    case 'reference':
      return other.kind === 'reference' && other.number === one.number && other.generation === one.generation
    case 'array':
      return (
        other.kind === 'array' &&
        other.items.length === one.items.length &&
        one.items.every((item, index) => sameObject(item, other.items[index]))
      )
    case 'dictionary':
      return other.kind === 'dictionary' && differingKeys(one.entries, other.entries).length === 0
  }
}

/** The keys under which two dictionaries say different things. */
export function differingKeys(one: ReadonlyMap<string, PdfObject>, other: ReadonlyMap<string, PdfObject>): string[] {
  const keys = new Set([...one.keys(), ...other.keys()])
  return [...keys].filter((key) => !sameObject(one.get(key), other.get(key)))
}

/** Whether two indirect objects are the same, with the data of their streams. */
export function sameIndirect(one: IndirectObject, other: IndirectObject): boolean {
  if (one.generation !== other.generation || !sameObject(one.object, other.object)) return false
  if (one.data === undefined || other.data === undefined) return one.data === other.data
  return sameOctets(one.data, other.data)
}

function sameOctets(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((octet, at) => octet === other[at])
}
