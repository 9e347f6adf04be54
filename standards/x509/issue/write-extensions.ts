import {
  contextConstructed,
  contextPrimitive,
  type DerNode,
  writeBoolean,
  writeConstructed,
  writeGeneralizedTime,
  writeInteger,
  writeNamedBits,
  writeNull,
  writeObjectIdentifier,
  writeOctetString,
  writePrimitive,
  writeRaw,
  writeSequence,
  writeSetOf,
} from '@entrepot/asn1'
import type {
  BasicConstraints,
  DirectoryAttribute,
  PolicyConstraints,
  PolicyInformation,
  PolicyMapping,
  PrivateKeyUsagePeriod,
} from '../certificate/certificate.ts'
import { writeExtension } from '../certificate/extension.ts'
import { type KeyUsage, keyUsages } from '../certificate/key-usage.ts'
import { type GeneralNameToIssue, writeGeneralName } from '../name/write-general-name.ts'
import { extensionTypes } from '../object-identifiers.ts'
import { type DistributionPointToIssue, writeDistributionPoints } from './write-distribution-point.ts'

/** An extension of any type; its value is DER. */
export interface ExtensionToIssue {
  readonly type: string
  readonly critical?: boolean
  readonly value: Uint8Array
}

/** Parts of name spaces; an `iPAddress` is an address and its mask, 8 or 32 octets. */
export interface NameConstraintsToIssue {
  readonly permitted?: readonly GeneralNameToIssue[]
  readonly excluded?: readonly GeneralNameToIssue[]
}

/** Where to find more about an authority or subject; `method` is one of `accessMethods`. */
export interface AccessToIssue {
  readonly method: string
  readonly location: GeneralNameToIssue
}

/** The extensions of a certificate to be issued (RFC 5280 4.2). Both key identifiers are always written, critical where RFC 5280 says so. */
export interface ExtensionsToIssue {
  /** Critical (RFC 5280 4.2.1.9). Left out: not a certification authority. */
  readonly basicConstraints?: BasicConstraints
  /** Critical (RFC 5280 4.2.1.3). */
  readonly keyUsage?: readonly KeyUsage[]
  /** Object identifiers of purposes (RFC 5280 4.2.1.12). */
  readonly extendedKeyUsage?: readonly string[]
  /** Default: the one that `keyIdentifier` makes of the subject's key. */
  readonly subjectKeyIdentifier?: Uint8Array
  /** The issuer certificate's subject key identifier. Default: the one that `keyIdentifier` makes of the issuer's key. */
  readonly authorityKeyIdentifier?: Uint8Array
  /** Object identifiers of policies, or policies with qualifiers (RFC 5280 4.2.1.4). */
  readonly certificatePolicies?: readonly (string | PolicyInformation)[]
  /** Critical (RFC 5280 4.2.1.5). */
  readonly policyMappings?: readonly PolicyMapping[]
  /** Critical (RFC 5280 4.2.1.11). */
  readonly policyConstraints?: Partial<PolicyConstraints>
  /** Critical (RFC 5280 4.2.1.14). */
  readonly inhibitAnyPolicy?: number
  /** Critical (RFC 5280 4.2.1.10). */
  readonly nameConstraints?: NameConstraintsToIssue
  /** Critical where the subject is empty (RFC 5280 4.2.1.6). */
  readonly subjectAlternativeNames?: readonly GeneralNameToIssue[]
  readonly issuerAlternativeNames?: readonly GeneralNameToIssue[]
  /** URIs, each a way to the same complete list of the issuer, or distribution points (RFC 5280 4.2.1.13). */
  readonly crlDistributionPoints?: readonly (string | DistributionPointToIssue)[]
  /** Where delta lists are (RFC 5280 4.2.1.15). */
  readonly freshestCrl?: readonly (string | DistributionPointToIssue)[]
  readonly authorityInformationAccess?: readonly AccessToIssue[]
  readonly subjectInformationAccess?: readonly AccessToIssue[]
  readonly subjectDirectoryAttributes?: readonly DirectoryAttribute[]
  readonly privateKeyUsagePeriod?: Partial<PrivateKeyUsagePeriod>
  /** Of an OCSP responder (RFC 6960 4.2.2.2.1). */
  readonly ocspNoCheck?: boolean
  /** What has no field of its own. */
  readonly others?: readonly ExtensionToIssue[]
}

/** The keys of both sides, for the identifiers; an identifier that is given in the extensions goes before. */
export interface KeyIdentifiers {
  readonly subject: Uint8Array
  readonly issuer: Uint8Array
  readonly hasEmptySubject: boolean
}

type Field = Exclude<
  keyof ExtensionsToIssue,
  'subjectKeyIdentifier' | 'authorityKeyIdentifier' | 'subjectAlternativeNames' | 'others'
>

interface Writer<Name extends Field> {
  readonly critical: boolean
  readonly write: (value: NonNullable<ExtensionsToIssue[Name]>) => DerNode
}

const oid = (identifier: string): DerNode => writeObjectIdentifier(identifier)
const names = (list: readonly GeneralNameToIssue[]): DerNode => writeSequence(list.map(writeGeneralName))

