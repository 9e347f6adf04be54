import type { Group, MessageTree, Node } from '@entrepot/edi'
import { segment } from './copied.ts'

/** Why the application refuses a message, or a part of it. */
export interface ApplicationError {
  /** 9321 (ERC). Up to 8 characters; a longer one is told in the text, and `ZZZ` stands here. */
  readonly code: string
  /** What is wrong, in words (FTX). */
  readonly text?: string
  /** What it is about (RFF): an order, a line of it. */
  readonly reference?: MessageReference
  /** Where in the message it is, as people or programs of both sides write it: `SG28[2]/QTY[1]`, `line 2` (FTX). */
  readonly place?: string
}

/** A reference with what it means (C506). */
export interface MessageReference {
  /** 1153: `ON`, `IV`. */
  readonly qualifier: string
  /** 1154. */
  readonly identifier: string
  /** 1156: the line. */
  readonly line?: string
}

/** What an application acknowledgement says. */
export interface AperakContent {
  /** Its own number (BGM 1004). */
  readonly number: string
  /** When it was made, CCYYMMDDHHMM (DTM 137, format 203). */
  readonly at: string
  /** The message or document that is answered (SG2 RFF); `ACW` names a message by its reference. */
  readonly answers: readonly MessageReference[]
  /** Sender and recipient of this message (SG3 NAD), by their codes. */
  readonly parties?: readonly { readonly qualifier: string; readonly identifier: string; readonly agency?: string }[]
  /** None: the message was accepted. */
  readonly errors: readonly ApplicationError[]
}

/** Stands in ERC for a code that has no place there (9321: mutually defined). */
const CODE_IN_TEXT = 'ZZZ'
const MAX_ERROR_CODE = 8
/** 4440, of which FTX has five. */
const MAX_TEXT = 512
const MAX_TEXTS = 5
/** Repetitions of SG4, of SG2's RFF and of SG3's NAD in D.01B. */
const MAX_ERRORS = 99_999
const MAX_ANSWERS = 9

/** What an APERAK can't say. */
export interface AperakRefusal {
  readonly code: 'aperak/too-many' | 'aperak/empty'
  readonly field: 'number' | 'at' | 'answers' | 'parties' | 'errors'
}

/**
 * Makes an application error and acknowledgement message (APERAK, D.01B): what an application, not the syntax, has against a message.
 *
 * BGM is 313 (application error) with errors, 312 (acknowledgement) without.
 *
 * @returns the message's body, or what of the content has no place in it.
 */
export function aperak(content: AperakContent): MessageTree | AperakRefusal {
  const refusal = refuse(content)
  if (refusal !== undefined) return refusal
  const { number, at, answers, parties = [], errors } = content
  const items: Node[] = [
    segment('BGM', [[errors.length > 0 ? '313' : '312'], [number], ['9']]),
    segment('DTM', [['137', at, '203']]),
    ...answers.map((reference): Group => ({ group: 'SG2', items: [referenceSegment(reference)] })),
    ...parties.map(({ qualifier, identifier, agency = '' }): Group => {
      return { group: 'SG3', items: [segment('NAD', [[qualifier], [identifier, '', agency]])] }
    }),
    ...errors.map(errorGroup),
  ]
  return { type: 'APERAK', items }
}

function refuse({ number, at, answers, parties = [], errors }: AperakContent): AperakRefusal | undefined {
  if (number === '') return { code: 'aperak/empty', field: 'number' }
  if (at === '') return { code: 'aperak/empty', field: 'at' }
  if (answers.length > MAX_ANSWERS) return { code: 'aperak/too-many', field: 'answers' }
  if (parties.length > MAX_ANSWERS) return { code: 'aperak/too-many', field: 'parties' }
  return errors.length > MAX_ERRORS ? { code: 'aperak/too-many', field: 'errors' } : undefined
}

const referenceSegment = ({ qualifier, identifier, line = '' }: MessageReference) =>
  segment('RFF', [[qualifier, identifier, line]])

function errorGroup({ code, text = '', reference, place = '' }: ApplicationError): Group {
  const fits = code.length <= MAX_ERROR_CODE
  const texts = [fits ? '' : code, text, place].filter((part) => part !== '')
  const items: Node[] = [segment('ERC', [[fits ? code : CODE_IN_TEXT]])]
  if (texts.length > 0) items.push(segment('FTX', [['AAO'], [], [], inPieces(texts)]))
  if (reference !== undefined) items.push({ group: 'SG5', items: [referenceSegment(reference)] })
  return { group: 'SG4', items }
}

/** Texts as components of C108; what does not fit into the five is cut. */
function inPieces(texts: readonly string[]): readonly string[] {
  const pieces = texts.flatMap((text) => {
    const characters = Array.from(text)
    return Array.from({ length: Math.ceil(characters.length / MAX_TEXT) }, (_, at) =>
      characters.slice(at * MAX_TEXT, (at + 1) * MAX_TEXT).join(''),
    )
  })
  return pieces.slice(0, MAX_TEXTS)
}
