import {
  contextConstructed,
  contextPrimitive,
  type DerNode,
  writeConstructed,
  writeIa5String,
  writeObjectIdentifier,
  writePrimitive,
  writeRaw,
} from '@entrepot/asn1'
import { type GeneralName, generalNameForms } from './general-name.ts'
import type { Name, Subject } from './name.ts'
import { writeName } from './write-name.ts'

/** A name to be issued: as it was read, or a directory name by its attributes. */
export type GeneralNameToIssue = GeneralName | { readonly form: 'directoryName'; readonly name: Name | Subject }

/** Writes a GeneralName (RFC 5280 4.2.1.6). Asserts that texts are IA5String. */
export function writeGeneralName(name: GeneralNameToIssue): DerNode {
  const number = generalNameForms.indexOf(name.form)
  switch (name.form) {
    case 'otherName':
      return writeConstructed(contextConstructed(0), [
        writeObjectIdentifier(name.type),
        writeConstructed(contextConstructed(0), [writeRaw(name.value)]),
      ])
    case 'directoryName':
      return writeConstructed(contextConstructed(4), [writeName(name.name)])
    case 'iPAddress':
      return writePrimitive(contextPrimitive(7), name.octets)
    case 'registeredID':
      return writeObjectIdentifier(name.objectIdentifier, contextPrimitive(8))
    case 'x400Address':
    case 'ediPartyName':
      return writeRaw(name.raw)
    case 'rfc822Name':
    case 'dNSName':
    case 'uniformResourceIdentifier':
      return writeIa5String(name.text, contextPrimitive(number))
  }
}
