import { importPrivateKey, keyPairFromSeed, sha256, sign, utf8 } from '@entrepot/crypto'
import {
  emptyFile,
  type FileState,
  type FoldableAct,
  foldAct,
  type Kind,
  type Path,
  pathEntries,
  type Signer,
  type Value,
} from '@entrepot/trade/file'
import { type Composed, compose, type Draft } from './compose.ts'
import type { JudgeContext } from './context.ts'
import type { Catalogue } from './define.ts'
import { openAct } from './open.ts'
import { readAct } from './read.ts'
import { seal, type SealingKey } from './seal.ts'
import type { CitedAct, SealedAct } from './sealed.ts'

/** Test support: parties with keys made from their names, and a little port that judges nothing and folds everything. */
export interface TestParty {
  readonly signer: Signer
  readonly key: SealingKey
  readonly publicKeySpki: Uint8Array
}

/** A party whose key, certificate thumbprint and organisation come from its name; the same each time. */
export function testParty(name: string, country = 'NL'): TestParty {
  const seed = new Uint8Array([...sha256(utf8.encode(`${name}:1`)), ...sha256(utf8.encode(`${name}:2`)).slice(0, 16)])
  const pair = keyPairFromSeed('ES256', seed)
  const privateKey = importPrivateKey(pair.privateKeyPkcs8)
  if (!privateKey) throw new Error('the test key does not import')
  const thumbprint = `${name.replaceAll(/[^A-Za-z0-9]/g, '')}${'A'.repeat(43)}`.slice(0, 43)
  return {
    signer: { organisation: `TEST-${name}`, name: `Test ${name}`, country, place: 'Testville', thumbprint },
    key: { algorithm: 'ES256', thumbprint, sign: (input) => sign(privateKey, input) },
    publicKeySpki: pair.publicKeySpki,
  }
}

/** Salts that count up: tests are the same each time. */
export function countingRandom(): (bytes: number) => Uint8Array {
  let count = 0
  return (bytes) => {
    count += 1
    return sha256(utf8.encode(`salt ${count}`)).slice(0, bytes)
  }
}

/** A UUIDv7 that counts up. */
export function countingIds(): () => string {
  let count = 0
  return () => {
    count += 1
    return `01900000-0000-7000-8000-${count.toString(16).padStart(12, '0')}`
  }
}

/** A context without calendars, facts or second persons. */
export const plainContext = (now: string, more: Partial<JudgeContext> = {}): JudgeContext => ({
  now,
  calendars: {},
  ruleset: 'test',
  facts: new Map(),
  twoPeopleFor: [],
  approvers: [],
  ...more,
})

/** One thing to do in a test. */
export interface Deed {
  readonly type: string
  readonly by: TestParty
  readonly as: string
  readonly file: string
  readonly at?: string
  /** Business time at which it reaches the port, where that is later than its dispatch. */
  readonly reached?: string
  readonly for?: string
  readonly answers?: string
  readonly opens?: { readonly kind: string; readonly parties: Readonly<Record<string, string>> }
  readonly keyed?: Readonly<Record<Path, Value>>
  readonly cited?: Readonly<Record<Path, string>>
  readonly documents?: Readonly<Record<Path, string>>
  readonly transcribed?: Readonly<Record<Path, Value>>
  readonly fields?: Draft['fields']
  readonly issues?: Draft['claims']['issues']
  /** Of the document that it issues; any, where the test does not look at it. */
  readonly rendering?: Draft['rendering']
  /** Composes on this state instead of the file's present one. */
  readonly on?: FileState
}

const ANY_RENDERING = { sha256: 'A'.repeat(43), codeKey: 'A'.repeat(22) }

/** What became of a deed. */
export interface Done {
  readonly composed: Composed
  readonly sealed: SealedAct
  readonly act: FoldableAct
}

