import type { Segment } from '@entrepot/edi'
import type { FunctionalGroup, Interchange, MessageHeader, Party } from '../service.ts'

type Components = readonly string[]

/** Longest of data elements 0020, 0048 and 0062, and of a party's identification and qualifier. */
const MAX_REFERENCE = 14
const MAX_IDENTIFICATION = 35
const MAX_QUALIFIER = 4
/** Longest of the components of S009 (0065, 0052, 0054, 0051, 0057). */
const MAX_IDENTIFIER: readonly number[] = [6, 3, 3, 3, 6]

const fits = (text: string, max: number): boolean => text.length > 0 && text.length <= max
const optional = (text: string, max: number): string => (text.length <= max ? text : '')

/**
 * What CONTRL copies from the interchange that it answers, to name what it speaks of. What is missing there, or too long, can't be copied
 * (ISO 9735-4, errors in copied data elements): `undefined`, and the level above must be reported instead.
 */
export function copyInterchange({ reference, sender, recipient }: Interchange): Components[] | undefined {
  const parties = [copyParty(sender), copyParty(recipient)]
  if (!fits(reference, MAX_REFERENCE) || parties.includes(undefined)) return undefined
  return [[reference], ...parties.flatMap((party) => (party === undefined ? [] : [party]))]
}

export function copyGroup({ reference, sender, recipient }: FunctionalGroup): Components[] | undefined {
  const parties = [copyParty(sender), copyParty(recipient)]
  if (!fits(reference, MAX_REFERENCE) || parties.includes(undefined)) return undefined
  const shortened = parties.flatMap((party) => (party === undefined ? [] : [party.slice(0, 2)]))
  return [[reference], ...shortened]
}

export function copyMessage(header: MessageHeader): Components[] | undefined {
  const { reference, type, version, release, agency, associationCode } = header
  const identifier = [type, version, release, agency]
  if (!fits(reference, MAX_REFERENCE)) return undefined
  if (!identifier.every((text, at) => fits(text, MAX_IDENTIFIER[at] ?? 0))) return undefined
  return [[reference], [...identifier, optional(associationCode, MAX_IDENTIFIER[4] ?? 0)]]
}

function copyParty({ identification, qualifier, internalIdentification }: Party): Components | undefined {
  if (!fits(identification, MAX_IDENTIFICATION)) return undefined
  return [identification, optional(qualifier, MAX_QUALIFIER), optional(internalIdentification, MAX_REFERENCE)]
}

/** A segment of elements that are not repeated; what is empty at the end of an element or of the segment is left out. */
export function segment(tag: string, elements: readonly Components[]): Segment {
  const trimmed = elements.map((components) =>
    components.slice(
      0,
      lengthWithoutEnd(components, (text) => text === ''),
    ),
  )
  return {
    tag,
    elements: trimmed
      .slice(
        0,
        lengthWithoutEnd(trimmed, (one) => one.length === 0),
      )
      .map((one) => [one]),
  }
}

function lengthWithoutEnd<T>(items: readonly T[], isEmpty: (item: T) => boolean): number {
  return items.findLastIndex((item) => !isEmpty(item)) + 1
}
