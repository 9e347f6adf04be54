import { describeName, hex, type Name } from './name.ts'

/** Forms of a GeneralName by their context tags (RFC 5280 4.2.1.6). */
export const generalNameForms = [
  'otherName',
  'rfc822Name',
  'dNSName',
  'x400Address',
  'directoryName',
  'ediPartyName',
  'uniformResourceIdentifier',
  'iPAddress',
  'registeredID',
] as const

/** A form of a GeneralName. */
export type GeneralNameForm = (typeof generalNameForms)[number]

/**
 * A name of any form (RFC 5280 4.2.1.6).
 *
 * Texts are IA5String as written; `octets` are 4 or 16 of an address, twice as many in a name constraint; `raw` is the DER of a
 * form that is not taken apart here.
 */
export type GeneralName =
  | { readonly form: 'otherName'; readonly type: string; readonly value: Uint8Array }
  | { readonly form: 'rfc822Name' | 'dNSName' | 'uniformResourceIdentifier'; readonly text: string }
  | { readonly form: 'directoryName'; readonly name: Name }
  | { readonly form: 'iPAddress'; readonly octets: Uint8Array }
  | { readonly form: 'registeredID'; readonly objectIdentifier: string }
  | { readonly form: 'x400Address' | 'ediPartyName'; readonly raw: Uint8Array }

/** A name of any form as text for people. */
export function describeGeneralName(name: GeneralName): string {
  if ('text' in name) return name.text
  if (name.form === 'directoryName') return describeName(name.name)
  if (name.form === 'registeredID') return name.objectIdentifier
  return `${name.form} ${hex(name.form === 'iPAddress' ? name.octets : name.form === 'otherName' ? name.value : name.raw)}`
}
