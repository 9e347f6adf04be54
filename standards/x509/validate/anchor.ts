import type { Certificate } from '../certificate/certificate.ts'
import type { Name } from '../name/name.ts'
import type { Anchor } from './question.ts'

/** An anchor's certificate; `undefined` for a name and a key alone. */
export function certificateOf(anchor: Anchor): Certificate | undefined {
  return isCertificate(anchor) ? anchor : undefined
}

/** An anchor's name. */
export function anchorName(anchor: Anchor): Name {
  return isCertificate(anchor) ? anchor.subject : anchor.name
}

function isCertificate(anchor: Anchor): anchor is Certificate {
  return 'signedOctets' in anchor
}
