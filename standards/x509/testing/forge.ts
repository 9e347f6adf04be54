/** Certificates that no issuer of this room writes: what RFC 5280 forbids, signed all the same. */
import {
  contextConstructed,
  type DerNode,
  encode,
  open,
  readObjectIdentifier,
  readSequence,
  writeConstructed,
  writeGeneralizedTime,
  writeInteger,
  writeRaw,
  writeSequence,
  writeUtcTime,
} from '@entrepot/asn1'
import { type SigningKey, usualSchemes } from '@entrepot/crypto'
import type { CertificateToIssue } from '../index.ts'
import { writeCertificateExtensions } from '../issue/write-extensions.ts'
import { writeName } from '../name/write-name.ts'
import { keyIdentifier } from '../signed/public-key.ts'
import { writeSigned, writeSignedWith } from '../signed/signed.ts'

/** How a forged certificate differs from what an issuer writes. */
export interface Forgery {
  /** 1: without extensions. */
  readonly version?: 1 | 3
  /** Writes both times in the same form, whatever their years. */
  readonly timeForm?: 'utc' | 'generalized'
  /** Types of extensions that are always written, and are not to be. */
  readonly leaveOut?: readonly string[]
}

/** Writes a certificate without asking whether RFC 5280 allows it. */
export function forgeCertificate(content: CertificateToIssue, key: SigningKey, forgery: Forgery = {}): Uint8Array {
  const { subject, issuer, publicKeySpki, serial, notBefore, notAfter, extensions } = content
  const scheme = content.scheme ?? usualSchemes[key.type]
  const isVersion1 = forgery.version === 1
  const nodes: readonly DerNode[] = writeCertificateExtensions(extensions, {
    subject: extensions.subjectKeyIdentifier ?? keyIdentifier(publicKeySpki),
    issuer: extensions.authorityKeyIdentifier ?? keyIdentifier(key.publicKey.spki),
    hasEmptySubject: 'raw' in subject && subject.parts.length === 0,
  })
  const written = (forgery.leaveOut ?? []).reduce(withoutFirst, nodes)
  const toBeSigned = writeSequence([
    ...(isVersion1 ? [] : [writeConstructed(contextConstructed(0), [writeInteger(2)])]),
    writeInteger(serial),
    writeSignedWith(key, scheme),
    writeName(issuer),
    writeSequence([notBefore, notAfter].map((time) => timeNode(time, forgery.timeForm))),
    writeName(subject),
    writeRaw(publicKeySpki),
    ...(isVersion1 ? [] : [writeConstructed(contextConstructed(3), [writeSequence(written)])]),
  ])
  return writeSigned(toBeSigned, key, scheme)
}

/** Extensions without the first one of a type, which is the one that is always written. */
function withoutFirst(nodes: readonly DerNode[], type: string): DerNode[] {
  const place = nodes.findIndex((node) => readObjectIdentifier(readSequence(open(encode(node)))) === type)
  return nodes.filter((_node, index) => index !== place)
}

const FROM_2050 = Date.UTC(2050, 0, 1)

function timeNode(time: number, form: Forgery['timeForm']): DerNode {
  const isGeneralized = form === undefined ? time >= FROM_2050 : form === 'generalized'
  return isGeneralized ? writeGeneralizedTime(time) : writeUtcTime(time)
}

/** Octets with the last one changed: a certificate or list whose signature is no longer one. */
export function spoilt(der: Uint8Array): Uint8Array {
  const octets = der.slice()
  octets[octets.length - 1] = (octets.at(-1) ?? 0) ^ 1
  return octets
}

/** A value for an extension of one's own. */
export const anyValue: Uint8Array = encode(writeSequence([writeInteger(1)]))
