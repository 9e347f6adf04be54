import type { Field } from '@entrepot/trade/documents'
import { actName, type Capacity, type FileState, type FoldableAct, type Value } from '@entrepot/trade/file'
import type { MessageField } from './define.ts'

/** Characters of an act's identity by which a message is numbered that has no number of its own. */
const NUMBER_LENGTH = 12
/** `2026-12-08` of an instant. */
const DATE_LENGTH = 10

/** A message is computed on the file as it stood right after the act from which it arises. */
const latestAct = (home: FileState): FoldableAct | undefined => home.acts.at(-1)

const ofAct = (en: string, zh: string, of: (act: FoldableAct) => Value, more: Partial<Field> = {}): MessageField => ({
  label: { en, zh },
  of({ home }) {
    const act = latestAct(home.file)
    return act && of(act)
  },
  envelope: 'act',
  ...more,
})

/** The number of a message that has none of its own: the first characters of its act's identity. */
export const messageNumber = ofAct('Message number', '报文号', ({ identity }) => identity.slice(0, NUMBER_LENGTH), {
  untded: '1004',
})

/** The number of a quotation: the first characters of the identity of the offer that it writes down. */
export const quotationNumber: MessageField = {
  label: { en: 'Quotation number', zh: '报价单号' },
  untded: '1004',
  of: ({ subject }) => subject.slice(0, NUMBER_LENGTH) || undefined,
  envelope: 'subject',
}

/** The day of the act from which the message arises, where its signer stood. */
export const messageDate = ofAct('Message date', '报文日期', ({ at }) => at.slice(0, DATE_LENGTH), { untded: '2006' })

/** The number of the message that arose from the act which this one answers. */
export const answeredNumber: MessageField = {
  label: { en: 'In answer to', zh: '所答复的报文' },
  of: ({ home }) => latestAct(home.file)?.answers?.slice(0, NUMBER_LENGTH),
  optional: true,
  envelope: 'act',
}

/** Whether the document that a message follows is issued for the first time, or again in the place of what was sent before. */
export const messageFunction: MessageField = {
  label: { en: 'Message function', zh: '报文功能' },
  untded: '1225',
  of({ home }) {
    const document = latestAct(home.file)?.issues?.document
    const issues = home.file.acts.filter((act) => act.issues !== undefined && act.issues.document === document)
    return issues.length > 1 ? 'replaces' : 'original'
  },
  envelope: 'act',
}

/** The identifier of a party, as the opening of the file names it: it is known before the party enters. */
export const organisationOf = (capacity: Capacity): MessageField => ({
  label: { en: 'Organisation', zh: '组织标识' },
  untded: '3039',
  of: ({ home }) => home.file.parties.get(capacity)?.organisation,
  optional: true,
  envelope: 'opening',
})

/** Tells whether an act is of a type by its name. */
export const isNamed = (act: FoldableAct, name: string): boolean => actName(act.type) === name
