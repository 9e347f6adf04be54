import { asPath, bind, type Path, pathEntries, type PathTemplate, segmentsOf, variableOf } from './path.ts'
import type { ElementType } from './type.ts'
import type { Label } from './value.ts'

/** What a role means in one file: shipper, declarant, insured. */
export type Capacity = string

/** How long an element must be kept, and whether it may be erased before. */
export type RetentionClass = 'trade' | 'payment' | 'declaration' | 'personal'

/** One element of a kind of file: a capacity's statement. */
export interface ElementDefinition {
  readonly label: Label
  readonly type: ElementType
  /** Who may key it; more than one where either may (a price is offered by both sides). */
  readonly capacity: readonly Capacity[]
  /** Who may read it; the file's parties where absent. Its keyer always may. */
  readonly audience?: readonly Capacity[]
  /** Number in the UN Trade Data Elements Directory (ISO 7372), where one exists. */
  readonly untded?: string
  /** `trade` where absent. */
  readonly retention?: RetentionClass
  /** Statements of one fact by several parties share its name; they are compared, never merged. */
  readonly fact?: string
  /**
   * Takes what a document says that was issued elsewhere. It is transcribed, and where all is well it says what our own data say:
   * that is its statement, and no keying twice.
   */
  readonly foreign?: true
}

/** A kind of file: one legal relation, its capacities and its tree of elements. */
export interface Kind {
  readonly name: string
  readonly label: Label
  readonly flow: Flow
  readonly capacities: Readonly<Record<Capacity, Label>>
  readonly elements: Readonly<Record<PathTemplate, ElementDefinition>>
  /** Everyone may read it: a published tariff, a table of rates. */
  readonly public?: true
  /** Kinds of files from which an element may be cited into this one. */
  readonly citesFrom: readonly string[]
}

/** The four flows of a trade: the same four doors in code and on the page. */
export type Flow = 'information' | 'business' | 'capital' | 'goods'

/**
 * Declares a kind of file; asserts that capacities, audiences and templates agree with each other, and that nothing lies below
 * a document or in the places that every kind has: its fields are its issuer's, whatever they are called.
 */
export function defineKind<const K extends Kind>(kind: K): K {
  for (const [template, element] of Object.entries<ElementDefinition>(kind.elements)) {
    for (const capacity of [...element.capacity, ...(element.audience ?? [])])
      if (!Object.hasOwn(kind.capacities, capacity))
        throw new Error(`${kind.name}: ${template} names no capacity ${capacity}`)
    const above = Object.entries<ElementDefinition>(kind.elements).find(
      ([other, { type }]) => type.is === 'document' && template.startsWith(`${other}/`),
    )
    if (above) throw new Error(`${kind.name}: ${template} lies below the document ${above[0]}`)
    const first = template.split('/')[1] ?? ''
    const citesThere = first === 'documents' && kind.elements[asPath(template)]?.type.is === 'document'
    if (PLACES_OF_EVERY_KIND.has(first) && !citesThere)
      throw new Error(`${kind.name}: ${template} lies where every kind keeps its own`)
  }
  return kind
}

/** An element of a kind, found by path. */
export interface FoundElement {
  readonly template: PathTemplate
  readonly definition: ElementDefinition
  readonly instances: ReadonlyMap<string, string>
}

/** Where documents, parties, authorities, extensions and originals stand in every file. */
const PLACES_OF_EVERY_KIND: ReadonlySet<string> = new Set([
  ...['documents', 'parties', 'authorities', 'extensions', 'originals'],
])

/** Stands for whichever party of the file, in a definition's capacities. */
export const ANYONE: Capacity = '*'

/** Characters of an original in base64url: 384 KiB of bytes, which leaves room in an act (`MAX_SEALED_BYTES`). */
const MAX_ORIGINAL_LENGTH = 524_288

/** Elements that every kind has: authorities, extensions, originals of foreign documents. */
const OF_EVERY_KIND: Readonly<Record<PathTemplate, ElementDefinition>> = {
  '/extensions/{organisation}/{name}': {
    label: { en: 'Extension of an organisation', zh: '组织扩展数据' },
    type: { is: 'text', max: 2000 },
    capacity: [ANYONE],
  },
  '/authorities/{authority}/agent': {
    label: { en: 'Agent', zh: '代理人' },
    type: { is: 'text', max: 64 },
    capacity: [ANYONE],
  },
  '/authorities/{authority}/capacity': {
    label: { en: 'Capacity acted for', zh: '代理身份' },
    type: { is: 'text', max: 64 },
    capacity: [ANYONE],
  },
  '/authorities/{authority}/acts': {
    label: { en: 'Acts that the agent may do', zh: '代理权限' },
    type: { is: 'list', of: { is: 'text', max: 64 }, max: 64 },
    capacity: [ANYONE],
  },
  '/authorities/{authority}/until': {
    label: { en: 'Authority ends', zh: '授权截止' },
    type: { is: 'date' },
    capacity: [ANYONE],
  },
  '/originals/{original}/content': {
    label: { en: 'Original of a foreign document, in base64url', zh: '外来单据原件（base64url）' },
    type: { is: 'text', max: MAX_ORIGINAL_LENGTH, pattern: /^[A-Za-z0-9_-]+$/ },
    capacity: [ANYONE],
  },
  '/originals/{original}/mediaType': {
    label: { en: 'Media type of the original', zh: '原件媒体类型' },
    type: { is: 'text', max: 120 },
    capacity: [ANYONE],
  },
}

const indexes = new WeakMap<Kind, ReadonlyMap<string, readonly PathTemplate[]>>()

/**
 * Finds the definition of a path in a kind.
 *
 * @returns `undefined` where the kind has no such element.
 */
export function elementAt(kind: Kind, path: Path): FoundElement | undefined {
  const candidates = indexOf(kind).get(indexKey(path)) ?? []
  for (const template of candidates) {
    const instances = bind(template, path)
    const definition = kind.elements[template] ?? OF_EVERY_KIND[template]
    if (instances && definition) return { template, definition, instances }
  }
  return undefined
}

function indexOf(kind: Kind): ReadonlyMap<string, readonly PathTemplate[]> {
  const known = indexes.get(kind)
  if (known) return known
  const index = new Map<string, PathTemplate[]>()
  for (const template of [...pathEntries(kind.elements), ...pathEntries(OF_EVERY_KIND)].map(([path]) => path)) {
    const first = segmentsOf(template)[0] ?? ''
    if (variableOf(first) !== undefined) throw new Error(`${kind.name}: ${template} must start with a name`)
    const key = indexKey(template)
    index.set(key, [...(index.get(key) ?? []), template])
  }
  indexes.set(kind, index)
  return index
}

const indexKey = (path: string): string => {
  const end = path.indexOf('/', 1)
  if (end < 0) return `${path}/1`
  let segments = 2
  for (let at = path.indexOf('/', end + 1); at > 0; at = path.indexOf('/', at + 1)) segments += 1
  return `${path.slice(0, end)}/${segments}`
}

/** Tells whether a capacity may read an element; keyers are dealt with by the view, which knows who keyed. */
export function inAudience(definition: ElementDefinition, capacities: ReadonlySet<Capacity>): boolean {
  if (definition.audience === undefined) return true
  return definition.audience.some((capacity) => capacities.has(capacity))
}
