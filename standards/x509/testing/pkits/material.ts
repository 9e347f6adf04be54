import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Certificate, parseCertificate, parseRevocationList, type RevocationList } from '../../index.ts'

/** A folder with `certs/` and `crls/` of NIST's `PKITS_data.zip`; they are not part of the project. */
const FOLDER = process.env['ENTREPOT_PKITS'] ?? ''

const isHere = FOLDER !== '' && existsSync(join(FOLDER, 'certs')) && existsSync(join(FOLDER, 'crls'))

/** Why tests that need them are left out, where they are. */
export const withoutPkits = isHere ? undefined : 'no certificates of PKITS, see ENTREPOT_PKITS'

function filesOf(folder: string, ending: string): [name: string, der: Uint8Array][] {
  const names = readdirSync(join(FOLDER, folder)).filter((file) => file.endsWith(ending))
  return names.map((file) => [file.slice(0, -ending.length), new Uint8Array(readFileSync(join(FOLDER, folder, file)))])
}

/** Everything of the suite. */
export interface PkitsMaterial {
  /** By the names of their files; `undefined` for one that is malformed. */
  readonly certificates: ReadonlyMap<string, Certificate | undefined>
  readonly lists: readonly RevocationList[]
  readonly malformed: readonly string[]
}

/** Reads everything of the suite. */
export function readPkits(): PkitsMaterial {
  const malformed: string[] = []
  const certificates = new Map<string, Certificate | undefined>()
  for (const [name, der] of filesOf('certs', '.crt')) {
    const decoded = parseCertificate(der)
    certificates.set(name, decoded.ok ? decoded.value : undefined)
    if (!decoded.ok) malformed.push(`${name}: ${decoded.code}`)
  }
  const lists = filesOf('crls', '.crl').flatMap(([name, der]) => {
    const decoded = parseRevocationList(der)
    if (!decoded.ok) malformed.push(`${name}: ${decoded.code}`)
    return decoded.ok ? [decoded.value] : []
  })
  return { certificates, lists, malformed }
}