const writers: { readonly [Name in Field]: Writer<Name> } = {
  basicConstraints: { critical: true, write: constraintsNode },
  keyUsage: { critical: true, write: (usages) => writeNamedBits(usages.map((usage) => keyUsages.indexOf(usage))) },
  extendedKeyUsage: { critical: false, write: (list) => writeSequence(list.map(oid)) },
  certificatePolicies: { critical: false, write: (list) => writeSequence(list.map(policyNode)) },
  policyMappings: {
    critical: true,
    write: (list) =>
      writeSequence(list.map((each) => writeSequence([oid(each.issuerDomain), oid(each.subjectDomain)]))),
  },
  policyConstraints: { critical: true, write: policyConstraintsNode },
  inhibitAnyPolicy: { critical: true, write: (skip) => writeInteger(skip) },
  nameConstraints: { critical: true, write: nameConstraintsNode },
  issuerAlternativeNames: { critical: false, write: names },
  crlDistributionPoints: { critical: false, write: writeDistributionPoints },
  freshestCrl: { critical: false, write: writeDistributionPoints },
  authorityInformationAccess: { critical: false, write: accessNode },
  subjectInformationAccess: { critical: false, write: accessNode },
  subjectDirectoryAttributes: {
    critical: false,
    write: (list) =>
      writeSequence(list.map(({ type, values }) => writeSequence([oid(type), writeSetOf(values.map(writeRaw))]))),
  },
  privateKeyUsagePeriod: { critical: false, write: usagePeriodNode },
  ocspNoCheck: { critical: false, write: () => writeNull() },
}

const fields = Object.keys(writers).filter((name): name is Field => name in writers)

const typeNodes = new Map<string, DerNode>(
  Object.values(extensionTypes).map((type) => [type, writeObjectIdentifier(type)]),
)

/** The node of an extension's type, made once where it is known here. */
export function extensionTypeNode(type: string): DerNode {
  return typeNodes.get(type) ?? writeObjectIdentifier(type)
}

/** Writes the extensions of a certificate in a fixed order, the key identifiers first. */
export function writeCertificateExtensions(extensions: ExtensionsToIssue, keys: KeyIdentifiers): DerNode[] {
  return [
    writeExtension(extensionTypeNode(extensionTypes.subjectKeyIdentifier), writeOctetString(keys.subject)),
    writeAuthorityKeyIdentifier(keys.issuer),
    ...writeOtherExtensions(extensions, keys.hasEmptySubject),
  ]
}

/** Writes all but the key identifiers: what a request asks for. */
export function writeOtherExtensions(extensions: ExtensionsToIssue, hasEmptySubject: boolean): DerNode[] {
  const written: DerNode[] = []
  for (const name of fields) writeField(extensions, name, written)
  const { subjectAlternativeNames, others = [] } = extensions
  if (subjectAlternativeNames !== undefined) {
    const type = extensionTypeNode(extensionTypes.subjectAlternativeNames)
    written.push(writeExtension(type, names(subjectAlternativeNames), hasEmptySubject))
  }
  for (const { type, critical, value } of others) {
    written.push(writeExtension(extensionTypeNode(type), writeRaw(value), critical ?? false))
  }
  return written
}

function writeField<Name extends Field>(extensions: ExtensionsToIssue, name: Name, into: DerNode[]): void {
  const value = extensions[name]
  if (value === undefined || value === false) return
  const { critical, write } = writers[name]
  into.push(writeExtension(extensionTypeNode(extensionTypes[name]), write(value), critical))
}

/** The authority key identifier extension with the key's identifier alone (RFC 5280 4.2.1.1). */
export function writeAuthorityKeyIdentifier(identifier: Uint8Array): DerNode {
  const value = writeSequence([writePrimitive(contextPrimitive(0), identifier)])
  return writeExtension(extensionTypeNode(extensionTypes.authorityKeyIdentifier), value)
}

function constraintsNode({ ca, pathLength }: BasicConstraints): DerNode {
  if (!ca) return writeSequence([])
  return writeSequence(pathLength === undefined ? [writeBoolean(true)] : [writeBoolean(true), writeInteger(pathLength)])
}

function policyNode(policy: string | PolicyInformation): DerNode {
  if (typeof policy === 'string') return writeSequence([oid(policy)])
  const qualifiers = policy.qualifiers.map(({ type, value }) => writeSequence([oid(type), writeRaw(value)]))
  return writeSequence(qualifiers.length === 0 ? [oid(policy.policy)] : [oid(policy.policy), writeSequence(qualifiers)])
}

function policyConstraintsNode({ requireExplicitPolicy, inhibitPolicyMapping }: Partial<PolicyConstraints>): DerNode {
  const content: DerNode[] = []
  if (requireExplicitPolicy !== undefined) content.push(writeInteger(requireExplicitPolicy, contextPrimitive(0)))
  if (inhibitPolicyMapping !== undefined) content.push(writeInteger(inhibitPolicyMapping, contextPrimitive(1)))
  return writeSequence(content)
}

function nameConstraintsNode({ permitted = [], excluded = [] }: NameConstraintsToIssue): DerNode {
  const subtrees = [permitted, excluded].flatMap((bases, number) =>
    bases.length === 0
      ? []
      : [
          writeConstructed(
            contextConstructed(number),
            bases.map((base) => writeSequence([writeGeneralName(base)])),
          ),
        ],
  )
  return writeSequence(subtrees)
}

function accessNode(list: readonly AccessToIssue[]): DerNode {
  return writeSequence(list.map(({ method, location }) => writeSequence([oid(method), writeGeneralName(location)])))
}

function usagePeriodNode({ notBefore, notAfter }: Partial<PrivateKeyUsagePeriod>): DerNode {
  const content: DerNode[] = []
  if (notBefore !== undefined) content.push(writeGeneralizedTime(notBefore, contextPrimitive(0)))
  if (notAfter !== undefined) content.push(writeGeneralizedTime(notAfter, contextPrimitive(1)))
  return writeSequence(content)
}
