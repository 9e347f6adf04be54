import {
  bind,
  type FileState,
  fill,
  type FoldableAct,
  type Path,
  pathEntries,
  type PathTemplate,
  type ReceiptFacts,
  renderingPath,
  type Signer,
  type Statement,
  type Value,
} from '@entrepot/trade/file'
import type { ActDefinition } from './define.ts'
import { foreignDocument, ownDocument } from './cited-document.ts'
import type { Disclosed, ReadAct } from './read.ts'
import { renderingOf, type Tag, tagOf, textsOf, valueOf } from './tagged.ts'
import type { Malformed } from './verdict.ts'

/** What opening needs to know from outside the act. */
export interface Opening {
  readonly definition: ActDefinition
  /** The file so far: links within a file need no copy of what they point at. */
  readonly file: FileState
  readonly signer: Signer
  readonly receipt: ReceiptFacts
  /** Signers of cited acts, by thumbprint; their signatures must have been checked by the caller. */
  readonly signerOf: (thumbprint: string) => Signer | undefined
  /**
   * `undisclosed`: a link whose origin this reader may not see, or that was erased, counts as not disclosed. For what already
   * stands in a sequence; an act that wants to enter one is refused for it.
   */
  readonly unresolved?: 'undisclosed'
}

/** Turns a read act into one that folds: values checked to be values, citations resolved to their origin, dates made. */
export function openAct(read: ReadAct, opening: Opening): FoldableAct | Malformed {
  const { definition, signer, receipt } = opening
  const { claims } = read
  if (claims.issues && !definition.issues) return { ok: false, code: 'act/issues-nothing', at: 'issues' }
  if (!claims.issues && definition.issues) return { ok: false, code: 'act/issue-missing', at: 'issues' }
  const statements: Statement[] = []
  let unresolved = 0
  for (const disclosed of read.disclosed) {
    const statement = resolve(disclosed, read, opening)
    if ('ok' in statement) {
      if (opening.unresolved === undefined || !UNRESOLVED.has(statement.code)) return statement
      unresolved += 1
      continue
    }
    const audience = definition.audienceOf?.(claims, disclosed.path)
    statements.push(audience ? { ...statement, audience } : statement)
  }
  const upcast = definition.upcast ? definition.upcast(statements) : statements
  return {
    ...{
      identity: read.identity,
      id: claims.act,
      type: claims.type,
      effect: definition.effect,
      as: claims.as,
      at: claims.at,
      seen: claims.basis.seen,
    },
    ...(claims.for === undefined ? {} : { onBehalfOf: claims.for }),
    ...(claims.answers === undefined ? {} : { answers: claims.answers }),
    ...(claims.opens ? { opens: claims.opens } : {}),
    ...(definition.enters ? { enters: true } : {}),
    ...(claims.issues ? { issues: claims.issues } : {}),
    statements: upcast,
    dated: datedElements(definition, claims.at, upcast),
    undisclosed: read.undisclosed + unresolved,
    ...(definition.audience ? { audience: definition.audience } : {}),
    signer,
    receipt,
  }
}

const UNRESOLVED: ReadonlySet<string> = new Set(['act/citation-not-found', 'act/citation-signer'])

function resolve(disclosed: Disclosed, read: ReadAct, opening: Opening): Statement | Malformed {
  const { path, commitment, raw } = disclosed
  const tag = tagOf(raw)
  if (tag === undefined) {
    const value = valueOf(raw)
    return value === undefined ? { ok: false, code: 'act/value', at: path } : { path, commitment, how: 'keyed', value }
  }
  switch (tag.name) {
    case '$transcribed':
    case '$derived': {
      const value = valueOf(tag.of)
      const from = tag.name === '$derived' ? textsOf(tag.record['$from']) : undefined
      if (value === undefined || (tag.name === '$derived' && !from)) return { ok: false, code: 'act/value', at: path }
      return {
        path,
        commitment,
        value,
        how: tag.name === '$derived' ? 'derived' : 'transcribed',
        ...(from ? { from } : {}),
      }
    }
    case '$rendering':
      return rendered(disclosed, tag, read)
    case '$cite':
      return typeof tag.of === 'string'
        ? cite(disclosed, tag.of, { read, opening })
        : { ok: false, code: 'act/citation', at: path }
    case '$document':
      return typeof tag.of === 'string'
        ? citeDocument(disclosed, tag.of, { read, opening })
        : { ok: false, code: 'act/citation', at: path }
    default:
      return { ok: false, code: 'act/value', at: path }
  }
}

