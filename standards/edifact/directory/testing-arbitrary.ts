import type { Condition, Directory, ElementDefinition, StructureItem } from '@entrepot/edi'
import fc from 'fast-check'

/** Directories that the notation can say, for properties of it. */
const repeat = fc.oneof(fc.constant(1), fc.integer({ min: 2, max: 9_999_999 }))
const tag = fc.stringMatching(/^[A-Z]{3}$/)
const composite = fc.stringMatching(/^[A-Z]\d{3}$/)
const element = fc.stringMatching(/^\d{4}$/)
const name = fc.option(fc.stringMatching(/^[A-Za-z(][A-Za-zñ'&/.()-]{0,8}( [A-Za-z|]{1,8})?$/), { nil: undefined })
const named = (of: string | undefined) => (of === undefined ? {} : { name: of })

interface Draft {
  readonly mandatory: boolean
  readonly repeat: number
  /** Whether its position is not ten after the one before. */
  readonly jump: boolean
}
type SegmentDraft = Draft & { readonly tag: string }
type GroupDraft = Draft & { readonly number: number; readonly items: readonly (SegmentDraft | GroupDraft)[] }

const MAX_DEPTH = 3

function drafts(depth: number): fc.Arbitrary<(SegmentDraft | GroupDraft)[]> {
  const draft = { mandatory: fc.boolean(), repeat, jump: fc.boolean() }
  const segment = fc.record({ tag, ...draft })
  const shape = { minLength: 1, maxLength: 4 }
  if (depth === MAX_DEPTH) return fc.array(segment, shape)
  const group = fc.record({ number: fc.nat(999), ...draft, items: drafts(depth + 1) })
  return fc.array(fc.oneof({ weight: 3, arbitrary: segment }, { weight: 1, arbitrary: group }), shape)
}

/** The items of a message, with positions that count in tens, now and then one that does not. */
const items = (digits: number): fc.Arbitrary<StructureItem[]> =>
  drafts(0).map((all) => {
    let next = 0
    const place = (draft: SegmentDraft | GroupDraft): StructureItem => {
      const { mandatory, repeat, jump } = draft
      next += jump ? 25 : 10
      const shared = { mandatory, repeat, position: String(next).padStart(digits, '0') }
      return 'tag' in draft
        ? { tag: draft.tag, ...shared }
        : { group: `SG${draft.number}`, ...shared, items: draft.items.map(place) }
    }
    return all.map(place)
  })

const use = (code: fc.Arbitrary<string>) => fc.record({ code, mandatory: fc.boolean(), repeat })
const condition: fc.Arbitrary<Condition> = fc.record({
  kind: fc.constantFrom('P', 'R', 'E', 'C', 'L'),
  positions: fc.array(fc.integer({ min: 1, max: 99 }), { minLength: 2, maxLength: 4 }),
})
const definition: fc.Arbitrary<ElementDefinition> = fc
  .record({
    code: element,
    name,
    representation: fc.constantFrom('a' as const, 'n' as const, 'an' as const),
    max: fc.integer({ min: 1, max: 99_999 }),
    isFixed: fc.boolean(),
    complete: fc.boolean(),
    values: fc.option(fc.array(fc.tuple(fc.stringMatching(/^[A-Z0-9]{1,6}$/), name), { minLength: 1, maxLength: 5 }), {
      nil: undefined,
    }),
  })
  .map(({ code, name, representation, max, isFixed, complete, values }) => ({
    code,
    ...named(name),
    representation,
    min: isFixed ? max : 1,
    max,
    ...(values && { codes: { complete, values: new Map(values) } }),
  }))

const keyed = <T>(values: fc.Arbitrary<T>, key: (value: T) => string): fc.Arbitrary<ReadonlyMap<string, T>> =>
  fc.array(values, { maxLength: 4 }).map((all) => new Map(all.map((value) => [key(value), value])))

export const anyDirectory: fc.Arbitrary<Directory> = fc.record({
  name: fc.constantFrom('D.01B', 'D.21B', 'ISO 9735'),
  messages: keyed(
    fc
      .tuple(fc.stringMatching(/^[A-Z]{6}$/), name, fc.constantFrom(4, 5))
      .chain(([type, name, digits]) =>
        items(digits).map((items) => ({ type, ...named(name), release: 'D.01B', items })),
      ),
    ({ type }) => type,
  ),
  segments: keyed(
    fc
      .tuple(
        tag,
        name,
        fc.array(use(fc.oneof(composite, element)), { minLength: 1, maxLength: 5 }),
        fc.array(condition, { maxLength: 2 }),
      )
      .map(([tag, name, elements, conditions]) => ({
        tag,
        ...named(name),
        elements,
        ...(conditions.length > 0 && { conditions }),
      })),
    ({ tag }) => tag,
  ),
  composites: keyed(
    fc
      .tuple(
        composite,
        name,
        fc.array(fc.record({ code: element, mandatory: fc.boolean() }), { minLength: 1, maxLength: 5 }),
      )
      .map(([code, name, components]) => ({ code, ...named(name), components })),
    ({ code }) => code,
  ),
  elements: keyed(definition, ({ code }) => code),
})
