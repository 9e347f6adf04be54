import type { Tokens } from '@entrepot/edi'
import type { Envelope } from './envelope.ts'
import type { InterchangeHandler } from './handler.ts'

/** Segments behind which a batch of tokens ends: what follows may have other separators, or be no segments. */
export const STOP_TAGS: readonly string[] = ['ISA', 'IEA']

/** What comes behind the segments that were taken. */
export type Outcome = 'goes-on' | 'closed' | 'begins-anew'

const code = (letter: string): number => letter.charCodeAt(0)
const [A, E, G, I, S, T, ONE] = ['A', 'E', 'G', 'I', 'S', 'T', '1'].map(code)

type Service = 'ISA' | 'IEA' | 'TA1' | 'GS' | 'GE' | 'ST' | 'SE'

/** What segments belong to, and who is told. */
export interface Taking {
  readonly envelope: Envelope
  readonly handler: InterchangeHandler
  /** Told of each segment before it is taken. */
  readonly before: ((index: number) => void) | undefined
}

/** Takes segments of an open interchange: the envelope's one by one, a set's in ranges. */
export function takeSegments(tokens: Tokens, { envelope, handler, before }: Taking): Outcome {
  let from = 0
  const handOn = (to: number): void => {
    if (envelope.inSet && from < to) handler.segments?.(tokens, from, to)
    from = to
  }
  for (let index = 0; index < tokens.count; index++) {
    const service = serviceAt(tokens, index)
    if (before) {
      handOn(index)
      before(index)
    }
    if (service === undefined) {
      if (!envelope.inSet) envelope.stray(tokens, index)
      continue
    }
    handOn(service === 'SE' ? index + 1 : index)
    if (service === 'ISA') return 'begins-anew'
    if (service === 'IEA') {
      envelope.close(tokens, index)
      return 'closed'
    }
    if (service === 'ST') {
      envelope.openSet(tokens, index)
      continue
    }
    if (service === 'SE') envelope.closeSet(tokens, index)
    else if (service === 'GS') envelope.openGroup(tokens, index)
    else if (service === 'GE') envelope.closeGroup(tokens, index)
    else envelope.acknowledgement(tokens, index)
    from = index + 1
  }
  handOn(tokens.count)
  return 'goes-on'
}

function serviceAt({ bytes, starts, firstMarks, marks }: Tokens, index: number): Service | undefined {
  const start = starts[index] ?? 0
  const first = bytes[start]
  if (first !== S && first !== G && first !== I && first !== T) return undefined
  const length = ((marks[firstMarks[index] ?? 0] ?? 0) >> 2) - start
  const second = bytes[start + 1]
  if (length === 2) {
    if (first === S) return second === T ? 'ST' : second === E ? 'SE' : undefined
    return first === G ? (second === S ? 'GS' : second === E ? 'GE' : undefined) : undefined
  }
  if (length !== 3) return undefined
  const third = bytes[start + 2]
  if (first === I && third === A) return second === S ? 'ISA' : second === E ? 'IEA' : undefined
  return first === T && second === A && third === ONE ? 'TA1' : undefined
}