/** A little world of files; it seals and folds, and tells what the judge said. */
export function testWorld(catalogue: Catalogue, parties: readonly TestParty[], context: Partial<JudgeContext> = {}) {
  const files = new Map<string, FileState>()
  const acts = new Map<string, { readonly file: string; readonly sealed: SealedAct }>()
  const nextId = countingIds()
  const random = countingRandom()
  const signerOf = (thumbprint: string) => parties.find((party) => party.signer.thumbprint === thumbprint)?.signer

  const source = (commitment: string): CitedAct | undefined => {
    for (const [identity, { file, sealed }] of acts) {
      const read = readAct(sealed)
      if (!read.ok) continue
      const found = read.disclosed.findIndex((each) => each.commitment === commitment)
      const whole = identity === commitment || commitment.startsWith(`${identity}#`)
      if (found >= 0 || whole)
        return {
          file,
          jwt: sealed.jwt,
          disclosures: whole ? sealed.disclosures : sealed.disclosures.slice(found, found + 1),
        }
    }
    return undefined
  }

  const fileOf = (id: string, kind?: string): FileState => {
    const known = files.get(id)
    if (known) return known
    const found = catalogue.kinds.get(kind ?? '')
    if (!found) throw new Error(`no file ${id}, no kind ${kind}`)
    return emptyFile(id, found)
  }

  /** Composes a deed without folding it. */
  function attempt(deed: Deed, more: Partial<JudgeContext> = {}): Composed {
    const definition = catalogue.acts.get(deed.type)
    if (!definition) throw new Error(`no act ${deed.type}`)
    const at = deed.at ?? '2026-12-01T10:00+08:00'
    const { by, as, file, answers, opens, issues } = deed
    const composed = compose(
      {
        definition,
        file: deed.on ?? fileOf(file, opens?.kind),
        signer: by.signer,
        claims: {
          ...{ act: nextId(), file, as, at },
          ...(deed.for === undefined ? {} : { for: deed.for }),
          ...(answers === undefined ? {} : { answers }),
          ...(opens ? { opens } : {}),
          ...(issues ? { issues } : {}),
        },
        keyed: new Map(pathEntries(deed.keyed ?? {})),
        cited: new Map(pathEntries(deed.cited ?? {})),
        documents: new Map(pathEntries(deed.documents ?? {})),
        transcribed: new Map(pathEntries(deed.transcribed ?? {})),
        ...(deed.fields ? { fields: deed.fields } : {}),
        ...(issues ? { rendering: deed.rendering ?? ANY_RENDERING } : {}),
        ...{ source, signerOf },
      },
      plainContext(deed.reached ?? at, { ...context, ...more }),
      random,
    )
    if (!composed.ok) throw new Error(`${deed.type}: ${composed.code} at ${composed.at}`)
    return composed
  }

  /** Seals a composed act and folds it, whatever the judge says. */
  function take(
    composed: Composed,
    by: TestParty,
    { kind, reached = composed.claims.at }: { readonly kind?: Kind; readonly reached?: string } = {},
  ): Done {
    const sealed = seal(composed, by.key)
    const read = readAct(sealed)
    if (!read.ok) throw new Error(read.code)
    const { claims } = composed
    const file = fileOf(claims.file, kind?.name ?? claims.opens?.kind)
    const definition = catalogue.acts.get(claims.type)
    if (!definition) throw new Error(`no act ${claims.type}`)
    const receipt = { seq: file.acts.length + 1, receivedMs: 0, reached }
    const act = openAct(read, { definition, file, signer: by.signer, receipt, signerOf })
    if ('ok' in act) throw new Error(`${act.code} at ${act.at}`)
    foldAct(file, act)
    files.set(file.id, file)
    acts.set(act.identity, { file: file.id, sealed })
    return { composed, sealed, act }
  }

  /** Does a deed; throws when the judge refuses it. */
  function act(deed: Deed): Done {
    const composed = attempt(deed)
    const { judgement } = composed
    if (judgement.is === 'refused') throw new Error(`${deed.type}: ${JSON.stringify(judgement.refusal)}`)
    if (judgement.is === 'undecidable') throw new Error(`${deed.type} needs ${judgement.needs.join(', ')}`)
    return take(composed, deed.by, deed.reached === undefined ? {} : { reached: deed.reached })
  }

  return { files, acts, attempt, take, act, source, signerOf, nextId, fileOf }
}
