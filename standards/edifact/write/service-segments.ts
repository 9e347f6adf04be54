import type { Segment } from '@entrepot/edi'
import type { FunctionalGroup, Interchange, MessageHeader, Party } from '../service.ts'

/** What is keyed of UNB; what is left out is empty, the syntax is UNOC, version 3. */
export type InterchangeHeader = Partial<Omit<Interchange, 'characters' | 'serviceString' | 'offset'>>

/** What is keyed of UNG. */
export type GroupHeader = Partial<Omit<FunctionalGroup, 'offset'>>

/** What is keyed of UNH; the type is the tree's. */
export type MessageHeaderFields = Partial<Omit<MessageHeader, 'offset' | 'firstSegment' | 'type'>>

type Composite = readonly (readonly string[])[]

const simple = (text = ''): Composite => [[text]]
const composite = (...components: (string | undefined)[]): Composite => [components.map((text) => text ?? '')]

function party(given: Party | undefined): Composite {
  const { identification, qualifier, internalIdentification, internalSubIdentification } = given ?? {}
  return composite(identification, qualifier, internalIdentification, internalSubIdentification)
}

/** UNB; `reference` stands in UNZ again. */
export function interchangeHeader(header: InterchangeHeader, syntax: { identifier: string; version: string }): Segment {
  return {
    tag: 'UNB',
    elements: [
      composite(syntax.identifier, syntax.version),
      party(header.sender),
      party(header.recipient),
      composite(header.date, header.time),
      simple(header.reference),
      composite(header.recipientReference, header.recipientReferenceQualifier),
      simple(header.applicationReference),
      simple(header.priority),
      simple(header.acknowledgementRequest),
      simple(header.agreement),
      simple(header.testIndicator),
    ],
  }
}

export function groupHeader(header: GroupHeader): Segment {
  return {
    tag: 'UNG',
    elements: [
      simple(header.type),
      party(header.sender),
      party(header.recipient),
      composite(header.date, header.time),
      simple(header.reference),
      simple(header.agency),
      composite(header.version, header.release, header.associationCode),
    ],
  }
}

export function messageHeader(header: MessageHeaderFields, type: string): Segment {
  return {
    tag: 'UNH',
    elements: [
      simple(header.reference),
      composite(type, header.version, header.release, header.agency, header.associationCode),
      simple(header.commonAccessReference),
    ],
  }
}

/** UNT, UNE or UNZ. */
export function trailer(tag: 'UNT' | 'UNE' | 'UNZ', count: number, reference: string): Segment {
  return { tag, elements: [simple(String(count)), simple(reference)] }
}
