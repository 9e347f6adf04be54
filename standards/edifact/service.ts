import type { CharacterSet, SegmentView } from '@entrepot/edi'
import type { ServiceString } from './service-string.ts'

/** Sender or recipient of an interchange (UNB S002, S003) or of a group (UNG S006, S007). Empty where not given. */
export interface Party {
  readonly identification: string
  /** 0007: `14` for a GS1 number, `ZZZ` as agreed. */
  readonly qualifier: string
  /** 0008 or 0014. */
  readonly internalIdentification: string
  /** 0042 or 0046, from syntax version 4 on. */
  readonly internalSubIdentification: string
}

/** What UNB says (ISO 9735-1:2002, segment UNB). Texts are as they stand there, empty where not given. */
export interface Interchange {
  readonly serviceString: ServiceString
  /** What its bytes stand for, from 0001 and 0002. */
  readonly characters: CharacterSet
  /** 0001: `UNOC`. */
  readonly syntaxIdentifier: string
  /** 0002: `3`. */
  readonly syntaxVersion: string
  readonly sender: Party
  readonly recipient: Party
  /** 0017: YYMMDD, from syntax version 4 on CCYYMMDD. */
  readonly date: string
  /** 0019: HHMM. */
  readonly time: string
  /** 0020. */
  readonly reference: string
  /** 0022 and 0025: reference or password of the recipient, and what it is. */
  readonly recipientReference: string
  readonly recipientReferenceQualifier: string
  /** 0026: the message's type where all are of one. */
  readonly applicationReference: string
  /** 0029. */
  readonly priority: string
  /** 0031: `1` asks for a CONTRL. */
  readonly acknowledgementRequest: string
  /** 0032. */
  readonly agreement: string
  /** 0035: `1` for a test. */
  readonly testIndicator: string
  /** Bytes from the beginning of the stream to UNB. */
  readonly offset: number
}

/** What UNG says. */
export interface FunctionalGroup {
  /** 0038: the type of its messages. */
  readonly type: string
  readonly sender: Party
  readonly recipient: Party
  readonly date: string
  readonly time: string
  /** 0048. */
  readonly reference: string
  /** 0051. */
  readonly agency: string
  /** 0052, 0054, 0057. */
  readonly version: string
  readonly release: string
  readonly associationCode: string
  readonly offset: number
}

/** What UNH says. */
export interface MessageHeader {
  /** 0062. */
  readonly reference: string
  /** 0065: `ORDERS`. */
  readonly type: string
  /** 0052: `D`. */
  readonly version: string
  /** 0054: `01B`. */
  readonly release: string
  /** 0051: `UN`. */
  readonly agency: string
  /** 0057: `EAN010`. */
  readonly associationCode: string
  /** 0068. */
  readonly commonAccessReference: string
  readonly offset: number
  /** Position of UNH in its interchange, UNB being 0. */
  readonly firstSegment: number
}

/** Reads UNB; the character set is that which its first element names. */
export function readInterchange(
  view: SegmentView,
  serviceString: ServiceString,
  characters: CharacterSet,
): Interchange {
  return {
    serviceString,
    characters,
    syntaxIdentifier: view.component(0),
    syntaxVersion: view.component(0, 0, 1),
    sender: readParty(view, 1),
    recipient: readParty(view, 2),
    date: view.component(3),
    time: view.component(3, 0, 1),
    reference: view.component(4),
    recipientReference: view.component(5),
    recipientReferenceQualifier: view.component(5, 0, 1),
    applicationReference: view.component(6),
    priority: view.component(7),
    acknowledgementRequest: view.component(8),
    agreement: view.component(9),
    testIndicator: view.component(10),
    offset: view.offset,
  }
}

/** Reads UNG. */
export function readGroup(view: SegmentView): FunctionalGroup {
  return {
    type: view.component(0),
    sender: readParty(view, 1),
    recipient: readParty(view, 2),
    date: view.component(3),
    time: view.component(3, 0, 1),
    reference: view.component(4),
    agency: view.component(5),
    version: view.component(6),
    release: view.component(6, 0, 1),
    associationCode: view.component(6, 0, 2),
    offset: view.offset,
  }
}

/** Reads UNH. */
export function readMessageHeader(view: SegmentView): MessageHeader {
  return {
    reference: view.component(0),
    type: view.component(1),
    version: view.component(1, 0, 1),
    release: view.component(1, 0, 2),
    agency: view.component(1, 0, 3),
    associationCode: view.component(1, 0, 4),
    commonAccessReference: view.component(2),
    offset: view.offset,
    firstSegment: view.tokens.firstSegment + view.index,
  }
}

function readParty(view: SegmentView, element: number): Party {
  return {
    identification: view.component(element),
    qualifier: view.component(element, 0, 1),
    internalIdentification: view.component(element, 0, 2),
    internalSubIdentification: view.component(element, 0, 3),
  }
}
