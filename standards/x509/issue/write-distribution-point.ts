import {
  contextConstructed,
  contextPrimitive,
  type DerNode,
  writeConstructed,
  writeNamedBits,
  writeObjectIdentifier,
  writeRaw,
  writeSequence,
} from '@entrepot/asn1'
import { type RevocationReason, reasonFlags } from '../crl/reason.ts'
import { type GeneralNameToIssue, writeGeneralName } from '../name/write-general-name.ts'

/** A name of a distribution point to be issued; values of a relative name are DER. */
export type DistributionPointNameToIssue =
  | { readonly fullName: readonly GeneralNameToIssue[] }
  | { readonly relativeName: readonly { readonly type: string; readonly value: Uint8Array }[] }

/** A distribution point to be issued (RFC 5280 4.2.1.13); it has a name or a list issuer. */
export interface DistributionPointToIssue {
  readonly name?: DistributionPointNameToIssue
  readonly reasons?: readonly RevocationReason[]
  readonly crlIssuer?: readonly GeneralNameToIssue[]
}

/** Writes CRLDistributionPoints; the texts among them are URIs of one point, ways to the same list. */
export function writeDistributionPoints(points: readonly (string | DistributionPointToIssue)[]): DerNode {
  const uris = points.filter((point) => typeof point === 'string')
  const fullName = uris.map((text) => ({ form: 'uniformResourceIdentifier', text }) as const)
  const whole: DistributionPointToIssue[] = uris.length === 0 ? [] : [{ name: { fullName } }]
  const others = points.filter((point) => typeof point !== 'string')
  return writeSequence([...whole, ...others].map(distributionPointNode))
}

function distributionPointNode({ name, reasons, crlIssuer }: DistributionPointToIssue): DerNode {
  if (name === undefined && crlIssuer === undefined) {
    throw new Error('x509: a distribution point has a name or a list issuer (4.2.1.13)')
  }
  const content: DerNode[] = []
  if (name !== undefined) content.push(writeDistributionPointName(name))
  if (reasons !== undefined) content.push(writeReasonFlags(reasons, contextPrimitive(1)))
  if (crlIssuer !== undefined) content.push(writeConstructed(contextConstructed(2), crlIssuer.map(writeGeneralName)))
  return writeSequence(content)
}

/** Writes a DistributionPointName under its explicit `[0]`. */
export function writeDistributionPointName(name: DistributionPointNameToIssue): DerNode {
  const choice =
    'fullName' in name
      ? writeConstructed(contextConstructed(0), name.fullName.map(writeGeneralName))
      : writeConstructed(contextConstructed(1), name.relativeName.map(attributeNode))
  return writeConstructed(contextConstructed(0), [choice])
}

function attributeNode({ type, value }: { readonly type: string; readonly value: Uint8Array }): DerNode {
  return writeSequence([writeObjectIdentifier(type), writeRaw(value)])
}

/** Writes ReasonFlags. */
export function writeReasonFlags(reasons: readonly RevocationReason[], tag: number): DerNode {
  return writeNamedBits(
    reasons.map((reason) => reasonFlags.findIndex((flag) => flag === reason)),
    tag,
  )
}