/** What an issuing act signs of its document's rendering, in its one place. */
function rendered({ path, commitment }: Disclosed, { of, record }: Tag, { claims }: ReadAct): Statement | Malformed {
  const value = renderingOf(of, record)
  const { issues } = claims
  const isThere = issues !== undefined && issues.rendering === undefined && path === renderingPath(issues.document)
  return value && isThere ? { path, commitment, how: 'rendered', value } : { ok: false, code: 'act/value', at: path }
}

interface Within {
  readonly read: ReadAct
  readonly opening: Opening
}

/** A link within the file needs nothing more; a citation from another file brings its sealed act. */
function cite(disclosed: Disclosed, cited: string, within: Within): Statement | Malformed {
  const { path, commitment } = disclosed
  const linked = within.opening.file.byCommitment.get(cited)
  if (linked) {
    const { act, organisation } = linked
    const origin = linked.origin ?? {
      file: within.opening.file.id,
      act,
      path: linked.path,
      commitment: cited,
      organisation,
    }
    return { path, commitment, how: 'cited', value: linked.value, origin }
  }
  for (const act of within.read.citations) {
    const found = citedValue(act, cited)
    const signer = within.opening.signerOf(act.thumbprint)
    if (found === undefined) continue
    if (!signer) return { ok: false, code: 'act/citation-signer', at: path }
    const { organisation } = signer
    const origin = { file: act.claims.file, act: act.identity, path: found.path, commitment: cited, organisation }
    return { path, commitment, how: 'cited', value: found.value, origin }
  }
  return { ok: false, code: 'act/citation-not-found', at: path }
}

/** An origin is keyed, transcribed, derived or an envelope's date; a citation of a citation names the first origin instead. */
function citedValue(act: ReadAct, cited: string): { path: Path; value: Value } | undefined {
  if (cited === `${act.identity}#date`) return { path: '/at', value: act.claims.at.slice(0, 10) }
  if (cited === `${act.identity}#at`) return { path: '/at', value: act.claims.at }
  const disclosed = act.disclosed.find((each) => each.commitment === cited)
  if (!disclosed) return undefined
  const tag = tagOf(disclosed.raw)
  if (tag && tag.name !== '$derived' && tag.name !== '$transcribed') return undefined
  const value = valueOf(tag ? tag.of : disclosed.raw)
  return value === undefined ? undefined : { path: disclosed.path, value }
}

function citeDocument(disclosed: Disclosed, identity: string, { read, opening }: Within): Statement | Malformed {
  const { path, commitment } = disclosed
  const own = opening.file.byIdentity.get(identity)
  const act = read.citations.find((each) => each.identity === identity)
  const document = own ? ownDocument(opening.file, own) : act && foreignDocument(act, opening.signerOf(act.thumbprint))
  if (!document) return { ok: false, code: 'act/citation-not-found', at: path }
  // Whoever is shown a document is shown the whole: only what was erased since may lack.
  if (document.undisclosed > 0 && opening.unresolved === undefined)
    return { ok: false, code: 'act/citation-incomplete', at: path }
  const { file, issuer: organisation } = document
  const origin = { file, act: identity, path: '/documents' as Path, commitment: identity, organisation }
  return { path, commitment, how: 'cited', value: identity, origin, document }
}

/** Dates that the envelope makes, for the instances which the act's statements name. */
function datedElements(
  definition: ActDefinition,
  at: string,
  statements: readonly Statement[],
): { path: Path; value: string }[] {
  const dated: { path: Path; value: string }[] = []
  for (const [template, precision] of pathEntries(definition.dates ?? {})) {
    const value = precision === 'date' ? at.slice(0, 10) : at
    for (const path of placesIn(definition, template, statements)) dated.push({ path, value })
  }
  return dated
}

/** Every place of a template's shape for which an act's statements name the instances: one for each container that it is about. */
export function placesIn(
  definition: ActDefinition,
  template: PathTemplate,
  statements: readonly Pick<Statement, 'path'>[],
): ReadonlySet<Path> {
  const places = new Set<Path>()
  for (const source of [...(definition.requires ?? []), ...(definition.may ?? [])])
    for (const { path } of statements) {
      const instances = bind(source, path)
      const place = instances && fill(template, instances)
      if (place) places.add(place)
    }
  // No single statement names all of the template's instances: then the first of each, together.
  const together = places.size === 0 ? fill(template, instancesIn(definition, statements)) : undefined
  return together ? new Set([together]) : places
}

/** The instance ids that an act's statements bind, by variable; the first of each. */
export function instancesIn(
  definition: ActDefinition,
  statements: readonly Pick<Statement, 'path'>[],
): ReadonlyMap<string, string> {
  const instances = new Map<string, string>()
  for (const template of [...(definition.requires ?? []), ...(definition.may ?? [])])
    for (const { path } of statements)
      for (const [variable, id] of bind(template, path) ?? []) if (!instances.has(variable)) instances.set(variable, id)
  return instances
}
